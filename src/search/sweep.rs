//! The sweep: once an hour the index is compared with the tables, whole, and what differs is put right. The log leaves
//! nothing out, so there is nothing to find, unless somebody wrote into the tables by hand or a program had a fault.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use search_index::Document;

use super::documents::{self, CHUNK};
use super::feeder::Trouble;
use super::generation::Generation;
use super::service::Service;
use super::stale::Stale;
use crate::ground::clock::Stopwatch;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::shutdown::Shutdown;
use crate::threads::tables::questions;

/// Between two sweeps.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// How much longer than its work a chunk is rested after: a tenth of a core at most.
const REST: u32 = 9;

/// What a sweep has put right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// Threads that were not in the index.
    pub missing: u64,
    /// Threads that were in it as they are not.
    pub different: u64,
    /// Threads that should not be in it.
    pub extra: u64,
}

/// The same since the program started, for monitoring.
#[derive(Default)]
pub(super) struct Tally {
    missing: AtomicU64,
    different: AtomicU64,
    extra: AtomicU64,
}

impl Tally {
    fn add(&self, mended: Mended) {
        self.missing.fetch_add(mended.missing, Ordering::Relaxed);
        self.different.fetch_add(mended.different, Ordering::Relaxed);
        self.extra.fetch_add(mended.extra, Ordering::Relaxed);
    }

    /// The numbers by name.
    pub(super) fn read(&self) -> [(&'static str, u64); 3] {
        let read = |number: &AtomicU64| number.load(Ordering::Relaxed);
        [("missing", read(&self.missing)), ("different", read(&self.different)), ("extra", read(&self.extra))]
    }
}

/// Sweeps once an hour on a thread of its own until shutdown.
pub(super) fn start(service: Service, shutdown: Shutdown) {
    let started = std::thread::Builder::new().name("kiez-search-sweep".into()).spawn(move || {
        while !shutdown.pause(EVERY) {
            if let Err(why) = service.sweep_resting(&mut |rest| shutdown.pause(rest)) {
                tracing::warn!(%why, "the search index could not be compared with the tables");
            }
        }
    });
    if let Err(why) = started {
        tracing::error!(%why, "the search's sweep could not start");
    }
}

impl Service {
    /// Compares the index with the tables at once, without resting, and puts right what differs.
    ///
    /// # Errors
    /// When the database or the index fails; what was put right until then stays.
    pub fn sweep(&self) -> Verdict<Mended> {
        self.sweep_resting(&mut |_| false)
    }

    /// `rest` waits as long as it is told and says whether that was the end.
    fn sweep_resting(&self, rest: &mut dyn FnMut(Duration) -> bool) -> Verdict<Mended> {
        let (mut all, mut from) = (Mended::default(), 0);
        while let Some(generation) = self.current() {
            let watch = Stopwatch::start();
            let (odd, next) = self.compare(&generation, from)?;
            if !odd.is_empty() {
                let mended = self.mend(&generation, &odd)?;
                self.mended().add(mended);
                all.missing += mended.missing;
                all.different += mended.different;
                all.extra += mended.extra;
            }
            match next {
                Some(next) if !rest(watch.elapsed() * REST) => from = next,
                _ => break,
            }
        }
        if all != Mended::default() {
            let Mended { missing, different, extra } = all;
            tracing::warn!(missing, different, extra, "the search index differed from the tables and was put right");
        }
        Ok(all)
    }

    /// The threads above `from` that seem to differ, and up to where was looked; none if that was all. Nobody waits
    /// for this, so a thread that changes meanwhile is among them.
    fn compare(&self, generation: &Generation, from: i64) -> Result<(Vec<i64>, Option<i64>), Trouble> {
        let held = generation.index.fingerprints(from, CHUNK)?;
        let mut ids = self.db().read_blocking(|conn| Ok::<_, Refusal>(after(conn, from)?))?;
        let full = |last: Option<i64>, length: usize| last.filter(|_| length >= CHUNK);
        let ends = [full(ids.last().copied(), ids.len()), full(held.last().map(|(id, _)| *id), held.len())];
        let end = ends.into_iter().flatten().min();
        let within = |id: &i64| end.is_none_or(|end| *id <= end);
        ids.retain(within);
        let held: BTreeMap<i64, u64> = held.into_iter().filter(|(id, _)| within(id)).collect();
        let wanted = self.db().read_blocking(|conn| Ok::<_, Refusal>(documents::load(conn, &ids)?))?;
        let wanted: BTreeMap<i64, u64> = wanted.iter().map(|document| (document.id, document.fingerprint())).collect();
        let all: BTreeSet<i64> = held.keys().chain(wanted.keys()).copied().collect();
        Ok((all.into_iter().filter(|id| held.get(id) != wanted.get(id)).collect(), end))
    }

    /// Looks again, while the log's reader waits, and puts right what differs although the index has read everything
    /// about it.
    fn mend(&self, generation: &Arc<Generation>, ids: &[i64]) -> Result<Mended, Trouble> {
        let _writing = generation.writing();
        let there = self.current().is_some_and(|current| Arc::ptr_eq(&current, generation));
        let (Some(cursor), Some(first), true) = (generation.index.cursor(), ids.first(), there) else {
            return Ok(Mended::default());
        };
        let (documents, stale) = self.db().read_blocking(|conn| {
            let documents = documents::load(conn, ids)?;
            // Asked last: what has happened since is in here, and the reader will see to it.
            Ok::<_, Refusal>((documents, Stale::in_index(conn, cursor)?))
        })?;
        let wanted: BTreeMap<i64, Document> = documents.into_iter().map(|document| (document.id, document)).collect();
        let held: BTreeMap<i64, u64> = generation.index.fingerprints(first - 1, 2 * CHUNK)?.into_iter().collect();
        let result = put_right(generation, ids.iter().filter(|id| !stale.has(**id)), &wanted, &held, cursor);
        if result.is_err() {
            generation.index.rollback();
        }
        result
    }
}

fn put_right<'a>(
    generation: &Generation,
    ids: impl Iterator<Item = &'a i64>,
    wanted: &BTreeMap<i64, Document>,
    held: &BTreeMap<i64, u64>,
    cursor: i64,
) -> Result<Mended, Trouble> {
    let mut mended = Mended::default();
    for id in ids {
        match (wanted.get(id), held.get(id)) {
            (Some(document), None) => {
                generation.index.put(document)?;
                mended.missing += 1;
            }
            (Some(document), Some(held)) if document.fingerprint() != *held => {
                generation.index.put(document)?;
                mended.different += 1;
            }
            (None, Some(_)) => {
                generation.index.remove(*id)?;
                mended.extra += 1;
            }
            _ => {}
        }
    }
    if mended != Mended::default() {
        // The same position as before: nothing of the log was read.
        generation.index.commit(cursor)?;
    }
    Ok(mended)
}

fn after(conn: &mut AnyConnection, from: i64) -> QueryResult<Vec<i64>> {
    questions::table
        .filter(questions::id.gt(from))
        .select(questions::id)
        .order(questions::id)
        .limit(CHUNK as i64)
        .load(conn)
}
