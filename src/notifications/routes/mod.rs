//! Notices over HTTP: the inbox, the settings, links from mails. GET changes nothing.

mod help;
mod inbox;
mod settings;
mod unsubscribe;

use actix_web::web::{ServiceConfig, get, post};

/// This room's routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/inbox", get().to(inbox::show))
        .route("/inbox/read", post().to(inbox::mark_all))
        .route("/inbox/asked/{id}", get().to(help::asked))
        .route("/inbox/asked/{id}/decline", post().to(help::decline))
        .route("/inbox/asked/{id}/undo", post().to(help::take_back))
        .route("/inbox/{id}/read", post().to(inbox::mark_one))
        .route("/settings/notifications", get().to(settings::form))
        .route("/settings/notifications", post().to(settings::take))
        .route("/settings/notifications/help", post().to(help::consent))
        .route("/triage/requests", get().to(help::results))
        .route("/unsubscribe/{topics}/{person}/{proof}", get().to(unsubscribe::form))
        .route("/unsubscribe/{topics}/{person}/{proof}", post().to(unsubscribe::take))
        .route("/unsubscribe/{topics}/{person}/{proof}/undo", post().to(unsubscribe::undo));
}
