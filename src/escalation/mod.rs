//! Escalation: a question that peers do not answer in time goes to moderators, and if that runs out too, to staff.
//!
//! | file                               | what it knows                                                          |
//! |------------------------------------|------------------------------------------------------------------------|
//! | `calendar`                         | opening hours: what is due when somebody works only part of the time   |
//! | `policy`                           | which terms a question falls under                                     |
//! | `stage`                            | where a question stands, since when, due when, and what comes next     |
//! | `agenda`                           | what the clock has to do and when, and what is promised to the asker   |
//! | `terms`, `setup`, `write`          | policies and calendars as they are stored                              |
//! | `rows`, `kinds`, `tables`          | where questions stand and what happened to them, as stored             |
//! | `settle`                           | follows every write to a thread, in its own transaction                |
//! | `joined`                           | two questions that became one keep one promise: the better one         |
//! | `clock`                            | moves what is due, on every node                                       |
//! | `walk`                             | a row on its way through both: rules' steps, stored steps, events      |
//! | `claim`, `send_back`, `route`, `snooze`, `prioritise`, `undo` | what moderators do                          |
//! | `assign`                           | whose it is among staff                                                |
//! | `hand_over`                        | giving it to a ticket system, taking it back, what is said of it there |
//! | `note`, `canned`, `since`            | what staff note, what they start an answer with, who was faster        |
//! | `change`, `check`                  | changing terms, with what that does to the questions that wait         |
//! | `replay`                           | what would have become of past questions by other terms                |
//! | `holidays`                         | days from an iCal file, for somebody to choose from                    |
//! | `still_needs_help`                 | the asker's word                                                       |
//! | `nudged`                           | that peers were asked                                                  |
//! | `explain`                          | why a question is due when it is                                       |
//! | `acting`                           | what all acts begin with                                               |
//!
//! The first four, `replay` and `holidays` are pure functions, without clock or database. The room must never move a
//! due time back, let one fall into closed hours, escalate what is older than its policy, or let a step happen
//! twice.

mod acting;
pub mod agenda;
pub mod assign;
pub mod calendar;
pub mod canned;
pub mod change;
pub mod check;
pub mod claim;
pub mod clock;
pub mod desk_routes;
pub mod events;
pub mod explain;
pub mod hand_over;
pub mod holidays;
mod joined;
pub mod kinds;
pub mod note;
pub mod nudged;
pub mod policy;
pub mod prioritise;
pub mod replay;
pub mod route;
pub mod routes;
pub mod rows;
pub mod send_back;
pub mod settle;
pub mod setup;
pub mod since;
pub mod snooze;
pub mod stage;
pub mod still_needs_help;
pub mod tables;
pub mod terms;
pub mod undo;
mod walk;
mod write;

pub use acting::works_for;

use crate::ground::db::Db;

/// From now on every write through this door keeps questions' stages right.
pub fn attach(db: &Db) {
    db.beside(std::sync::Arc::new(settle::Settler));
}
