//! Keeping order over HTTP: a page for each act that says what will happen, and what is posted to it.
//!
//! | file      | addresses                                                    |
//! |-----------|--------------------------------------------------------------|
//! | `lock`    | /posts/{id}/lock, unlock, protect, unprotect                  |
//! | `other`   | /posts/{id}/merge and move: choosing another thread           |
//! | `split`   | /posts/{id}/split                                            |
//! | `convert` | /posts/{id}/to-comment, /comments/{id}/to-answer              |
//! | `title`   | /posts/{id}/title                                            |
//! | `undo`    | /moves/{id}/undo                                             |

mod convert;
mod lock;
mod other;
mod split;
mod title;
mod undo;

use actix_web::web::{ServiceConfig, get, post};

use super::post::{self, Seen};
use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::ground::refusal::Refusal;
use crate::ground::web::Problem;
use crate::threads::eyes::Eyes;
use crate::threads::mask::mark;
use crate::threads::moves::CONVERTED;
use crate::threads::paths;

/// Characters of a text that are shown to recognise it by.
const EXCERPT: usize = 140;

/// These routes.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/posts/{id}/lock", get().to(lock::form))
        .route("/posts/{id}/lock", post().to(lock::lock))
        .route("/posts/{id}/unlock", post().to(lock::unlock))
        .route("/posts/{id}/protect", get().to(lock::protect_form))
        .route("/posts/{id}/protect", post().to(lock::protect))
        .route("/posts/{id}/unprotect", post().to(lock::unprotect))
        .route("/posts/{id}/merge", get().to(other::merge_form))
        .route("/posts/{id}/merge", post().to(other::merge))
        .route("/posts/{id}/move", get().to(other::move_form))
        .route("/posts/{id}/move", post().to(other::move_answer))
        .route("/posts/{id}/split", get().to(split::form))
        .route("/posts/{id}/split", post().to(split::split))
        .route("/posts/{id}/to-comment", get().to(convert::comment_form))
        .route("/posts/{id}/to-comment", post().to(convert::to_comment))
        .route("/comments/{id}/to-answer", get().to(convert::answer_form))
        .route("/comments/{id}/to-answer", post().to(convert::to_answer))
        .route("/posts/{id}/title", get().to(title::form))
        .route("/posts/{id}/title", post().to(title::retitle))
        .route("/moves/{id}/undo", post().to(undo::undo));
}

/// Who keeps order here, and the post that it is about.
async fn begin(visit: &Visit, id: i64, question: bool) -> Result<(Actor, Seen), Problem> {
    let back = if question { format!("/questions/{id}") } else { paths::answer(id) };
    let actor = visit.actor_or_back_to(&back)?;
    may(&actor, Act::Keep, &visit.services.settings.get().thresholds, false)?;
    let eyes = Eyes::of(Some(&actor));
    let post = visit.services.db.read(move |conn| post::seen(conn, id, &eyes)).await?;
    if post.is_question() != question || post.status_reason.as_deref() == Some(CONVERTED) {
        return Err(Refusal::NotFound.into());
    }
    Ok((actor, post))
}

/// The beginning of a text in one line.
fn excerpt(body: &str) -> String {
    let line = mark::brief(body).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT { line } else { line.chars().take(EXCERPT).chain(['…']).collect() }
}
