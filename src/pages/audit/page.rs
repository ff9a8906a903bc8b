//! /admin/audit: who did what to whom, when, why, and for 90 days whence.

use std::collections::HashMap;

use actix_web::HttpResponse;
use askama::Template;

use crate::accounts::Visit;
use crate::accounts::roles::Role;
use crate::ground::i18n::{Arg, T};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem};
use crate::moderation::audit::{Line, key, known, lines, public};
use crate::pages::given::{Given, address};

use super::choice::{Choice, reader};
use super::names::names;

/// Lines on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "pages/audit.html")]
struct AuditPage {
    page: Page,
    choice: Choice,
    /// Act and its words.
    acts: Vec<(&'static str, String)>,
    /// With the sentence and the reason.
    lines: Vec<(Line, String, String)>,
    older: Option<String>,
    first: bool,
    csv: String,
    json: String,
    admin: bool,
}

/// GET /admin/audit
///
/// # Errors
/// Sends visitors to sign in; `Forbidden` for all who do not keep order.
pub async fn show(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let (_, role) = reader(&visit)?;
    let choice = Choice::of(&given);
    let asked = choice.clone();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let lang = visit.t.lang;
    let (mut found, names) = visit
        .services
        .db
        .read(move |conn| {
            let filter = asked.filter(conn, role)?;
            Ok::<_, Refusal>((lines(conn, &filter, limit)?, names(conn, lang)?))
        })
        .await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| more).map(|last| {
        let before = last.id.to_string();
        let mut values = choice.values().to_vec();
        values.push(("before", &before));
        address("/admin/audit", &values)
    });
    let t = visit.t;
    let mut acts: Vec<(&'static str, String)> = known().into_iter().map(|act| (act, choice_word(t, act))).collect();
    acts.sort_by(|a, b| a.1.cmp(&b.1));
    let template = AuditPage {
        page: visit.page(t.s("audit-title")),
        acts,
        lines: found.into_iter().map(|line| (line.clone(), sentence(t, &line, &names), reason(t, &line))).collect(),
        older,
        first: choice.before.is_none(),
        csv: address("/admin/audit.csv", &choice.values()),
        json: address("/admin/audit.json", &choice.values()),
        choice,
        admin: role.is_none(),
    };
    visit.html(&template.page, &template)
}

/// An act's words where nobody and nothing is named.
fn choice_word(t: T, act: &str) -> String {
    let nothing = || Arg::from("…");
    t.f(&key(act), vec![("person", nothing()), ("what", nothing()), ("role", nothing())])
}

/// "hid post 7", "saved the product TannBox"
fn sentence(t: T, line: &Line, names: &HashMap<String, String>) -> String {
    let person = line.person.as_ref().map(|p| p.name.clone()).unwrap_or_else(|| t.s("audit-somebody"));
    let role = line.detail.get("role").and_then(|role| role.as_str()).and_then(Role::from_word);
    let number = || line.subject.split_once(':').map_or("", |(_, id)| id);
    let what = names.get(&line.subject).map_or_else(number, String::as_str);
    t.f(
        &key(&line.act),
        vec![
            ("person", Arg::from(person)),
            ("what", Arg::from(what)),
            ("role", Arg::from(role.map(|role| t.s(role.key())).unwrap_or_default())),
        ],
    )
}

/// The reason's words; nothing where there is none, or none that has words.
fn reason(t: T, line: &Line) -> String {
    words_of(t, &line.act, &line.reason)
}

pub(super) fn words_of(t: T, act: &str, reason: &str) -> String {
    let begins = public().iter().find(|one| one.act == act).map_or("", |one| one.reasons);
    if begins.is_empty() || reason.is_empty() {
        return String::new();
    }
    let key = format!("{begins}{}", reason.replace('_', "-"));
    let words = t.s(&key);
    if words == key { String::new() } else { words }
}

impl AuditPage {
    fn role(&self, line: &Line) -> String {
        Role::from_word(&line.role).map(|role| self.page.t.s(role.key())).unwrap_or_default()
    }

    /// Where the subject is.
    fn place(&self, line: &Line) -> Option<String> {
        let (kind, id) = line.subject.split_once(':')?;
        match kind {
            "post" => Some(format!("/posts/{id}/revisions")),
            "person" => Some(format!("/people/{id}/moderate")),
            _ => None,
        }
    }
}
