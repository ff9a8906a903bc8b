//! Tags: all of them, each one's page, and what admins do with them.
//!
//! | file    | what it knows                                             |
//! |---------|-----------------------------------------------------------|
//! | `index` | all tags by use, with a filter                            |
//! | `page`  | one tag: questions, experts, leaderboards                 |
//! | `find`  | a tag by name or synonym                                  |
//! | `admin` | renaming, describing, synonyms, for admins                |

mod admin;
mod find;
mod index;
mod page;

use actix_web::web::{ServiceConfig, get, post};

pub use find::{Found, Way, find};
pub use page::moved;

/// The routes of tags.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/tags", get().to(index::index))
        .route("/tags/{name}", get().to(page::tag))
        .route("/admin/tags", get().to(admin::list))
        .route("/admin/tags/{id}", get().to(admin::show))
        .route("/admin/tags/{id}/name", post().to(admin::rename))
        .route("/admin/tags/{id}/descriptions", post().to(admin::describe))
        .route("/admin/tags/{id}/synonyms", post().to(admin::add_synonym))
        .route("/admin/tags/{id}/synonyms/remove", post().to(admin::remove_synonym));
}
