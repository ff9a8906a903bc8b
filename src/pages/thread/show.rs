//! GET: the question page, and the permanent addresses that lead to places on it.

use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem, local};
use crate::pages::cached;
use crate::threads::eyes::Eyes;
use crate::threads::kinds::Status;
use crate::threads::paths;
use crate::threads::similar::Finder;

use super::load::{self, Wanted};
use super::margin::Margin;
use super::view::{Thread, Typed};
use super::{Memory, elsewhere, structured};

#[derive(Template)]
#[template(path = "threads/thread.html")]
struct ThreadPage {
    page: Page,
    thread: Thread,
    typed: Typed,
}

/// Which part of the thread; anything odd is the first page.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Part {
    sort: Option<String>,
    page: Option<String>,
    comments: Option<String>,
}

impl Part {
    /// The page that holds a post, with all of its comments.
    pub(super) fn around(post: i64, page: usize) -> Self {
        Self { sort: None, page: Some(page.to_string()), comments: Some(post.to_string()) }
    }
}

/// GET /questions/{id}/{slug}
///
/// # Errors
/// `NotFound`.
pub async fn show(
    visit: Visit,
    path: web::Path<(i64, String)>,
    part: web::Query<Part>,
    memory: web::Data<Memory>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let (id, slug) = path.into_inner();
    let read = match read(&visit, id, &part, &memory, finder.as_ref().map(|finder| &***finder)).await {
        Err(Problem::Refused(Refusal::NotFound)) => {
            let eyes = Eyes::of(visit.actor.as_ref());
            let place = visit.services.db.read(move |conn| elsewhere::merged(conn, id, &eyes)).await?;
            return Ok(moved(&place));
        }
        other => other?,
    };
    let path = &read.thread.path;
    if *path != paths::question(id, &slug) {
        let query = visit.here.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
        return Ok(moved(&format!("{path}{query}")));
    }
    memory.views.count(&visit.services.db, id, visit.now);
    let page = render(&visit, read, Typed::default(), StatusCode::OK, (&memory, finder)).await?;
    let db = visit.services.db.clone();
    // Who reads a page that was rendered before counts, too.
    Ok(cached::read(page, Arc::new(move |now| memory.views.count(&db, id, now))))
}

/// A thread that was read after the log had come to a position.
pub(super) struct Read {
    pub thread: Thread,
    pub log: i64,
    /// What stands beside it, if that is known.
    pub margin: Option<Margin>,
}

/// Reads a part of a thread for the visitor.
pub(super) async fn read(
    visit: &Visit,
    id: i64,
    part: &Part,
    memory: &web::Data<Memory>,
    finder: Option<&Finder>,
) -> Result<Read, Problem> {
    let number = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<i64>().ok());
    let wanted = Wanted {
        id,
        newest: part.sort.as_deref() == Some("newest"),
        page: number(&part.page).and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
        open: number(&part.comments),
        actor: visit.actor.clone(),
        thresholds: visit.services.settings.get().thresholds.clone(),
        t: visit.t,
        now: visit.now,
    };
    let (memory, pages, finder) = (memory.clone(), visit.services.pages.clone(), finder.cloned());
    let known = memory.threads.holds(&wanted);
    let read = move |conn: &mut AnyConnection| {
        let (thread, log) = load::thread(conn, &wanted, &memory, &pages)?;
        let margin = finder.and_then(|finder| memory.margins.known(conn, &pages, (thread.id, log), &finder));
        Ok::<_, Refusal>(Read { thread, log, margin })
    };
    // What is left then is the reader's own, a few rows.
    Ok(if known { visit.services.db.read_briefly(read).await? } else { visit.services.db.read(read).await? })
}

/// The page with what was typed on it.
pub(super) async fn render(
    visit: &Visit,
    read: Read,
    typed: Typed,
    status: StatusCode,
    (memory, finder): (&Memory, Option<web::Data<Finder>>),
) -> Result<HttpResponse, Problem> {
    let Read { mut thread, log, margin } = read;
    if let Some(finder) = finder {
        memory.margins.fill(&mut thread, log, margin, &finder).await;
    }
    let mut page = visit.page(thread.title.clone());
    page.open_since(&typed.since);
    page.head.description = structured::summary(&thread.question.html.0, 160);
    page.head.canonical = thread.path.clone();
    page.head.feed = format!("/questions/{}/feed.atom", thread.id);
    if visit.actor.is_none() {
        // Search engines are signed in nowhere.
        page.head.json_ld = structured::qa_page(&thread, &page.site);
    }
    page.head.noindex = thread.question.status != Status::Visible;
    let template = ThreadPage { page, thread, typed };
    visit.html_with(status, &template.page, &template).map(|page| cached::thread(page, &template.thread.subject))
}

/// GET /questions/{id}
///
/// # Errors
/// `NotFound`.
pub async fn by_number(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (id, eyes) = (path.into_inner(), Eyes::of(visit.actor.as_ref()));
    let place = visit.services.db.read(move |conn| elsewhere::question(conn, id, &eyes)).await?;
    Ok(moved(&place))
}

/// GET /answers/{id}
///
/// # Errors
/// `NotFound`.
pub async fn answer(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (id, eyes) = (path.into_inner(), Eyes::of(visit.actor.as_ref()));
    Ok(found(&visit.services.db.read(move |conn| elsewhere::answer(conn, id, &eyes)).await?))
}

/// GET /comments/{id}
///
/// # Errors
/// `NotFound`.
pub async fn comment(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (id, eyes) = (path.into_inner(), Eyes::of(visit.actor.as_ref()));
    Ok(found(&visit.services.db.read(move |conn| elsewhere::comment(conn, id, &eyes)).await?))
}

/// 301, but asked again each time: a title that changes back must not send a browser in circles.
pub(super) fn moved(path: &str) -> HttpResponse {
    HttpResponse::MovedPermanently()
        .insert_header((header::LOCATION, local(path).to_owned()))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .finish()
}

fn found(path: &str) -> HttpResponse {
    HttpResponse::Found().insert_header((header::LOCATION, local(path).to_owned())).finish()
}
