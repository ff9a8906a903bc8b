//! Reputation: an append-only ledger, privileges that it opens, badges.

pub mod tables;
