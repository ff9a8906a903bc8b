//! What becomes of a ticket system's message: the ticket's state for staff, and an answer for everybody if it says
//! that it may be public. Nothing else ends a question's waiting.

use diesel::prelude::*;

use super::message::Message;
use super::systems::System;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::escalation::hand_over::{HandOver, answered_from_there, report, trouble};
use crate::escalation::kinds::Trouble;
use crate::escalation::rows;
use crate::escalation::tables::hand_overs;
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::interop::tables::inbound_seen;
use crate::threads::answer::{Answer, answer};
use crate::threads::text::Text;
use crate::threads::{Posted, Rules};

/// Microseconds for which messages are known again; signatures are good for minutes only.
const REMEMBERED: i64 = 30 * DAY;

/// A message with all that could be made of it outside a transaction.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its id: the same for a retry or a replay.
    pub id: String,
    /// What it says.
    pub message: Message,
    /// The answer, rendered, and its language.
    pub text: Option<(Text, String)>,
}

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There was none, or one that was posted before.
    None,
    /// It may not be public: staff know that there is one.
    NotPublic,
    /// Everybody reads it.
    Posted(Posted),
    /// It came too late: the hand-over is over.
    Over,
    /// Nobody who may answer here stands behind it.
    Refused,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was taken before.
    Known,
    /// It was taken.
    New {
        /// The hand-over.
        hand_over: i64,
        /// The answer.
        answer: Fate,
    },
}

/// The hand-over that a message is about, if it is one of this system's.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn find(conn: &mut AnyConnection, system: i64, message: &Message) -> QueryResult<HandOver> {
    let ours = || hand_overs::table.filter(hand_overs::system_id.eq(system)).select(HandOver::as_select());
    if let Some(id) = message.hand_over {
        return ours().filter(hand_overs::id.eq(id)).first(conn);
    }
    let id = message.report.id.clone().unwrap_or_default();
    ours().filter(hand_overs::ticket_id.eq(id)).order(hand_overs::id.desc()).first(conn)
}

/// Takes a message. The signature was checked.
///
/// # Errors
/// `NotFound` for what is not with this system, `Invalid` for an answer that will not do.
pub fn take(tx: &mut Tx<'_>, system: &System, given: &Given, rules: &Rules, now: Micros) -> Verdict<Taken> {
    if !remember(tx, system.id, &given.id, now)? {
        return Ok(Taken::Known);
    }
    let message = &given.message;
    let known = find(tx.conn(), system.id, message)?;
    let fresh = report(tx, known.id, &message.report, now)?;
    let fate = match &given.text {
        Some(text) if message.public => post(tx, system, &known, given, text, rules, now)?,
        _ if message.answer.is_some() => Fate::NotPublic,
        _ => Fate::None,
    };
    let mark = match fate {
        Fate::Refused => Some(Some(Trouble::AnswerRefused)),
        Fate::Posted(_) | Fate::Over => None,
        Fate::None | Fate::NotPublic if !fresh => None,
        Fate::None | Fate::NotPublic if message.closed && known.answer_id.is_none() => {
            Some(Some(Trouble::ClosedWithoutAnswer))
        }
        Fate::None | Fate::NotPublic => {
            (known.trouble == Some(Trouble::ClosedWithoutAnswer) && !message.closed).then_some(None)
        }
    };
    if let Some(mark) = mark {
        trouble(tx, known.id, mark)?;
    }
    if matches!(fate, Fate::Over | Fate::Refused) {
        // The same message may come again when things have changed.
        forget(tx, system.id, &given.id)?;
    }
    Ok(Taken::New { hand_over: known.id, answer: fate })
}

/// Posts an answer in the name of whoever handed the question over, or whose it is now: as staff, with their
/// permissions.
fn post(
    tx: &mut Tx<'_>,
    system: &System,
    known: &HandOver,
    given: &Given,
    (text, lang): &(Text, String),
    rules: &Rules,
    now: Micros,
) -> Verdict<Fate> {
    if let Some(id) = &given.message.answer_id
        && !remember(tx, system.id, id, now)?
    {
        return Ok(Fate::None);
    }
    let forget_it = |tx: &mut Tx<'_>, fate| {
        if let Some(id) = &given.message.answer_id {
            forget(tx, system.id, id)?;
        }
        Ok(fate)
    };
    if known.ended_at.is_some() {
        return forget_it(tx, Fate::Over);
    }
    let assigned = rows::find(tx.conn(), known.question_id)?.and_then(|row| row.assigned_to);
    for person in [Some(known.person_id), assigned].into_iter().flatten() {
        let Ok(actor) = Actor::load(tx.conn(), person) else { continue };
        if rules.allow(&actor, Act::WorkAtDesk, false, now).is_err() {
            continue;
        }
        let new = Answer {
            question_id: known.question_id,
            text: text.clone(),
            lang: lang.clone(),
            key: format!("handover{}m{}", known.id, digest(given.message.answer_id.as_deref().unwrap_or(&given.id))),
        };
        return match answer(tx, &actor, &new, rules, now) {
            Ok(posted) => {
                answered_from_there(tx, known.id, posted.post_id)?;
                Ok(Fate::Posted(posted))
            }
            Err(Refusal::Conflict(_) | Refusal::NotFound) => forget_it(tx, Fate::Over),
            Err(why) => Err(why),
        };
    }
    forget_it(tx, Fate::Refused)
}

/// A form's key of letters and digits only, from any id.
fn digest(id: &str) -> String {
    use sha2::Digest;
    hex::encode(&sha2::Sha256::digest(id.as_bytes())[..12])
}

/// Whether a message is new; from now on it is not. Two nodes that take it at once wait for each other here.
fn remember(tx: &mut Tx<'_>, system: i64, id: &str, now: Micros) -> QueryResult<bool> {
    diesel::delete(inbound_seen::table.filter(inbound_seen::at.lt(now.plus(-REMEMBERED)))).execute(tx.conn())?;
    let row = (inbound_seen::system_id.eq(system), inbound_seen::message_id.eq(id), inbound_seen::at.eq(now));
    let insert = diesel::insert_into(inbound_seen::table).values(row).on_conflict_do_nothing();
    let new = crate::on_both!(tx.conn(), inner => insert.execute(inner))?;
    Ok(new == 1)
}

fn forget(tx: &mut Tx<'_>, system: i64, id: &str) -> QueryResult<()> {
    diesel::delete(inbound_seen::table.find((system, id))).execute(tx.conn()).map(|_| ())
}
