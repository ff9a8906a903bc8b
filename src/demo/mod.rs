//! The demo: an invented company's forum, full of life, and a door for each role.
//!
//! | file        | what it knows                                                    |
//! |-------------|------------------------------------------------------------------|
//! | `community/`| the community as text: people, catalogue, threads                |
//! | `format`    | what those files may say; an unknown key is an error             |
//! | `ages`      | "43d 5h" before now                                              |
//! | `draft`     | threads with all texts rendered, ready to be written             |
//! | `town`      | products, categories, tags, teams and people are written         |
//! | `threads`   | threads with everything that happened in them are written        |
//! | `standing`  | what all of that comes to: ledger, leaderboards, badges          |
//! | `waiting`   | terms, and the questions that wait under them                    |
//! | `asking`    | who may be asked for help, and what came of it                   |
//! | `handing`   | a ticket system, and a question that is with it                  |
//! | `reviewing` | what waits for review: flags, an appeal, what is held            |
//! | `measures`  | sanctions that are over                                          |
//! | `searching` | what was searched, synonyms, a pinned answer                     |
//! | `screening` | what was seen in posts that wait, votes that look arranged       |
//! | `rows`      | the writes that no verb offers, because only a demo makes history|
//! | `routes`    | one click signs in                                               |
//!
//! What it must never do: run outside `kiez demo`, touch a forum that has people already, or send mail to
//! anybody who exists.

mod ages;
mod asking;
mod draft;
pub mod format;
mod handing;
mod load;
mod measures;
mod reviewing;
mod routes;
mod rows;
mod screening;
mod searching;
mod standing;
mod threads;
mod town;
mod waiting;

pub use load::{FORUM_NAME, load};
pub use routes::{DOORS, routes};
