//! Moderation: what comes after publication. What was done can be explained, seen and undone.
//!
//! | file     | what it knows                                            |
//! |----------|----------------------------------------------------------|
//! | `queue`  | putting something before moderators                      |
//! | `kinds`  | why something waits, and what it is about                |
//! | `audit`  | who did what to whom, and why                            |
//! | `purge`  | what a sanctioned person wrote is taken away together     |
//! | `screen` | looking at texts before everybody sees them               |
//! | `serial` | votes that look like an arrangement                      |
//! | `events` | what happens here                                        |
//!
//! It must never delete a text, act on somebody of a higher rank, tell a flagger what they may not read, or do
//! anything that its subject cannot see.

pub mod audit;
pub mod events;
pub mod kinds;
pub mod purge;
pub mod queue;
pub mod screen;
pub mod serial;
pub mod tables;
