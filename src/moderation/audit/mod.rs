//! The audit: who did what to whom, when and why, and for 90 days whence. It is only ever added to; the databases
//! themselves refuse to change or delete a line.
//!
//! | file    | what it knows                                                        |
//! |---------|----------------------------------------------------------------------|
//! | `acts`  | which events are acts that somebody answers for, and what is public   |
//! | `write` | writes a line beside the act, in its own transaction                  |
//! | `why`   | whose post it was, and the reason that was given                      |
//! | `read`  | finds lines                                                           |
//! | `tidy`  | forgets whence                                                        |
//!
//! A line has ids and small values, never a text, a name or an address: what is erased elsewhere is erased here.

mod acts;
mod read;
mod tidy;
mod why;
mod write;

pub use acts::{Public, key, known, public};
pub use read::{Filter, Line, lines, public_lines};
pub use tidy::{KEPT, drive, forget};

use crate::ground::db::Db;

/// From now on every act through this door leaves its line.
pub fn attach(db: &Db) {
    db.beside(std::sync::Arc::new(write::Recorder));
}
