//! Pages: reads that cross rooms. Queries and view structs; no rules, no writes.

pub mod error;
pub mod health;
pub mod operator;

/// The pages' routes.
pub fn routes(config: &mut actix_web::web::ServiceConfig) {
    health::routes(config);
}
