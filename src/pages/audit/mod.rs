//! The audit's pages: for admins all of it, for moderators what moderators did, for everybody what is done here in general.
//!
//! | file      | addresses                                        |
//! |-----------|--------------------------------------------------|
//! | `choice`  | (which lines an address asks for)                 |
//! | `page`    | /admin/audit                                      |
//! | `names`   | (names of what acts were done to)                 |
//! | `export`  | /admin/audit.csv, /admin/audit.json               |
//! | `public`  | /moderation-log                                   |

mod choice;
mod export;
mod names;
mod page;
mod public;

use actix_web::web::{ServiceConfig, get};

/// The pages' routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/audit", get().to(page::show))
        .route("/admin/audit.csv", get().to(export::csv))
        .route("/admin/audit.json", get().to(export::json))
        .route("/moderation-log", get().to(public::show));
}
