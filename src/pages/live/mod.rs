//! Live: whoever looks at a question hears that an answer has come, while they look.
//!
//! | file       | what it knows                                        |
//! |------------|------------------------------------------------------|
//! | `channels` | who listens to which question on this node           |
//! | `reader`   | follows the event log and tells them                 |
//! | `stream`   | /questions/{id}/live, an event stream                |
//!
//! A stream carries numbers of answers, never what they say: who follows one asks for the page as anybody does, and
//! is shown what they may see.

mod channels;
mod reader;
mod stream;

pub use channels::Channels;
pub use reader::LiveReader;

use actix_web::web::{ServiceConfig, get};

/// The stream's route.
pub fn routes(config: &mut ServiceConfig) {
    config.route("/questions/{id}/live", get().to(stream::stream));
}
