//! What all acts on a waiting question begin with: the row is held, what was due before is done, and whoever acts looked
//! at what is really there.

use super::rows::{self, Escalation};
use super::snooze::REASON;
use super::stage::Stage;
use super::terms::Book;
use super::walk::Walk;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::accounts::roles::{Role, Scope};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// The forum's terms; without them nothing escalates.
pub(super) fn book(conn: &mut AnyConnection) -> Verdict<Book> {
    Book::load(conn)?.ok_or(Refusal::NotFound)
}

/// A question that waits, for an act of somebody who saw version `seen` of it.
///
/// # Errors
/// `NotFound`, or `Conflict` when it changed since or waits no more.
pub(super) fn waiting<'a>(
    tx: &mut Tx<'_>,
    book: &'a Book,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    now: Micros,
) -> Verdict<(Walk<'a>, Escalation)> {
    let row = rows::locked(tx, question_id)?.ok_or(Refusal::NotFound)?;
    if !row.waits {
        return Err(Refusal::Conflict("problem-escalation-over"));
    }
    if row.version != seen {
        return Err(Refusal::Conflict("problem-escalation-changed"));
    }
    let mut walk = Walk::new(row, book, Some(actor.id));
    walk.to(now);
    let before = walk.row.clone();
    Ok((walk, before))
}

/// Refuses whoever neither triages nor works for the question's team once staff have it, and those who would act while
/// somebody else has claimed it.
pub(super) fn may_act(actor: &Actor, row: &Escalation, rules: &Rules, now: Micros) -> Verdict<()> {
    let by_staff = matches!(row.stage, Stage::Staff | Stage::HandedOver) && works_for(actor, row.team_id);
    if by_staff {
        rules.allow(actor, Act::WorkAtDesk, false, now)?;
    } else {
        rules.allow(actor, Act::Triage, false, now)?;
    }
    match row.claimant(now) {
        Some(other) if other != actor.id => Err(Refusal::Conflict("problem-claimed")),
        _ => Ok(()),
    }
}

/// What somebody may say on the way: nothing, or not too much.
pub(super) fn short(reason: &str) -> Verdict<&str> {
    let reason = reason.trim();
    if reason.chars().count() > REASON {
        return Err(Refusal::field("reason", "problem-reason-missing"));
    }
    Ok(reason)
}

/// Whether somebody is of a team; every team's staff may take what belongs to none.
pub fn works_for(actor: &Actor, team: Option<i64>) -> bool {
    actor.grants.iter().any(|grant| match (grant.role, grant.scope) {
        (Role::Admin, _) | (Role::Staff | Role::Lead, Scope::Everywhere) => true,
        (Role::Staff | Role::Lead, Scope::Team(of)) => team.is_none_or(|team| team == of),
        _ => false,
    })
}
