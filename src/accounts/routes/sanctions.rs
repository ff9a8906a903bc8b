//! /settings/sanctions: what somebody was told off for, with the way to appeal. Open to the suspended, too.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::sanctions::{Posts, Sanction, SanctionKind, history, read as verb, why};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Limit, Page, Problem};

#[derive(Template)]
#[template(path = "accounts/settings_sanctions.html")]
struct SanctionsPage {
    page: Page,
    sanctions: Vec<Sanction>,
    person: i64,
}

impl SanctionsPage {
    fn why(&self, sanction: &Sanction) -> String {
        why(self.page.t, sanction)
    }

    fn word(&self, sanction: &Sanction) -> String {
        self.page.t.s(&format!("sanction-kind-{}", sanction.kind.word()))
    }

    fn posts(&self, sanction: &Sanction) -> Option<String> {
        (sanction.posts != Posts::Kept).then(|| self.page.t.s(&format!("sanction-posts-{}", sanction.posts.word())))
    }

    fn stands(&self, sanction: &Sanction) -> bool {
        sanction.stands(self.page.now)
    }

    fn unread_warning(&self, sanction: &Sanction) -> bool {
        sanction.kind == SanctionKind::Warn && self.stands(sanction)
    }
}

/// GET /settings/sanctions
pub async fn own(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to("/settings/sanctions")?;
    let person = actor.id;
    let sanctions = visit.services.db.read(move |conn| Ok::<_, Refusal>(history(conn, person)?)).await?;
    let template = SanctionsPage { page: visit.page(visit.t.s("sanction-title")), sanctions, person };
    visit.html(&template.page, &template)
}

/// POST /settings/sanctions/{id}/read
pub async fn read(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to("/settings/sanctions")?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (id.into_inner(), visit.now);
    visit.services.db.write(move |tx| verb(tx, actor.id, id, now)).await?;
    Ok(Flash::of("flash-sanction-read").then(&visit.services, "/settings/sanctions"))
}
