//! Who may be asked for help: nobody who did not say so.

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use crate::notifications::tables::help_consents;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::posts;

/// What somebody said; none if they were never asked.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, person: i64) -> QueryResult<Option<bool>> {
    help_consents::table.find(person).select(help_consents::given).first(conn).optional()
}

/// Keeps what somebody said.
///
/// # Errors
/// When the database fails.
pub fn set(tx: &mut Tx<'_>, person: i64, given: bool, now: Micros) -> Verdict<()> {
    if of(tx.conn(), person)? == Some(given) {
        return Ok(());
    }
    diesel::delete(help_consents::table.find(person)).execute(tx.conn())?;
    diesel::insert_into(help_consents::table)
        .values((
            help_consents::person_id.eq(person),
            help_consents::given.eq(given),
            help_consents::decided_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Whether to offer it to somebody: once they helped, and as long as they have not decided.
///
/// # Errors
/// When the database fails.
pub fn is_offered(conn: &mut AnyConnection, person: i64) -> Verdict<bool> {
    if of(conn, person)?.is_some() {
        return Ok(false);
    }
    let helped: Option<i64> = posts::table
        .filter(posts::author_id.eq(person))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::accepted_at.is_not_null().or(posts::endorsement_count.gt(0)).or(posts::up.gt(posts::down)))
        .select(posts::id)
        .first(conn)
        .optional()?;
    Ok(helped.is_some())
}
