//! GET /admin/calendars

use actix_web::HttpResponse;
use askama::Template;

use super::words;
use crate::accounts::Visit;
use crate::escalation::terms::{Book, Hours};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};

/// A calendar in the list.
struct Line {
    hours: Hours,
    week: Vec<String>,
    /// Special days that are still to come.
    days: usize,
    policies: String,
}

#[derive(Template)]
#[template(path = "pages/terms/calendars.html")]
struct Calendars {
    page: Page,
    lines: Vec<Line>,
}

/// GET /admin/calendars
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let book = visit.services.db.read(|conn| Book::load(conn)?.ok_or(Refusal::NotFound)).await?;
    let today = visit.now.timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
    let lines = book.hours.iter().map(|hours| {
        let used = |policy: &&crate::escalation::terms::StoredPolicy| {
            [policy.triage_calendar_id, policy.staff_calendar_id].contains(&hours.id)
        };
        Line {
            week: words::week(&visit.t, hours),
            days: hours.days.iter().filter(|day| day.date >= today).count(),
            policies: book.policies.iter().filter(used).map(|p| p.name.as_str()).collect::<Vec<_>>().join(", "),
            hours: hours.clone(),
        }
    });
    let template = Calendars { page: visit.page(visit.t.s("terms-calendars")), lines: lines.collect() };
    visit.html(&template.page, &template)
}
