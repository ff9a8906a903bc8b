//! Taking back what was moved: at once, or later if nothing stands in the way.

use diesel::prelude::*;

use super::kinds::MoveKind;
use super::moves::{self, Move};
use super::subject::lock_both;
use super::tables::{posts, questions};
use super::{Rules, convert, merge, move_answer, ranks, rejoin};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Takes a move back; returns it.
///
/// # Errors
/// `NotFound`, `Forbidden`: not what somebody of a higher rank moved, or `Conflict` when it was taken back already,
/// a thread is locked, or what happened since stands in the way.
pub fn undo(tx: &mut Tx<'_>, actor: &Actor, move_id: i64, rules: &Rules, now: Micros) -> Verdict<Move> {
    rules.allow(actor, Act::Keep, false, now)?;
    let row = moves::find(tx.conn(), move_id)?;
    let (one, other) = threads(tx, &row)?;
    lock_both(tx.conn(), one, other)?;
    // Read again now that the threads are held.
    let row = moves::find(tx.conn(), move_id)?;
    if row.undone_at.is_some() {
        return Err(Refusal::Conflict("problem-keep-undone"));
    }
    ranks::may_undo(tx, actor, row.actor_id)?;
    let locked: i64 = questions::table
        .filter(questions::id.eq_any([one, other]))
        .filter(questions::locked_at.is_not_null())
        .count()
        .get_result(tx.conn())?;
    if locked > 0 {
        return Err(Refusal::Conflict("problem-keep-locked"));
    }
    match row.kind {
        MoveKind::Merge => merge::unmerge(tx, &row, now)?,
        MoveKind::Split => rejoin::rejoin(tx, actor, &row, now)?,
        MoveKind::Answer => move_answer::move_back(tx, actor, &row, now)?,
        MoveKind::ToComment => convert::answer_again(tx, actor, &row, now)?,
        MoveKind::ToAnswer => convert::comment_again(tx, actor, &row, now)?,
    }
    moves::undone(tx, actor, &row, (one, other), now)?;
    Ok(row)
}

/// The threads that it concerns by now: what was converted may have gone elsewhere with its thread.
fn threads(tx: &mut Tx<'_>, row: &Move) -> Verdict<(i64, i64)> {
    match (row.kind, row.post_id) {
        (MoveKind::ToComment | MoveKind::ToAnswer, Some(post)) => {
            let home: i64 = posts::table.find(post).select(posts::question_id).first(tx.conn())?;
            Ok((home, home))
        }
        _ => Ok((row.from_question, row.to_question)),
    }
}
