//! Votes that look like an arrangement: /admin/votes with the rules and what they would do, /review/votes/{id} where
//! moderators look at a ring and decide.
//!
//! | file   | what it knows                                                |
//! |--------|--------------------------------------------------------------|
//! | `page` | the rules, what they would do, what was found                  |
//! | `ring` | one arrangement: who, how many, and what is decided            |
//!
//! It must never show who voted for whom to anybody but those who keep order.

mod page;
mod ring;

use actix_web::web::{ServiceConfig, get, post};

/// The routes of these pages.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/votes", get().to(page::page))
        .route("/admin/votes", post().to(page::take))
        .route("/review/votes/{id}", get().to(ring::page))
        .route("/review/votes/{id}", post().to(ring::decide))
        .route("/review/votes/{id}/undo", post().to(ring::undo));
}
