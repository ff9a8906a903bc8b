//! How somebody wants to be told by mail, and when. What they never chose is as usual.

use std::collections::HashMap;

use diesel::prelude::*;

use super::hours::{Hours, MINUTES, Quiet};
use super::schedule;
use super::tables::{mail_hours, notice_preferences};
use super::topics::{Pace, Topic};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::zones;

/// What somebody chose.
#[derive(Clone, Debug)]
pub struct Preferences {
    /// By topic; all of them are there.
    pub paces: HashMap<Topic, Pace>,
    /// The zone they stored, if any.
    pub zone: Option<String>,
    /// Their quiet hours, if any.
    pub quiet: Option<Quiet>,
}

impl Preferences {
    /// How soon they want to hear of a topic.
    pub fn pace(&self, topic: Topic) -> Pace {
        self.paces.get(&topic).copied().unwrap_or(topic.usual())
    }

    /// Their clock; that of the forum where they stored none.
    pub fn hours(&self, forum_zone: &str) -> Hours {
        hours(self.zone.as_deref(), self.quiet, forum_zone)
    }
}

fn hours(zone: Option<&str>, quiet: Option<Quiet>, forum_zone: &str) -> Hours {
    let zone = zone.and_then(zones::find).or_else(|| zones::find(forum_zone)).unwrap_or(&zones::UTC);
    Hours { zone, quiet }
}

fn quiet(from: Option<i64>, to: Option<i64>) -> Option<Quiet> {
    Some(Quiet { from: from?, to: to? })
}

/// What somebody chose.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, person: i64) -> QueryResult<Preferences> {
    let chosen: Vec<(Topic, Pace)> = notice_preferences::table
        .filter(notice_preferences::person_id.eq(person))
        .limit(50)
        .select((notice_preferences::topic, notice_preferences::pace))
        .load(conn)?;
    let hours: Option<(String, Option<i64>, Option<i64>)> = mail_hours::table
        .find(person)
        .select((mail_hours::zone, mail_hours::quiet_from, mail_hours::quiet_to))
        .first(conn)
        .optional()?;
    let (zone, from, to) = hours.map_or((None, None, None), |(zone, from, to)| (Some(zone), from, to));
    Ok(Preferences { paces: chosen.into_iter().collect(), zone, quiet: quiet(from, to) })
}

/// How soon each of these people wants to hear of a topic, and their clocks.
///
/// # Errors
/// When the database fails.
pub(super) fn of_all(
    conn: &mut AnyConnection,
    people: &[i64],
    topic: Topic,
    forum_zone: &str,
) -> QueryResult<HashMap<i64, (Pace, Hours)>> {
    let paces: HashMap<i64, Pace> = notice_preferences::table
        .filter(notice_preferences::person_id.eq_any(people))
        .filter(notice_preferences::topic.eq(topic))
        .select((notice_preferences::person_id, notice_preferences::pace))
        .load(conn)?
        .into_iter()
        .collect();
    let clocks = clocks(conn, people, forum_zone)?;
    let usual = Hours { zone: zones::find(forum_zone).unwrap_or(&zones::UTC), quiet: None };
    let one =
        |id: &i64| (*id, (paces.get(id).copied().unwrap_or(topic.usual()), clocks.get(id).copied().unwrap_or(usual)));
    Ok(people.iter().map(one).collect())
}

/// The clocks of those of these people who set one.
///
/// # Errors
/// When the database fails.
pub(super) fn clocks(conn: &mut AnyConnection, people: &[i64], forum_zone: &str) -> QueryResult<HashMap<i64, Hours>> {
    let rows: Vec<(i64, String, Option<i64>, Option<i64>)> = mail_hours::table
        .filter(mail_hours::person_id.eq_any(people))
        .select((mail_hours::person_id, mail_hours::zone, mail_hours::quiet_from, mail_hours::quiet_to))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, zone, from, to)| (id, hours(Some(&zone), quiet(from, to), forum_zone))).collect())
}

/// Stores what somebody chose; what waits to be mailed goes when it would go by the new choice.
///
/// # Errors
/// `Invalid` with every field that needs another look.
pub fn choose(tx: &mut Tx<'_>, person: i64, chosen: &Preferences, forum_zone: &str, now: Micros) -> Verdict<()> {
    let mut errors = Vec::new();
    let mut wrong = |field, message| {
        if let Refusal::Invalid(more) = Refusal::field(field, message) {
            errors.extend(more);
        }
    };
    if chosen.zone.as_deref().is_none_or(|zone| zones::find(zone).is_none()) {
        wrong("zone", "telling-problem-zone");
    }
    if let Some(Quiet { from, to }) = chosen.quiet {
        let day = 0..MINUTES;
        if !day.contains(&from) || !day.contains(&to) {
            wrong("quiet_from", "telling-problem-time");
        } else if from == to {
            wrong("quiet_to", "telling-problem-quiet");
        }
    }
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    let zone = chosen.zone.as_deref().unwrap_or(forum_zone);
    let (from, to) = chosen.quiet.map_or((None, None), |quiet| (Some(quiet.from), Some(quiet.to)));
    diesel::delete(mail_hours::table.find(person)).execute(tx.conn())?;
    diesel::insert_into(mail_hours::table)
        .values((
            mail_hours::person_id.eq(person),
            mail_hours::zone.eq(zone),
            mail_hours::quiet_from.eq(from),
            mail_hours::quiet_to.eq(to),
        ))
        .execute(tx.conn())?;
    for topic in Topic::ALL.iter().filter(|topic| chosen.paces.contains_key(*topic)) {
        put(tx, person, *topic, chosen.pace(*topic))?;
    }
    schedule::again(tx, person, forum_zone, now)
}

/// Sets how soon somebody hears of some topics, and nothing else. Returns how soon it was before.
///
/// # Errors
/// When the database fails.
pub fn set(
    tx: &mut Tx<'_>,
    person: i64,
    wanted: &[(Topic, Pace)],
    forum_zone: &str,
    now: Micros,
) -> Verdict<Vec<Pace>> {
    let before = of(tx.conn(), person)?;
    for (topic, pace) in wanted {
        put(tx, person, *topic, *pace)?;
    }
    schedule::again(tx, person, forum_zone, now)?;
    Ok(wanted.iter().map(|(topic, _)| before.pace(*topic)).collect())
}

/// One of a handful of rows; what is as usual needs none.
fn put(tx: &mut Tx<'_>, person: i64, topic: Topic, pace: Pace) -> QueryResult<()> {
    diesel::delete(notice_preferences::table.find((person, topic))).execute(tx.conn())?;
    if pace == topic.usual() {
        return Ok(());
    }
    diesel::insert_into(notice_preferences::table)
        .values((
            notice_preferences::person_id.eq(person),
            notice_preferences::topic.eq(topic),
            notice_preferences::pace.eq(pace),
        ))
        .execute(tx.conn())
        .map(|_| ())
}
