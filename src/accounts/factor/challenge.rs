//! Between the password and the code. A challenge lives ten minutes and takes five tries; each try is counted before it is
//! looked at, so that many at once are no more than five.

use diesel::prelude::*;

use super::seal::Key;
use super::{recovery, totp};
use crate::accounts::notices::{NoticeKind, tell};
use crate::accounts::sessions::hash;
use crate::accounts::tables::{factor_challenges, second_factors};
use crate::ground::clock::{MINUTE, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;

/// How long a challenge lives, in microseconds.
pub const CHALLENGE_LIFE: i64 = 10 * MINUTE;
/// Codes that may be tried.
pub const TRIES: i64 = 5;

/// What a try came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is theirs: who may sign in now.
    Right(i64),
    /// It is not; how many tries are left.
    Wrong(i64),
    /// There is no such challenge, or not any more.
    Gone,
}

/// Asks for the second factor of somebody whose password was right.
///
/// # Errors
/// When the database fails.
pub fn ask(tx: &mut Tx<'_>, person: i64, token: &str, now: Micros) -> Verdict<()> {
    let over = factor_challenges::expires_at.lt(now.0);
    diesel::delete(factor_challenges::table.filter(over)).execute(tx.conn())?;
    diesel::insert_into(factor_challenges::table)
        .values((
            factor_challenges::token_hash.eq(hash(token)),
            factor_challenges::person_id.eq(person),
            factor_challenges::expires_at.eq(now.plus(CHALLENGE_LIFE).0),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Whose challenge this is, if it still takes a try.
///
/// # Errors
/// When the database fails.
pub fn whose(conn: &mut AnyConnection, token: &str, now: Micros) -> QueryResult<Option<i64>> {
    factor_challenges::table
        .find(hash(token))
        .filter(factor_challenges::tries.lt(TRIES))
        .filter(factor_challenges::expires_at.gt(now.0))
        .select(factor_challenges::person_id)
        .first(conn)
        .optional()
}

/// Tries a code. A wrong one is no error: that it was tried must be kept.
///
/// # Errors
/// When the database fails.
pub fn answer(tx: &mut Tx<'_>, token: &str, typed: &str, key: &Key, now: Micros) -> Verdict<Answer> {
    let open = factor_challenges::table
        .find(hash(token))
        .filter(factor_challenges::tries.lt(TRIES))
        .filter(factor_challenges::expires_at.gt(now.0));
    let counted: Option<(i64, i64)> = diesel::update(open)
        .set(factor_challenges::tries.eq(factor_challenges::tries + 1))
        .returning((factor_challenges::person_id, factor_challenges::tries))
        .get_result(tx.conn())
        .optional()?;
    let Some((person, tries)) = counted else { return Ok(Answer::Gone) };
    if !fits(tx, person, typed, key, now)? {
        return Ok(Answer::Wrong(TRIES - tries));
    }
    diesel::delete(factor_challenges::table.find(hash(token))).execute(tx.conn())?;
    Ok(Answer::Right(person))
}

/// Whether a code is one of somebody's app or paper; it is used up with that.
pub(super) fn fits(tx: &mut Tx<'_>, person: i64, typed: &str, key: &Key, now: Micros) -> Verdict<bool> {
    if is_apps(tx, person, typed, key, now)? {
        return Ok(true);
    }
    if !recovery::use_up(tx, person, typed, now)? {
        return Ok(false);
    }
    let left = recovery::left(tx.conn(), person)?;
    tell(tx, person, NoticeKind::CodeUsed, &left.to_string(), now)?;
    Ok(true)
}

/// Whether it is the app's; of two at the same time one finds it used.
pub(super) fn is_apps(tx: &mut Tx<'_>, person: i64, typed: &str, key: &Key, now: Micros) -> Verdict<bool> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let factor: Option<(String, i64)> = second_factors::table
        .find(person)
        .filter(second_factors::confirmed_at.is_not_null())
        .select((second_factors::sealed, second_factors::used_step))
        .first(tx.conn())
        .optional()?;
    let Some((sealed, used)) = factor else { return Ok(false) };
    let Some(step) = totp::find(&key.open(person, &sealed)?, &typed, now, used) else { return Ok(false) };
    let mine = second_factors::table.find(person).filter(second_factors::used_step.lt(step));
    Ok(diesel::update(mine).set(second_factors::used_step.eq(step)).execute(tx.conn())? == 1)
}
