//! Kiez: a help forum in which nobody is left waiting.
//!
//! The order of this list is the architecture: a room imports only rooms above it.
//! `tests/architecture.rs` holds the program to it. Blank lines keep the formatter from sorting it.

pub mod ground;

pub mod accounts;

pub mod reputation;

pub mod threads;

pub mod moderation;

pub mod escalation;

pub mod search;

pub mod notifications;

pub mod insights;

pub mod interop;

pub mod pages;

pub mod demo;

pub mod server;

pub mod cli;
