//! Pages: reads that cross rooms. Queries and view structs; no rules, no writes.

pub mod error;

/// The pages' routes.
pub fn routes(_config: &mut actix_web::web::ServiceConfig) {}
