//! Pages: reads that cross rooms. Queries and view structs; no rules, no writes.

pub mod audit;
pub mod cached;
pub mod desk;
pub mod error;
pub mod expert;
pub mod feeds;
pub mod given;
pub mod health;
pub mod help;
pub mod lists;
pub mod live;
pub mod moderate;
pub mod operator;
pub mod people;
pub mod reports;
pub mod review;
pub mod search_admin;
pub mod security;
pub mod signals;
pub mod spam_admin;
pub mod tags;
pub mod terms;
pub mod thread;
pub mod triage;
pub mod votes_admin;

/// The pages' routes.
pub fn routes(config: &mut actix_web::web::ServiceConfig) {
    health::routes(config);
    security::routes(config);
    lists::routes(config);
    // Before people's own pages, whose address would take it for a name.
    moderate::routes(config);
    audit::routes(config);
    people::routes(config);
    tags::routes(config);
    terms::routes(config);
    expert::routes(config);
    // Before the queue's own pages, whose address would take "votes" for an item.
    votes_admin::routes(config);
    review::routes(config);
    desk::routes(config);
    reports::routes(config);
    search_admin::routes(config);
    spam_admin::routes(config);
    help::routes(config);
    feeds::routes(config);
    live::routes(config);
    thread::routes(config);
    triage::routes(config);
}
