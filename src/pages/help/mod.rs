//! Help: what the forum promises, how to write, how reputation works, who may do what, the keys.
//! Everything that is a rule is read from where the rule is, so these pages cannot be wrong about it.

mod examples;
mod formatting;
mod keys;
mod overview;
mod reputation;
mod roles;

use actix_web::web::{ServiceConfig, get};

/// The routes of the help pages.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/help", get().to(overview::overview))
        .route("/help/formatting", get().to(formatting::formatting))
        .route("/help/reputation", get().to(reputation::reputation))
        .route("/help/roles", get().to(roles::roles))
        .route("/help/keys", get().to(keys::keys));
}
