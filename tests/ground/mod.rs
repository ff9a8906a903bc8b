//! The ground floor: the writer, the event log and its readers, jobs.

#[cfg(feature = "s3")]
mod bucket;
mod events;
mod events_support;
mod jobs;
mod migrating;
mod redis;
mod tls;
mod writer;
