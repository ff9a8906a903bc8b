//! Every Rust test of the program, in one binary; its modules mirror the rooms.
#![allow(missing_docs)]

mod support;

mod accounts;
mod architecture;
mod command_line;
mod demo;
mod deploy;
mod escalation;
mod faults;
mod ground;
mod interop;
mod keeping;
mod licences;
mod locales;
mod moderation;
mod notifications;
mod pages;
mod reputation;
mod schema_parity;
mod screening;
mod search;
mod security;
mod side_by_side;
mod story;
mod threads;
