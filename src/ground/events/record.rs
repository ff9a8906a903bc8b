//! How an event gets into the log.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Text};

use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Prepared, Value};
use crate::ground::tables::events;

/// Something that happened. The types live in their rooms.
pub trait Event: serde::Serialize + serde::de::DeserializeOwned {
    /// `noun.verb`, unique in the program and never changed.
    const KIND: &'static str;
}

/// An event that waits for its position.
pub struct Pending {
    kind: &'static str,
    at: Micros,
    actor: Option<i64>,
    payload: String,
}

impl Pending {
    pub(crate) fn new<E: Event>(actor: Option<i64>, event: &E, at: Micros) -> Self {
        // Ids and small values always serialise; a type that did not would show in its room's first test.
        let payload = serde_json::to_string(event).unwrap_or_else(|_| "{}".into());
        Self { kind: E::KIND, at, actor, payload }
    }

    /// Adds what else is shown otherwise from now on to its fields, as `"touched":[["person",7]]`.
    pub(crate) fn add_touched(&mut self, touched: &BTreeSet<(&'static str, i64)>) {
        if touched.is_empty() {
            return;
        }
        if let Some(fields) = self.payload.strip_suffix('}')
            && let Ok(touched) = serde_json::to_string(touched)
        {
            let comma = if fields == "{" { "" } else { "," };
            self.payload = format!("{fields}{comma}\"touched\":{touched}}}");
        }
    }

    /// Its kind, `noun.verb`.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// When it happened.
    pub fn at(&self) -> Micros {
        self.at
    }

    /// Whose act it was; none for the program's own.
    pub fn actor(&self) -> Option<i64> {
        self.actor
    }

    /// Its fields as JSON.
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// A number of it.
    pub fn number(&self, field: &str) -> Option<i64> {
        let payload: serde_json::Value = serde_json::from_str(&self.payload).ok()?;
        payload.get(field)?.as_i64()
    }
}

/// The last position that a batch takes.
#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = BigInt)]
    position: i64,
}

/// Takes positions for the batch's events and writes them; returns the last one.
/// From here to the commit no other node can take a position.
pub(crate) fn flush(conn: &mut AnyConnection, pending: &[Pending]) -> QueryResult<Option<i64>> {
    if pending.is_empty() {
        return Ok(None);
    }
    let count = i64::try_from(pending.len()).unwrap_or(i64::MAX);
    let take = Prepared(
        "UPDATE event_log SET position = position + ? WHERE id = 1 RETURNING position",
        [Value::Number(count)],
    );
    let Taken { position: last } = crate::on_both!(conn, inner => take.get_result(inner))?;
    let first = last - count + 1;
    match conn {
        AnyConnection::Sqlite(inner) => {
            for (position, event) in (first..).zip(pending) {
                diesel::insert_into(events::table)
                    .values((
                        events::position.eq(position),
                        events::kind.eq(event.kind),
                        events::at.eq(event.at.0),
                        events::actor_id.eq(event.actor),
                        events::payload.eq(&event.payload),
                    ))
                    .execute(inner)?;
            }
        }
        // Arrays: one statement and one plan for a batch of any size.
        AnyConnection::Postgres(inner) => {
            diesel::sql_query(
                "INSERT INTO events (position, kind, at, actor_id, payload) \
                 SELECT * FROM unnest($1, $2, $3, $4, $5)",
            )
            .bind::<Array<BigInt>, _>((first..=last).collect::<Vec<_>>())
            .bind::<Array<Text>, _>(pending.iter().map(|e| e.kind).collect::<Vec<_>>())
            .bind::<Array<BigInt>, _>(pending.iter().map(|e| e.at.0).collect::<Vec<_>>())
            .bind::<Array<Nullable<BigInt>>, _>(pending.iter().map(|e| e.actor).collect::<Vec<_>>())
            .bind::<Array<Text>, _>(pending.iter().map(|e| e.payload.as_str()).collect::<Vec<_>>())
            .execute(inner)?;
        }
    }
    Ok(Some(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::events! {
        /// Of a test.
        Seen = "test.seen" { test_id: i64 }
        /// Of a test.
        Bare = "test.bare" {}
    }

    #[test]
    fn what_is_touched_stands_beside_the_fields() {
        let touched = BTreeSet::from([("person", 7), ("question", 3)]);
        let mut seen = Pending::new(None, &Seen { test_id: 5 }, Micros(0));
        seen.add_touched(&BTreeSet::new());
        assert_eq!(seen.payload(), "{\"test_id\":5}");
        seen.add_touched(&touched);
        assert_eq!(seen.payload(), "{\"test_id\":5,\"touched\":[[\"person\",7],[\"question\",3]]}");
        assert_eq!(serde_json::from_str::<Seen>(seen.payload()).ok(), Some(Seen { test_id: 5 }));
        let mut bare = Pending::new(None, &Bare {}, Micros(0));
        bare.add_touched(&touched);
        assert_eq!(bare.payload(), "{\"touched\":[[\"person\",7],[\"question\",3]]}");
        assert_eq!(serde_json::from_str::<Bare>(bare.payload()).ok(), Some(Bare {}));
    }
}
