//! The expert's page: answers in one's field that wait for endorsement, and questions there that nobody answered.
//!
//! It shows what everybody can see, and decides nothing: `threads::endorse` says who may vouch for what.

mod answers;
mod fields;
mod page;

use actix_web::web::{ServiceConfig, get};

/// The route of the expert's page.
pub fn routes(config: &mut ServiceConfig) {
    config.route("/expert", get().to(page::page));
}
