//! What the load benchmarks share.

pub mod forum;
mod option;
pub mod place;
mod words;

pub use option::option;
pub use place::folder;
