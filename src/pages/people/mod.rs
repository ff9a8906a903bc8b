//! People: all of them, the leaderboards, and everybody's profile with the ledger of their reputation.
//!
//! | file      | what it knows                                                  |
//! |-----------|----------------------------------------------------------------|
//! | `index`   | everybody by reputation, by name, and the leaderboards          |
//! | `board`   | a leaderboard                                                   |
//! | `profile` | the page, and the addresses that lead to it                     |
//! | `head`    | who somebody is: bio, roles, products, badges                   |
//! | `facts`   | counts of what they wrote                                       |
//! | `posts`   | their questions and answers                                     |
//! | `lines`   | their ledger: why and when, never who voted                     |
//!
//! It must never show an address, who cast a vote, or a name that was erased.

mod board;
mod facts;
mod head;
mod index;
mod lines;
mod posts;
mod profile;

use actix_web::web::{ServiceConfig, get};

pub use board::{Ranked, best, signed};
pub use head::role_word;
pub use lines::word as cause_word;

/// The routes of people.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/people", get().to(index::index))
        .route("/people/by-handle/{handle}", get().to(profile::by_handle))
        .route("/people/{id}", get().to(profile::by_number))
        .route("/people/{id}/{handle}", get().to(profile::profile));
}
