//! Who of the demo's people may be asked for help, and what came of asking some of them in the last weeks.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::escalation::tables::nudges;
use crate::ground::clock::{DAY, HOUR, MINUTE, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;
use crate::notifications::nudge::why::{Common, Why};
use crate::notifications::nudge::{NudgeState, consent};
use crate::notifications::tables::help_consents;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{posts, questions};

use super::format::Community;
use super::town::Town;

/// Whom the bar's customer is: she has not decided yet, so that visitors see what she is offered.
const UNDECIDED: &str = "lena";
/// What is newer leaves everybody's budget for what waits now.
const FROM: i64 = 29 * DAY;
const TO: i64 = 8 * DAY;
/// Who is asked answers soon, or hardly ever.
const SOON: i64 = 45 * MINUTE;
/// Answers that are told as if their authors had been asked.
const MOST: i64 = 60;

/// Writes consents, and what came of asking.
///
/// # Errors
/// A key that leads nowhere, or a database that fails.
pub fn write(tx: &mut Tx<'_>, community: &Community, town: &Town, now: Micros) -> anyhow::Result<()> {
    let members = community.person.iter().filter(|person| person.roles.is_empty() && person.key != UNDECIDED);
    let mut agreed = Vec::new();
    for (n, person) in members.enumerate() {
        let id = town.person(&person.key)?;
        if n % 3 != 2 {
            consent::set(tx, id, true, now.plus(-60 * DAY))?;
            agreed.push(id);
        } else if n % 2 == 0 {
            consent::set(tx, id, false, now.plus(-60 * DAY))?;
        }
    }
    Ok(history(tx, &agreed, now)?)
}

/// An answer: question, asker, its product, author, when it was asked and answered.
type Row = (i64, i64, Option<i64>, i64, Micros, Micros);

fn history(tx: &mut Tx<'_>, agreed: &[i64], now: Micros) -> Verdict<()> {
    let answers: Vec<Row> = posts::table
        .inner_join(questions::table.on(questions::id.eq(posts::question_id)))
        .inner_join(help_consents::table.on(help_consents::person_id.eq(posts::author_id)))
        .filter(help_consents::given)
        .filter(questions::shown)
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::created_at.gt(now.plus(-FROM)))
        .filter(posts::created_at.lt(now.plus(-TO)))
        .filter(posts::author_id.ne(questions::asker_id))
        .order(posts::id)
        .limit(MOST)
        .select((
            posts::question_id,
            questions::asker_id,
            questions::product_id,
            posts::author_id,
            questions::created_at,
            posts::created_at,
        ))
        .load(tx.conn())?;
    let mut known: HashSet<(i64, i64)> = answers.iter().map(|row| (row.0, row.3)).collect();
    let mut told = HashSet::new();
    for (n, (question, asker, product, author, asked_at, answered_at)) in (0_i64..).zip(answers) {
        let late = answered_at.since(asked_at) > SOON;
        let state = match (late, n % 6) {
            (true, 0) => NudgeState::HeldOut,
            (false, _) | (true, 1) => NudgeState::Answered,
            (true, _) => continue,
        };
        let Some(product) = product.filter(|_| told.insert((question, author))) else { continue };
        let why = Why { about: Common::Product(product), solved: 1 + n % 5, months: 1 + n % 4 };
        let at = asked_at.plus((answered_at.since(asked_at) / 2).min(SOON / 2));
        nudge(tx, question, author, why, state, at, Some(answered_at))?;
        // Somebody else was asked, too, and could not help or did not react.
        let place = usize::try_from(n * 7).unwrap_or_default() % agreed.len().max(1);
        if let Some(other) = agreed.get(place).filter(|other| **other != asker && known.insert((question, **other))) {
            let (state, decided) = match n % 5 {
                0 => (NudgeState::Declined, Some(at.plus(HOUR / 4))),
                1 => (NudgeState::Asked, None),
                2 => (NudgeState::HeldOut, None),
                _ => continue,
            };
            nudge(tx, question, *other, why, state, at, decided)?;
        }
    }
    Ok(())
}

fn nudge(
    tx: &mut Tx<'_>,
    question: i64,
    person: i64,
    why: Why,
    state: NudgeState,
    at: Micros,
    decided: Option<Micros>,
) -> QueryResult<()> {
    diesel::insert_into(nudges::table)
        .values((
            nudges::question_id.eq(question),
            nudges::person_id.eq(person),
            nudges::why.eq(why.json()),
            nudges::state.eq(state),
            nudges::created_at.eq(at.0),
            nudges::decided_at.eq(decided.map(|at| at.0)),
        ))
        .execute(tx.conn())
        .map(drop)
}
