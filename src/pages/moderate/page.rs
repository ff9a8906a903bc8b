//! The page.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::people::{Card, card, cards};
use crate::accounts::sanctions::{Posts, Reason, Sanction, SanctionKind, history};
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::i18n::Arg;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Page, Problem};
use crate::threads::sweep;

use super::act::Imposed;

#[derive(Template)]
#[template(path = "pages/moderate.html")]
struct ModeratePage {
    page: Page,
    errors: Errors,
    typed: Imposed,
    card: Card,
    since: Micros,
    sanctions: Vec<Sanction>,
    /// Who imposed them.
    by: HashMap<i64, Card>,
    /// Posts and comments that everybody can see, or that wait.
    posts: i64,
    /// Whether the reader may act on them.
    outranks: bool,
    admin: bool,
}

impl ModeratePage {
    fn kinds(&self) -> &'static [SanctionKind] {
        SanctionKind::ALL
    }

    fn reasons(&self) -> &'static [Reason] {
        Reason::ALL
    }

    fn reason_words(&self, reason: &Reason) -> String {
        self.page.t.s(&reason.key())
    }

    fn kind_words(&self, kind: &SanctionKind) -> String {
        self.page.t.s(&format!("sanction-do-{}", kind.word()))
    }

    fn word(&self, sanction: &Sanction) -> String {
        self.page.t.s(&format!("sanction-kind-{}", sanction.kind.word()))
    }

    fn why(&self, sanction: &Sanction) -> String {
        let key = if sanction.note.is_empty() { "sanction-why" } else { "sanction-why-note" };
        let reason = Arg::from(self.page.t.s(&sanction.reason.key()));
        self.page.t.f(key, vec![("reason", reason), ("note", Arg::from(&sanction.note))])
    }

    fn by(&self, sanction: &Sanction) -> String {
        let name = self.by.get(&sanction.by_id).map(|card| card.name.clone()).unwrap_or_default();
        self.page.t.a("sanction-by", "name", name)
    }

    fn posts_words(&self, sanction: &Sanction) -> String {
        self.page.t.s(&format!("sanction-posts-{}", sanction.posts.word()))
    }

    fn kept(&self, sanction: &Sanction) -> bool {
        sanction.posts == Posts::Kept
    }

    fn gone(&self, sanction: &Sanction) -> bool {
        matches!(sanction.posts, Posts::Hidden | Posts::Deleted)
    }

    fn stands(&self, sanction: &Sanction) -> bool {
        sanction.stands(self.page.now)
    }
}

/// GET /people/{id}/moderate
///
/// # Errors
/// Sends visitors to sign in; `Forbidden`, `NotFound`.
pub async fn show(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.keeper()?;
    page(&visit, &actor, id.into_inner(), StatusCode::OK, Errors::default(), Imposed::default()).await
}

/// The page as it stands, with what was typed.
pub(super) async fn page(
    visit: &Visit,
    actor: &Actor,
    id: i64,
    status: StatusCode,
    errors: Errors,
    typed: Imposed,
) -> Result<HttpResponse, Problem> {
    let read = visit.services.db.read(move |conn| {
        let person = Actor::load(conn, id)?;
        let sanctions = history(conn, id)?;
        let by: Vec<i64> = sanctions.iter().map(|sanction| sanction.by_id).collect();
        Ok::<_, Refusal>((card(conn, id)?, person, cards(conn, &by)?, sanctions, sweep::count(conn, id)?))
    });
    let (card, person, by, sanctions, posts) = read.await?;
    let mut page = visit.page(visit.t.a("sanction-page-title", "name", &card.name));
    page.head.noindex = true;
    let template = ModeratePage {
        page,
        errors,
        typed,
        card,
        since: person.created_at,
        sanctions,
        by,
        posts,
        outranks: actor.rank() > person.rank(),
        admin: actor.is(crate::accounts::roles::Role::Admin),
    };
    visit.html_with(status, &template.page, &template)
}
