//! The one writer. A batch is all or nothing: after any failure the rest of the batch is refused
//! up to and including its commit, so that no cursor passes over a document that was lost.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexWriter};

use super::health::Payload;
use crate::error::{Error, Result, guarded};
use crate::schema::FORMAT;

/// Bytes of memory in which documents gather before they are written out.
const ARENA: usize = 50_000_000;

pub(crate) struct Pen {
    index: Index,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// Made when first needed: an index that is only read needs no threads and no memory for it.
    writer: Option<IndexWriter>,
    lost: bool,
}

impl Pen {
    pub(crate) fn new(index: Index) -> Pen {
        Pen { index, held: Mutex::default() }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something within the batch.
    pub(crate) fn write(&self, act: impl FnOnce(&mut IndexWriter) -> Result<()>) -> Result<()> {
        let mut held = self.held();
        if held.lost {
            return Err(Error::BatchLost);
        }
        let result = self.with_writer(&mut held, act);
        held.lost = result.is_err();
        result
    }

    /// Ends the batch; afterwards the next one begins, also when this one failed. `after` runs
    /// before anybody else may write.
    pub(crate) fn commit(&self, cursor: i64, after: impl FnOnce() -> Result<()>) -> Result<()> {
        let mut held = self.held();
        if std::mem::take(&mut held.lost) {
            return Err(Error::BatchLost);
        }
        let payload = serde_json::to_string(&Payload { format: FORMAT, cursor })
            .map_err(|error| Error::Engine(error.to_string()))?;
        self.with_writer(&mut held, |writer| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()?;
            after()
        })
    }

    /// Forgets the batch.
    pub(crate) fn rollback(&self) {
        let mut held = self.held();
        held.lost = false;
        close(&mut held);
    }

    fn with_writer(&self, held: &mut Held, act: impl FnOnce(&mut IndexWriter) -> Result<()>) -> Result<()> {
        let result = guarded(|| {
            if held.writer.is_none() {
                held.writer = Some(self.index.writer_with_options(options())?);
            }
            held.writer.as_mut().map_or(Err(Error::BatchLost), act)
        });
        if result.is_err() {
            close(held);
        }
        result
    }
}

fn options() -> IndexWriterOptions {
    IndexWriterOptions::builder().num_worker_threads(1).num_merge_threads(1).memory_budget_per_thread(ARENA).build()
}

/// Ends the writer and waits for its threads, so that none writes when the directory has
/// another holder. What was not committed is gone, as it should be.
fn close(held: &mut Held) {
    if let Some(writer) = held.writer.take() {
        // Its failure says only that the batch is lost, which the caller knows or does not mind.
        let _ = guarded(|| Ok(writer.wait_merging_threads()?));
    }
}

impl Drop for Pen {
    fn drop(&mut self) {
        close(self.held.get_mut().unwrap_or_else(PoisonError::into_inner));
    }
}
