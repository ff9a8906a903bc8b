//! Every Rust test of the program, in one binary; its modules mirror the rooms.
#![allow(missing_docs)]

mod support;

mod architecture;
mod licences;
mod locales;
mod notifications;
mod schema_parity;
