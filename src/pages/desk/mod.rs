//! The staff desk: what waits for a team, most overdue first, with everything about a question beside the list.
//!
//! | file     | what it knows                                                          |
//! |----------|------------------------------------------------------------------------|
//! | `place`  | whose questions are shown and which one is open, as the address says   |
//! | `due`    | due times in plain words                                               |
//! | `list`   | what waits, and what was answered meanwhile                            |
//! | `detail` | one question: its text, answers, customer, steps and notes             |
//! | `crew`   | who is of a team, and who is there                                     |
//! | `page`   | the page                                                               |
//! | `sent`   | what the page's forms send, and what is said when it cannot be done    |
//! | `handed` | a question that is with a ticket system, or could be                   |
//! | `act`    | posted: whose it is, another team, a ticket system, later              |
//! | `reply`  | posted: an answer, an endorsement, a note                              |
//! | `team`   | a lead's view: load and punctuality                                    |
//!
//! It decides nothing: the verbs in `escalation` and `threads` do. Internal notes stay in here.

mod act;
mod crew;
mod detail;
mod due;
mod handed;
mod list;
mod page;
mod place;
mod reply;
mod sent;
mod team;

use actix_web::web::{ServiceConfig, get, post};

/// The routes of the desk.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/desk", get().to(page::page))
        .route("/desk/assign", post().to(act::assign))
        .route("/desk/route", post().to(act::route))
        .route("/desk/snooze", post().to(act::snooze))
        .route("/desk/hand-over", post().to(act::hand_over))
        .route("/desk/take-back", post().to(act::take_back))
        .route("/desk/answer", post().to(reply::answer))
        .route("/desk/endorse", post().to(reply::endorse))
        .route("/desk/note", post().to(reply::note))
        .route("/desk/team", get().to(team::page));
}
