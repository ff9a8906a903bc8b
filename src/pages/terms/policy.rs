//! /admin/policies/{id}: a policy as a form; what it would have done, what a change does, who made one.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::effect::{self, Asked};
use super::history::{self, Told};
use super::names::Names;
use super::policy_form::{self, HINTS, Typed, UNIT_WORDS, WINDOWS, Window};
use super::trial::{self, Trial};
use super::{Pairs, value, words};
use crate::accounts::Visit;
use crate::escalation::change::{Change, change, draft};
use crate::escalation::policy::{Answered, Policy};
use crate::escalation::prioritise::PRIORITIES;
use crate::escalation::terms::{Book, StoredPolicy};
use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::Rules;

#[derive(Template)]
#[template(path = "pages/terms/policy.html")]
struct PolicyPage {
    page: Page,
    errors: Errors,
    id: i64,
    fallback: bool,
    typed: Typed,
    /// Calendars with their zones.
    calendars: Vec<(i64, String)>,
    names: Names,
    asked: Option<Asked>,
    trial: Option<Trial>,
    base: i64,
    history: Vec<Told>,
}

impl PolicyPage {
    fn units(&self) -> [(&'static str, &'static str); UNIT_WORDS.len()] {
        UNIT_WORDS
    }

    /// Field, keys of its words and its hint, what was typed.
    fn windows(&self) -> Vec<(&'static str, &'static str, &'static str, &Window)> {
        let fields = WINDOWS.iter().zip(HINTS).zip(&self.typed.windows);
        fields.map(|(((field, key), hint), window)| (*field, *key, hint, window)).collect()
    }

    /// Lists to tick: field, key of its words, and each value with its words and whether it is ticked.
    fn choices(&self) -> Vec<(&'static str, &'static str, Vec<(String, String, bool)>)> {
        let (t, typed) = (&self.page.t, &self.typed);
        let choice = |ticked: &[String], value: String, words: String| {
            let on = ticked.contains(&value);
            (value, words, on)
        };
        // What is retired is offered where it is ticked only.
        let some =
            |(value, words, on): (String, String, bool), retired: bool| (on || !retired).then_some((value, words, on));
        let products = self.names.products.iter();
        let products =
            products.filter_map(|p| some(choice(&typed.products, p.id.to_string(), p.name.clone()), p.retired));
        let categories = self.names.categories.iter();
        let categories = categories
            .filter_map(|c| some(choice(&typed.categories, c.id.to_string(), c.name(t.lang).to_owned()), c.retired));
        let languages = LANGUAGES.iter().map(|l| choice(&typed.languages, (*l).to_owned(), words::language(l)));
        let priorities = PRIORITIES.iter().map(|p| choice(&typed.priorities, p.to_string(), words::priority(t, *p)));
        vec![
            ("products", "terms-products", products.collect()),
            ("categories", "terms-categories", categories.collect()),
            ("languages", "terms-languages", languages.collect()),
            ("priorities", "terms-priorities", priorities.collect()),
        ]
    }

    fn answers(&self) -> Vec<(&'static str, String)> {
        Answered::ALL.iter().map(|one| (one.word(), words::answered(&self.page.t, *one))).collect()
    }

    /// The two calendars: field, key of its words, what is chosen.
    fn both_calendars(&self) -> [(&'static str, &'static str, &str); 2] {
        [
            ("triage_calendar", "terms-triage-calendar", &self.typed.triage_calendar),
            ("staff_calendar", "terms-staff-calendar", &self.typed.staff_calendar),
        ]
    }

    fn is(&self, id: &i64, typed: &str) -> bool {
        id.to_string() == typed
    }
}

/// What is there before anything is typed.
struct Before {
    book: Book,
    names: Names,
    stored: StoredPolicy,
    changes: Vec<history::Change>,
}

async fn before(visit: &Visit, id: i64) -> Verdict<Before> {
    let now = visit.now;
    let load = move |conn: &mut crate::ground::db::AnyConnection| {
        let book = Book::load(conn)?.ok_or(Refusal::NotFound)?;
        let stored = if id == 0 {
            fresh(&book, now)
        } else {
            book.policies.iter().find(|policy| policy.id == id).cloned().ok_or(Refusal::NotFound)?
        };
        let changes = if id == 0 { Vec::new() } else { history::load(conn, "policy", id)? };
        let mut tags = history::tags(&changes);
        tags.extend(&stored.policy.conditions.tags);
        let names = Names::load(conn, &book.hours, &tags)?;
        Ok(Before { book, names, stored, changes })
    };
    visit.services.db.read(load).await
}

/// A new policy: like the one that matches everything, before it, from now on.
fn fresh(book: &Book, now: crate::ground::clock::Micros) -> StoredPolicy {
    let fallback = &book.policies[book.policies.len() - 1];
    let last = book.policies.iter().filter(|policy| !policy.fallback).map(|policy| policy.position).max();
    StoredPolicy {
        id: 0,
        name: String::new(),
        position: last.map_or(0, |last| last + 1),
        fallback: false,
        policy: Policy { starts_at: now, ..fallback.policy.clone() },
        ..fallback.clone()
    }
}

/// What a page shows beside the form.
#[derive(Default)]
struct Shown {
    errors: Errors,
    asked: Option<Asked>,
    trial: Option<Trial>,
}

fn page(
    visit: &Visit,
    status: StatusCode,
    before: Before,
    typed: Typed,
    shown: Shown,
) -> Result<HttpResponse, Problem> {
    let Before { book, names, stored, changes } = before;
    let title = match stored.id {
        0 => visit.t.s("terms-policy-new"),
        _ => visit.t.a("terms-policy-one", "name", &stored.name),
    };
    let mut page = visit.page(title);
    page.head.noindex = true;
    let template = PolicyPage {
        page,
        errors: shown.errors,
        id: stored.id,
        fallback: stored.fallback,
        typed,
        calendars: book.hours.iter().map(|hours| (hours.id, format!("{} ({})", hours.name, hours.zone))).collect(),
        asked: shown.asked,
        trial: shown.trial,
        base: changes.first().map_or(0, |change| change.id),
        history: history::of_policy(&visit.t, &names, &book, changes),
        names,
    };
    visit.html_with(status, &template.page, &template)
}

/// GET /admin/policies/new
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn new(visit: Visit) -> Result<HttpResponse, Problem> {
    form(&visit, 0).await
}

/// GET /admin/policies/{id}
///
/// # Errors
/// `NotFound`, or `Forbidden` for all but admins.
pub async fn show(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    form(&visit, path.into_inner()).await
}

async fn form(visit: &Visit, id: i64) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let before = before(visit, id).await?;
    let typed = Typed::stored(&before.stored, &before.book, &before.names);
    page(visit, StatusCode::OK, before, typed, Shown::default())
}

/// POST /admin/policies/new
///
/// # Errors
/// As `take`.
pub async fn add(visit: Visit, Form(pairs): Form<Pairs>) -> Result<HttpResponse, Problem> {
    taken(&visit, 0, pairs).await
}

/// POST /admin/policies/{id}: tries or saves, by the button that was pressed.
///
/// # Errors
/// `NotFound`, or `Forbidden` for all but admins; what is wrong with a form is shown with it.
pub async fn take(visit: Visit, path: web::Path<i64>, Form(pairs): Form<Pairs>) -> Result<HttpResponse, Problem> {
    taken(&visit, path.into_inner(), pairs).await
}

async fn taken(visit: &Visit, id: i64, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    let (before, typed) = (before(visit, id).await?, Typed::sent(&pairs));
    let sent = typed.clone();
    let (before, read) = visit
        .services
        .db
        .read(move |conn| {
            let read = sent.policy(conn, &before.stored, &before.book, &before.names)?;
            Ok::<_, Refusal>((before, read))
        })
        .await?;
    let (policy, mut errors) = read;
    let zone = policy_form::zone(&before.book, policy.staff_calendar_id);
    let wanted = Change::Policy(policy);
    let drafted = match draft(&before.book, &wanted) {
        Ok(draft) => Some(draft),
        Err(Refusal::Invalid(more)) => {
            let known: Vec<&str> = errors.iter().map(|error| error.field).collect();
            let new: Vec<FieldError> = more.into_iter().filter(|error| !known.contains(&error.field)).collect();
            errors.extend(new);
            None
        }
        Err(why) => return Err(why.into()),
    };
    let Some(drafted) = drafted.filter(|_| errors.is_empty()) else {
        let shown = Shown { errors: Errors(errors), ..Shown::default() };
        return page(visit, StatusCode::UNPROCESSABLE_ENTITY, before, typed, shown);
    };
    if let Some(days) = trial::days(value(&pairs, "do")) {
        let trial = trial::run(visit, (before.book.clone(), drafted), zone, days).await?;
        return page(visit, StatusCode::OK, before, typed, Shown { trial: Some(trial), ..Shown::default() });
    }
    let (rules, now, t, seen) = (Rules::of(&visit.services), visit.now, visit.t, value(&pairs, "seen").to_owned());
    let preview = wanted.clone();
    let asked = visit.services.db.read(move |conn| effect::ask(conn, &t, &preview, &seen, now)).await?;
    if asked.is_some() {
        return page(visit, StatusCode::OK, before, typed, Shown { asked, ..Shown::default() });
    }
    let base = value(&pairs, "base").parse::<i64>().unwrap_or_default();
    let done = visit.services.db.write(move |tx| {
        if id != 0 && history::latest(tx.conn(), "policy", id)? != base {
            return Err(Refusal::Conflict("terms-problem-changed"));
        }
        change(tx, &actor, &wanted, &rules, now)
    });
    match done.await {
        Ok((id, _)) => Ok(Flash::of("flash-saved").then(&visit.services, &format!("/admin/policies/{id}"))),
        Err(why) => {
            let (status, errors) = again(why, "")?;
            page(visit, status, before, typed, Shown { errors, ..Shown::default() })
        }
    }
}
