//! The last step: each thread is whole now, so its state is worked out, its original is named, and the log learns of it.

use std::collections::HashMap;

use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;
use crate::interop::events::ThreadImported;
use crate::interop::memory;
use crate::threads::state;

use super::posts::POST;
use super::records::Kind;
use super::rows;
use super::run::{BATCH, Step};

const THREAD: &str = "thread";

/// Settles every thread that is not settled yet.
///
/// # Errors
/// When the database fails.
pub fn import(step: &mut Step<'_>) -> anyhow::Result<()> {
    let survey = step.survey;
    let mut threads: Vec<i64> =
        survey.posts.iter().filter(|(_, kind)| **kind == Kind::Question).map(|(id, _)| *id).collect();
    threads.sort_unstable();
    step.progress.begin("threads", threads.len() as u64)?;
    let mut done = 0;
    for batch in threads.chunks(BATCH) {
        let originals: HashMap<i64, i64> = batch
            .iter()
            .filter(|id| survey.duplicates.contains_key(id))
            .map(|id| (*id, survey.original(*id)))
            .collect();
        let (source, now, batch) = (step.source.to_owned(), step.now, batch.to_vec());
        let duplicates = originals.len() as u64;
        done += batch.len() as u64;
        let linked = step.db.write_blocking(move |tx| settle(tx, &source, &batch, &originals, now))?;
        let line = step.report.line("links");
        line.imported += linked;
        line.known += duplicates - linked;
        step.progress.at(done)?;
    }
    step.progress.end()
}

/// Returns how many duplicates were linked now.
fn settle(tx: &mut Tx<'_>, source: &str, batch: &[i64], originals: &HashMap<i64, i64>, now: Micros) -> Verdict<u64> {
    let settled = memory::known(tx.conn(), source, THREAD, batch)?;
    let both: Vec<i64> = batch.iter().chain(originals.values()).copied().collect();
    let ours = memory::known(tx.conn(), source, POST, &both)?;
    let mut linked = 0;
    for foreign in batch.iter().filter(|id| !settled.contains_key(id)) {
        let Some(question_id) = ours.get(foreign).copied() else { continue };
        if let Some(original) = originals.get(foreign).and_then(|id| ours.get(id)) {
            rows::set_original(tx.conn(), question_id, *original)?;
            linked += 1;
        }
        state::refresh(tx, question_id, now)?;
        tx.record(None, &ThreadImported { question_id, post_id: question_id }, now);
        memory::remember(tx.conn(), source, THREAD, *foreign, question_id)?;
    }
    Ok(linked)
}
