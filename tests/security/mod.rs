//! What docs/SECURITY.md promises, tried from outside. Addresses and fields are read from the sources, so that what is new
//! is tried without anybody thinking of it.

mod allowed;
mod at_once;
mod comment_masks;
mod doors;
mod forms;
mod fuzz;
mod headers;
mod letters;
mod limits;
mod outgoing;
mod raw;
pub mod routes;
mod streams;
mod table;
mod tricks;
mod unseen;
mod uploads;
mod whole;
mod worst;
