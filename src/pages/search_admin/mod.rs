//! /admin/search: what is searched and not found, and what admins do about it.
//!
//! | file      | what it knows                                                        |
//! |-----------|----------------------------------------------------------------------|
//! | `choice`  | the days that the address asks for                                    |
//! | `figures` | what is shown of these days; each part as a sheet, as in reports       |
//! | `page`    | the page with the figures, and each part as a file                     |
//! | `words`   | the page with synonyms and pinned answers, and what is posted to it     |
//!
//! It must never name a term that fewer than five people searched, nor a question that not everybody may see.

mod choice;
mod figures;
mod page;
mod words;

use actix_web::web::{ServiceConfig, get, post};

/// The routes of the search's administration.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/search", get().to(page::page))
        .route("/admin/search/words", get().to(words::page))
        .route("/admin/search/{name}.csv", get().to(page::file))
        .route("/admin/search/synonyms", post().to(words::add))
        .route("/admin/search/synonyms/{id}", post().to(words::change))
        .route("/admin/search/synonyms/{id}/delete", post().to(words::remove))
        .route("/admin/search/pins", post().to(words::pin))
        .route("/admin/search/pins/{id}/delete", post().to(words::unpin));
}
