//! Follows the log: a hand-over, and each thing that becomes of it afterwards, is one delivery and one job, in the
//! transaction that moves the cursor. So each event is told of once, however many nodes run.

use super::letter::hand_over;
use super::log::{self, Order};
use crate::escalation::events::{HandOverEnded, HandOverResumed, QuestionHandedOver};
use crate::escalation::kinds::Outcome;
use crate::ground::clock::{Micros, SECOND};
use crate::ground::db::Tx;
use crate::ground::events::{DatabaseReader, Event, Stored};
use crate::ground::refusal::Refusal;

/// What the first delivery tells of.
pub const HANDED_OVER: &str = "question.handed_over";
/// Microseconds for which the first delivery waits: as long as the page offers to take the hand-over back.
pub const PAUSE: i64 = 10 * SECOND;

/// The reader; the server starts it with `events::drive`.
pub struct Herald;

impl DatabaseReader for Herald {
    fn name(&self) -> &'static str {
        "tickets"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Result<(), Refusal> {
        let (tells, run_at) = match event.kind.as_str() {
            QuestionHandedOver::KIND => (HANDED_OVER, now.max(event.at.plus(PAUSE))),
            HandOverResumed::KIND => ("question.reopened", now),
            HandOverEnded::KIND => match event.decode::<HandOverEnded>().map(|ended| ended.outcome) {
                Some(Outcome::Answered) => ("question.answered", now),
                Some(Outcome::Closed) => ("question.closed", now),
                Some(Outcome::TakenBack) => ("question.taken_back", now),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        let Some(id) = event.number("hand_over_id") else { return Ok(()) };
        let known = hand_over(tx.conn(), id)?;
        if tells == "question.answered" && known.answer_id.is_some() {
            // The ticket system said it itself.
            return Ok(());
        }
        // The same for the same event, should it ever be read again: the second one would not go in.
        let message_id = format!("evt_{}_{:x}", event.position, event.at.0);
        let order =
            Order { message_id: &message_id, system_id: known.system_id, hand_over_id: Some(id), event: tells, run_at };
        log::order(tx, &order, now)?;
        Ok(())
    }
}
