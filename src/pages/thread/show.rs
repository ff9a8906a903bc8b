//! GET: the question page, and the permanent addresses that lead to places on it.

use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::Visit;
use crate::ground::db::{AnyConnection, at_once};
use crate::ground::events::last_position;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Page, Problem, local};
use crate::pages::cached;
use crate::threads::eyes::Eyes;
use crate::threads::kinds::Status;
use crate::threads::paths;
use crate::threads::similar::Finder;

use super::load::{self, Wanted};
use super::margin::Margin;
use super::rendered::{Alike, Key, Ready};
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
    let found = match look(&visit, id, &part, &memory, finder.as_ref().map(|finder| &***finder)).await {
        Err(Problem::Refused(Refusal::NotFound)) => {
            let eyes = Eyes::of(visit.actor.as_ref());
            let place = visit.services.db.read(move |conn| elsewhere::merged(conn, id, &eyes)).await?;
            return Ok(moved(&place));
        }
        other => other?,
    };
    let path = found.path();
    if *path != paths::question(id, &slug) {
        let query = visit.here.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
        return Ok(moved(&format!("{path}{query}")));
    }
    memory.views.count(&visit.services.db, id, visit.now);
    let page = match found {
        Found::Ready(ready) => from(&visit, &ready)?,
        Found::Read(read) => render(&visit, *read, Typed::default(), StatusCode::OK, (&memory, finder)).await?,
    };
    let db = visit.services.db.clone();
    // Who reads a page that was rendered before counts, too.
    Ok(cached::read(page, Arc::new(move |now| memory.views.count(&db, id, now))))
}

/// A thread that was read after the log had come to a position.
pub(super) struct Read {
    pub thread: Thread,
    pub log: i64,
    /// Whose page it may be as well.
    pub alike: Option<Alike>,
    /// What stands beside it, if that is known.
    pub margin: Option<Margin>,
}

/// A thread, or its page as many see it.
enum Found {
    Ready(Arc<Ready>),
    Read(Box<Read>),
}

impl Found {
    fn path(&self) -> &str {
        match self {
            Self::Ready(ready) => &ready.path,
            Self::Read(read) => &read.thread.path,
        }
    }
}

fn wanted(visit: &Visit, id: i64, part: &Part) -> Wanted {
    let number = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<i64>().ok());
    Wanted {
        id,
        newest: part.sort.as_deref() == Some("newest"),
        page: number(&part.page).and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
        open: number(&part.comments),
        actor: visit.actor.clone(),
        settings: visit.services.settings.get(),
        t: visit.t,
        now: visit.now,
    }
}

/// Looks for a part of a thread for the visitor: for its page as it was rendered for others like them, else for the thread.
async fn look(
    visit: &Visit,
    id: i64,
    part: &Part,
    memory: &web::Data<Memory>,
    finder: Option<&Finder>,
) -> Result<Found, Problem> {
    let wanted = wanted(visit, id, part);
    let (memory, pages, finder) = (memory.clone(), visit.services.pages.clone(), finder.cloned());
    let key = Key::of(&wanted);
    let known = key.as_ref().is_some_and(|key| memory.rendered.holds(key)) || memory.threads.holds(&wanted);
    let look = move |conn: &mut AnyConnection| {
        // Before anything else: whatever is committed later may be in what is read, or not.
        let log = last_position(conn)?;
        if let Some(ready) = memory.rendered.of(conn, (&wanted, key.as_ref()), &pages, log)? {
            return Ok(Found::Ready(ready));
        }
        let (thread, alike) = load::thread(conn, &wanted, &memory, &pages, log)?;
        let margin = finder.and_then(|finder| memory.margins.known(conn, &pages, (thread.id, log), &finder));
        Ok::<_, Refusal>(Found::Read(Box::new(Read { thread, log, alike, margin })))
    };
    let look = move |conn: &mut AnyConnection| at_once(conn, look);
    // What is left then is the reader's own, a few rows.
    Ok(if known { visit.services.db.read_briefly(look).await? } else { visit.services.db.read(look).await? })
}

/// Reads a part of a thread for the visitor, whose page will not be like another.
pub(super) async fn read(visit: &Visit, id: i64, part: &Part, memory: &web::Data<Memory>) -> Result<Read, Problem> {
    let wanted = wanted(visit, id, part);
    let (memory, pages) = (memory.clone(), visit.services.pages.clone());
    let read = move |conn: &mut AnyConnection| {
        let log = last_position(conn)?;
        let (thread, _) = load::thread(conn, &wanted, &memory, &pages, log)?;
        Ok::<_, Refusal>(Read { thread, log, alike: None, margin: None })
    };
    Ok(visit.services.db.read(read).await?)
}

/// The page from what was rendered already.
fn from(visit: &Visit, ready: &Ready) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(ready.title.clone());
    page.head = ready.head.clone();
    visit.html_around(StatusCode::OK, &page, ready.fragment.fill(&page))
}

/// The page with what was typed on it.
pub(super) async fn render(
    visit: &Visit,
    read: Read,
    typed: Typed,
    status: StatusCode,
    (memory, finder): (&Memory, Option<web::Data<Finder>>),
) -> Result<HttpResponse, Problem> {
    let Read { mut thread, log, alike, margin } = read;
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
    if let Some(alike) = alike {
        let random = &visit.services.random;
        let template = ThreadPage { page: memory.rendered.blank(page, random), thread, typed };
        let rendered = template.render()?;
        let ThreadPage { page, thread, .. } = template;
        let ready = memory.rendered.keep((&rendered, page), (thread, alike), log, random);
        return from(visit, &ready);
    }
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
