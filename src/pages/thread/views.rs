//! How often threads are read: counted in memory, written now and then. A crash may lose some, which is fine;
//! a write for every page would not be.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use diesel::prelude::*;

use crate::ground::clock::{MINUTE, Micros};
use crate::ground::db::Db;
use crate::ground::refusal::Refusal;
use crate::threads::tables::questions;

/// How often the counts are written, in microseconds.
const EVERY: i64 = MINUTE;
/// Threads that wait at most before the counts are written anyway.
const MANY: usize = 500;

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
        actix_web::rt::spawn(async move {
            let written = db
                .write(move |tx| {
                    for (views, ids) in by_count(&counts) {
                        diesel::update(questions::table.filter(questions::id.eq_any(ids)))
                            .set(questions::views.eq(questions::views + views))
                            .execute(tx.conn())?;
                    }
                    Ok::<_, Refusal>(())
                })
                .await;
            if let Err(why) = written {
                tracing::warn!(%why, "some views were not counted");
            }
        });
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

/// Threads with the same number of views share a statement.
fn by_count(counts: &HashMap<i64, i64>) -> BTreeMap<i64, Vec<i64>> {
    let mut groups: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (id, views) in counts {
        groups.entry(*views).or_default().push(*id);
    }
    groups
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
}
