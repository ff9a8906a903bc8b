//! Every Rust test of the program, in one binary; its modules mirror the rooms.
#![allow(missing_docs)]

mod support;

mod architecture;
mod command_line;
mod demo;
mod interop;
mod licences;
mod locales;
mod notifications;
mod accounts;
mod pages;
mod ground;
mod reputation;
mod schema_parity;
mod story;
mod threads;
