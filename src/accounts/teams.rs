//! Teams of staff.

use diesel::prelude::*;

use super::Actor;
use super::events::TeamChanged;
use super::grant::runs_the_forum;
use crate::accounts::tables::teams;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// Teams at most.
const MOST: i64 = 500;

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = teams)]
pub struct Team {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// All teams by name.
///
/// # Errors
/// When the database fails.
pub fn teams(conn: &mut AnyConnection) -> QueryResult<Vec<Team>> {
    teams::table.order((teams::name, teams::id)).limit(MOST).select(Team::as_select()).load(conn)
}

/// Adds a team.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid` for a name that will not do or is taken.
pub fn add(tx: &mut Tx<'_>, actor: Option<&Actor>, name: &str, now: Micros) -> Verdict<i64> {
    runs_the_forum(actor)?;
    let name = check(tx, name, None)?;
    let id =
        diesel::insert_into(teams::table).values(teams::name.eq(name)).returning(teams::id).get_result(tx.conn())?;
    tx.record(actor.map(|a| a.id), &TeamChanged { team_id: id }, now);
    Ok(id)
}

/// Gives a team another name.
///
/// # Errors
/// As `add`, and `NotFound`.
pub fn rename(tx: &mut Tx<'_>, actor: Option<&Actor>, id: i64, name: &str, now: Micros) -> Verdict<()> {
    runs_the_forum(actor)?;
    let name = check(tx, name, Some(id))?;
    if diesel::update(teams::table.find(id)).set(teams::name.eq(name)).execute(tx.conn())? == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(actor.map(|a| a.id), &TeamChanged { team_id: id }, now);
    Ok(())
}

fn check(tx: &mut Tx<'_>, name: &str, own: Option<i64>) -> Verdict<String> {
    let name = super::name::check(name)?;
    let taken: i64 = teams::table
        .filter(teams::name.eq(&name))
        .filter(teams::id.ne(own.unwrap_or(-1)))
        .count()
        .get_result(tx.conn())?;
    if taken > 0 { Err(Refusal::field("name", "problem-name-taken")) } else { Ok(name) }
}
