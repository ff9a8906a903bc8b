//! What every test stands on: a database of its own on both engines, a clock that is moved by hand,
//! randomness from a seed, and a forum that listens on a free port.

#[cfg(feature = "s3")]
pub mod bucket;
mod databases;
pub mod elsewhere;
mod http;
pub mod redis;
pub mod relay;
pub mod replicas;
pub mod stage;
pub mod until;

pub use databases::{Database, on_both};
pub use http::{Answer, Browser, Forum, multipart, png};

use kiez::ground::clock::{Clock, Micros};

/// Monday, 2 March 2026, 10:00 UTC: where tests begin.
pub const START: Micros = Micros(1_772_445_600_000_000);

/// A clock that stands at `START`.
pub fn clock() -> Clock {
    Clock::manual(START)
}
