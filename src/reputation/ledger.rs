//! The ledger: lines are added and never changed; a line is taken back by another one. The total in
//! `people.reputation` changes in the same transaction and is always what the standing lines come to.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::rules::{self, Standing};
use super::{Cause, tables::ledger};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;

/// A line as its owner sees it; whose vote it was stays unsaid.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = ledger)]
#[allow(missing_docs)] // the columns
pub struct Line {
    pub id: i64,
    pub cause: Cause,
    pub points: i64,
    pub nominal: i64,
    pub post_id: Option<i64>,
    pub at: Micros,
    pub reverses: Option<i64>,
    /// Why it takes another line back, where nobody took it back themselves.
    pub why: Option<String>,
}

/// A reversal's reason: votes that look like an arrangement.
pub const SERIAL: &str = "serial";

/// A reversal's reason: the post is something else now, or elsewhere.
pub const MOVED: &str = "moved";

/// A line that stands: nothing has taken it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs)] // the columns
pub struct Given {
    pub person: i64,
    pub cause: Cause,
    pub actor: i64,
    pub at: Micros,
}

/// What a line changed somebody's total by, reversals under the cause and the day of the line that they take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the columns
pub struct Counted {
    pub person: i64,
    pub cause: Cause,
    pub points: i64,
    pub day: Micros,
}

/// What a reversal took back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversed {
    /// By how much the total changed.
    pub points: i64,
    /// When the line that it takes back was written.
    pub at: Micros,
}

/// Adds a line; returns what it came to under the day's cap and the floor.
///
/// # Errors
/// `NotFound` when there is no such person, or that the database failed.
pub fn append(
    tx: &mut Tx<'_>,
    person: i64,
    cause: Cause,
    post_id: Option<i64>,
    actor_id: Option<i64>,
    now: Micros,
) -> Verdict<i64> {
    add(tx, person, (cause, cause.points()), post_id, actor_id, now.day(), now)
}

/// Adds a line that stood once, was taken back and stands again: it counts under the cap of the day on which it was
/// written first, at `then`.
///
/// # Errors
/// As `append`.
pub fn again(
    tx: &mut Tx<'_>,
    person: i64,
    cause: Cause,
    post_id: Option<i64>,
    actor_id: Option<i64>,
    then: Micros,
    now: Micros,
) -> Verdict<i64> {
    add(tx, person, (cause, cause.points()), post_id, actor_id, then.day(), now)
}

/// Adds a line for what somebody brought along from another forum.
///
/// # Errors
/// As `append`.
pub fn import(tx: &mut Tx<'_>, person: i64, points: i64, now: Micros) -> Verdict<i64> {
    add(tx, person, (Cause::Import, points), None, None, now.day(), now)
}

fn add(
    tx: &mut Tx<'_>,
    person: i64,
    (cause, nominal): (Cause, i64),
    post_id: Option<i64>,
    actor_id: Option<i64>,
    day: i64,
    now: Micros,
) -> Verdict<i64> {
    let total = lock(tx.conn(), person)?;
    let earned = if cause.capped() { earned(tx.conn(), person, day)? } else { 0 };
    let points = rules::effective(nominal, cause.capped(), earned, total);
    diesel::insert_into(ledger::table)
        .values((
            ledger::person_id.eq(person),
            ledger::cause.eq(cause),
            ledger::nominal.eq(nominal),
            ledger::points.eq(points),
            ledger::post_id.eq(post_id),
            ledger::actor_id.eq(actor_id),
            ledger::day.eq(day),
            ledger::at.eq(now),
        ))
        .execute(tx.conn())?;
    set_total(tx, person, total + points)?;
    Ok(points)
}

/// Touching the row locks it: two nodes never work out the same person's total at once.
fn lock(conn: &mut AnyConnection, person: i64) -> QueryResult<i64> {
    diesel::update(people::table.find(person))
        .set(people::reputation.eq(people::reputation))
        .returning(people::reputation)
        .get_result(conn)
}

/// Stands beside their name wherever they wrote something.
fn set_total(tx: &mut Tx<'_>, person: i64, total: i64) -> QueryResult<usize> {
    tx.touch("person", person);
    diesel::update(people::table.find(person)).set(people::reputation.eq(total)).execute(tx.conn())
}

/// What the day's cap has counted so far. A reversal carries the day of the line that it takes back.
fn earned(conn: &mut AnyConnection, person: i64, day: i64) -> QueryResult<i64> {
    let mut causes = Cause::all_capped();
    causes.push(Cause::Reversal);
    let lines: Vec<(i64, Cause, i64, Option<i64>)> = ledger::table
        .filter(ledger::person_id.eq(person))
        .filter(ledger::day.eq(day))
        .filter(ledger::cause.eq_any(causes))
        .select((ledger::id, ledger::cause, ledger::nominal, ledger::reverses))
        .load(conn)?;
    let gone: HashSet<i64> = lines.iter().filter_map(|l| l.3).collect();
    let standing = lines.iter().filter(|(id, cause, ..)| cause.capped() && !gone.contains(id));
    Ok(standing.map(|l| l.2).sum::<i64>().min(rules::DAILY_CAP))
}

/// Takes back the last standing line of that cause, post and actor by a line of its own, which also carries
/// whatever the day's cap and the floor no longer hold back. Nothing happens if there is no such line.
///
/// # Errors
/// When the database fails.
pub fn reverse(
    tx: &mut Tx<'_>,
    person: i64,
    cause: Cause,
    post_id: Option<i64>,
    actor_id: Option<i64>,
    now: Micros,
) -> Verdict<Option<Reversed>> {
    reverse_because(tx, person, cause, post_id, actor_id, None, now)
}

/// The same for a reason that the line tells: its subject did not do it themselves.
///
/// # Errors
/// When the database fails.
pub fn reverse_because(
    tx: &mut Tx<'_>,
    person: i64,
    cause: Cause,
    post_id: Option<i64>,
    actor_id: Option<i64>,
    why: Option<&str>,
    now: Micros,
) -> Verdict<Option<Reversed>> {
    let total = lock(tx.conn(), person)?;
    let Some((id, nominal, day, at)) = standing_line(tx.conn(), person, cause, post_id, actor_id)? else {
        return Ok(None);
    };
    let (with, without) = weigh(tx.conn(), person, id)?;
    let points = (without - with).max(rules::FLOOR - total);
    diesel::insert_into(ledger::table)
        .values((
            ledger::person_id.eq(person),
            ledger::cause.eq(Cause::Reversal),
            ledger::nominal.eq(-nominal),
            ledger::points.eq(points),
            ledger::post_id.eq(post_id),
            ledger::actor_id.eq(actor_id),
            ledger::reverses.eq(id),
            ledger::day.eq(day),
            ledger::at.eq(now),
            ledger::why.eq(why),
        ))
        .execute(tx.conn())?;
    set_total(tx, person, total + points)?;
    Ok(Some(Reversed { points, at }))
}

fn standing_line(
    conn: &mut AnyConnection,
    person: i64,
    cause: Cause,
    post_id: Option<i64>,
    actor_id: Option<i64>,
) -> QueryResult<Option<(i64, i64, i64, Micros)>> {
    let mut query = ledger::table
        .filter(ledger::person_id.eq(person))
        .filter(ledger::cause.eq(cause))
        .select((ledger::id, ledger::nominal, ledger::day, ledger::at))
        .order(ledger::id.desc())
        .into_boxed();
    query = match post_id {
        Some(post) => query.filter(ledger::post_id.eq(post)),
        None => query.filter(ledger::post_id.is_null()),
    };
    query = match actor_id {
        Some(actor) => query.filter(ledger::actor_id.eq(actor)),
        None => query.filter(ledger::actor_id.is_null()),
    };
    let Some(line) = query.first::<(i64, i64, i64, Micros)>(conn).optional()? else {
        return Ok(None);
    };
    let reversals: i64 = ledger::table
        .filter(ledger::person_id.eq(person))
        .filter(ledger::day.eq(line.2))
        .filter(ledger::cause.eq(Cause::Reversal))
        .filter(ledger::reverses.eq(line.0))
        .count()
        .get_result(conn)?;
    Ok((reversals == 0).then_some(line))
}

/// What a person's standing lines come to with and without one of them.
fn weigh(conn: &mut AnyConnection, person: i64, without: i64) -> QueryResult<(i64, i64)> {
    let lines: Vec<(i64, Cause, i64, i64, Option<i64>)> = ledger::table
        .filter(ledger::person_id.eq(person))
        .order(ledger::id)
        .select((ledger::id, ledger::cause, ledger::nominal, ledger::day, ledger::reverses))
        .load(conn)?;
    let gone: HashSet<i64> = lines.iter().filter_map(|l| l.4).collect();
    let standing: Vec<(i64, Standing)> = lines
        .iter()
        .filter(|(id, cause, ..)| *cause != Cause::Reversal && !gone.contains(id))
        .map(|&(id, cause, nominal, day, _)| (id, Standing { nominal, capped: cause.capped(), day }))
        .collect();
    let with = rules::total(standing.iter().map(|s| s.1));
    let less = rules::total(standing.iter().filter(|s| s.0 != without).map(|s| s.1));
    Ok((with, less))
}

/// The standing lines about a post that have one of these causes and an actor, in the order of those who have them.
///
/// # Errors
/// When the database fails.
pub fn standing(conn: &mut AnyConnection, post_id: i64, causes: &[Cause]) -> QueryResult<Vec<Given>> {
    let mut wanted = causes.to_vec();
    wanted.push(Cause::Reversal);
    let lines: Vec<(i64, i64, Cause, Option<i64>, Option<i64>, Micros)> = ledger::table
        .filter(ledger::post_id.eq(post_id))
        .filter(ledger::cause.eq_any(wanted))
        .order((ledger::person_id, ledger::id))
        .select((ledger::id, ledger::person_id, ledger::cause, ledger::actor_id, ledger::reverses, ledger::at))
        .load(conn)?;
    let gone: HashSet<i64> = lines.iter().filter_map(|line| line.4).collect();
    let stands = lines.iter().filter(|(id, _, cause, ..)| *cause != Cause::Reversal && !gone.contains(id));
    Ok(stands
        .filter_map(|&(_, person, cause, actor, _, at)| Some(Given { person, cause, actor: actor?, at }))
        .collect())
}

/// What every line about these posts has counted.
///
/// # Errors
/// When the database fails.
pub fn counted(conn: &mut AnyConnection, posts: &[i64]) -> QueryResult<Vec<Counted>> {
    let lines: Vec<(i64, i64, Cause, i64, i64, Option<i64>)> = ledger::table
        .filter(ledger::post_id.eq_any(posts))
        .select((ledger::id, ledger::person_id, ledger::cause, ledger::points, ledger::day, ledger::reverses))
        .load(conn)?;
    let causes: HashMap<i64, Cause> = lines.iter().map(|line| (line.0, line.2)).collect();
    let day = |day: i64| Micros(day * crate::ground::clock::DAY);
    let all = lines.iter().map(|&(_, person, cause, points, at, reverses)| {
        let cause = reverses.and_then(|line| causes.get(&line).copied()).unwrap_or(cause);
        Counted { person, cause, points, day: day(at) }
    });
    Ok(all.collect())
}

/// A person's lines, the newest first.
///
/// # Errors
/// When the database fails.
pub fn lines(conn: &mut AnyConnection, person: i64, before: Option<i64>, limit: i64) -> Verdict<Vec<Line>> {
    Ok(ledger::table
        .filter(ledger::person_id.eq(person))
        .filter(ledger::id.lt(before.unwrap_or(i64::MAX)))
        .order(ledger::id.desc())
        .limit(limit.clamp(1, 200))
        .select(Line::as_select())
        .load(conn)?)
}
