//! How far a server is. Two numbers: the event log's position says what other nodes have told us of; PostgreSQL's own
//! log (its WAL) says what else was committed, such as a setting that no event speaks of.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::ground::db::{AnyConnection, Prepared};

/// A place in both logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, QueryableByName)]
pub struct Place {
    /// Position of the last event.
    #[diesel(sql_type = BigInt)]
    pub position: i64,
    /// Bytes of the WAL that are there; below zero on a server that is no streaming replica.
    #[diesel(sql_type = BigInt)]
    pub wal: i64,
}

impl Place {
    /// Whether everything up to another place is there.
    pub fn has(self, least: Self) -> bool {
        self.wal >= 0 && self.wal >= least.wal && self.position >= least.position
    }
}

#[derive(QueryableByName)]
struct Wal {
    #[diesel(sql_type = BigInt)]
    wal: i64,
}

/// How far a replica is. Both numbers only grow, so whatever is read afterwards has at least as much.
///
/// # Errors
/// When it does not answer.
pub fn of_replica(conn: &mut AnyConnection) -> QueryResult<Place> {
    let AnyConnection::Postgres(inner) = conn else {
        return Ok(Place { position: 0, wal: -1 });
    };
    Prepared(
        "SELECT position, COALESCE(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint, -1) AS wal \
         FROM event_log WHERE id = 1",
        [],
    )
    .get_result(inner)
}

/// How far the primary's WAL is: past every commit that was acknowledged so far, on disk or not.
///
/// # Errors
/// When it does not answer.
pub fn of_primary(conn: &mut AnyConnection) -> QueryResult<i64> {
    let AnyConnection::Postgres(inner) = conn else {
        return Ok(0);
    };
    let at: Wal =
        Prepared("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint AS wal", []).get_result(inner)?;
    Ok(at.wal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replica_must_have_both() {
        let place = |position, wal| Place { position, wal };
        assert!(place(7, 100).has(place(7, 100)) && place(8, 101).has(place(0, 0)));
        assert!(!place(6, 100).has(place(7, 100)) && !place(7, 99).has(place(7, 100)));
        assert!(!place(7, -1).has(place(0, -1)), "this is no replica");
    }
}
