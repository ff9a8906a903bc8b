//! /admin/calendars/{id}: a calendar as a form; its next weeks, what a change does, who made one.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::tz::TimeZone;

use super::effect::{self, Asked};
use super::history::{self, Told};
use super::hours_form::Typed;
use super::trial::{self, Trial};
use super::weeks::{self, Day};
use super::words::WEEKDAYS;
use super::{Pairs, value};
use crate::accounts::Visit;
use crate::escalation::change::{Change, change, draft};
use crate::escalation::holidays::{self, EVENTS, Unreadable};
use crate::escalation::setup::weekdays;
use crate::escalation::terms::{Book, Hours};
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::web::{Errors, Flash, FormWithFile, Limit, Page, Problem, again};
use crate::threads::Rules;

#[derive(Template)]
#[template(path = "pages/terms/calendar.html")]
struct CalendarPage {
    page: Page,
    errors: Errors,
    id: i64,
    typed: Typed,
    zones: Vec<String>,
    /// What is to be said about the file that was read.
    read: Vec<String>,
    weeks: Vec<Day>,
    asked: Option<Asked>,
    trial: Option<Trial>,
    base: i64,
    history: Vec<Told>,
}

impl CalendarPage {
    fn weekdays(&self) -> [(usize, &'static str, String); 7] {
        std::array::from_fn(|day| (day, WEEKDAYS[day], self.page.t.s(&format!("terms-day-{}", WEEKDAYS[day]))))
    }
}

/// What a page shows beside the form.
#[derive(Default)]
struct Shown {
    errors: Errors,
    read: Vec<String>,
    asked: Option<Asked>,
    trial: Option<Trial>,
}

async fn page(visit: &Visit, status: StatusCode, id: i64, typed: Typed, shown: Shown) -> Result<HttpResponse, Problem> {
    let changes = visit.services.db.read(move |conn| Ok::<_, Refusal>(history::load(conn, "calendar", id)?)).await?;
    let (hours, wrong) = typed.hours(id);
    let title =
        if id == 0 { visit.t.s("terms-calendar-new") } else { visit.t.a("terms-calendar-one", "name", &hours.name) };
    let mut page = visit.page(title);
    page.head.noindex = true;
    let template = CalendarPage {
        page,
        errors: shown.errors,
        id,
        zones: zones(),
        read: shown.read,
        weeks: if wrong.is_empty() { weeks::weeks(&visit.t, &hours, visit.now) } else { Vec::new() },
        asked: shown.asked,
        trial: shown.trial,
        base: changes.first().map_or(0, |change| change.id),
        history: history::of_hours(&visit.t, if id == 0 { Vec::new() } else { changes }),
        typed,
    };
    visit.html_with(status, &template.page, &template)
}

/// Zones as people know them: by continent and town.
fn zones() -> Vec<String> {
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    let known = |name: &String| {
        let odd = ["posix/", "right/", "Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/"];
        name == "UTC" || (name.contains('/') && !odd.iter().any(|start| name.starts_with(start)))
    };
    let mut all: Vec<String> = names.filter(known).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// GET /admin/calendars/new
///
/// # Errors
/// `Forbidden` for all but admins.
pub async fn new(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let zone = if visit.t.lang == "de" { "Europe/Berlin" } else { "UTC" };
    page(&visit, StatusCode::OK, 0, Typed::stored(&weekdays("", zone)), Shown::default()).await
}

/// GET /admin/calendars/{id}
///
/// # Errors
/// `NotFound`, or `Forbidden` for all but admins.
pub async fn show(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let id = path.into_inner();
    let stored = stored(&visit, id).await?;
    page(&visit, StatusCode::OK, id, Typed::stored(&stored), Shown::default()).await
}

async fn stored(visit: &Visit, id: i64) -> Verdict<Hours> {
    let book = visit.services.db.read(|conn| Book::load(conn)?.ok_or(Refusal::NotFound)).await?;
    book.hours_of(id).cloned().ok_or(Refusal::NotFound)
}

/// POST /admin/calendars/new
///
/// # Errors
/// As `take`.
pub async fn add(visit: Visit, form: FormWithFile<Pairs>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    taken(&visit, 0, form).await
}

/// POST /admin/calendars/{id}: reads a file, tries or saves, by the button that was pressed.
///
/// # Errors
/// `NotFound`, or `Forbidden` for all but admins; what is wrong with a form is shown with it.
pub async fn take(visit: Visit, path: web::Path<i64>, form: FormWithFile<Pairs>) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    let id = path.into_inner();
    stored(&visit, id).await?;
    taken(&visit, id, form).await
}

async fn taken(visit: &Visit, id: i64, form: FormWithFile<Pairs>) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::Act).await?;
    let mut typed = Typed::sent(&form.form);
    let action = value(&form.form, "do").to_owned();
    if action == "read" {
        return match read(visit, &typed, form.file).await {
            Ok((feed, said)) => {
                typed.offer(feed);
                page(visit, StatusCode::OK, id, typed, Shown { read: said, ..Shown::default() }).await
            }
            Err(error) => refuse(visit, StatusCode::UNPROCESSABLE_ENTITY, id, typed, Errors(vec![error])).await,
        };
    }
    let (hours, mut errors) = typed.hours(id);
    let asked = Change::Hours(hours.clone());
    if errors.is_empty() {
        let change = asked.clone();
        let checked = visit.services.db.read(move |conn| {
            let book = Book::load(conn)?.ok_or(Refusal::NotFound)?;
            draft(&book, &change).map(|draft| (book, draft))
        });
        match (checked.await, trial::days(&action)) {
            (Err(Refusal::Invalid(wrong)), _) => errors = wrong,
            (Err(why), _) => return Err(why.into()),
            (Ok(books), Some(days)) if id != 0 => {
                let zone = TimeZone::get(&hours.zone).unwrap_or(TimeZone::UTC);
                let trial = trial::run(visit, books, zone, days).await?;
                return page(visit, StatusCode::OK, id, typed, Shown { trial: Some(trial), ..Shown::default() }).await;
            }
            (Ok(_), _) => {}
        }
    }
    if !errors.is_empty() {
        return refuse(visit, StatusCode::UNPROCESSABLE_ENTITY, id, typed, Errors(errors)).await;
    }
    if action == "look" {
        return page(visit, StatusCode::OK, id, typed, Shown::default()).await;
    }
    save(visit, id, typed, asked, &form.form).await
}

async fn refuse(
    visit: &Visit,
    status: StatusCode,
    id: i64,
    typed: Typed,
    errors: Errors,
) -> Result<HttpResponse, Problem> {
    page(visit, status, id, typed, Shown { errors, ..Shown::default() }).await
}

/// Asks back what moves waiting questions, or saves.
async fn save(visit: &Visit, id: i64, typed: Typed, wanted: Change, pairs: &Pairs) -> Result<HttpResponse, Problem> {
    let (actor, rules, now, t) = (visit.admin()?, Rules::of(&visit.services), visit.now, visit.t);
    let (seen, base) = (value(pairs, "seen").to_owned(), value(pairs, "base").parse::<i64>().unwrap_or_default());
    let preview = wanted.clone();
    let asked = visit.services.db.read(move |conn| effect::ask(conn, &t, &preview, &seen, now)).await?;
    if asked.is_some() {
        return page(visit, StatusCode::OK, id, typed, Shown { asked, ..Shown::default() }).await;
    }
    let done = visit.services.db.write(move |tx| {
        if id != 0 && history::latest(tx.conn(), "calendar", id)? != base {
            return Err(Refusal::Conflict("terms-problem-changed"));
        }
        change(tx, &actor, &wanted, &rules, now)
    });
    match done.await {
        Ok((id, _)) => Ok(Flash::of("flash-saved").then(&visit.services, &format!("/admin/calendars/{id}"))),
        Err(why) => {
            let (status, errors) = again(why, "")?;
            refuse(visit, status, id, typed, errors).await
        }
    }
}

/// What a file offers, and what is to be said about it.
async fn read(
    visit: &Visit,
    typed: &Typed,
    file: Verdict<Vec<u8>>,
) -> Result<(holidays::Feed, Vec<String>), FieldError> {
    let wrong = |message, n: usize| FieldError { field: "file", message, n: i64::try_from(n).unwrap_or(i64::MAX) };
    let bytes = match file {
        Ok(bytes) => bytes,
        Err(Refusal::Invalid(errors)) if errors.iter().any(|error| error.message == "problem-picture-bytes") => {
            return Err(wrong("terms-problem-file-large", 0));
        }
        Err(_) => return Err(wrong("terms-problem-file-none", 0)),
    };
    let zone = TimeZone::get(typed.zone.trim()).unwrap_or(TimeZone::UTC);
    let today = visit.now.timestamp().to_zoned(zone.clone()).date();
    let feed = web::block(move || holidays::read(&bytes, &zone, today)).await;
    let feed = match feed {
        Ok(Ok(feed)) => feed,
        Ok(Err(Unreadable::Large)) => return Err(wrong("terms-problem-file-large", 0)),
        Ok(Err(Unreadable::Many)) => return Err(wrong("terms-problem-file-many", EVENTS)),
        Ok(Err(Unreadable::NoCalendar)) | Err(_) => return Err(wrong("terms-problem-file-kind", 0)),
    };
    if feed.days.is_empty() {
        return Err(wrong("terms-problem-file-empty", 0));
    }
    let mut said = vec![visit.t.n("terms-read-days", feed.days.len())];
    for (key, n) in [("terms-read-once", feed.once), ("terms-read-long", feed.long)] {
        if n > 0 {
            said.push(visit.t.n(key, n));
        }
    }
    if feed.more {
        said.push(visit.t.s("terms-read-more"));
    }
    Ok((feed, said))
}
