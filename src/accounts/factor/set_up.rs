//! Turning the second factor on and off.

use diesel::prelude::*;

use super::recovery;
use super::seal::Key;
use super::totp;
use crate::accounts::events::{FactorOff, FactorOn, FactorReset};
use crate::accounts::grant::runs_the_forum;
use crate::accounts::letters::{self, Letter, SiteWords};
use crate::accounts::notices::{NoticeKind, tell};
use crate::accounts::sanctions::outranks;
use crate::accounts::tables::{factor_challenges, people, second_factors};
use crate::accounts::{Actor, sessions};
use crate::ground::clock::{HOUR, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::random::Random;
use crate::ground::refusal::{Refusal, Verdict};

/// How long a begun set-up waits for its first code.
const PATIENCE: i64 = HOUR;

/// A secret that is being set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending(pub Vec<u8>);

/// Begins: a fresh secret that counts for nothing until its first code was typed.
///
/// # Errors
/// `Conflict` when there is a second factor already.
pub fn begin(tx: &mut Tx<'_>, person: i64, key: &Key, random: &Random, now: Micros) -> Verdict<()> {
    if is_on(tx.conn(), person)? {
        return Err(Refusal::Conflict("factor-problem-on"));
    }
    let sealed = key.seal(person, &random.bytes::<20>(), random.bytes())?;
    diesel::delete(second_factors::table.find(person)).execute(tx.conn())?;
    diesel::insert_into(second_factors::table)
        .values((
            second_factors::person_id.eq(person),
            second_factors::sealed.eq(sealed),
            second_factors::started_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// The secret of a begun set-up, to be shown.
///
/// # Errors
/// `NotFound` when none was begun, or it was long ago.
pub fn pending(conn: &mut AnyConnection, person: i64, key: &Key, now: Micros) -> Verdict<Pending> {
    let sealed: String = second_factors::table
        .find(person)
        .filter(second_factors::confirmed_at.is_null())
        .filter(second_factors::started_at.gt(now.plus(-PATIENCE).0))
        .select(second_factors::sealed)
        .first(conn)?;
    Ok(Pending(key.open(person, &sealed)?))
}

/// Turns it on by its first code. Ends the sessions but `keep`, which were opened without it. Returns the codes for paper,
/// which nobody can read again.
///
/// # Errors
/// `Invalid` for a wrong code, `NotFound` when nothing was begun.
#[allow(clippy::too_many_arguments)] // who, which code, what opens the secret, which session stays
pub fn confirm(
    tx: &mut Tx<'_>,
    person: i64,
    typed: &str,
    key: &Key,
    random: &Random,
    keep: Option<i64>,
    site: &SiteWords,
    now: Micros,
) -> Verdict<Vec<String>> {
    let Pending(secret) = pending(tx.conn(), person, key, now)?;
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    let step = totp::find(&secret, &typed, now, 0).ok_or(Refusal::field("code", "factor-problem-code"))?;
    diesel::update(second_factors::table.find(person))
        .set((second_factors::confirmed_at.eq(Some(now.0)), second_factors::used_step.eq(step)))
        .execute(tx.conn())?;
    diesel::update(people::table.find(person)).set(people::second_factor_at.eq(Some(now.0))).execute(tx.conn())?;
    let codes = recovery::draw(random);
    recovery::store(tx, person, &codes)?;
    sessions::end_others(tx, person, keep, now)?;
    tx.record(Some(person), &FactorOn { person_id: person }, now);
    tell(tx, person, NoticeKind::FactorOn, "", now)?;
    write(tx, person, Letter::FactorOn, site, now)?;
    Ok(codes)
}

/// Other codes for paper; the old ones are worth nothing. Takes a code of the app.
///
/// # Errors
/// `Invalid` for a wrong code, `NotFound` without a second factor.
pub fn fresh_codes(
    tx: &mut Tx<'_>,
    person: i64,
    typed: &str,
    key: &Key,
    random: &Random,
    now: Micros,
) -> Verdict<Vec<String>> {
    check(tx, person, typed, key, now)?;
    let codes = recovery::draw(random);
    recovery::store(tx, person, &codes)?;
    Ok(codes)
}

/// Turns it off. The password was asked for already; this takes a code of the app or one on paper.
///
/// # Errors
/// `Invalid` for a wrong code, `NotFound` without a second factor.
pub fn turn_off(tx: &mut Tx<'_>, person: i64, typed: &str, key: &Key, site: &SiteWords, now: Micros) -> Verdict<()> {
    if !is_on(tx.conn(), person)? {
        return Err(Refusal::NotFound);
    }
    if !super::challenge::fits(tx, person, typed, key, now)? {
        return Err(Refusal::field("code", "factor-problem-code"));
    }
    forget(tx, person)?;
    tx.record(Some(person), &FactorOff { person_id: person }, now);
    tell(tx, person, NoticeKind::FactorOff, "", now)?;
    write(tx, person, Letter::FactorOff, site, now)
}

/// Takes it from somebody who lost phone and paper, and ends their sessions; nobody for the command line.
///
/// # Errors
/// `Forbidden` for all but admins of a higher rank, `NotFound` when they have none.
pub fn reset(tx: &mut Tx<'_>, actor: Option<&Actor>, person: i64, site: &SiteWords, now: Micros) -> Verdict<()> {
    runs_the_forum(actor)?;
    if let Some(actor) = actor {
        actor.active(now)?;
        outranks(tx, actor, person)?;
    }
    if !is_on(tx.conn(), person)? {
        return Err(Refusal::NotFound);
    }
    forget(tx, person)?;
    sessions::end_others(tx, person, None, now)?;
    tx.record(actor.map(|a| a.id), &FactorReset { person_id: person }, now);
    tell(tx, person, NoticeKind::FactorReset, "", now)?;
    write(tx, person, Letter::FactorOff, site, now)
}

/// Nothing of it is left.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, person: i64) -> Verdict<()> {
    diesel::delete(second_factors::table.find(person)).execute(tx.conn())?;
    diesel::delete(factor_challenges::table.filter(factor_challenges::person_id.eq(person))).execute(tx.conn())?;
    recovery::forget(tx, person)?;
    diesel::update(people::table.find(person)).set(people::second_factor_at.eq(None::<i64>)).execute(tx.conn())?;
    Ok(())
}

/// A code of the app, nothing else.
fn check(tx: &mut Tx<'_>, person: i64, typed: &str, key: &Key, now: Micros) -> Verdict<()> {
    if !is_on(tx.conn(), person)? {
        return Err(Refusal::NotFound);
    }
    if super::challenge::is_apps(tx, person, typed, key, now)? {
        Ok(())
    } else {
        Err(Refusal::field("fresh_code", "factor-problem-code"))
    }
}

fn is_on(conn: &mut AnyConnection, person: i64) -> QueryResult<bool> {
    let on: i64 = second_factors::table
        .find(person)
        .filter(second_factors::confirmed_at.is_not_null())
        .count()
        .get_result(conn)?;
    Ok(on > 0)
}

fn write(tx: &mut Tx<'_>, person: i64, letter: Letter, site: &SiteWords, now: Micros) -> Verdict<()> {
    letters::tell(tx, letter, person, site, "/settings/second-factor", now)
}
