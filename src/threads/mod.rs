//! Threads: questions, answers, comments and what people do with them.

pub mod tables;
