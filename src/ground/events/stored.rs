//! An event as it stands in the log.

use diesel::prelude::*;

use super::Event;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::tables::{event_log, events};
use crate::on_both;

/// A line of the log.
#[derive(Clone, Debug, Queryable, serde::Serialize)]
pub struct Stored {
    /// From 1, without gaps, in commit order.
    pub position: i64,
    /// The event's kind, `noun.verb`.
    pub kind: String,
    /// When it happened.
    pub at: Micros,
    /// Whose act it was; none for the program's own.
    pub actor: Option<i64>,
    /// The event's fields as JSON.
    pub payload: String,
}

impl Stored {
    /// The event, if it is an `E`.
    pub fn decode<E: Event>(&self) -> Option<E> {
        (self.kind == E::KIND).then(|| serde_json::from_str(&self.payload).ok()).flatten()
    }

    /// A number of the payload, for readers that care about many kinds.
    pub fn number(&self, field: &str) -> Option<i64> {
        let payload: serde_json::Value = serde_json::from_str(&self.payload).ok()?;
        payload.get(field)?.as_i64()
    }
}

/// Up to `limit` events after `position`, in order.
///
/// # Errors
/// When the database cannot be asked.
pub fn after(conn: &mut AnyConnection, position: i64, limit: i64) -> QueryResult<Vec<Stored>> {
    events::table.filter(events::position.gt(position)).order(events::position).limit(limit).load(conn)
}

/// The position of the newest event; 0 when there is none.
///
/// # Errors
/// When the database cannot be asked.
pub fn last_position(conn: &mut AnyConnection) -> QueryResult<i64> {
    let position = event_log::table.find(1).select(event_log::position);
    on_both!(conn, inner => position.first(inner))
}
