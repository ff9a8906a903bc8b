//! The review queue: what is flagged, what waits to be let through, suggested edits, appeals. One at a time beside the
//! list, what is most urgent first.
//!
//! | file      | what it knows                                                              |
//! |-----------|----------------------------------------------------------------------------|
//! | `filters` | which part of the queue, as it stands in the address                       |
//! | `list`    | the lines, what is most urgent first                                       |
//! | `detail`  | one item: what it is about, what was said of it, what can be decided       |
//! | `edits`   | a suggestion with its difference                                           |
//! | `board`   | GET /review, and the same page after a form that could not be done         |
//! | `act`     | what is posted back; the verbs in `moderation` decide                      |
//! | `faster`  | who did what while somebody looked                                         |
//! | `live`    | GET /review/live: something has changed                                    |
//!
//! Moderators see everything; those who may review edits see those, and authors what was suggested for their posts.
//! It must never show a waiting post to somebody who may not review it, nor lose what somebody typed.

mod act;
mod board;
mod detail;
mod edits;
mod faster;
mod filters;
mod list;
mod live;

use actix_web::web::{ServiceConfig, get, post};

/// The routes of the review queue.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/review", get().to(board::show))
        .route("/review/live", get().to(live::stream))
        .route("/review/{id}/{verb}", post().to(act::act));
}
