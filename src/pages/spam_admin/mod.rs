//! /admin/spam: what counts as spam, what was learned, and what the rules would have done before they are saved.
//!
//! | file   | what it knows                                              |
//! |--------|------------------------------------------------------------|
//! | `form` | the form, read and shown                                    |
//! | `page` | the page, and what is posted to it                           |

mod form;
mod page;

use actix_web::web::{ServiceConfig, get, post};

/// The routes of this page.
pub fn routes(config: &mut ServiceConfig) {
    config.route("/admin/spam", get().to(page::page)).route("/admin/spam", post().to(page::take));
}
