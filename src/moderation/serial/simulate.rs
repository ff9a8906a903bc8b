//! What a pass would do: pairs, votes, points, and whose totals would change. It changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use diesel::prelude::*;

use super::find::{Found, Pair};
use super::policy::VotePolicy;
use super::{counts, night, reverse};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::reputation::Cause;
use crate::reputation::rules::{self, Standing};
use crate::reputation::tables::ledger;

/// Lines of the ledger that are weighed.
const LINES: i64 = 1_000_000;

/// An arrangement, and what would become of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[allow(missing_docs)] // the names say it
pub struct Case {
    pub kind: String,
    /// Ids, with names where they are shown.
    pub members: Vec<i64>,
    pub pairs: Vec<Pair>,
    pub votes: i64,
    /// Whether a moderator would be asked first.
    pub review: bool,
}

/// Somebody whose total would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[allow(missing_docs)] // the names say it
pub struct Total {
    pub person: i64,
    pub now: i64,
    pub then: i64,
}

/// What would happen.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[allow(missing_docs)] // the names say it
pub struct Outcome {
    pub cases: Vec<Case>,
    pub votes: i64,
    /// By how much all totals together would change.
    pub points: i64,
    pub totals: Vec<Total>,
}

/// Works it out by these rules, rings as if moderators agreed.
///
/// # Errors
/// When the database fails.
pub fn simulate(conn: &mut AnyConnection, policy: &VotePolicy, now: Micros) -> QueryResult<Outcome> {
    let found = night::look(conn, policy, now)?;
    let directions: BTreeSet<(i64, i64, i64)> =
        found.iter().flat_map(|f| &f.pairs).map(|p| (p.voter, p.author, p.value)).collect();
    let votes = if directions.is_empty() {
        Vec::new()
    } else {
        counts::votes_of(conn, &directions, night::window(policy, now))?
    };
    // Each line of the ledger that would be taken back: (person, post, actor).
    let gone: HashSet<(i64, i64, i64)> = votes
        .iter()
        .flat_map(|v| [(v.author_id, v.post_id, v.voter_id), (v.voter_id, v.post_id, v.voter_id)])
        .collect();
    let totals = totals(conn, &gone)?;
    Ok(Outcome {
        cases: found.iter().map(case).collect(),
        votes: i64::try_from(votes.len()).unwrap_or(i64::MAX),
        points: totals.iter().map(|total| total.then - total.now).sum(),
        totals,
    })
}

fn case(found: &Found) -> Case {
    Case {
        kind: found.pattern.word().to_owned(),
        members: found.members.clone(),
        pairs: found.pairs.clone(),
        votes: found.votes(),
        review: reverse::waits_for_people(found.pattern),
    }
}

/// Whether a line comes from a vote.
fn of_vote(cause: Cause) -> bool {
    matches!(cause, Cause::AnswerUp | Cause::AnswerDown | Cause::QuestionUp | Cause::QuestionDown | Cause::DownvoteCast)
}

type Line = (i64, i64, Cause, i64, i64, Option<i64>, Option<i64>, Option<i64>);

/// Totals of those whose total would be another one without these lines.
fn totals(conn: &mut AnyConnection, gone: &HashSet<(i64, i64, i64)>) -> QueryResult<Vec<Total>> {
    let persons: BTreeSet<i64> = gone.iter().map(|g| g.0).collect();
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let lines: Vec<Line> = ledger::table
        .filter(ledger::person_id.eq_any(persons.clone()))
        .order((ledger::person_id, ledger::id))
        .select((
            ledger::person_id,
            ledger::id,
            ledger::cause,
            ledger::nominal,
            ledger::day,
            ledger::reverses,
            ledger::post_id,
            ledger::actor_id,
        ))
        .limit(LINES)
        .load(conn)?;
    let stored: HashMap<i64, i64> = people::table
        .filter(people::id.eq_any(persons))
        .select((people::id, people::reputation))
        .load::<(i64, i64)>(conn)?
        .into_iter()
        .collect();
    let reversed: HashSet<i64> = lines.iter().filter_map(|l| l.5).collect();
    let mut standing: BTreeMap<i64, (Vec<Standing>, Vec<Standing>)> = BTreeMap::new();
    for (person, id, cause, nominal, day, _, post, actor) in &lines {
        if *cause == Cause::Reversal || reversed.contains(id) {
            continue;
        }
        let line = Standing { nominal: *nominal, capped: cause.capped(), day: *day };
        let (with, without) = standing.entry(*person).or_default();
        with.push(line);
        let key = (*person, post.unwrap_or(0), actor.unwrap_or(0));
        if !(of_vote(*cause) && gone.contains(&key)) {
            without.push(line);
        }
    }
    let total = |(person, (with, without)): (i64, (Vec<Standing>, Vec<Standing>))| {
        let now = stored.get(&person).copied().unwrap_or(rules::FLOOR);
        let change = rules::total(without) - rules::total(with);
        Total { person, now, then: (now + change).max(rules::FLOOR) }
    };
    Ok(standing.into_iter().map(total).filter(|total| total.now != total.then).collect())
}
