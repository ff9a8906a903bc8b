//! Policies and calendars as admins keep them: who may, what is refused and where, what is asked back, what is told.

mod calendars;
mod policies;

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::escalation::tables::terms_changes;
use kiez::escalation::terms::{Book, Hours};
use kiez::ground::clock::HOUR;

use super::town::{Town, asked, towns};
use crate::support::{Answer, Browser};

/// An admin's browser and another person's number.
fn admin(town: &Town) -> (Browser, i64) {
    let (ada, lena) = (town.person("Ada", 1), town.person("Lena", 1));
    town.grant(ada, Role::Admin, Scope::Everywhere);
    (town.browser_of(ada), lena)
}

/// What stands in every element that a selector finds; cells of a table are parted by a space.
fn texts(answer: &Answer, selector: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(&answer.body);
    let selector = scraper::Selector::parse(selector).expect("a selector");
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    page.select(&selector).map(|e| words(e.text().collect::<Vec<_>>().join(" "))).collect()
}

/// The fields of a calendar's form: the office in Berlin, changed.
fn hours<'a>(change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let day = "9:00–12:30, 13:30–17:00";
    let mut fields = vec![("name", "Office"), ("zone", "Europe/Berlin"), ("days", ""), ("do", "save")];
    fields.extend([("mon", day), ("tue", day), ("wed", day), ("thu", day), ("fri", "9-12"), ("sat", ""), ("sun", "")]);
    with(fields, change)
}

/// The fields of a policy's form: German questions get an hour, changed.
fn policy<'a>(change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = vec![
        ("name", "German"),
        ("peer_window", "1"),
        ("peer_window_unit", "hours"),
        ("triage_window", "90"),
        ("triage_window_unit", "minutes"),
        ("first_response", "1"),
        ("first_response_unit", "days"),
        ("warn_before", "30"),
        ("warn_before_unit", "minutes"),
        ("solution", ""),
        ("solution_unit", "days"),
        ("nudges", "25, 50"),
        ("send_backs", "2"),
        ("answered", "any_answer"),
        ("team", ""),
        ("triage_calendar", "1"),
        ("staff_calendar", "1"),
        ("languages", "de"),
        ("tags", ""),
        ("starts_at", "2026-03-01T00:00"),
        ("do", "save"),
    ];
    with(fields, change)
}

fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(name, _)| !change.iter().any(|(other, _)| name == other));
    fields.extend(change);
    fields
}

/// The number at the end of where a redirect leads.
fn number(answer: &Answer) -> i64 {
    let path = answer.location();
    path.rsplit('/').next().and_then(|part| part.parse().ok()).unwrap_or_else(|| panic!("no number in {path}"))
}

fn stored(town: &Town, id: i64) -> Hours {
    let book = town.forum.services.db.read_blocking(Book::load).expect("terms").expect("some");
    book.hours_of(id).cloned().expect("the calendar")
}

fn names(town: &Town) -> Vec<String> {
    let book = town.forum.services.db.read_blocking(Book::load).expect("terms").expect("some");
    book.policies.into_iter().map(|policy| policy.name).collect()
}

#[test]
fn only_admins_keep_terms() {
    towns(|town| {
        let (mut browser, lena) = admin(town);
        let mut other = town.browser_of(lena);
        let moderator = town.person("Mo", 5_000);
        town.grant(moderator, Role::Moderator, Scope::Everywhere);
        let mut moderator = town.browser_of(moderator);
        for path in ["/admin/policies", "/admin/policies/new", "/admin/policies/1"] {
            assert_eq!(browser.get(path).status, 200, "{path}");
            assert_eq!((other.get(path).status, moderator.get(path).status), (403, 403), "{path}");
            assert_eq!(town.forum.browser().get(path).status, 303, "{path}");
        }
        for path in ["/admin/calendars", "/admin/calendars/new", "/admin/calendars/1"] {
            assert_eq!((browser.get(path).status, other.get(path).status), (200, 403), "{path}");
        }
        for path in ["/admin/calendars/new", "/admin/calendars/1"] {
            assert_eq!(other.post(path, &hours(&[])).status, 403);
        }
        for path in ["/admin/policies/new", "/admin/policies/1", "/admin/policies/1/retire", "/admin/policies/1/up"] {
            assert_eq!(other.post(path, &policy(&[])).status, 403);
        }
        for path in ["/admin/policies/99", "/admin/calendars/99", "/admin/policies/99/retire"] {
            assert_eq!(browser.get(path).status, 404, "{path}");
        }
        let changes: i64 = town.read(|conn| terms_changes::table.count().get_result(conn));
        assert_eq!(changes, 0);
    });
}
