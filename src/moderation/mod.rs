//! Moderation: what comes after publication. What was done can be explained, seen and undone.
//!
//! | file      | what it knows                                            |
//! |-----------|----------------------------------------------------------|
//! | `queue`   | putting something before moderators                      |
//! | `kinds`   | why something waits, what it is about, what is decided   |
//! | `rows`    | the queue's rows                                         |
//! | `flag`    | members flag a post or a comment, and take it back       |
//! | `weigh`, `record` | what a flag counts, by its flagger's record      |
//! | `claim`   | taking an item up                                        |
//! | `decide`, `undo` | deciding, and taking that back                    |
//! | `appeal`  | authors ask for another look                             |
//! | `reasons` | texts with which moderators say why                      |
//! | `follow`  | the queue follows what happens in threads                |
//! | `moved`   | what waits goes along with what it is about              |
//! | `look`    | a post or a comment for pages, as somebody may see it    |
//! | `figures` | how much waits, and how long it takes                    |
//! | `screen`  | looking at texts before everybody sees them              |
//! | `serial`  | votes that look like an arrangement                      |
//! | `purge`   | what a sanctioned person wrote is taken away together    |
//! | `audit`   | who did what to whom, and why                            |
//! | `routes`  | flagging, appeals and texts over HTTP                    |
//! | `events`  | what happens here                                        |
//!
//! It must never delete a text, act on somebody of a higher rank, tell a flagger what they may not read, or do
//! anything that its subject cannot see.

pub mod appeal;
pub mod audit;
pub mod claim;
pub mod decide;
pub mod events;
pub mod figures;
pub mod flag;
mod follow;
pub mod kinds;
pub mod look;
mod moved;
pub mod purge;
pub mod queue;
pub mod reasons;
pub mod record;
pub mod routes;
pub mod rows;
pub mod screen;
pub mod serial;
pub mod tables;
pub mod undo;
pub mod weigh;

use crate::ground::db::Db;

/// From now on every write through this door keeps the review queue right.
pub fn attach(db: &Db) {
    db.beside(std::sync::Arc::new(follow::Attendant));
}
