//! How often threads are read: counted in memory, written now and then. A crash may lose some, which is fine;
//! a write for every page would not be.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use diesel::prelude::*;

use crate::ground::clock::{MINUTE, Micros};
use crate::ground::db::{AnyConnection, Db, Prepared, Tx, Value};
use crate::ground::refusal::{Refusal, Verdict};

/// How often the counts are written, in microseconds.
const EVERY: i64 = MINUTE;
/// Threads that wait at most before the counts are written anyway: below a megabyte.
const MANY: usize = 20_000;
/// Threads in a transaction, which others must wait for.
const AT_ONCE: usize = 250;

const ADD: [&str; 2] = [
    "UPDATE questions SET views = views + json_extract(value, '$[1]') FROM json_each(?) \
     WHERE questions.id = json_extract(value, '$[0]')",
    "UPDATE questions SET views = views + (value->>1)::bigint FROM json_array_elements(?::json) \
     WHERE questions.id = (value->>0)::bigint",
];

/// The counts that are not written yet.
#[derive(Default)]
pub struct Views(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    counts: HashMap<i64, i64>,
    since: Option<Micros>,
}

impl Views {
    /// Counts one view; writes all of them in the background when it is time.
    pub fn count(&self, db: &Db, question: i64, now: Micros) {
        let Some(counts) = self.note(question, now) else { return };
        let db = db.clone();
        actix_web::rt::spawn(async move { write(&db, counts).await });
    }

    /// Writes what waits: before the end.
    pub async fn keep_now(&self, db: &Db) {
        let waiting = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        write(db, waiting.counts).await;
    }

    fn note(&self, question: i64, now: Micros) -> Option<HashMap<i64, i64>> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting.counts.entry(question).or_default() += 1;
        let since = *waiting.since.get_or_insert(now);
        if now.since(since) < EVERY && waiting.counts.len() < MANY {
            return None;
        }
        waiting.since = None;
        Some(std::mem::take(&mut waiting.counts))
    }
}

async fn write(db: &Db, counts: HashMap<i64, i64>) {
    let mut counts: Vec<(i64, i64)> = counts.into_iter().collect();
    // In the order of their keys, so that two nodes rarely wait for each other.
    counts.sort_unstable();
    for some in counts.chunks(AT_ONCE) {
        let some = serde_json::json!(some).to_string();
        if let Err(why) = db.write(move |tx| add(tx, &some)).await {
            tracing::warn!(%why, "some views were not counted");
        }
    }
}

/// Adds them, `[[question, views], …]`, in one statement.
fn add(tx: &mut Tx<'_>, counts: &str) -> Verdict<()> {
    match tx.conn() {
        AnyConnection::Sqlite(conn) => Prepared(ADD[0], [Value::Text(counts)]).execute(conn)?,
        AnyConnection::Postgres(conn) => Prepared(ADD[1], [Value::Text(counts)]).execute(conn)?,
    };
    Ok::<_, Refusal>(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_handed_over_once_a_minute() {
        let views = Views::default();
        assert_eq!(views.note(7, Micros(0)), None);
        assert_eq!(views.note(7, Micros(1)), None);
        assert_eq!(views.note(8, Micros(MINUTE)), Some(HashMap::from([(7, 2), (8, 1)])));
        assert_eq!(views.note(8, Micros(MINUTE + 1)), None);
    }

    #[test]
    fn there_is_an_end_to_what_waits() {
        let views = Views::default();
        let written = (0..2 * MANY as i64).filter_map(|question| views.note(question, Micros(0)));
        assert_eq!(written.map(|counts| counts.len()).collect::<Vec<_>>(), [MANY; 2]);
    }
}
