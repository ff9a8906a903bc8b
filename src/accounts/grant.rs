//! Roles are granted and taken back by admins, or from the command line. There is always an admin left.

use diesel::prelude::*;

use super::Actor;
use super::events::{RoleGranted, RoleRevoked};
use super::permissions::{Act, may};
use super::roles::{Role, Scope};
use crate::accounts::tables::{grants, people, products, teams};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;

/// Whether they may run the forum; the command line (nobody) always may.
///
/// # Errors
/// `Forbidden`.
pub fn runs_the_forum(actor: Option<&Actor>) -> Verdict<()> {
    actor.map_or(Ok(()), |actor| may(actor, Act::Administer, &Thresholds::default(), false))
}

fn checked(tx: &mut Tx<'_>, actor_id: Option<i64>, now: Micros) -> Verdict<()> {
    let actor = actor_id.map(|id| Actor::load(tx.conn(), id)).transpose()?;
    if let Some(actor) = &actor {
        actor.active(now)?;
    }
    runs_the_forum(actor.as_ref())
}

/// Gives somebody a role; one that they hold already stays as it is.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid` for a scope that does not go with the role, `NotFound`.
pub fn grant(
    tx: &mut Tx<'_>,
    actor_id: Option<i64>,
    person: i64,
    role: Role,
    scope: Scope,
    now: Micros,
) -> Verdict<()> {
    checked(tx, actor_id, now)?;
    fits(tx.conn(), role, scope)?;
    people::table.find(person).filter(people::erased_at.is_null()).select(people::id).first::<i64>(tx.conn())?;
    let word = scope.word();
    let known: i64 = grants::table
        .filter(grants::person_id.eq(person))
        .filter(grants::role.eq(role))
        .filter(grants::scope.eq(&word))
        .count()
        .get_result(tx.conn())?;
    if known > 0 {
        return Ok(());
    }
    diesel::insert_into(grants::table)
        .values((
            grants::person_id.eq(person),
            grants::role.eq(role),
            grants::scope.eq(&word),
            grants::granted_by.eq(actor_id),
            grants::granted_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    tx.record(actor_id, &RoleGranted { person_id: person, role: role.word().into(), scope: word }, now);
    Ok(())
}

/// Takes a role back; it is gone on the person's next request.
///
/// # Errors
/// `Forbidden` for all but admins, `Conflict` for the last admin, `NotFound` when they do not hold it.
pub fn revoke(
    tx: &mut Tx<'_>,
    actor_id: Option<i64>,
    person: i64,
    role: Role,
    scope: Scope,
    now: Micros,
) -> Verdict<()> {
    checked(tx, actor_id, now)?;
    if role == Role::Admin {
        not_the_last_admin(tx, person)?;
    }
    let word = scope.word();
    let held = grants::table
        .filter(grants::person_id.eq(person))
        .filter(grants::role.eq(role))
        .filter(grants::scope.eq(&word));
    if diesel::delete(held).execute(tx.conn())? == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(actor_id, &RoleRevoked { person_id: person, role: role.word().into(), scope: word }, now);
    Ok(())
}

/// Refuses when nobody but `person` runs the forum.
///
/// # Errors
/// `Conflict`.
pub fn not_the_last_admin(tx: &mut Tx<'_>, person: i64) -> Verdict<()> {
    let admins = grants::table.filter(grants::role.eq(Role::Admin));
    // Touching the rows makes another node wait that takes the other admin's role at this moment.
    diesel::update(admins).set(grants::role.eq(Role::Admin)).execute(tx.conn())?;
    let ids: Vec<i64> = admins.select(grants::person_id).limit(1_000).load(tx.conn())?;
    let last = ids.contains(&person) && ids.iter().all(|id| *id == person);
    if last { Err(Refusal::Conflict("problem-last-admin")) } else { Ok(()) }
}

/// Whether a role can hold there: experts for a product or tag, staff and leads in a team, the others everywhere only.
fn fits(conn: &mut AnyConnection, role: Role, scope: Scope) -> Verdict<()> {
    let found: i64 = match (role, scope) {
        (_, Scope::Everywhere) => 1,
        (Role::Expert, Scope::Product(id)) => products::table.find(id).count().get_result(conn)?,
        // Tags live in a later room; whoever grants has looked the number up there.
        (Role::Expert, Scope::Tag(_)) => 1,
        (Role::Staff | Role::Lead, Scope::Team(id)) => teams::table.find(id).count().get_result(conn)?,
        _ => 0,
    };
    if found == 0 { Err(Refusal::field("scope", "problem-scope")) } else { Ok(()) }
}

/// Whether anybody runs the forum yet.
///
/// # Errors
/// When the database fails.
pub fn has_admin(conn: &mut AnyConnection) -> Verdict<bool> {
    let n: i64 = grants::table.filter(grants::role.eq(Role::Admin)).count().get_result(conn)?;
    Ok(n > 0)
}
