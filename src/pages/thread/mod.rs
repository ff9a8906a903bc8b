//! The question page: what it shows, how answers and comments are written on it, its feed.
//!
//! | file           | what it knows                                               |
//! |----------------|-------------------------------------------------------------|
//! | `show`         | GET: the page, permanent addresses of answers and comments  |
//! | `reply`        | POST: answers and comments, whose errors show the page again |
//! | `load`         | a thread as its reader sees it                              |
//! | `shared`       | what of it everybody sees alike, remembered                 |
//! | `rendered`     | what of its page many who are signed in see alike           |
//! | `margin`       | questions like it                                           |
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
mod margin;
mod own;
mod people;
mod post;
mod rendered;
mod reply;
mod rights;
mod rows;
mod shared;
mod show;
mod side;
mod structured;
mod usual;
mod view;
mod views;
mod waiting;

use actix_web::guard::{GuardContext, fn_guard};
use actix_web::http::Method;
use actix_web::web::{ServiceConfig, get, post, resource};

use crate::ground::db::Db;

/// What the question page remembers between requests.
#[derive(Default)]
pub struct Memory {
    views: views::Views,
    known: usual::Known,
    threads: shared::Threads,
    margins: margin::Margins,
    rendered: rendered::Rendered,
}

impl Memory {
    /// Writes down what only this program knows: before the end.
    pub async fn keep_now(&self, db: &Db) {
        self.views.keep_now(db).await;
    }
}

/// The question page's routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/questions/{id}/feed.atom", get().to(feed::feed))
        .route("/questions/{id}/answers", post().to(reply::answer))
        .route("/posts/{id}/comments", post().to(reply::comment))
        .route("/answers/{id}", get().to(show::answer))
        .route("/comments/{id}", get().to(show::comment))
        .route("/questions/{id}", get().to(show::by_number));
}

/// The page that is read most, whose route is to be looked at before all others. What it is called is up to whoever asks:
/// "still-needs-help" is a title, too, and everything else of that name is a POST.
pub fn first_route(config: &mut ServiceConfig) {
    config.service(resource("/questions/{id}/{slug}").guard(fn_guard(is_page)).route(get().to(show::show)));
}

fn is_page(request: &GuardContext<'_>) -> bool {
    let head = request.head();
    let last = head.uri.path().rsplit('/').next().unwrap_or_default();
    head.method == Method::GET && !matches!(last, "feed.atom" | "live")
}
