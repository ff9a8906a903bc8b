//! Escalation over HTTP: what is posted by those who act on waiting questions. HTTP in and out, nothing else.
//!
//! | file               | address                              |
//! |--------------------|--------------------------------------|
//! | `still_needs_help` | /questions/{id}/still-needs-help     |

mod still_needs_help;

use actix_web::web::{ServiceConfig, post};

/// This room's routes.
pub fn routes(config: &mut ServiceConfig) {
    config.route("/questions/{id}/still-needs-help", post().to(still_needs_help::still_needs_help));
}
