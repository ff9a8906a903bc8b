//! Keeps the lists of similar questions: those that somebody missed, then all others, the newest first, again and again.
//! While somebody reads it rests far longer than it works, and pages go first, so that nobody notices. Every node does so
//! and passes over what another has looked up; two that meet do the same work once more, which harms nothing.

use std::time::Duration;

use diesel::prelude::*;
use search_index::SimilarTo;

use super::beside::quick;
use super::service::Service;
use super::tables::search_similar;
use crate::ground::clock::{MINUTE, Micros, Stopwatch, WEEK};
use crate::ground::db::{AnyConnection, Prepared, Tx, Value, among};
use crate::ground::events::last_position;
use crate::ground::priority::after_others;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::shutdown::Shutdown;
use crate::threads::kinds::Status;
use crate::threads::tables::{posts, questions};

/// Questions at a time.
const BATCH: usize = 100;
/// Between two looks whether somebody missed a list.
const PAUSE: Duration = Duration::from_millis(500);
/// How much longer than its work a batch is rested after: a fifth of a core.
const REST: u32 = 4;
/// Until it is tried again when the database did not answer.
const AFTER_FAILURE: Duration = Duration::from_secs(10);
/// Pauses between two rounds.
const BETWEEN: u32 = 1_200;
/// How soon a list is looked up anew at the earliest, and at the latest.
const LIFE: (i64, i64) = (MINUTE, WEEK);

const KEEP: [&str; 2] = [
    "INSERT INTO search_similar (question_id, ids, looked_at, due_at) \
     SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), \
     json_extract(value, '$[3]') FROM json_each(?) WHERE true \
     ON CONFLICT (question_id) DO UPDATE SET ids = excluded.ids, looked_at = excluded.looked_at, \
     due_at = excluded.due_at",
    "INSERT INTO search_similar (question_id, ids, looked_at, due_at) \
     SELECT (value->>0)::bigint, value->>1, (value->>2)::bigint, (value->>3)::bigint FROM json_array_elements(?::json) \
     ON CONFLICT (question_id) DO UPDATE SET ids = excluded.ids, looked_at = excluded.looked_at, \
     due_at = excluded.due_at",
];

/// A question whose list may be due.
#[derive(Queryable)]
struct Candidate {
    id: i64,
    title: String,
    lang: String,
    asked_at: Micros,
    edited_at: Option<Micros>,
    looked_at: Option<Micros>,
    due_at: Option<Micros>,
}

impl Candidate {
    /// Whether it has no list, one of an earlier title, or one that has had its time.
    fn is_due(&self, now: Micros) -> bool {
        let Some((looked_at, due_at)) = self.looked_at.zip(self.due_at) else { return true };
        due_at <= now || self.edited_at.is_some_and(|edited| edited >= looked_at)
    }
}

/// Until when a list holds that is looked up now: as long again as the question is old, because questions like it are
/// asked in the same days.
/// Where nothing was found, the forum may only have been small.
fn due(asked_at: Micros, found: bool, now: Micros) -> Micros {
    now.plus(if found { now.since(asked_at).clamp(LIFE.0, LIFE.1) } else { LIFE.0 })
}

/// Makes rounds on a thread of its own until shutdown.
pub(super) fn start(service: Service, shutdown: Shutdown) {
    let started = std::thread::Builder::new().name("kiez-search-rounds".into()).spawn(move || {
        after_others();
        let mut round = Round { service, below: Some(i64::MAX), pauses: 0, wanted: None };
        loop {
            let (watch, reads) = (Stopwatch::start(), round.service.db().reads());
            let pause = match round.step() {
                // Nobody is here to be disturbed.
                Ok(true) if round.service.db().reads() == reads => Duration::ZERO,
                Ok(true) => watch.elapsed() * REST,
                Ok(false) => PAUSE,
                Err(why) => {
                    tracing::warn!(%why, "similar questions could not be looked up; it will be tried again");
                    AFTER_FAILURE
                }
            };
            if shutdown.pause(pause) {
                break;
            }
        }
    });
    if let Err(why) = started {
        tracing::error!(%why, "similar questions are looked up when pages are opened: the thread could not start");
    }
}

/// Where the thread is in its round.
struct Round {
    service: Service,
    /// Above the question where it goes on; none between two rounds.
    below: Option<i64>,
    /// Pauses until the next one.
    pauses: u32,
    /// The position in the log that the index must know before anything is looked up in it: in an index that is still being
    /// filled nothing is like anything.
    wanted: Option<i64>,
}

impl Round {
    /// Looks up what somebody missed, and a batch of the others; whether anything was to be done.
    fn step(&mut self) -> Verdict<bool> {
        let wanted = match self.wanted {
            Some(wanted) => wanted,
            None => self.service.db().read_blocking(|conn| Ok::<_, Refusal>(last_position(conn)?))?,
        };
        if *self.service.seen().borrow() < wanted {
            self.wanted = Some(wanted);
            return Ok(false);
        }
        self.wanted = None;
        let missed = self.service.look_up_missed()?;
        let Some(from) = self.below else {
            self.pauses = self.pauses.saturating_sub(1);
            self.below = (self.pauses == 0).then_some(i64::MAX);
            return Ok(missed);
        };
        if !self.service.is_open() {
            return Ok(missed);
        }
        self.below = self.service.look_up_below(from)?;
        if self.below.is_none() {
            self.pauses = BETWEEN;
        }
        Ok(true)
    }
}

impl Service {
    /// Looks up what somebody missed; whether there was anything.
    fn look_up_missed(&self) -> Verdict<bool> {
        let missed = self.missed().take(BATCH);
        if missed.is_empty() {
            return Ok(false);
        }
        let candidates =
            self.db().read_blocking(|conn| Ok::<_, Refusal>(candidates(conn, Some(&missed), i64::MAX)?))?;
        self.look_up(&candidates)?;
        Ok(true)
    }

    /// Looks up what is due among the questions below this one; returns where to go on, none at the end.
    fn look_up_below(&self, from: i64) -> Verdict<Option<i64>> {
        let candidates = self.db().read_blocking(|conn| Ok::<_, Refusal>(candidates(conn, None, from)?))?;
        self.look_up(&candidates)?;
        Ok(candidates.last().filter(|_| candidates.len() == BATCH).map(|last| last.id))
    }

    fn look_up(&self, candidates: &[Candidate]) -> Verdict<()> {
        let now = self.now();
        let mut rows: Vec<(i64, String, Micros, Micros)> = Vec::new();
        for one in candidates.iter().filter(|one| one.is_due(now)) {
            let to = quick(SimilarTo {
                title: one.title.clone(),
                body: String::new(),
                langs: vec![one.lang.clone()],
                exclude: Some(one.id),
                limit: 0,
                looks: 0,
            });
            // Without an index there is nothing to say, which is not the same as that there are none.
            let Some(ids) = self.alike(&to) else { break };
            let similar = serde_json::to_string(&ids).map_err(|why| Refusal::Internal(why.to_string()))?;
            rows.push((one.id, similar, now, due(one.asked_at, !ids.is_empty(), now)));
        }
        if rows.is_empty() {
            return Ok(());
        }
        // In the order of their keys, so that two nodes never wait for each other.
        rows.sort_unstable_by_key(|row| row.0);
        let rows = serde_json::to_string(&rows).map_err(|why| Refusal::Internal(why.to_string()))?;
        self.db().write_blocking(move |tx| keep(tx, &rows))
    }
}

/// Questions that everybody may see, the newest first: these, or those below `from`.
fn candidates(conn: &mut AnyConnection, these: Option<&[i64]>, from: i64) -> QueryResult<Vec<Candidate>> {
    let all = questions::table
        .inner_join(posts::table)
        .left_join(search_similar::table.on(search_similar::question_id.eq(questions::id)))
        .filter(questions::shown)
        .filter(posts::status.eq(Status::Visible))
        .select((
            questions::id,
            questions::title,
            questions::lang,
            questions::created_at,
            posts::edited_at,
            search_similar::looked_at.nullable(),
            search_similar::due_at.nullable(),
        ))
        .order(questions::id.desc())
        .limit(BATCH as i64);
    match these {
        Some(ids) => all.filter(among(questions::id, ids)).load(conn),
        None => all.filter(questions::id.lt(from)).load(conn),
    }
}

fn keep(tx: &mut Tx<'_>, rows: &str) -> Verdict<()> {
    match tx.conn() {
        AnyConnection::Sqlite(conn) => Prepared(KEEP[0], [Value::Text(rows)]).execute(conn)?,
        AnyConnection::Postgres(conn) => Prepared(KEEP[1], [Value::Text(rows)]).execute(conn)?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::clock::{DAY, HOUR};

    #[test]
    fn a_young_list_is_looked_up_soon_again_and_an_old_one_once_a_week() {
        let now = Micros(1_000 * DAY);
        for (age, life) in [(0, MINUTE), (-HOUR, MINUTE), (5 * MINUTE, 5 * MINUTE), (HOUR, HOUR), (900 * DAY, WEEK)] {
            assert_eq!(due(now.plus(-age), true, now), now.plus(life), "{age}");
        }
        assert_eq!(due(now.plus(-900 * DAY), false, now), now.plus(MINUTE), "nothing was found");
    }

    #[test]
    fn a_list_of_an_earlier_title_is_due() {
        let at = |minutes: i64| Micros(minutes * MINUTE);
        let one = |edited_at, looked_at, due_at| Candidate {
            id: 1,
            title: String::new(),
            lang: String::new(),
            asked_at: at(0),
            edited_at,
            looked_at,
            due_at,
        };
        let list = (Some(at(5)), Some(at(10)));
        assert!(one(None, None, None).is_due(at(6)), "none at all");
        assert!(!one(None, list.0, list.1).is_due(at(6)) && one(None, list.0, list.1).is_due(at(10)));
        assert!(!one(Some(at(4)), list.0, list.1).is_due(at(6)) && one(Some(at(5)), list.0, list.1).is_due(at(6)));
    }
}
