//! Event streams: a number at once, and each one that comes. A question's are those of its answers. Whoever is signed in
//! hears of their notices, too.

use std::time::Duration;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use diesel::dsl::max;
use diesel::prelude::*;
use futures_util::stream;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::{Channels, Topic};
use crate::accounts::{Actor, Visit, factor, sessions};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::shutdown::Shutdown;
use crate::ground::web::{Limit, Problem, csrf};
use crate::notifications::inbox::unread;
use crate::threads::eyes::Eyes;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{posts, questions};

/// Seconds between two signs of life, so that proxies keep the connection.
const PULSE: u64 = 25;

/// GET /questions/{id}/live
///
/// # Errors
/// `NotFound`, `TooMany`.
pub async fn stream(
    visit: Visit,
    request: HttpRequest,
    path: web::Path<i64>,
    channels: web::Data<Channels>,
) -> Result<HttpResponse, Problem> {
    ours(&request)?;
    visit.limit(Limit::Search).await?;
    let id = path.into_inner();
    let eyes = Eyes::of(visit.actor.as_ref());
    // Listening first: what comes between the two is told twice, never not at all.
    let answers = channels.listen(Topic::Question(id));
    let bell = bell(&visit, &channels).await?;
    let newest = visit.services.db.read(move |conn| newest(conn, id, &eyes)).await?;
    let heard = Heard { name: "answer", first: newest, told: answers };
    events(&visit, &channels, heard, bell).await
}

/// GET /inbox/live: for pages that have nothing else to listen to.
///
/// # Errors
/// Sends visitors to sign in; `TooMany`.
pub async fn inbox(visit: Visit, request: HttpRequest, channels: web::Data<Channels>) -> Result<HttpResponse, Problem> {
    ours(&request)?;
    visit.person_or_back_to("/inbox")?;
    visit.limit(Limit::Search).await?;
    let heard = bell(&visit, &channels).await?.ok_or(Refusal::NotFound)?;
    events(&visit, &channels, heard, None).await
}

/// The number of unread notices of whoever is signed in: it comes along on every stream, so that a page needs one only.
///
/// # Errors
/// When the database fails.
pub async fn bell(visit: &Visit, channels: &Channels) -> Result<Option<Heard>, Problem> {
    let Some(person) = visit.id() else { return Ok(None) };
    let told = channels.listen(Topic::Inbox(person));
    let unread = visit.services.db.read(move |conn| Ok::<_, Refusal>(unread(conn, &[person])?)).await?;
    Ok(Some(Heard { name: "inbox", first: unread.first().map_or(0, |(_, count)| *count), told }))
}

/// Something that a stream tells: by which name, the number at once, and those that come.
pub struct Heard {
    /// The events' name.
    pub name: &'static str,
    /// The number at once.
    pub first: i64,
    /// Those that come.
    pub told: Receiver<i64>,
}

/// Refuses a page of another site that listens with our reader's cookie.
///
/// # Errors
/// `Forbidden`.
pub fn ours(request: &HttpRequest) -> Result<(), Problem> {
    if csrf::is_foreign(request) { Err(Refusal::forbidden("problem-csrf").into()) } else { Ok(()) }
}

/// A stream of what is heard, with somebody's bell. It ends when their rights change: whoever listens asks anew, and is
/// given what they may have by then.
///
/// # Errors
/// When the database fails, or their session ended just now.
pub async fn events(
    visit: &Visit,
    channels: &Channels,
    heard: Heard,
    bell: Option<Heard>,
) -> Result<HttpResponse, Problem> {
    let rights = visit.id().map(|person| channels.listen(Topic::Rights(person)));
    still_signed_in(visit).await?;
    let leaving = visit.services.leaving.clone();

    let mut first = vec![(heard.name, heard.first)];
    first.extend(bell.as_ref().map(|bell| (bell.name, bell.first)));
    let bell = bell.map(|bell| (bell.name, bell.told));
    let listener = Listener { first, name: heard.name, told: heard.told, bell, rights, leaving };
    let body = stream::unfold(listener, |mut listener| async move {
        let said = listener.next().await?;
        Some((Ok::<_, actix_web::Error>(said), listener))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Neither we nor a proxy may hold it back to make it smaller.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(body))
}

/// Looks once more now that changes are heard: what changed between the two must not be missed.
async fn still_signed_in(visit: &Visit) -> Result<(), Problem> {
    let (Some(session), now) = (visit.session.as_ref(), visit.now) else { return Ok(()) };
    let (id, person, settings) = (session.id, session.person_id, visit.services.settings.get());
    let before = visit.actor.as_ref().map(|actor| (actor.suspended_until, actor.grants.clone()));
    let same = visit.services.db.read(move |conn| {
        let actor = factor::stripped(Actor::load(conn, person)?, &settings);
        let there = sessions::of(conn, person, now)?.iter().any(|session| session.id == id);
        Ok::<_, Refusal>(there && Some((actor.suspended_until, actor.grants)) == before)
    });
    match same.await {
        Ok(true) => Ok(()),
        Ok(false) | Err(Refusal::NotFound) => Err(Refusal::forbidden("problem-needs-role").into()),
        Err(why) => Err(why.into()),
    }
}

/// The question's newest answer that everybody may see, 0 for none.
fn newest(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<i64> {
    let (shown, asker): (bool, i64) =
        questions::table.find(id).select((questions::shown, questions::asker_id)).first(conn)?;
    if !shown && !eyes.sees_all && eyes.person != Some(asker) {
        return Err(Refusal::NotFound);
    }
    let newest: Option<i64> = posts::table
        .filter(posts::question_id.eq(id))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .select(max(posts::id))
        .first(conn)?;
    Ok(newest.unwrap_or(0))
}

struct Listener {
    /// What is told at once, the last one first.
    first: Vec<(&'static str, i64)>,
    name: &'static str,
    told: Receiver<i64>,
    bell: Option<(&'static str, Receiver<i64>)>,
    rights: Option<Receiver<i64>>,
    leaving: Shutdown,
}

impl Listener {
    /// The next piece of the stream; nothing when it has ended.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some((name, number)) = self.first.pop() {
            return Some(said(name, number));
        }
        loop {
            tokio::select! {
                told = self.told.recv() => match told {
                    Ok(number) => return Some(said(self.name, number)),
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                },
                (name, told) = rung(&mut self.bell) => match told {
                    Ok(number) => return Some(said(name, number)),
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => self.bell = None,
                },
                () = changed(&mut self.rights) => return None,
                () = tokio::time::sleep(Duration::from_secs(PULSE)) => return Some(Bytes::from_static(b":\n\n")),
                () = self.leaving.wait() => return None,
            }
        }
    }
}

/// Resolves when somebody's rights are others; for visitors never.
async fn changed(rights: &mut Option<Receiver<i64>>) {
    match rights {
        Some(told) => drop(told.recv().await),
        None => std::future::pending().await,
    }
}

/// The bell's next number; without a bell never.
async fn rung(bell: &mut Option<(&'static str, Receiver<i64>)>) -> (&'static str, Result<i64, RecvError>) {
    match bell {
        Some((name, told)) => (name, told.recv().await),
        None => std::future::pending().await,
    }
}

fn said(name: &str, number: i64) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {number}\n\n"))
}
