//! The ground floor: the writer, the event log and its readers, jobs.

mod config;
mod events;
mod events_support;
mod jobs;
mod redis;
mod replicas;
mod tls;
mod writer;
