//! Reputation: an append-only ledger, privileges that it opens, badges.

mod cause;
pub mod tables;

pub use cause::Cause;
