//! The nightly pass: once a UTC day on all nodes together. The day's row is written with what was found, in one
//! transaction, so a second node finds the day done; each arrangement is reversed in a transaction of its own, and what a
//! killed node left undone is done by the next try of the same job.

use diesel::prelude::*;
use serde_json::json;

use super::find::{self, Found};
use super::policy::VotePolicy;
use super::rows::{self, Ring, RingState};
use super::{counts, reverse};
use crate::ground::clock::{Clock, DAY, HOUR, Micros};
use crate::ground::db::{AnyConnection, Db, Tx};
use crate::ground::jobs::{self, Handler};
use crate::ground::refusal::{Refusal, Verdict};
use crate::moderation::events::VotesFound;
use crate::moderation::kinds::{About, ItemKind};
use crate::moderation::queue::{self, Item};
use crate::moderation::screen::prints;
use crate::moderation::tables::{vote_passes, vote_rings};

/// The kind of the job.
pub const JOB: &str = "votes.pass";
/// After midnight UTC.
const AFTER: i64 = HOUR;
/// Arrangements that one night handles.
const A_NIGHT: i64 = 1_000;

/// Queues the next night's pass; a second one is the same.
///
/// # Errors
/// When the database fails.
pub fn plan(tx: &mut Tx<'_>, now: Micros) -> Verdict<()> {
    let day = Micros(now.0 - AFTER).day() + 1;
    let at = Micros(day * DAY + AFTER);
    Ok(jobs::enqueue(tx, JOB, &day.to_string(), at, Some(&format!("{JOB}:{day}")), now)?)
}

/// What the votes of the last days look like.
///
/// # Errors
/// When the database fails.
pub fn look(conn: &mut AnyConnection, policy: &VotePolicy, now: Micros) -> QueryResult<Vec<Found>> {
    let counts = counts::since(conn, window(policy, now))?;
    Ok(find::find(&counts, &counts::company(conn)?, policy))
}

/// From when on votes count.
pub fn window(policy: &VotePolicy, now: Micros) -> Micros {
    now.plus(-policy.days * DAY)
}

/// Stores what was found, unless that was done today. Returns whether this call did it.
fn pass(tx: &mut Tx<'_>, policy: &VotePolicy, mut found: Vec<Found>, now: Micros) -> Verdict<bool> {
    let row = (vote_passes::day.eq(now.day()), vote_passes::at.eq(now), vote_passes::found.eq(0));
    let first = crate::on_both!(tx.conn(), inner =>
        diesel::insert_into(vote_passes::table).values(row).on_conflict_do_nothing().execute(inner))?;
    if first == 0 {
        return Ok(false);
    }
    let since = window(policy, now);
    let known = rows::known(tx.conn(), since)?;
    found.retain(|one| !known.contains(&rows::joined(&one.members)));
    for one in &found {
        let ring_id = rows::insert(tx, one, since, now)?;
        let people = i64::try_from(one.members.len()).unwrap_or(i64::MAX);
        tx.record(None, &VotesFound { ring_id, people, votes: one.votes() }, now);
        if reverse::waits_for_people(one.pattern) {
            queue::open(tx, &item(ring_id, one, people), now)?;
        }
    }
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    diesel::update(vote_passes::table.find(now.day())).set(vote_passes::found.eq(count)).execute(tx.conn())?;
    Ok(true)
}

/// A ring for moderators, about the one who gains most.
fn item(ring_id: i64, found: &Found, people: i64) -> Item {
    let gains = |person: &i64| found.pairs.iter().filter(|p| p.author == *person).map(|p| p.votes).sum::<i64>();
    let person_id = found.members.iter().copied().max_by_key(gains).unwrap_or(0);
    Item {
        kind: ItemKind::Votes,
        about: About::Ring(ring_id),
        person_id,
        question_id: None,
        weight: 100 + found.votes(),
        detail: json!({ "people": people, "votes": found.votes() }),
    }
}

/// What is to be reversed without asking anybody.
fn due(conn: &mut AnyConnection) -> QueryResult<Vec<i64>> {
    let found: Vec<Ring> = vote_rings::table
        .filter(vote_rings::state.eq(RingState::Found))
        .order(vote_rings::id)
        .limit(A_NIGHT)
        .select(Ring::as_select())
        .load(conn)?;
    Ok(found.into_iter().filter(|ring| !reverse::waits_for_people(ring.kind)).map(|ring| ring.id).collect())
}

/// Does a night's work; returns how many arrangements were reversed.
///
/// # Errors
/// When the database fails.
pub fn work(db: &Db, now: Micros) -> Verdict<usize> {
    let policy = db.read_blocking(|conn| Ok::<_, Refusal>(VotePolicy::load(conn)?))?;
    if !policy.on {
        return Ok(0);
    }
    // Counting takes long in a large forum: it holds nobody up outside of the transaction.
    let found = db.read_blocking(|conn| {
        let done: i64 = vote_passes::table.find(now.day()).count().get_result(conn)?;
        Ok::<_, Refusal>(if done > 0 { None } else { Some(look(conn, &policy, now)?) })
    })?;
    if let Some(found) = found {
        db.write_blocking(move |tx| pass(tx, &policy, found, now))?;
    }
    let mut done = 0;
    for ring_id in db.read_blocking(|conn| Ok::<_, Refusal>(due(conn)?))? {
        match db.write_blocking(move |tx| reverse::reverse(tx, ring_id, None, None, now)) {
            Ok(_) => done += 1,
            // Another node was faster.
            Err(Refusal::Conflict(_)) => {}
            Err(why) => return Err(why),
        }
    }
    Ok(done)
}

/// The job.
pub struct Night {
    db: Db,
    clock: Clock,
}

impl Night {
    /// Plans the next night, and does that night's work when it has come.
    ///
    /// # Errors
    /// When the database fails.
    pub fn begin(db: &Db, clock: &Clock) -> Verdict<Self> {
        let now = clock.now();
        match db.write_blocking(move |tx| plan(tx, now)) {
            // Another node planned it at the same moment.
            Ok(()) | Err(Refusal::Internal(_)) => {}
            Err(why) => return Err(why),
        }
        Ok(Self { db: db.clone(), clock: clock.clone() })
    }
}

impl Handler for Night {
    fn kind(&self) -> &'static str {
        JOB
    }

    fn run(&self, _: &str) -> anyhow::Result<()> {
        let now = self.clock.now();
        // The next one first: whatever becomes of this one, there will be another night.
        self.db.write_blocking(move |tx| plan(tx, now))?;
        self.db.write_blocking(move |tx| prints::forget(tx, now))?;
        work(&self.db, now)?;
        Ok(())
    }
}
