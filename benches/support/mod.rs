//! What the load benchmarks share.
#![allow(dead_code)] // each of them uses what it needs

pub mod floor;
pub mod forum;
mod option;
pub mod place;
pub mod process;
pub mod program;
pub mod scenario;
pub mod serve;
pub mod standing;
pub mod town;
mod words;
pub mod wrk;

pub use option::option;
pub use place::folder;
