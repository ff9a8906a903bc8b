//! Who is of a team, and who of it is there at this moment.

use diesel::prelude::*;

use crate::accounts::roles::{Role, Scope};
use crate::accounts::tables::{grants, people, sessions};
use crate::ground::clock::{MINUTE, Micros};
use crate::ground::db::AnyConnection;
use crate::name_columns;
use crate::pages::lists::{Backend, Columns, Name};

/// Who did something so recently is there, in microseconds.
const HERE: i64 = 5 * MINUTE;
/// People of a team that are listed.
const MOST: i64 = 100;

/// Where somebody's grant must hold: in one of these teams or everywhere; any team's with none.
fn words(teams: Option<&[i64]>) -> Option<Vec<String>> {
    let of =
        |teams: &[i64]| teams.iter().map(|id| Scope::Team(*id)).chain([Scope::Everywhere]).map(Scope::word).collect();
    teams.map(of)
}

/// Staff and leads of a team, by name; with none everybody who works at the desk. Suspended ones are not there.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, team: Option<i64>, now: Micros) -> QueryResult<Vec<Name>> {
    let mut query = grants::table
        .inner_join(people::table)
        .filter(grants::role.eq_any([Role::Staff, Role::Lead]))
        .filter(people::erased_at.is_null())
        .filter(people::suspended_until.is_null().or(people::suspended_until.le(now.0)))
        .into_boxed::<Backend>();
    if let Some(words) = words(team.as_ref().map(std::slice::from_ref)) {
        query = query.filter(grants::scope.eq_any(words));
    }
    let rows: Vec<Columns> =
        query.order((people::name, people::id)).select(name_columns!()).distinct().limit(MOST).load(conn)?;
    Ok(rows.into_iter().map(Name::from).collect())
}

/// Who of these teams is there, by name.
///
/// # Errors
/// When the database fails.
pub fn here(conn: &mut AnyConnection, teams: Option<&[i64]>, now: Micros) -> QueryResult<Vec<Name>> {
    let mut query = grants::table
        .inner_join(people::table.inner_join(sessions::table))
        .filter(grants::role.eq_any([Role::Staff, Role::Lead]))
        .filter(people::erased_at.is_null())
        .filter(sessions::seen_at.gt(now.plus(-HERE).0))
        .into_boxed::<Backend>();
    if let Some(words) = words(teams) {
        query = query.filter(grants::scope.eq_any(words));
    }
    let rows: Vec<Columns> =
        query.order((people::name, people::id)).select(name_columns!()).distinct().limit(MOST).load(conn)?;
    Ok(rows.into_iter().map(Name::from).collect())
}
