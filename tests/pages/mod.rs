//! What people see over HTTP.

mod assets;
mod cached;
mod desk;
mod feeds;
mod head;
mod health;
mod help;
mod lists;
mod people;
mod reports;
mod review;
mod terms;
mod thread;
pub mod town;
mod triage;
