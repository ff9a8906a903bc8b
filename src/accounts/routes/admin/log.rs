//! /admin/log: who changed what.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::log::{Line, lines};
use crate::accounts::roles::Role;
use crate::ground::i18n::{Arg, T};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};

/// Lines on a page.
const PAGE: i64 = 50;

/// Where to go on.
#[derive(serde::Deserialize)]
pub struct Before {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "accounts/admin/log.html")]
struct LogPage {
    page: Page,
    lines: Vec<(Line, String)>,
    older: Option<i64>,
    first: bool,
}

/// GET /admin/log
pub async fn show(visit: Visit, query: web::Query<Before>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let (before, lang, t) = (query.before, visit.t.lang, visit.t);
    let mut lines = visit.services.db.read(move |conn| Ok::<_, Refusal>(lines(conn, lang, before, PAGE + 1)?)).await?;
    let more = lines.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        lines.pop();
    }
    let older = lines.last().filter(|_| more).map(|l| l.position);
    let lines = lines
        .into_iter()
        .map(|line| {
            let words = sentence(&t, &line);
            (line, words)
        })
        .collect();
    let template = LogPage { page: visit.page(visit.t.s("admin-log-title")), lines, older, first: before.is_none() };
    visit.html(&template.page, &template)
}

fn sentence(t: &T, line: &Line) -> String {
    let person = line.person.as_ref().map(|p| p.name.clone()).unwrap_or_default();
    let role = line.role.as_ref().and_then(|(role, _)| Role::from_word(role)).map(|role| t.s(role.key()));
    let values = vec![
        ("person", Arg::from(person)),
        ("what", Arg::from(&line.what)),
        ("role", Arg::from(role.unwrap_or_default())),
    ];
    t.f(&line.key(), values)
}
