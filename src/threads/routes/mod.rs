//! Threads over HTTP: the forms and what is posted to them. HTTP in and out, nothing else: the verbs decide.
//! The question page itself, and answers and comments whose errors it shows, are in `pages::thread`.
//!
//! | file       | addresses                                                            |
//! |------------|----------------------------------------------------------------------|
//! | `ask`      | /ask                                                                 |
//! | `picture`  | (pictures in the forms of readers without scripts)                   |
//! | `preview`  | /preview                                                             |
//! | `vote`     | /questions/{id}/vote, /answers/{id}/vote                              |
//! | `accept`   | /answers/{id}/accept, unaccept                                       |
//! | `endorse`  | /posts/{id}/endorse (form), /answers/{id}/endorse, withdraw, endorse-again |
//! | `follow`   | /questions/{id}/join, /…/watch                                        |
//! | `edit`     | /posts/{id}/edit, with its conflict page                             |
//! | `history`  | /posts/{id}/revisions, /posts/{id}/rollback                          |
//! | `close`    | /posts/{id}/close (form), /questions/{id}/close, duplicate, reopen   |
//! | `remove`   | /posts/{id}/delete, restore, hide, show                              |
//! | `mask`     | /posts/{id}/masked (what is hidden), /posts/{id}/mask (hiding more)   |
//! | `keep`     | what keeps order: locks, merges, splits, moves, titles (see there)    |
//! | `comment`  | /comments/{id}/edit, delete, restore                                 |
//! | `mask_comment` | /comments/{id}/mask                                              |

mod accept;
mod ask;
mod choices;
mod close;
mod comment;
mod edit;
mod endorse;
mod follow;
mod history;
mod keep;
mod mask;
mod mask_comment;
mod once;
mod picture;
mod post;
mod preview;
mod remove;
mod vote;

pub use close::reasons as close_reasons;
pub use mask::{chosen, notice};
pub use once::{anchor, form_key, previewed, sent};
pub use picture::Picture;

use actix_web::web::{ServiceConfig, get, post};

/// This room's routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/ask", get().to(ask::form))
        .route("/ask", post().to(ask::ask))
        .route("/preview", post().to(preview::preview))
        .route("/questions/{id}/vote", post().to(vote::vote))
        .route("/answers/{id}/vote", post().to(vote::vote))
        .route("/answers/{id}/accept", post().to(accept::accept))
        .route("/answers/{id}/unaccept", post().to(accept::unaccept))
        .route("/posts/{id}/endorse", get().to(endorse::form))
        .route("/answers/{id}/endorse", post().to(endorse::endorse))
        .route("/answers/{id}/withdraw", post().to(endorse::withdraw))
        .route("/answers/{id}/endorse-again", post().to(endorse::endorse_again))
        .route("/questions/{id}/join", post().to(follow::join))
        .route("/questions/{id}/watch", post().to(follow::watch_question))
        .route("/tags/{name}/watch", post().to(follow::watch_tag))
        .route("/products/{slug}/watch", post().to(follow::watch_product))
        .route("/posts/{id}/edit", get().to(edit::form))
        .route("/posts/{id}/edit", post().to(edit::edit))
        .route("/posts/{id}/revisions", get().to(history::revisions))
        .route("/posts/{id}/rollback", post().to(history::rollback))
        .route("/posts/{id}/close", get().to(close::form))
        .route("/questions/{id}/close", post().to(close::close))
        .route("/questions/{id}/duplicate", post().to(close::duplicate))
        .route("/questions/{id}/reopen", post().to(close::reopen))
        .route("/posts/{id}/delete", post().to(remove::delete))
        .route("/posts/{id}/restore", post().to(remove::restore))
        .route("/posts/{id}/hide", get().to(remove::hide_form))
        .route("/posts/{id}/hide", post().to(remove::hide))
        .route("/posts/{id}/show", post().to(remove::show))
        .route("/posts/{id}/masked", get().to(mask::page))
        .route("/posts/{id}/masked", post().to(mask::look))
        .route("/posts/{id}/mask", get().to(mask::form))
        .route("/posts/{id}/mask", post().to(mask::mask))
        .configure(keep::routes)
        .route("/comments/{id}/mask", get().to(mask_comment::form))
        .route("/comments/{id}/mask", post().to(mask_comment::mask))
        .route("/comments/{id}/edit", get().to(comment::form))
        .route("/comments/{id}/edit", post().to(comment::edit))
        .route("/comments/{id}/delete", post().to(comment::delete))
        .route("/comments/{id}/restore", post().to(comment::restore));
}
