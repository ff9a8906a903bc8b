//! The desk over HTTP as far as it needs no page of several rooms; the desk itself is in `pages::desk`.
//!
//! | file     | addresses                                                                   |
//! |----------|-----------------------------------------------------------------------------|
//! | `back`   | /desk/undo, /desk/notes/{id}/delete, /desk/notes/{id}/restore                |
//! | `canned` | /desk/canned, /desk/canned/new, /desk/canned/{id}, /desk/canned/{id}/delete |

mod back;
mod canned;

use actix_web::web::{ServiceConfig, get, post};

/// The routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/desk/undo", post().to(back::undo))
        .route("/desk/notes/{id}/delete", post().to(back::delete_note))
        .route("/desk/notes/{id}/restore", post().to(back::restore_note))
        .route("/desk/canned", get().to(canned::list))
        .route("/desk/canned", post().to(canned::add))
        .route("/desk/canned/new", get().to(canned::new))
        .route("/desk/canned/{id}", get().to(canned::form))
        .route("/desk/canned/{id}", post().to(canned::edit))
        .route("/desk/canned/{id}/delete", post().to(canned::delete));
}
