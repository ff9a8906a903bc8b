//! When a notice goes by mail: each row says it (`mail_at`), and a job looks at that moment at all that is due then.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::hours::Hours;
use super::inbox::known;
use super::kinds::NoticeKind;
use super::preferences;
use super::tables::notices;
use super::topics::{Pace, Topic};
use crate::ground::clock::{DAY, MINUTE, Micros, SECOND};
use crate::ground::db::Tx;
use crate::ground::jobs;
use crate::ground::refusal::Verdict;

/// The kind of job.
pub(super) const JOB: &str = "digest";
/// Microseconds for which work is collected, and that a mail looks ahead.
pub(super) const COLLECT: i64 = 2 * MINUTE;
/// What is older is news in the forum only.
pub(super) const TOO_OLD: i64 = 7 * DAY;
/// A job that is due so soon may be running by the time it is asked for: then another is.
const CLOSE: i64 = 10 * SECOND;
/// Notices that are scheduled again at most.
const MOST: i64 = 500;

/// When a notice of a topic goes that comes now; none if not by mail.
pub(super) fn due(topic: Topic, pace: Pace, hours: &Hours, now: Micros) -> Option<Micros> {
    match pace {
        // To the full minute, so that what comes together goes together.
        Pace::AtOnce if topic.is_work() => {
            Some(hours.allowed(Micros((now.0 + COLLECT).div_euclid(MINUTE) * MINUTE + MINUTE)))
        }
        _ => hours.due(pace, now),
    }
}

/// Schedules the notices of these people about one event, none before `not_before`.
pub(super) fn plan(
    tx: &mut Tx<'_>,
    topic: Topic,
    position: i64,
    people: &[i64],
    not_before: Micros,
    forum_zone: &str,
    now: Micros,
) -> Verdict<()> {
    let mut times: BTreeMap<Micros, Vec<i64>> = BTreeMap::new();
    for (person, (pace, hours)) in preferences::of_all(tx.conn(), people, topic, forum_zone)? {
        if let Some(at) = due(topic, pace, &hours, now) {
            times.entry(hours.allowed(at.max(not_before))).or_default().push(person);
        }
    }
    // As many rounds as there are different moments: one for all who chose nothing.
    for (at, people) in times {
        let theirs = notices::table.filter(notices::position.eq(position)).filter(notices::person_id.eq_any(&people));
        diesel::update(theirs).set(notices::mail_at.eq(Some(at.0))).execute(tx.conn())?;
        for person in people {
            ask_for(tx, person, at, now)?;
        }
    }
    Ok(())
}

/// Schedules what waits to be mailed to somebody again, by what they chose just now.
pub(super) fn again(tx: &mut Tx<'_>, person: i64, forum_zone: &str, now: Micros) -> Verdict<()> {
    let waiting: Vec<(i64, NoticeKind)> = notices::table
        .filter(notices::person_id.eq(person))
        .filter(notices::kind.eq_any(known()))
        .filter(notices::mail_at.is_not_null())
        .filter(notices::mailed_at.is_null())
        .order(notices::id.desc())
        .limit(MOST)
        .select((notices::id, notices::kind))
        .load(tx.conn())?;
    let chosen = preferences::of(tx.conn(), person)?;
    let hours = chosen.hours(forum_zone);
    let mut times: BTreeMap<Option<Micros>, Vec<i64>> = BTreeMap::new();
    for (id, kind) in waiting {
        let topic = Topic::of(kind);
        times.entry(due(topic, chosen.pace(topic), &hours, now)).or_default().push(id);
    }
    // Four moments at most, one for each pace.
    for (at, ids) in times {
        diesel::update(notices::table.filter(notices::id.eq_any(ids)))
            .set(notices::mail_at.eq(at.map(|at| at.0)))
            .execute(tx.conn())?;
        if let Some(at) = at {
            ask_for(tx, person, at, now)?;
        }
    }
    Ok(())
}

/// Asks for a mail to somebody; a second one asked for at the same moment is the same.
pub(super) fn ask_for(tx: &mut Tx<'_>, person: i64, at: Micros, now: Micros) -> QueryResult<()> {
    let key = format!("{JOB}:{person}:{}", at.0);
    let shared = at == now || at.since(now) >= CLOSE;
    jobs::enqueue(tx, JOB, &person.to_string(), at, shared.then_some(&key), now)
}
