//! The ground floor: the writer, the event log and its readers, jobs.

pub mod events;
mod events_support;
mod jobs;
mod tls;
mod writer;
