//! The question page: what it shows, how answers and comments are written on it, its feed.
//!
//! | file           | what it knows                                               |
//! |----------------|-------------------------------------------------------------|
//! | `show`         | GET: the page, permanent addresses of answers and comments  |
//! | `reply`        | POST: answers and comments, whose errors show the page again |
//! | `load`         | reads a thread in a fixed number of queries                 |
//! | `rows` …       | those queries                                               |
//! | `post`, `view` | what the templates are given                                |
//! | `rights`       | which buttons the reader gets                               |
//! | `kept`         | locks, protection, and what was merged or split            |
//! | `elsewhere`    | where something is that went into another thread            |
//! | `side`         | promise and timeline                                        |
//! | `structured`   | what search engines are told                                |
//! | `feed`         | a thread as an Atom feed                                    |
//! | `views`        | how often a thread was read                                 |
//!
//! It decides nothing: every rule is in `threads`. It must never show what these eyes may not see, nor write
//! when a page is only read.

mod because;
mod chip;
mod comments;
mod elsewhere;
mod endorsements;
mod feed;
mod kept;
mod load;
mod own;
mod people;
mod post;
mod reply;
mod rights;
mod rows;
mod show;
mod side;
mod structured;
mod usual;
mod view;
mod views;
mod waiting;

use actix_web::web::{self, ServiceConfig, get, post};

/// What the question page remembers between requests, for each worker.
#[derive(Default)]
pub struct Memory {
    views: views::Views,
    known: usual::Known,
}

/// The question page's routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .app_data(web::Data::new(Memory::default()))
        .route("/questions/{id}/feed.atom", get().to(feed::feed))
        .route("/questions/{id}/answers", post().to(reply::answer))
        .route("/posts/{id}/comments", post().to(reply::comment))
        .route("/answers/{id}", get().to(show::answer))
        .route("/comments/{id}", get().to(show::comment))
        .route("/questions/{id}", get().to(show::by_number))
        .route("/questions/{id}/{slug}", get().to(show::show));
}
