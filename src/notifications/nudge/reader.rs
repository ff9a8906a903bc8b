//! Follows the log: asks peers when the clock says so, and notes who of them answered.

use diesel::prelude::*;

use super::pick::{Candidate, HELD_OUT_OF};
use super::{NudgeState, find, pick};
use crate::escalation::events::NudgeDue;
use crate::escalation::stage::Stage;
use crate::escalation::tables::nudges;
use crate::escalation::{nudged, rows};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::events::{DatabaseReader, Event, Stored};
use crate::ground::random::Random;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Shared;
use crate::ground::web::Services;
use crate::notifications::about::About;
use crate::notifications::kinds::NoticeKind;
use crate::notifications::tell::Telling;
use crate::threads::events::AnswerPosted;

/// The reader that asks peers; the server starts it with `events::drive`.
pub struct Nudger {
    settings: Shared,
    random: Random,
}

impl Nudger {
    /// For a forum with these settings, and dice.
    pub fn new(settings: Shared, random: Random) -> Self {
        Self { settings, random }
    }

    /// For this forum.
    pub fn of(services: &Services) -> Self {
        Self::new(services.settings.clone(), services.random.clone())
    }
}

impl DatabaseReader for Nudger {
    fn name(&self) -> &'static str {
        "nudges"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Result<(), Refusal> {
        match event.kind.as_str() {
            NudgeDue::KIND => self.ask(tx, event, now),
            AnswerPosted::KIND => answered(tx, event),
            _ => Ok(()),
        }
    }
}

impl Nudger {
    /// Asks for help, if the question still waits for it with peers.
    fn ask(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Verdict<()> {
        let Some(due) = event.decode::<NudgeDue>() else { return Ok(()) };
        let Some(row) = rows::find(tx.conn(), due.question_id)? else { return Ok(()) };
        // After a standstill there may be a later one in the log already, or the time of peers is over.
        if !row.waits || row.stage != Stage::Peers || row.nudged > due.number + 1 {
            return Ok(());
        }
        let Some(about) = About::load(tx.conn(), event)?.filter(|about| about.thread.shown) else { return Ok(()) };
        let zone = self.settings.get().zone.clone();
        let helped = find::helped(tx.conn(), due.question_id, now)?;
        if helped.is_empty() {
            return Ok(());
        }
        let peers = find::peers(tx.conn(), due.question_id, &helped, &zone, now)?;
        let ranked = pick::rank(&helped, now);
        let (asked, held_out) = pick::pick(ranked, &peers, now, || self.random.below(HELD_OUT_OF) == 0);
        note(tx, due.question_id, &held_out, NudgeState::HeldOut, now)?;
        if asked.is_empty() {
            return Ok(());
        }
        note(tx, due.question_id, &asked, NudgeState::Asked, now)?;
        nudged::note(tx, due.question_id, asked.len(), now)?;
        let people: Vec<i64> = asked.iter().map(|one| one.person).collect();
        Telling::new(tx, &zone, event, &about, now).tell(NoticeKind::Nudged, &people)
    }
}

/// A handful of rows at most.
fn note(tx: &mut Tx<'_>, question: i64, people: &[Candidate], state: NudgeState, now: Micros) -> QueryResult<()> {
    for one in people {
        diesel::insert_into(nudges::table)
            .values((
                nudges::question_id.eq(question),
                nudges::person_id.eq(one.person),
                nudges::why.eq(one.why.json()),
                nudges::state.eq(state),
                nudges::created_at.eq(now.0),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// Whoever was asked has answered; of those who were left out it is noted when they did of themselves.
fn answered(tx: &mut Tx<'_>, event: &Stored) -> Verdict<()> {
    let Some(posted) = event.decode::<AnswerPosted>() else { return Ok(()) };
    let Some(about) = About::load(tx.conn(), event)? else { return Ok(()) };
    let theirs = nudges::table
        .filter(nudges::question_id.eq(posted.question_id))
        .filter(nudges::person_id.eq(about.post.author_id));
    let at = nudges::decided_at.eq(Some(event.at.0));
    let asked = [NudgeState::Asked, NudgeState::Declined];
    diesel::update(theirs.filter(nudges::state.eq_any(asked)))
        .set((nudges::state.eq(NudgeState::Answered), at))
        .execute(tx.conn())?;
    diesel::update(theirs.filter(nudges::state.eq(NudgeState::HeldOut)).filter(nudges::decided_at.is_null()))
        .set(at)
        .execute(tx.conn())?;
    Ok(())
}
