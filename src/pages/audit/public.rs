//! /moderation-log: what those who keep order do here, for everybody: in general terms, by the day, nobody named.

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::ground::i18n::{Arg, T};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::moderation::audit::public_lines;
use crate::pages::given::Given;

use super::page::words_of;

/// Lines on a page.
const PAGE: usize = 60;

/// A day and what was done on it: each sentence once, with how often.
struct Day {
    date: String,
    said: Vec<(String, i64)>,
}

#[derive(Template)]
#[template(path = "pages/moderation_log.html")]
struct PublicPage {
    page: Page,
    days: Vec<Day>,
    older: Option<i64>,
    first: bool,
}

/// GET /moderation-log
///
/// # Errors
/// When the database fails.
pub async fn show(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let before: Option<i64> = given.text("before").parse().ok();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut lines = visit.services.db.read(move |conn| Ok::<_, Refusal>(public_lines(conn, before, limit)?)).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let older = lines.last().filter(|_| more).map(|line| line.0);
    let t = visit.t;
    let mut days: Vec<Day> = Vec::new();
    for (_, at, act, role, reason, kind) in lines {
        let date = t.date(at);
        let said = sentence(t, &act, &role, &reason, &kind);
        if days.last().is_none_or(|day| day.date != date) {
            days.push(Day { date, said: Vec::new() });
        }
        let Some(day) = days.last_mut() else { continue };
        match day.said.iter_mut().find(|(earlier, _)| *earlier == said) {
            Some((_, times)) => *times += 1,
            None => day.said.push((said, 1)),
        }
    }
    let template = PublicPage { page: visit.page(t.s("audit-public-title")), days, older, first: before.is_none() };
    visit.html(&template.page, &template)
}

/// "A moderator hid an answer: Advertising"
fn sentence(t: T, act: &str, role: &str, reason: &str, kind: &str) -> String {
    let who = t.s(match role {
        "admin" => "audit-who-admin",
        "moderator" => "audit-who-moderator",
        _ => "audit-who-staff",
    });
    let what = t.s(if kind == "question" { "audit-a-question" } else { "audit-an-answer" });
    let values = vec![("who", Arg::from(who)), ("what", Arg::from(what))];
    let said = t.f(&format!("audit-public-{}", act.replace(['.', '_'], "-")), values);
    match words_of(t, act, reason) {
        reason if reason.is_empty() => said,
        reason => t.a2("audit-because", "said", said, "reason", reason),
    }
}
