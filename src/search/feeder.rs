//! Follows the event log: whatever happens in a thread, its document is made anew from the tables. So an event taken
//! twice does no harm, and the order of events does not matter. The cursor is part of the index's own commit.

use std::collections::BTreeSet;

use diesel::prelude::*;
use search_index::{Error, Index};

use super::documents::{self, CHUNK};
use super::service::{Service, refusal};
use crate::accounts::events::PersonErased;
use crate::escalation::events::KINDS;
use crate::ground::clock::Stopwatch;
use crate::ground::db::Db;
use crate::ground::events::{AT_ONCE, Event, NodeReader, Stored, after};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::shutdown::Shutdown;
use crate::threads::events::{EditSuggested, QuestionJoined, TagChanged};
use crate::threads::tables::{posts, question_tags};

/// Kinds that change nothing of a document; those of escalation neither.
const IRRELEVANT: [&str; 2] = [QuestionJoined::KIND, EditSuggested::KIND];
/// Events taken at once when a new index catches up.
const BATCH: i64 = 500;
/// Failures in a row, other than of the disk, after which the index counts as damaged.
const PATIENCE: u32 = 10;

/// The reader of the log.
pub(super) struct Feeder {
    service: Service,
    shutdown: Shutdown,
    failures: u32,
}

impl Feeder {
    pub(super) fn new(service: Service, shutdown: Shutdown) -> Self {
        Self { service, shutdown, failures: 0 }
    }
}

impl NodeReader for Feeder {
    fn name(&self) -> &'static str {
        "search"
    }

    /// Without an index there is nothing to read: the one that is being made reads by itself.
    fn position(&self) -> i64 {
        self.service.current().and_then(|generation| generation.index.cursor()).unwrap_or(i64::MAX)
    }

    fn read(&mut self, db: &Db, events: &[Stored]) -> Verdict<()> {
        let Some(generation) = self.service.current() else {
            return Ok(());
        };
        let writing = generation.writing();
        let cursor = generation.index.cursor().unwrap_or(i64::MAX);
        // The index was replaced between the question where it stands and this answer: ask again.
        if events.first().is_none_or(|first| first.position != cursor.saturating_add(1)) {
            return Ok(());
        }
        let watch = Stopwatch::start();
        match apply(db, &generation.index, events) {
            Ok(position) => {
                self.failures = 0;
                self.service.seen().send_replace(position);
                // Others may write into the index, or take its place, while this rests.
                drop(writing);
                drop(generation);
                if events.len() < AT_ONCE {
                    self.service.gather(watch.elapsed(), &self.shutdown);
                }
                Ok(())
            }
            Err(Trouble::Refused(why)) => Err(why),
            Err(Trouble::Index(why)) => {
                self.failures += u32::from(!matches!(why, Error::Io(_)));
                if matches!(why, Error::Damaged(_)) || self.failures >= PATIENCE {
                    self.failures = 0;
                    self.service.damaged(&generation, &why.to_string());
                }
                Err(refusal(why))
            }
        }
    }
}

/// Why a batch was not taken.
pub(super) enum Trouble {
    /// The database failed.
    Refused(Refusal),
    /// The index failed.
    Index(Error),
}

impl From<Refusal> for Trouble {
    fn from(why: Refusal) -> Self {
        Self::Refused(why)
    }
}

impl From<Error> for Trouble {
    fn from(why: Error) -> Self {
        Self::Index(why)
    }
}

impl From<Trouble> for Refusal {
    fn from(why: Trouble) -> Self {
        match why {
            Trouble::Refused(why) => why,
            Trouble::Index(why) => refusal(why),
        }
    }
}

/// Takes what the log has beyond the index's cursor, but for the last few: while people write there are always some more, and
/// who waits for a moment without any waits for ever. The reader of the log takes them.
pub(super) fn catch_up(db: &Db, index: &Index) -> Result<i64, Trouble> {
    let mut cursor = index.cursor().unwrap_or(0);
    loop {
        let events = db.read_blocking(|conn| Ok::<_, Refusal>(after(conn, cursor, BATCH)?))?;
        if events.is_empty() {
            return Ok(cursor);
        }
        cursor = apply(db, index, &events)?;
        if (events.len() as i64) < BATCH {
            return Ok(cursor);
        }
    }
}

/// Takes a batch of events into the index; returns the position it has reached.
fn apply(db: &Db, index: &Index, events: &[Stored]) -> Result<i64, Trouble> {
    let result = renew_all(db, index, events);
    let last = events.last().map_or(0, |event| event.position);
    match result.and_then(|()| Ok(index.commit(last)?)) {
        Ok(()) => Ok(last),
        Err(why) => {
            index.rollback();
            Err(why)
        }
    }
}

fn renew_all(db: &Db, index: &Index, events: &[Stored]) -> Result<(), Trouble> {
    let touched: BTreeSet<i64> = events
        .iter()
        .filter(|event| !IRRELEVANT.contains(&event.kind.as_str()) && !KINDS.contains(&event.kind.as_str()))
        .filter_map(|event| event.number("question_id"))
        .collect();
    for ids in touched.into_iter().collect::<Vec<_>>().chunks(CHUNK) {
        renew(db, index, ids)?;
    }
    let gone: BTreeSet<i64> = events.iter().filter_map(Stored::decode::<PersonErased>).map(|e| e.person_id).collect();
    for person in gone {
        renew_threads_of(db, index, person)?;
    }
    let tags: BTreeSet<i64> = events.iter().filter_map(Stored::decode::<TagChanged>).map(|e| e.tag_id).collect();
    if !tags.is_empty() {
        renew_tagged(db, index, &tags.into_iter().collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Every thread in which somebody wrote.
fn renew_threads_of(db: &Db, index: &Index, person: i64) -> Result<(), Trouble> {
    let mut from = 0;
    loop {
        let posts: Vec<(i64, i64)> = db.read_blocking(|conn| {
            let page = posts::table
                .filter(posts::author_id.eq(person))
                .filter(posts::id.gt(from))
                .select((posts::id, posts::question_id))
                .order(posts::id)
                .limit(CHUNK as i64)
                .load(conn)?;
            Ok::<_, Refusal>(page)
        })?;
        let Some((last, _)) = posts.last() else {
            return Ok(());
        };
        from = *last;
        let ids: BTreeSet<i64> = posts.iter().map(|(_, question)| *question).collect();
        renew(db, index, &ids.into_iter().collect::<Vec<_>>())?;
    }
}

/// Every thread with one of these tags, which may have another name now.
fn renew_tagged(db: &Db, index: &Index, tags: &[i64]) -> Result<(), Trouble> {
    let mut from = 0;
    loop {
        let ids: Vec<i64> = db.read_blocking(|conn| {
            let page = question_tags::table
                .filter(question_tags::tag_id.eq_any(tags))
                .filter(question_tags::question_id.gt(from))
                .select(question_tags::question_id)
                .distinct()
                .order(question_tags::question_id)
                .limit(CHUNK as i64)
                .load(conn)?;
            Ok::<_, Refusal>(page)
        })?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        from = *last;
        renew(db, index, &ids)?;
    }
}

/// Makes the documents of these threads anew; what not everybody may see goes.
fn renew(db: &Db, index: &Index, ids: &[i64]) -> Result<(), Trouble> {
    let documents = db.read_blocking(|conn| Ok::<_, Refusal>(documents::load(conn, ids)?))?;
    for document in &documents {
        index.put(document)?;
    }
    let found: BTreeSet<i64> = documents.iter().map(|document| document.id).collect();
    for gone in ids.iter().filter(|id| !found.contains(id)) {
        index.remove(*gone)?;
    }
    Ok(())
}
