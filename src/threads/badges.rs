//! Awards badges for what happens in threads. Reads the event log, so that no verb waits for it.

use diesel::prelude::*;

use super::events::{AnswerAccepted, AnswerEndorsed, AnswerPosted, EditDecided, QuestionAsked, VoteCast};
use super::kinds::{PostKind, Status, SuggestionState};
use super::tables::{posts, questions, suggested_edits};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::events::{DatabaseReader, Event, Stored};
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::badges::{Badge, award};

/// Score of a helpful and of a great answer.
const HELPFUL: i64 = 5;
/// See `HELPFUL`.
const GREAT: i64 = 15;
/// Accepted edits of an editor.
const EDITS: i64 = 5;
/// Accepted answers of a good neighbour.
const ACCEPTED: i64 = 10;
/// How many of the first members can be founders.
const FOUNDERS: i64 = 50;

/// The reader that awards badges; the server starts it with `events::drive`.
pub struct Badges;

impl DatabaseReader for Badges {
    fn name(&self) -> &'static str {
        "badges"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Result<(), Refusal> {
        match event.kind.as_str() {
            QuestionAsked::KIND | AnswerPosted::KIND => event.actor.map_or(Ok(()), |person| founder(tx, person, now)),
            VoteCast::KIND => event.decode::<VoteCast>().map_or(Ok(()), |e| voted(tx, &e, now)),
            AnswerAccepted::KIND => event.decode::<AnswerAccepted>().map_or(Ok(()), |e| accepted(tx, &e, now)),
            AnswerEndorsed::KIND => event.decode::<AnswerEndorsed>().map_or(Ok(()), |e| endorsed(tx, &e, now)),
            EditDecided::KIND => event.decode::<EditDecided>().map_or(Ok(()), |e| edited(tx, &e, now)),
            _ => Ok(()),
        }
    }
}

/// Wrote something and joined among the first.
fn founder(tx: &mut Tx<'_>, person: i64, now: Micros) -> Verdict<()> {
    let first: Vec<i64> =
        people::table.order((people::created_at, people::id)).select(people::id).limit(FOUNDERS).load(tx.conn())?;
    if first.contains(&person) {
        award(tx, person, Badge::Founder, None, now)?;
    }
    Ok(())
}

fn voted(tx: &mut Tx<'_>, event: &VoteCast, now: Micros) -> Verdict<()> {
    if event.value <= 0 {
        return Ok(());
    }
    let liked: Option<(i64, i64)> = posts::table
        .find(event.post_id)
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::score.ge(HELPFUL))
        .select((posts::author_id, posts::score))
        .first(tx.conn())
        .optional()?;
    let Some((author, score)) = liked else {
        return Ok(());
    };
    award(tx, author, Badge::HelpfulAnswer, Some(event.post_id), now)?;
    if score >= GREAT {
        award(tx, author, Badge::GreatAnswer, Some(event.post_id), now)?;
    }
    Ok(())
}

fn accepted(tx: &mut Tx<'_>, event: &AnswerAccepted, now: Micros) -> Verdict<()> {
    let people: Option<(i64, i64)> = posts::table
        .inner_join(questions::table.on(questions::id.eq(posts::question_id)))
        .filter(posts::id.eq(event.post_id))
        .select((posts::author_id, questions::asker_id))
        .first(tx.conn())
        .optional()?;
    let Some((author, asker)) = people else {
        return Ok(());
    };
    award(tx, asker, Badge::FirstSolved, None, now)?;
    if author == asker {
        return Ok(());
    }
    award(tx, author, Badge::FirstAccepted, None, now)?;
    let solutions: Vec<i64> = posts::table
        .inner_join(questions::table.on(questions::id.eq(posts::question_id)))
        .filter(posts::author_id.eq(author))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::accepted_at.is_not_null())
        .filter(questions::asker_id.ne(author))
        .select(posts::id)
        .limit(ACCEPTED)
        .load(tx.conn())?;
    if reached(&solutions, ACCEPTED) {
        award(tx, author, Badge::GoodNeighbour, None, now)?;
    }
    Ok(())
}

fn endorsed(tx: &mut Tx<'_>, event: &AnswerEndorsed, now: Micros) -> Verdict<()> {
    let author: Option<i64> = posts::table.find(event.post_id).select(posts::author_id).first(tx.conn()).optional()?;
    if let Some(author) = author {
        award(tx, author, Badge::FirstEndorsed, None, now)?;
    }
    Ok(())
}

fn edited(tx: &mut Tx<'_>, event: &EditDecided, now: Micros) -> Verdict<()> {
    if !event.accepted {
        return Ok(());
    }
    let edits: Vec<i64> = suggested_edits::table
        .filter(suggested_edits::state.eq(SuggestionState::Accepted))
        .filter(suggested_edits::author_id.eq(event.author_id))
        .select(suggested_edits::id)
        .limit(EDITS)
        .load(tx.conn())?;
    if reached(&edits, EDITS) {
        award(tx, event.author_id, Badge::Editor, None, now)?;
    }
    Ok(())
}

fn reached(found: &[i64], most: i64) -> bool {
    i64::try_from(found.len()).is_ok_and(|n| n >= most)
}
