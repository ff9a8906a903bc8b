//! Votes that are taken away by others than their voters, and put back as they were: with the posts' counts, the ledger's
//! lines, which say so, and the caps of the days concerned.

use diesel::prelude::*;

use super::credit;
use super::events::VoteCast;
use super::kinds::PostKind;
use super::subject::{self, Subject};
use super::tables::{posts, votes};
use super::vote::{cause, votes_of};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;
use crate::reputation::Cause;
use crate::reputation::ledger::SERIAL;

/// A vote as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the columns
pub struct Cast {
    pub post_id: i64,
    pub voter_id: i64,
    pub author_id: i64,
    pub value: i64,
    pub cast_at: Micros,
}

/// Takes a vote away, if it still stands as it was found. Returns whether it did.
///
/// # Errors
/// `NotFound` when there is no such post, or that the database failed.
pub fn remove(tx: &mut Tx<'_>, cast: &Cast, now: Micros) -> Verdict<bool> {
    let subject = subject::unseen(tx, cast.post_id)?;
    let vote = votes::table
        .filter(votes::post_id.eq(cast.post_id))
        .filter(votes::voter_id.eq(cast.voter_id))
        .filter(votes::value.eq(cast.value));
    let gone = diesel::delete(vote).execute(tx.conn())?;
    if gone == 0 {
        return Ok(false);
    }
    count(tx, &subject, cast.value, -1, now)?;
    let author = subject.post.author_id;
    let why = Some(SERIAL);
    credit::take_back_because(tx, &subject, author, cause(subject.post.kind, cast.value), cast.voter_id, why, now)?;
    if costs(&subject, cast.value) {
        credit::take_back_because(tx, &subject, cast.voter_id, Cause::DownvoteCast, cast.voter_id, why, now)?;
    }
    Ok(true)
}

/// Puts a vote back, unless its voter has voted again meanwhile. Returns whether it was put back.
///
/// # Errors
/// As `remove`.
pub fn put_back(tx: &mut Tx<'_>, cast: &Cast, now: Micros) -> Verdict<bool> {
    let subject = subject::unseen(tx, cast.post_id)?;
    let row = (
        votes::post_id.eq(cast.post_id),
        votes::voter_id.eq(cast.voter_id),
        votes::author_id.eq(cast.author_id),
        votes::value.eq(cast.value),
        votes::created_at.eq(cast.cast_at),
    );
    let new = crate::on_both!(tx.conn(), inner =>
        diesel::insert_into(votes::table).values(row).on_conflict_do_nothing().execute(inner))?;
    if new == 0 {
        return Ok(false);
    }
    count(tx, &subject, cast.value, 1, now)?;
    let (author, when) = (subject.post.author_id, (cast.cast_at, now));
    credit::give_again(tx, &subject, author, cause(subject.post.kind, cast.value), cast.voter_id, when)?;
    if costs(&subject, cast.value) {
        credit::give_again(tx, &subject, cast.voter_id, Cause::DownvoteCast, cast.voter_id, when)?;
    }
    Ok(true)
}

fn costs(subject: &Subject, value: i64) -> bool {
    subject.post.kind == PostKind::Answer && value < 0
}

/// The post's counts, and the event that lets everything follow that depends on them. It names no voter.
fn count(tx: &mut Tx<'_>, subject: &Subject, value: i64, by: i64, now: Micros) -> Verdict<()> {
    let (up, down) = votes_of(value);
    let post_id = subject.post.id;
    diesel::update(posts::table.find(post_id))
        .set((
            posts::up.eq(posts::up + up * by),
            posts::down.eq(posts::down + down * by),
            posts::score.eq(posts::score + value * by),
        ))
        .execute(tx.conn())?;
    let value = if by > 0 { value } else { 0 };
    tx.record(None, &VoteCast { question_id: subject.thread.id, post_id, value }, now);
    Ok(())
}
