//! Search: feeds `search-index` from the event log and asks it.
//!
//! | file                   | what it does                                                           |
//! |------------------------|------------------------------------------------------------------------|
//! | `service`              | the index that serves, what is wrong with it, how far it has read        |
//! | `generation`, `disk`   | an index in its directory, and how its files look from outside           |
//! | `plain`, `documents`   | threads as documents: what everybody may see, in plain text              |
//! | `feeder`               | the reader of the log                                                  |
//! | `rebuild`, `keeper`    | a new index from the tables, beside the old one; who decides when          |
//! | `peers`                | nodes that copy each other's index                                      |
//! | `warming`              | how far a node without one is                                           |
//! | `sweep`                | the index compared with the tables, once an hour                         |
//! | `places`               | how many search at the same time                                        |
//! | `wait`                 | who has just written finds it on the next page                           |
//! | `asked`, `seeker`, `ask` | a search as it stands in the address, who asks, and what is found      |
//! | `complete`, `completions` | what a search may go on as while it is typed                         |
//! | `similar`, `beside`    | questions like one that is being asked, or read                          |
//! | `rounds`               | what is beside every question, looked up in time                         |
//! | `rows`, `stale`        | what is shown, checked in the tables at the moment it is shown            |
//! | `words`, `pinned`      | what admins have told it: words that mean the same, pinned answers       |
//! | `learn`                | what it learns of searches, never of persons                             |
//! | `events`, `tables`     | its events and tables                                                    |
//! | `figures`              | for monitoring                                                         |
//! | `results`, `routes`    | the pages                                                              |
//!
//! For other rooms: [`Service`] with `similar`, `find` and `wait_for`, [`rebuild`], [`figures`].
//!
//! The index is derived: whatever happens to it, it is made again from the tables, and the forum goes on meanwhile.
//!
//! It must never show a text that not everybody may see (not even a moment after it was hidden), answer an error to
//! anything that can be typed, hold up whoever writes, or keep the program from starting.

mod ask;
mod asked;
mod beside;
mod complete;
mod completions;
mod disk;
mod documents;
pub mod events;
mod feeder;
mod figures;
mod generation;
mod keeper;
pub mod learn;
mod peers;
mod pinned;
mod places;
mod plain;
mod rebuild;
mod results;
mod rounds;
mod routes;
mod rows;
mod seeker;
mod service;
mod similar;
mod stale;
mod sweep;
pub mod tables;
mod wait;
mod warming;
mod words;

pub use ask::{Found, Shown};
pub use asked::{Asked, Day, Person};
pub use complete::{Offered, OfferedQuestion, OfferedTag};
pub use figures::figures;
pub use learn::learning::Learning;
pub use peers::Peers;
pub use rebuild::{Progress, rebuild};
pub use routes::routes;
pub use rows::{Product, Question};
pub use seeker::Seeker;
pub use service::Service;
pub use similar::SimilarQuestion;
pub use sweep::Mended;
pub use warming::{Doing, Warming};
