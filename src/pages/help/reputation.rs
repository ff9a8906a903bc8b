//! GET /help/reputation: what earns points, what they open, and where they end; from the rules themselves.

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::permissions::TABLE;
use crate::ground::web::{Page, Problem};
use crate::pages::people::{cause_word, signed};
use crate::reputation::Cause;
use crate::reputation::rules::{DAILY_CAP, FLOOR};

#[derive(Template)]
#[template(path = "pages/help_reputation.html")]
struct Reputation {
    page: Page,
    causes: Vec<Earned>,
    /// Reputation and the key of what it opens, the least first.
    privileges: Vec<(i64, &'static str)>,
    cap: i64,
    floor: i64,
}

/// A cause and what it brings.
struct Earned {
    word: String,
    points: String,
    minus: bool,
    /// Whether the day's cap counts it.
    capped: bool,
}

/// GET /help/reputation
///
/// # Errors
/// When the template fails.
pub async fn reputation(visit: Visit) -> Result<HttpResponse, Problem> {
    let t = visit.t;
    let thresholds = visit.services.settings.get().thresholds.clone();
    let earned = |cause: &Cause| Earned {
        word: cause_word(*cause),
        points: signed(&t, cause.points()),
        minus: cause.points() < 0,
        capped: cause.capped(),
    };
    let mut privileges: Vec<(i64, &'static str)> =
        TABLE.iter().filter_map(|rule| Some((rule.reputation?(&thresholds), rule.name))).collect();
    privileges.sort_by_key(|privilege| privilege.0);
    let mut page = visit.page(t.s("help-reputation-title"));
    page.head.canonical = "/help/reputation".into();
    let template = Reputation {
        page,
        // The last two have no worth of their own.
        causes: Cause::ALL.iter().filter(|cause| cause.points() != 0).map(earned).collect(),
        privileges,
        cap: DAILY_CAP,
        floor: FLOOR,
    };
    visit.html(&template.page, &template)
}
