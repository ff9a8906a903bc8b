//! What the load benchmarks share.

pub mod forum;
mod option;
pub mod place;
#[allow(dead_code)] // not each of them starts a forum of its own
pub mod serve;
mod words;

pub use option::option;
pub use place::folder;
