//! Live: whoever looks at a question hears that an answer has come, while they look; moderators at their board hear
//! that something changed there, and whoever is signed in that they have a notice.
//!
//! | file       | what it knows                                        |
//! |------------|------------------------------------------------------|
//! | `channels` | who listens to what on this node                     |
//! | `reader`   | follows the event log and tells them                 |
//! | `stream`   | /questions/{id}/live and /inbox/live, event streams  |
//!
//! A stream carries numbers, never what is behind them: who follows one asks for the page as anybody does, and
//! is shown what they may see.

mod channels;
mod reader;
mod stream;

pub use channels::{Channels, Topic};
pub use reader::LiveReader;
pub use stream::{Heard, bell, events, ours};

use actix_web::web::{ServiceConfig, get};

/// The streams' routes.
pub fn routes(config: &mut ServiceConfig) {
    config.route("/questions/{id}/live", get().to(stream::stream)).route("/inbox/live", get().to(stream::inbox));
}
