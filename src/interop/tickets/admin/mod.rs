//! /admin/ticket-systems and /admin/deliveries.

mod deliveries;
mod systems;

use actix_web::web::{ServiceConfig, get, post};

/// The routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/ticket-systems", get().to(systems::list))
        .route("/admin/ticket-systems", post().to(systems::add))
        .route("/admin/ticket-systems/{id}", get().to(systems::show))
        .route("/admin/ticket-systems/{id}", post().to(systems::change))
        .route("/admin/ticket-systems/{id}/secret", post().to(systems::secret))
        .route("/admin/ticket-systems/{id}/test", post().to(systems::test))
        .route("/admin/ticket-systems/{id}/retire", post().to(systems::retire))
        .route("/admin/ticket-systems/{id}/use", post().to(systems::take_into_use))
        .route("/admin/deliveries", get().to(deliveries::list))
        .route("/admin/deliveries/{id}", get().to(deliveries::show))
        .route("/admin/deliveries/{id}/again", post().to(deliveries::again));
}
