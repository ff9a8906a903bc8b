//! What people see over HTTP.

mod feeds;
mod help;
mod lists;
mod people;
mod review;
mod thread;
mod health;
mod town;
