//! People: who they are, how they are signed in, what they may do.
//! Passwords and tokens are stored as hashes only; addresses never leave this room except into mail.

mod actor;
pub mod permissions;
pub mod roles;
pub mod sessions;
pub mod tables;
mod visit;

pub use actor::{Actor, person_path, picture_path, rank};
pub use visit::Visit;

/// This room's routes.
pub fn routes(_config: &mut actix_web::web::ServiceConfig) {}
