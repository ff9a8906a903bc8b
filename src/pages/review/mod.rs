//! The review queue: suggested edits, and first posts with links that wait to be let through.
//!
//! | file     | what it knows                                             |
//! |----------|-----------------------------------------------------------|
//! | `page`   | what waits, for those who may decide                      |
//! | `edits`  | suggestions with their difference                         |
//! | `held`   | posts that wait                                           |
//! | `decide` | what is posted back; the verbs in `threads` decide        |
//!
//! It must never show a waiting post to somebody who may not review it.

mod decide;
mod edits;
mod held;
mod page;

use actix_web::web::{ServiceConfig, get, post};

/// The routes of the review queue.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/review", get().to(page::page))
        .route("/review/edits/{id}", post().to(decide::edit))
        .route("/review/held/{id}", post().to(decide::held));
}
