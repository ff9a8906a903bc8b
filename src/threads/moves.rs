//! What was moved between threads, or between answers and comments: a row for each, which says how things were
//! before, so that old addresses follow it and it can be taken back.

use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use super::events::{MoveUndone, ThreadChanged};
use super::kinds::MoveKind;
use super::tables::{moves, posts, questions};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::ledger::Given;

/// Why a post or a comment is deleted, in `status_reason`: its text is somewhere else now, as something else.
pub const CONVERTED: &str = "converted";
/// Moves of one thread that are shown.
const SHOWN: i64 = 50;

/// A move as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = moves)]
#[allow(missing_docs)] // the columns
pub struct Move {
    pub id: i64,
    pub kind: MoveKind,
    pub from_question: i64,
    pub to_question: i64,
    pub post_id: Option<i64>,
    pub comment_id: Option<i64>,
    pub actor_id: i64,
    pub reason: String,
    pub detail: String,
    pub created_at: Micros,
    pub undone_at: Option<Micros>,
}

impl Move {
    /// How things were before.
    pub(super) fn before(&self) -> Verdict<Before> {
        serde_json::from_str(&self.detail).map_err(|why| Refusal::Internal(why.to_string()))
    }
}

/// How things were before.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub(super) struct Before {
    /// Answers that moved.
    pub answers: Vec<Was>,
    /// Comments that moved, and the posts that they were under.
    pub comments: Vec<(i64, i64)>,
    /// Questions that pointed here as duplicates.
    pub duplicates: Vec<i64>,
    /// The post that became something else.
    pub first: Option<Was>,
}

/// A post as it was.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub(super) struct Was {
    pub id: i64,
    /// When and by whom it was accepted.
    pub accepted_at: Option<Micros>,
    pub accepted_by: Option<i64>,
    /// Lines of the ledger that were taken back.
    pub lines: Vec<Given>,
}

/// A move that is about to be.
pub(super) struct New<'a> {
    pub kind: MoveKind,
    pub from: i64,
    pub to: i64,
    pub post_id: Option<i64>,
    pub comment_id: Option<i64>,
    pub reason: &'a str,
    pub before: &'a Before,
}

/// Stores a move; returns its number.
pub(super) fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &New<'_>, now: Micros) -> Verdict<i64> {
    let detail = serde_json::to_string(new.before).map_err(anyhow::Error::from)?;
    Ok(diesel::insert_into(moves::table)
        .values((
            moves::kind.eq(new.kind),
            moves::from_question.eq(new.from),
            moves::to_question.eq(new.to),
            moves::post_id.eq(new.post_id),
            moves::comment_id.eq(new.comment_id),
            moves::actor_id.eq(actor.id),
            moves::reason.eq(new.reason),
            moves::detail.eq(detail),
            moves::created_at.eq(now),
        ))
        .returning(moves::id)
        .get_result(tx.conn())?)
}

/// Says that something went into these threads or out of them.
pub(super) fn changed(tx: &mut Tx<'_>, actor: &Actor, one: i64, other: i64, now: Micros) {
    tx.record(Some(actor.id), &ThreadChanged { question_id: one, post_id: one }, now);
    if other != one {
        tx.record(Some(actor.id), &ThreadChanged { question_id: other, post_id: other }, now);
    }
}

/// Who wrote the answers that went along in a move; none when it was taken back.
///
/// # Errors
/// When the database fails.
pub fn authors_along(conn: &mut AnyConnection, number: i64) -> Verdict<Option<Vec<i64>>> {
    let row: Option<Move> = moves::table
        .find(number)
        .filter(moves::undone_at.is_null())
        .select(Move::as_select())
        .first(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let answers: Vec<i64> = row.before()?.answers.iter().map(|was| was.id).collect();
    Ok(Some(posts::table.filter(posts::id.eq_any(answers)).select(posts::author_id).distinct().load(conn)?))
}

/// Notes that a move was taken back.
pub(super) fn undone(tx: &mut Tx<'_>, actor: &Actor, row: &Move, (one, other): (i64, i64), now: Micros) -> Verdict<()> {
    diesel::update(moves::table.find(row.id))
        .set((moves::undone_at.eq(Some(now)), moves::undone_by.eq(Some(actor.id))))
        .execute(tx.conn())?;
    let question_id = one;
    let kind = row.kind.word().to_owned();
    tx.record(Some(actor.id), &MoveUndone { question_id, post_id: question_id, move_id: row.id, kind }, now);
    changed(tx, actor, one, other, now);
    Ok(())
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConnection, id: i64) -> Verdict<Move> {
    Ok(moves::table.find(id).select(Move::as_select()).first(conn)?)
}

/// How often a thread was moved about so far. Whoever moves something says what they saw: if it is another number by
/// now, somebody was faster.
///
/// # Errors
/// When the database fails.
pub fn seen(conn: &mut AnyConnection, question: i64) -> QueryResult<i64> {
    let (made, undone): (i64, i64) = moves::table
        .filter(moves::from_question.eq(question).or(moves::to_question.eq(question)))
        .select((count_star(), count(moves::undone_at)))
        .first(conn)?;
    Ok(made + undone)
}

/// Refuses whoever looked at a thread that is another by now.
pub(super) fn check_seen(tx: &mut Tx<'_>, question: i64, saw: i64) -> Verdict<()> {
    if seen(tx.conn(), question)? == saw { Ok(()) } else { Err(Refusal::Conflict("problem-keep-faster")) }
}

/// What was moved into a thread or out of it and stands, the latest first.
///
/// # Errors
/// When the database fails.
pub fn standing(conn: &mut AnyConnection, question: i64) -> QueryResult<Vec<Move>> {
    let standing = moves::table
        .filter(moves::from_question.eq(question).or(moves::to_question.eq(question)))
        .filter(moves::undone_at.is_null())
        .order(moves::id.desc())
        .limit(SHOWN);
    crate::on_both!(conn, inner => standing.select(Move::as_select()).load(inner))
}

/// The thread that a thread was merged into.
///
/// # Errors
/// When the database fails.
pub fn merged_into(conn: &mut AnyConnection, question: i64) -> QueryResult<Option<i64>> {
    let row: Option<Option<i64>> =
        questions::table.find(question).select(questions::merged_into).first(conn).optional()?;
    Ok(row.flatten())
}

/// Where what is written under a post goes: under the post itself, or, where that is a question that went into
/// another one, under that one.
///
/// # Errors
/// When the database fails.
pub fn now_at(conn: &mut AnyConnection, post: i64) -> QueryResult<i64> {
    let row: Option<Option<i64>> = questions::table
        .inner_join(posts::table)
        .filter(questions::id.eq(post))
        .filter(posts::question_id.eq(post))
        .select(questions::merged_into)
        .first(conn)
        .optional()?;
    Ok(row.flatten().unwrap_or(post))
}

/// Whether a thread was split off from another one once.
///
/// # Errors
/// When the database fails.
pub fn was_split(conn: &mut AnyConnection, question: i64) -> QueryResult<bool> {
    let row: Option<i64> = moves::table
        .filter(moves::post_id.eq(question))
        .filter(moves::kind.eq(MoveKind::Split))
        .select(moves::id)
        .first(conn)
        .optional()?;
    Ok(row.is_some())
}

/// The comment that a converted answer is now.
///
/// # Errors
/// When the database fails.
pub fn comment_of(conn: &mut AnyConnection, post: i64) -> QueryResult<Option<i64>> {
    let row: Option<Option<i64>> = moves::table
        .filter(moves::post_id.eq(post))
        .filter(moves::comment_id.is_not_null())
        .order(moves::id.desc())
        .select(moves::comment_id)
        .first(conn)
        .optional()?;
    Ok(row.flatten())
}

/// The post that a converted comment is now.
///
/// # Errors
/// When the database fails.
pub fn post_of(conn: &mut AnyConnection, comment: i64) -> QueryResult<Option<i64>> {
    let row: Option<Option<i64>> = moves::table
        .filter(moves::comment_id.eq(comment))
        .filter(moves::post_id.is_not_null())
        .order(moves::id.desc())
        .select(moves::post_id)
        .first(conn)
        .optional()?;
    Ok(row.flatten())
}
