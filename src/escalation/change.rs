//! Changing terms: policies and calendars. What waits is computed again in the same transaction, and before saving one
//! can ask how many questions would move.

use std::collections::HashMap;

use diesel::prelude::*;

use super::events::{CalendarChanged, PolicyChanged};
use super::policy::Question;
use super::rows::Escalation;
use super::tables::{calendars, escalations, policies, terms_changes};
use super::terms::{Book, Hours, MOST, StoredPolicy};
use super::walk::{self, Walk};
use super::write::{self, json};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::accounts::tables::teams;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;
use crate::threads::tables::{question_tags, questions};

/// Waiting questions that a change computes again at most; a forum with more of them has other troubles first.
const OPEN: i64 = 20_000;

/// A change that has not been made yet.
#[derive(Clone, Debug)]
pub enum Change {
    /// A policy as it should be; number 0 for a new one.
    Policy(StoredPolicy),
    /// A policy that goes; never the fallback.
    RetirePolicy(i64),
    /// The policies before the fallback in this order.
    Order(Vec<i64>),
    /// A calendar as it should be; number 0 for a new one.
    Hours(Hours),
}

/// What a change does to the questions that wait.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Questions that wait.
    pub waiting: usize,
    /// Questions that would fall under another policy.
    pub other_policy: usize,
    /// Questions whose due time would be another one.
    pub moved: usize,
}

/// Makes a change. Returns the number of what was changed, and what it did.
///
/// # Errors
/// `Forbidden` for all but admins, `NotFound`, `Invalid` for terms that will not do.
pub fn change(tx: &mut Tx<'_>, actor: &Actor, change: &Change, rules: &Rules, now: Micros) -> Verdict<(i64, Effect)> {
    rules.allow(actor, Act::Administer, false, now)?;
    let before = Book::load(tx.conn())?.ok_or(Refusal::NotFound)?;
    check(&before, change)?;
    check_team(tx.conn(), change)?;
    let (subject, id) = store(tx, change, now)?;
    let after = Book::load(tx.conn())?.ok_or(Refusal::NotFound)?;
    let (rows, asked) = waiting(tx.conn())?;
    let (walks, effect) = computed(rows, &asked, &before, &after, Some(actor.id), now);
    let stored = walks.len();
    if walk::save_all(tx, walks)? < stored {
        return Err(Refusal::Conflict("problem-terms-busy"));
    }
    let moved = i64::try_from(effect.moved).unwrap_or(i64::MAX);
    diesel::insert_into(terms_changes::table)
        .values((
            terms_changes::subject.eq(subject),
            terms_changes::subject_id.eq(id),
            terms_changes::actor_id.eq(Some(actor.id)),
            terms_changes::before.eq(as_text(&before, subject, id)?),
            terms_changes::after.eq(as_text(&after, subject, id)?),
            terms_changes::moved.eq(moved),
            terms_changes::created_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    if subject == "calendar" {
        tx.record(Some(actor.id), &CalendarChanged { calendar_id: id }, now);
    } else {
        tx.record(Some(actor.id), &PolicyChanged { policy_id: id }, now);
    }
    Ok((id, effect))
}

/// What a change would do, without doing it.
///
/// # Errors
/// `Invalid` for terms that will not do.
pub fn preview(conn: &mut AnyConnection, change: &Change, now: Micros) -> Verdict<Effect> {
    let before = Book::load(conn)?.ok_or(Refusal::NotFound)?;
    let after = draft(&before, change)?;
    let (rows, asked) = waiting(conn)?;
    Ok(computed(rows, &asked, &before, &after, None, now).1)
}

/// The terms as they would be.
///
/// # Errors
/// `Invalid` for terms that will not do, `NotFound` for what is not there.
pub fn draft(before: &Book, change: &Change) -> Verdict<Book> {
    check(before, change)?;
    let (mut policies, mut hours) = (before.policies.clone(), before.hours.clone());
    match change {
        Change::Policy(policy) => match policies.iter_mut().find(|old| old.id == policy.id) {
            Some(old) => *old = policy.clone(),
            None => policies.push(policy.clone()),
        },
        Change::RetirePolicy(id) => policies.retain(|policy| policy.id != *id),
        Change::Order(ids) => {
            for policy in &mut policies {
                if let Some(place) = ids.iter().position(|id| *id == policy.id) {
                    policy.position = i64::try_from(place).unwrap_or(i64::MAX);
                }
            }
        }
        Change::Hours(one) => match hours.iter_mut().find(|old| old.id == one.id) {
            Some(old) => *old = one.clone(),
            None => hours.push(one.clone()),
        },
    }
    Book::new(policies, hours)
}

fn check(before: &Book, change: &Change) -> Verdict<()> {
    match change {
        Change::Policy(policy) => super::check::policy(before, policy),
        Change::Hours(hours) => super::check::hours(before, hours),
        Change::RetirePolicy(id) => match before.policies.iter().find(|policy| policy.id == *id) {
            Some(policy) if policy.fallback => Err(Refusal::Conflict("problem-fallback-stays")),
            Some(_) => Ok(()),
            None => Err(Refusal::NotFound),
        },
        Change::Order(_) => Ok(()),
    }
}

fn check_team(conn: &mut AnyConnection, change: &Change) -> Verdict<()> {
    let Change::Policy(StoredPolicy { team_id: Some(team), .. }) = change else { return Ok(()) };
    let known: i64 = teams::table.find(team).count().get_result(conn)?;
    if known == 0 { Err(Refusal::field("team", "problem-team")) } else { Ok(()) }
}

fn store(tx: &mut Tx<'_>, change: &Change, now: Micros) -> Verdict<(&'static str, i64)> {
    Ok(match change {
        Change::Policy(policy) if policy.id == 0 => ("policy", write::insert_policy(tx, policy)?),
        Change::Policy(policy) => ("policy", write::update_policy(tx, policy)?),
        Change::RetirePolicy(id) => {
            let gone = diesel::update(policies::table.find(id).filter(policies::fallback.eq(false)));
            gone.set(policies::retired_at.eq(Some(now.0))).execute(tx.conn())?;
            ("policy", *id)
        }
        Change::Order(ids) => {
            for (place, id) in (0i64..).zip(ids.iter().take(usize::try_from(MOST).unwrap_or_default())) {
                diesel::update(policies::table.find(id)).set(policies::position.eq(place)).execute(tx.conn())?;
            }
            ("policies", 0)
        }
        Change::Hours(hours) if hours.id == 0 => ("calendar", write::insert_hours(tx, hours)?),
        Change::Hours(hours) => {
            diesel::update(calendars::table.find(hours.id))
                .set((
                    calendars::name.eq(&hours.name),
                    calendars::zone.eq(&hours.zone),
                    calendars::week.eq(json(&hours.week)?),
                    calendars::days.eq(json(&hours.days)?),
                ))
                .execute(tx.conn())?;
            ("calendar", hours.id)
        }
    })
}

/// For the record: what was changed, as JSON; `null` where there was nothing.
fn as_text(book: &Book, subject: &str, id: i64) -> Verdict<String> {
    match subject {
        "calendar" => json(&book.hours_of(id)),
        "policy" => json(&book.policies.iter().find(|policy| policy.id == id)),
        _ => json(&book.policies.iter().map(|policy| (policy.id, &policy.name)).collect::<Vec<_>>()),
    }
}

/// The rows of what waits, and what policies look at, by few queries.
fn waiting(conn: &mut AnyConnection) -> Verdict<(Vec<Escalation>, HashMap<i64, Question>)> {
    let rows: Vec<Escalation> = escalations::table
        .filter(escalations::waits)
        .order(escalations::question_id)
        .limit(OPEN)
        .select(Escalation::as_select())
        .load(conn)?;
    let waits = || escalations::table.filter(escalations::waits).select(escalations::question_id);
    let facts: Vec<(i64, Option<i64>, Option<i64>, String, Micros)> = questions::table
        .filter(questions::id.eq_any(waits()))
        .select((questions::id, questions::product_id, questions::category_id, questions::lang, questions::created_at))
        .limit(OPEN)
        .load(conn)?;
    let mut asked: HashMap<i64, Question> = facts
        .into_iter()
        .map(|(id, product, category, language, asked_at)| {
            (id, Question { product, category, language, asked_at, ..Question::default() })
        })
        .collect();
    let tags: Vec<(i64, i64)> = question_tags::table
        .filter(question_tags::question_id.eq_any(waits()))
        .select((question_tags::question_id, question_tags::tag_id))
        .limit(OPEN * 5)
        .load(conn)?;
    for (id, tag) in tags {
        if let Some(question) = asked.get_mut(&id) {
            question.tags.push(tag);
        }
    }
    for row in &rows {
        if let Some(question) = asked.get_mut(&row.question_id) {
            question.priority = row.priority;
        }
    }
    Ok((rows, asked))
}

/// Every row under the new terms, after what was due under the old ones.
fn computed<'a>(
    rows: Vec<Escalation>,
    asked: &HashMap<i64, Question>,
    before: &'a Book,
    after: &'a Book,
    actor: Option<i64>,
    now: Micros,
) -> (Vec<Walk<'a>>, Effect) {
    let mut effect = Effect { waiting: rows.len(), ..Effect::default() };
    let mut walks = Vec::new();
    for row in rows {
        let Some(question) = asked.get(&row.question_id) else { continue };
        let was = row.clone();
        let mut walk = Walk::new(row, before, actor);
        walk.to(now);
        let was_due = walk.row.due;
        let policy = after.for_question(question);
        effect.other_policy += usize::from(policy.id != walk.row.policy_id);
        walk.now_by(after, policy, now);
        if walk.row.due != was_due {
            effect.moved += 1;
        }
        if walk.row != was {
            walks.push(walk);
        }
    }
    (walks, effect)
}
