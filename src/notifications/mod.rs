//! Notices: who is told what.

pub mod tables;
