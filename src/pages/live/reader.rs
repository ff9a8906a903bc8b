//! Follows the event log on each node: whichever node took the answer, everybody hears of it.

use super::Channels;
use crate::ground::db::Db;
use crate::ground::events::{Event, NodeReader, Stored, last_position};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::events::{AnswerPosted, PostDeleted, PostHidden};

/// Tells listeners of what the log says; starts at its end, for nobody listens yet.
pub struct LiveReader {
    channels: Channels,
    position: i64,
}

impl LiveReader {
    /// From the log's end on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn new(db: &Db, channels: Channels) -> Verdict<Self> {
        let position = db.read_blocking(|conn| Ok::<_, Refusal>(last_position(conn)?))?;
        Ok(Self { channels, position })
    }
}

impl NodeReader for LiveReader {
    fn name(&self) -> &'static str {
        "live"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read(&mut self, _: &Db, events: &[Stored]) -> Result<(), Refusal> {
        for event in events {
            self.position = event.position;
            let (Some(question), Some(post)) = (event.number("question_id"), event.number("post_id")) else { continue };
            match event.kind.as_str() {
                AnswerPosted::KIND => self.channels.tell(question, post),
                PostHidden::KIND | PostDeleted::KIND if question == post => self.channels.end(question),
                _ => {}
            }
        }
        self.channels.tidy();
        Ok(())
    }
}
