//! Other systems: imports.

pub mod tables;
