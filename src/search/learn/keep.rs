//! What was counted goes into the tables, in four statements however much it is; what other nodes have counted stays.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::tally::{Counted, Day};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Prepared, Tx, Value};
use crate::ground::refusal::{Refusal, Verdict};

const DAYS: [&str; 2] = [
    "INSERT INTO search_days (day, term, month, searches, without_hit, followable, clicked) \
     SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), \
     json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'), \
     json_extract(value, '$[6]') FROM json_each(?) WHERE true \
     ON CONFLICT (day, term) DO UPDATE SET searches = search_days.searches + excluded.searches, \
     without_hit = search_days.without_hit + excluded.without_hit, \
     followable = search_days.followable + excluded.followable, clicked = search_days.clicked + excluded.clicked",
    "INSERT INTO search_days (day, term, month, searches, without_hit, followable, clicked) \
     SELECT (value->>0)::bigint, value->>1, (value->>2)::bigint, (value->>3)::bigint, (value->>4)::bigint, \
     (value->>5)::bigint, (value->>6)::bigint FROM json_array_elements(?::json) \
     ON CONFLICT (day, term) DO UPDATE SET searches = search_days.searches + excluded.searches, \
     without_hit = search_days.without_hit + excluded.without_hit, \
     followable = search_days.followable + excluded.followable, clicked = search_days.clicked + excluded.clicked",
];

const CLICKS: [&str; 2] = [
    "INSERT INTO search_clicks (day, term, position, month, clicks) \
     SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), \
     json_extract(value, '$[3]'), json_extract(value, '$[4]') FROM json_each(?) WHERE true \
     ON CONFLICT (day, term, position) DO UPDATE SET clicks = search_clicks.clicks + excluded.clicks",
    "INSERT INTO search_clicks (day, term, position, month, clicks) \
     SELECT (value->>0)::bigint, value->>1, (value->>2)::bigint, (value->>3)::bigint, (value->>4)::bigint \
     FROM json_array_elements(?::json) \
     ON CONFLICT (day, term, position) DO UPDATE SET clicks = search_clicks.clicks + excluded.clicks",
];

const SEEKERS: [&str; 2] = [
    "INSERT INTO search_seekers (month, term, seeker) \
     SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') \
     FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING month, term",
    "INSERT INTO search_seekers (month, term, seeker) \
     SELECT (value->>0)::bigint, (value->>1)::bigint, (value->>2)::bigint FROM json_array_elements(?::json) \
     ON CONFLICT DO NOTHING RETURNING month, term",
];

const TERMS: [&str; 2] = [
    "INSERT INTO search_terms (month, term, people) \
     SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') \
     FROM json_each(?) WHERE true \
     ON CONFLICT (month, term) DO UPDATE SET people = search_terms.people + excluded.people",
    "INSERT INTO search_terms (month, term, people) \
     SELECT (value->>0)::bigint, value->>1, (value->>2)::bigint FROM json_array_elements(?::json) \
     ON CONFLICT (month, term) DO UPDATE SET people = search_terms.people + excluded.people",
];

/// A term that somebody was not known to have searched this month.
#[derive(QueryableByName)]
struct New {
    #[diesel(sql_type = BigInt)]
    month: i64,
    #[diesel(sql_type = BigInt)]
    term: i64,
}

/// Adds what was counted. What comes when its month is over is counted, but no term is told apart any more.
///
/// # Errors
/// When the database fails; then nothing of it is kept.
pub fn keep(tx: &mut Tx<'_>, counted: &Counted, now: Micros) -> Verdict<()> {
    let this = now.month();
    let name = |month: i64, term: &str| if month < this { String::new() } else { term.to_owned() };
    let mut days: BTreeMap<(i64, String, i64), Day> = BTreeMap::new();
    for ((month, day, term), one) in &counted.days {
        let sum = days.entry((*day, name(*month, term), *month)).or_default();
        sum.searches += one.searches;
        sum.without_hit += one.without_hit;
        sum.followable += one.followable;
        sum.clicked += one.clicked;
    }
    let mut clicks: BTreeMap<(i64, String, i64, i64), i64> = BTreeMap::new();
    for ((month, day, term, position), n) in &counted.clicks {
        *clicks.entry((*day, name(*month, term), *position, *month)).or_default() += n;
    }
    // In the order of their keys, so that two nodes never wait for each other.
    let rows: Vec<_> = days
        .into_iter()
        .map(|((day, term, month), n)| (day, term, month, n.searches, n.without_hit, n.followable, n.clicked))
        .collect();
    run(tx.conn(), DAYS, &rows)?;
    let rows: Vec<_> = clicks.into_iter().map(|((day, term, at, month), n)| (day, term, at, month, n)).collect();
    run(tx.conn(), CLICKS, &rows)?;
    people(tx.conn(), counted, this)
}

/// Notes who searched what, and counts those who had not before.
fn people(conn: &mut AnyConnection, counted: &Counted, this: i64) -> Verdict<()> {
    let seekers = || counted.seekers.iter().filter(|seeker| seeker.0 >= this);
    let mut rows: Vec<(i64, i64, i64)> = seekers().map(|(month, _, term, who)| (*month, *term, *who)).collect();
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_unstable();
    let json = json(&rows)?;
    let new: Vec<New> = match conn {
        AnyConnection::Sqlite(inner) => Prepared(SEEKERS[0], [Value::Text(&json)]).load(inner)?,
        AnyConnection::Postgres(inner) => Prepared(SEEKERS[1], [Value::Text(&json)]).load(inner)?,
    };
    let names: HashMap<(i64, i64), &str> =
        seekers().map(|(month, name, term, _)| ((*month, *term), name.as_str())).collect();
    let mut terms: BTreeMap<(i64, &str), i64> = BTreeMap::new();
    for name in new.iter().filter_map(|new| Some((new.month, *names.get(&(new.month, new.term))?))) {
        *terms.entry(name).or_default() += 1;
    }
    let rows: Vec<_> = terms.into_iter().map(|((month, term), n)| (month, term, n)).collect();
    run(conn, TERMS, &rows)
}

fn run(conn: &mut AnyConnection, sql: [&'static str; 2], rows: &[impl serde::Serialize]) -> Verdict<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let json = json(rows)?;
    match conn {
        AnyConnection::Sqlite(inner) => Prepared(sql[0], [Value::Text(&json)]).execute(inner)?,
        AnyConnection::Postgres(inner) => Prepared(sql[1], [Value::Text(&json)]).execute(inner)?,
    };
    Ok(())
}

fn json(rows: &[impl serde::Serialize]) -> Verdict<String> {
    serde_json::to_string(rows).map_err(|why| Refusal::Internal(why.to_string()))
}
