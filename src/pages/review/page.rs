//! GET /review

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::permissions::{Act, may};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::pages::signals::exact;
use crate::threads::difference::Line;
use crate::threads::eyes::Eyes;
use crate::threads::kinds::HideReason;
use crate::threads::screen::Signal;

use super::edits::{self, Edit};
use super::held::{self, Held};

#[derive(Template)]
#[template(path = "pages/review.html")]
struct Review {
    page: Page,
    edits: Vec<Edit>,
    /// Whether more edits wait than are shown.
    more: bool,
    /// None for those who may not see them.
    held: Option<Vec<Held>>,
    reasons: &'static [HideReason],
}

impl Review {
    fn exact(&self, signal: &Signal) -> String {
        exact(&self.page.t, signal)
    }

    fn reason_word(&self, reason: &HideReason) -> &'static str {
        match reason {
            HideReason::Rude => "review-why-rude",
            HideReason::Spam => "review-why-spam",
            HideReason::PersonalData => "review-why-personal-data",
            HideReason::Wrong => "review-why-wrong",
            HideReason::Other => "review-why-other",
        }
    }
}

/// GET /review
///
/// # Errors
/// Sends visitors to sign in.
pub async fn page(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    let thresholds = visit.services.settings.get().thresholds.clone();
    let reviews = may(&actor, Act::ReviewEdits, &thresholds, false).is_ok();
    let eyes = Eyes::of(Some(&actor));
    let moderates = may(&actor, Act::ReviewHeld, &thresholds, false).is_ok();
    let (edits, more, held) = visit
        .services
        .db
        .read(move |conn| {
            let (edits, more) = edits::waiting(conn, actor.id, reviews, &eyes)?;
            let held = if moderates { Some(held::waiting(conn)?) } else { None };
            Ok::<_, Refusal>((edits, more, held))
        })
        .await?;
    let mut page = visit.page(visit.t.s("review-title"));
    page.head.noindex = true;
    let template = Review { page, edits, more, held, reasons: HideReason::ALL };
    visit.html(&template.page, &template)
}
