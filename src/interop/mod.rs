//! Other systems: what is brought in from them, and the ticket systems that staff hand questions over to.
//!
//! | file            | what it does                                                       |
//! |-----------------|--------------------------------------------------------------------|
//! | `stackexchange` | reads the XML dump of a Stack Exchange forum                       |
//! | `tickets`       | tells ticket systems of questions, and takes what they say         |
//! | `memory`        | which foreign record became which of ours                          |
//! | `events`        | "this thread was brought in": what the search index reads          |
//! | `parallel`      | renders many texts on all cores                                    |
//! | `progress`      | tells whoever waits how far it has come                            |
//!
//! What it must never do: write before the whole of a dump was found to be readable, or bring anything in twice, or
//! tell a ticket system what not everybody may read.

pub mod events;
mod memory;
pub mod parallel;
mod progress;
pub mod stackexchange;
pub mod tables;
pub mod tickets;

pub use progress::{Progress, Quiet};
