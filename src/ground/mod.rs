//! The ground floor: everything that a program with pages, a database and an event log needs, and that
//! knows nothing of forums. It must never import a room above it.

pub mod blocking;
pub mod bus;
pub mod clock;
pub mod config;
pub mod db;
pub mod events;
pub mod i18n;
pub mod jobs;
pub mod keep;
pub mod mail;
pub mod markdown;
pub mod once;
pub mod outgoing;
pub mod picture;
pub mod priority;
pub mod random;
pub mod redis;
pub mod refusal;
pub mod settings;
pub mod shutdown;
pub mod store;
pub mod tables;
pub mod web;
pub mod zones;
