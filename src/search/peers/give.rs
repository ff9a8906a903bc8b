//! The address where peers ask for the index: one commit, from the files as they are, at the pace of whoever reads. For
//! nobody else it is there at all.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::body::SizedStream;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, ContentEncoding, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use futures_util::stream;
use search_index::Copied;
use tokio::sync::mpsc::{Sender, channel};

use super::list::List;
use crate::ground::refusal::Refusal;
use crate::ground::web::Problem;
use crate::search::Service;

/// Copies that are given at once: more would keep visitors waiting.
const AT_ONCE: usize = 2;
/// Bytes that are read and sent at once, and how many such pieces wait.
const PIECE: usize = 256 * 1024;
const WAITING: usize = 4;

/// A place among those who are being given a copy.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(places: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(places.clone());
        (places.fetch_add(1, Ordering::Relaxed) < AT_ONCE).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// GET /peers/index: 404 for everybody but nodes of this forum, 503 without a whole index.
///
/// # Errors
/// As said, and when the index cannot be read.
pub async fn give(request: HttpRequest, search: web::Data<Service>) -> Result<HttpResponse, Problem> {
    let pass = request.headers().get(AUTHORIZATION).and_then(|pass| pass.to_str().ok()).unwrap_or_default();
    if !search.peers().admits(pass) {
        return Err(Refusal::NotFound.into());
    }
    let place = Place::take(&search.peers().giving);
    let (Some(place), Some(generation), false) = (place, search.current(), search.faulty()) else {
        return Ok(later("no index to give at the moment\n"));
    };
    let copy = match web::block(move || generation.index.copy()).await {
        Ok(Ok(copy)) => copy,
        failed => {
            tracing::warn!(why = ?failed.map(|copy| copy.map(|_| ())), "the index could not be copied for a peer");
            return Ok(later("the index could not be copied\n"));
        }
    };
    let list = List::of(&copy);
    let (line, bytes) = (list.line(), list.bytes().unwrap_or_default());
    tracing::info!(bytes, cursor = copy.cursor, "a peer copies the search index");
    let length = bytes + line.len() as u64;
    let (send, receive) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        send_all(copy, line, &send);
        drop(place);
    });
    let pieces = stream::unfold(receive, |mut receive| async { receive.recv().await.map(|piece| (piece, receive)) });
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        // It is compressed as far as it pays.
        .insert_header(ContentEncoding::Identity)
        .body(SizedStream::new(length, pieces)))
}

fn later(why: &'static str) -> HttpResponse {
    HttpResponse::ServiceUnavailable()
        .content_type("text/plain; charset=utf-8")
        .insert_header((RETRY_AFTER, "60"))
        .body(why)
}

/// Sends everything, until nobody listens any more.
fn send_all(copy: Copied, line: Vec<u8>, send: &Sender<std::io::Result<Bytes>>) {
    if send.blocking_send(Ok(line.into())).is_err() {
        return;
    }
    for file in copy.files {
        let mut content = file.content.take(file.length);
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let read = content.by_ref().take(PIECE as u64).read_to_end(&mut piece).map(|_| piece);
            let (end, failed) = (matches!(&read, Ok(piece) if piece.is_empty()), read.is_err());
            if end {
                break;
            }
            if send.blocking_send(read.map(Bytes::from)).is_err() || failed {
                return;
            }
        }
    }
}
