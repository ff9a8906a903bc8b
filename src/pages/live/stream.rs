//! Event streams: a number at once, and each one that comes. A question's are those of its answers.

use std::time::Duration;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use bytes::Bytes;
use diesel::dsl::max;
use diesel::prelude::*;
use futures_util::stream;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::{Channels, Topic};
use crate::accounts::Visit;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::shutdown::Shutdown;
use crate::ground::web::{Limit, Problem};
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
    path: web::Path<i64>,
    channels: web::Data<Channels>,
) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::Search)?;
    let id = path.into_inner();
    let eyes = Eyes::of(visit.actor.as_ref());
    // Listening first: what comes between the two is told twice, never not at all.
    let answers = channels.listen(Topic::Question(id));
    let newest = visit.services.db.read(move |conn| newest(conn, id, &eyes)).await?;
    Ok(events("answer", newest, answers, visit.services.leaving.clone()))
}

/// A stream of events of that name, with the number `first` at once and each one that is told.
pub fn events(name: &'static str, first: i64, told: Receiver<i64>, leaving: Shutdown) -> HttpResponse {
    let listener = Listener { name, first: Some(first), told, leaving };
    let body = stream::unfold(listener, |mut listener| async move {
        let said = listener.next().await?;
        Some((Ok::<_, actix_web::Error>(said), listener))
    });
    HttpResponse::Ok()
        .content_type("text/event-stream; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Neither we nor a proxy may hold it back to make it smaller.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(body)
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
    name: &'static str,
    first: Option<i64>,
    told: Receiver<i64>,
    leaving: Shutdown,
}

impl Listener {
    /// The next piece of the stream; nothing when it has ended.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.take() {
            return Some(self.said(first));
        }
        loop {
            tokio::select! {
                told = self.told.recv() => match told {
                    Ok(number) => return Some(self.said(number)),
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                },
                () = tokio::time::sleep(Duration::from_secs(PULSE)) => return Some(Bytes::from_static(b":\n\n")),
                () = self.leaving.wait() => return None,
            }
        }
    }

    fn said(&self, number: i64) -> Bytes {
        Bytes::from(format!("event: {}\ndata: {number}\n\n", self.name))
    }
}
