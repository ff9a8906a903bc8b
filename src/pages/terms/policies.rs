//! GET /admin/policies: all of them in the order in which they are asked.

use actix_web::HttpResponse;
use askama::Template;

use super::history::{self, Told};
use super::names::Names;
use super::words;
use crate::accounts::Visit;
use crate::escalation::terms::{Book, StoredPolicy};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};

/// A policy in the list.
struct Line {
    id: i64,
    name: String,
    fallback: bool,
    /// Whether it can be moved up and down.
    up: bool,
    down: bool,
    conditions: Vec<String>,
    facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/terms/policies.html")]
struct Policies {
    page: Page,
    lines: Vec<Line>,
    history: Vec<Told>,
}

/// GET /admin/policies
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let (book, names, changes) = visit
        .services
        .db
        .read(|conn| {
            let book = Book::load(conn)?.ok_or(Refusal::NotFound)?;
            let tags: Vec<i64> = book.policies.iter().flat_map(|p| p.policy.conditions.tags.clone()).collect();
            let names = Names::load(conn, &book.hours, &tags)?;
            Ok::<_, Refusal>((book, names, history::load(conn, "policies", 0)?))
        })
        .await?;
    let last = book.policies.len() - 1;
    let lines =
        book.policies.iter().enumerate().map(|(place, policy)| line(&visit, &names, &book, place, last, policy));
    let mut page = visit.page(visit.t.s("terms-policies"));
    page.head.noindex = true;
    let template = Policies { page, lines: lines.collect(), history: history::of_order(&visit.t, changes) };
    visit.html(&template.page, &template)
}

fn line(visit: &Visit, names: &Names, book: &Book, place: usize, last: usize, stored: &StoredPolicy) -> Line {
    let t = &visit.t;
    let zone = book.hours_of(stored.staff_calendar_id).map_or("UTC", |hours| hours.zone.as_str());
    let shown = [
        "terms-peer-window",
        "terms-triage-window",
        "terms-triage-calendar",
        "terms-first-response",
        "terms-staff-calendar",
        "terms-team",
        "terms-starts-at",
    ];
    let facts = words::policy(t, names, stored, zone);
    let facts = facts.into_iter().filter(|(key, _)| shown.contains(key)).map(|(key, words)| (t.s(key), words));
    Line {
        id: stored.id,
        name: stored.name.clone(),
        fallback: stored.fallback,
        up: !stored.fallback && place > 0,
        down: !stored.fallback && place + 1 < last,
        conditions: words::conditions(t, names, &stored.policy.conditions),
        facts: facts.collect(),
    }
}
