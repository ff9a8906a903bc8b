//! /people/{id}/moderate: what those who keep order know of somebody and can do: warn, silence, suspend, take posts away
//! together, and take all of it back.
//!
//! | file   | what it knows                              |
//! |--------|--------------------------------------------|
//! | `page` | the page                                   |
//! | `act`  | its forms                                  |

mod act;
mod page;

use actix_web::web::{ServiceConfig, get, post};

/// The page's routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/people/{id}/moderate", get().to(page::show))
        .route("/people/{id}/sanctions", post().to(act::impose))
        .route("/sanctions/{id}/end", post().to(act::end))
        .route("/sanctions/{id}/posts", post().to(act::posts))
        .route("/sanctions/{id}/give-back", post().to(act::give_back));
}
