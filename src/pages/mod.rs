//! Pages: reads that cross rooms. Queries and view structs; no rules, no writes.

pub mod error;
pub mod thread;

/// The pages' routes.
pub fn routes(config: &mut actix_web::web::ServiceConfig) {
    thread::routes(config);
}
