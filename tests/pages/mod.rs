//! What people see over HTTP.

mod feeds;
mod health;
mod help;
mod lists;
mod people;
mod review;
mod terms;
mod thread;
mod town;
