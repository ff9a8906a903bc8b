//! Being asked for help: "not me", whether one may be asked at all, and what came of asking.

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::settings;
use crate::accounts::Visit;
use crate::accounts::permissions::{Act, may};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Form, Limit, Page, Problem, local};
use crate::notifications::nudge::decline as verb;
use crate::notifications::nudge::results::{self, Results};
use crate::notifications::nudge::{self, consent, why};
use crate::threads::paths;
use crate::threads::tables::questions;

/// Where somebody was.
#[derive(serde::Deserialize)]
pub struct Back {
    #[serde(default)]
    next: String,
}

/// Whether somebody may be asked.
#[derive(serde::Deserialize)]
pub struct Consent {
    given: bool,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "notifications/asked.html")]
struct AskedPage {
    page: Page,
    id: i64,
    title: String,
    lang: String,
    path: String,
    why: String,
    open: bool,
}

/// GET /inbox/asked/{question}: from a mail, for whoever cannot help.
///
/// # Errors
/// Sends visitors to sign in; `NotFound` when they were not asked.
pub async fn asked(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let person = visit.person_or_back_to(&nudge::page(id))?.id;
    let (ask, names, (title, slug, lang)) = visit
        .services
        .db
        .read(move |conn| {
            let ask = nudge::asks(conn, person, vec![id])?.remove(&id).ok_or(Refusal::NotFound)?;
            let names = why::names(conn, std::iter::once(&ask.why))?;
            let shown = questions::table.find(id).filter(questions::shown);
            let thread: (String, String, String) =
                shown.select((questions::title, questions::slug, questions::lang)).first(conn)?;
            Ok::<_, Refusal>((ask, names, thread))
        })
        .await?;
    let mut page = visit.page(visit.t.s("nudge-title"));
    page.head.noindex = true;
    let why = names.say(visit.t, &ask.why);
    let template = AskedPage { page, id, title, lang, path: paths::question(id, &slug), why, open: ask.open };
    visit.html(&template.page, &template)
}

/// POST /inbox/asked/{question}/decline
///
/// # Errors
/// Sends visitors to sign in; `NotFound` when they were not asked.
pub async fn decline(visit: Visit, path: web::Path<i64>, Form(back): Form<Back>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    decide(&visit, id, false).await?;
    let flash = Flash::of("flash-nudge-declined").undo(format!("/inbox/asked/{id}/undo"));
    Ok(flash.then(&visit.services, to(&back.next, "/inbox")))
}

/// POST /inbox/asked/{question}/undo
///
/// # Errors
/// As `decline`.
pub async fn take_back(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    decide(&visit, id, true).await?;
    Ok(Flash::of("flash-nudge-asked-again").then(&visit.services, &nudge::page(id)))
}

async fn decide(visit: &Visit, id: i64, take_back: bool) -> Result<(), Problem> {
    let actor = visit.person_or_back_to(&nudge::page(id))?;
    visit.limit(Limit::Act).await?;
    let now = visit.now;
    Ok(visit.services.db.write(move |tx| verb::decline(tx, &actor, id, take_back, now)).await?)
}

/// POST /settings/notifications/help
///
/// # Errors
/// Sends visitors to sign in.
pub async fn consent(visit: Visit, Form(form): Form<Consent>) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to(settings::HERE)?;
    visit.limit(Limit::Act).await?;
    let (given, now) = (form.given, visit.now);
    visit.services.db.write(move |tx| consent::set(tx, actor.id, given, now)).await?;
    let flash = Flash::of(if given { "flash-nudge-consent" } else { "flash-nudge-no-consent" });
    Ok(flash.then(&visit.services, to(&form.next, settings::HERE)))
}

fn to<'a>(next: &'a str, otherwise: &'a str) -> &'a str {
    if next.is_empty() { otherwise } else { local(next) }
}

#[derive(Template)]
#[template(path = "notifications/requests.html")]
struct ResultsPage {
    page: Page,
    results: Results,
}

impl ResultsPage {
    fn rows(&self) -> [(&'static str, i64); 5] {
        let Results { asked, answered, declined, held_out, .. } = self.results;
        [
            ("nudge-results-asked", asked),
            ("nudge-results-answered", answered),
            ("nudge-results-declined", declined),
            ("nudge-results-silent", self.results.silent()),
            ("nudge-results-held-out", held_out),
        ]
    }

    fn share(&self, percent: Option<i64>) -> String {
        percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
    }
}

/// GET /triage/requests
///
/// # Errors
/// Sends visitors to sign in; `Forbidden` for all but those who see reports.
pub async fn results(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    may(&actor, Act::SeeReports, &visit.services.settings.get().thresholds, false)?;
    let now = visit.now;
    let results = visit.services.db.read(move |conn| Ok::<_, Refusal>(results::of(conn, now)?)).await?;
    let template = ResultsPage { page: visit.page(visit.t.s("nudge-results-title")), results };
    visit.html(&template.page, &template)
}
