//! What people see over HTTP.

mod desk;
mod feeds;
mod health;
mod help;
mod lists;
mod people;
mod reports;
mod review;
mod terms;
mod thread;
mod town;
mod triage;
