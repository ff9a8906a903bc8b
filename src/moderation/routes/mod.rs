//! Flagging, appeals, and the texts with which moderators say why, over HTTP. The queue itself is in `pages::review`.
//!
//! | file      | addresses                                                   |
//! |-----------|-------------------------------------------------------------|
//! | `flag`    | /posts/{id}/flag, /comments/{id}/flag and unflag            |
//! | `own`     | /account/flags: what one has flagged, and what came of it   |
//! | `appeal`  | /appeals/new, /appeals                                      |
//! | `reasons` | /admin/reasons                                              |

mod appeal;
mod flag;
mod own;
mod reasons;

use actix_web::web::{ServiceConfig, get, post};

/// This room's routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/posts/{id}/flag", get().to(flag::post_form))
        .route("/posts/{id}/flag", post().to(flag::post))
        .route("/posts/{id}/unflag", post().to(flag::unflag_post))
        .route("/comments/{id}/flag", get().to(flag::comment_form))
        .route("/comments/{id}/flag", post().to(flag::comment))
        .route("/comments/{id}/unflag", post().to(flag::unflag_comment))
        .route("/account/flags", get().to(own::show))
        .route("/appeals/new", get().to(appeal::form))
        .route("/appeals", post().to(appeal::send))
        .route("/admin/reasons", get().to(reasons::list))
        .route("/admin/reasons", post().to(reasons::add))
        .route("/admin/reasons/{id}", get().to(reasons::form))
        .route("/admin/reasons/{id}", post().to(reasons::change))
        .route("/admin/reasons/{id}/delete", post().to(reasons::delete));
}
