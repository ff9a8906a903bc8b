//! The triage board: what peers have not answered in time, for those who see to it that somebody does.
//!
//! | file      | what it knows                                                              |
//! |-----------|----------------------------------------------------------------------------|
//! | `filters` | which part of the board, as it stands in the address                       |
//! | `list`    | the lines, what is due first on top                                        |
//! | `counts`  | how many there are behind each filter, and for the head of every page      |
//! | `detail`  | one question: what is asked, what was tried, what happened                 |
//! | `board`   | GET /triage, and the same page after a form that could not be done         |
//! | `act`     | what is posted back; the verbs in `escalation` decide                      |
//! | `undo`    | taking it back                                                             |
//! | `faster`  | who did what while somebody looked                                         |
//! | `why`     | GET /triage/why/{id}: why a question is due when it is                     |
//! | `words`   | due times, steps and moments in the reader's words                         |
//! | `live`    | GET /triage/live: something has changed                                    |
//!
//! The acts are here rather than with their verbs because what is wrong with them is said on the board, beside
//! everything that was typed. It must never lose what somebody typed because somebody else was faster.

mod act;
mod board;
mod counts;
mod detail;
mod faster;
mod filters;
mod list;
mod live;
mod undo;
mod why;
mod words;

pub use counts::waiting;

use actix_web::web::{ServiceConfig, get, post};

/// The routes of the triage board.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/triage", get().to(board::show))
        .route("/triage/live", get().to(live::stream))
        .route("/triage/why/{id}", get().to(why::show))
        .route("/triage/undo/{step}", post().to(undo::undo))
        .route("/triage/{id}/{verb}", post().to(act::act));
}
