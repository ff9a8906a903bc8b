//! The ground floor: the writer, the event log and its readers, jobs.

mod among;
#[cfg(feature = "s3")]
mod bucket;
mod config;
pub mod events;
mod events_support;
mod jobs;
mod migrating;
mod reader;
mod redis;
mod replicas;
mod tls;
mod writer;
