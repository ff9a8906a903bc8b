//! The one type that callers hold: an index in a directory, open for writing and asking.
//!
//! It never asks the time and never starts anything by itself except the engine's own merging,
//! which follows writes.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::schema::Schema;
use tantivy::{IndexReader, IndexSettings, ReloadPolicy, Searcher};

use crate::analysis::Analysers;
use crate::ask::{self, Balance, Counted, Desk, Known, Synonyms};
use crate::error::{Error, Result, guarded};
use crate::schema::{self, Fields};
use crate::store::copy::{self, Copied};
use crate::store::files;
use crate::store::health::{self, Health};
use crate::store::lock::DirLock;
use crate::store::pen::Pen;
use crate::store::sealed::SealedDirectory;
use crate::{Begun, Completion, Document, Explained, Found, Query, Similar, SimilarTo};

/// A search index in a directory of its own. Share it by reference: many may ask while one
/// writes. While it lives, nobody else can open the directory, and it must not be renamed.
pub struct Index {
    // Dropped in this order: the writer ends before the lock is given up.
    pen: Pen,
    reader: IndexReader,
    fields: Fields,
    analysers: Analysers,
    cursor: Mutex<Option<i64>>,
    /// Belongs to the state of the index with this number.
    state: Mutex<Option<(u64, State)>>,
    counted: Counted,
    synonyms: Mutex<Arc<Synonyms>>,
    dir: PathBuf,
    _lock: DirLock,
}

/// What is known of one state of the index.
#[derive(Clone)]
struct State {
    balance: Arc<Balance>,
    known: Arc<Known>,
}

/// An index that was opened, and what was found there.
pub struct Opened {
    /// The index, ready.
    pub index: Index,
    /// What was found. Unless it is [`OpenState::Existing`], the index is empty now.
    pub state: OpenState,
}

/// What was found in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenState {
    /// A whole index, every checksum right.
    Existing,
    /// Nothing.
    Created,
    /// A damaged index, and why; it was moved to `aside/` in the directory.
    Damaged(String),
    /// An index of another version; it was moved to `aside/` in the directory.
    OldFormat,
}

impl Index {
    /// Opens the index in a directory, which is made if need be. Reads it all once. An index that
    /// cannot be used is moved to `aside/` within it, in place of an earlier one, and an empty one made.
    ///
    /// # Errors
    /// [`Error::Locked`] if somebody living has it open, [`Error::Io`] if the disk refuses.
    pub fn open_or_create(dir: &Path) -> Result<Opened> {
        fs::create_dir_all(dir)?;
        let lock = DirLock::take(dir)?;
        let state = if !files::any(dir)? {
            OpenState::Created
        } else {
            match health::check(dir) {
                Ok(Health::Whole) => OpenState::Existing,
                Ok(Health::OldFormat) => OpenState::OldFormat,
                Err(Error::Damaged(reason)) => OpenState::Damaged(reason),
                Err(error) => return Err(error),
            }
        };
        let index = match state {
            OpenState::Existing => Index::open(dir, lock)?,
            OpenState::Created => Index::create(dir, lock)?,
            OpenState::Damaged(_) | OpenState::OldFormat => {
                files::move_aside(dir)?;
                Index::create(dir, lock)?
            }
        };
        Ok(Opened { index, state })
    }

    /// Makes an empty index in a directory; one that is there is deleted, unread.
    ///
    /// # Errors
    /// [`Error::Locked`] if somebody living has it open, [`Error::Io`] if the disk refuses.
    pub fn create_fresh(dir: &Path) -> Result<Index> {
        fs::create_dir_all(dir)?;
        let lock = DirLock::take(dir)?;
        files::remove(dir)?;
        Index::create(dir, lock)
    }

    fn create(dir: &Path, lock: DirLock) -> Result<Index> {
        let (schema, fields) = Fields::build();
        let make = |schema: Schema| {
            let sealed = SealedDirectory::open(dir)?;
            // Small blocks: a search reads a hundred texts here and there, and unpacks no more than it needs.
            let settings = IndexSettings { docstore_blocksize: 4_096, ..IndexSettings::default() };
            Ok(tantivy::Index::create(sealed, schema, settings)?)
        };
        let engine = guarded(|| make(schema))?;
        Index::assemble(dir, lock, engine, fields)
    }

    fn open(dir: &Path, lock: DirLock) -> Result<Index> {
        let engine = guarded(|| Ok(tantivy::Index::open(SealedDirectory::open(dir)?)?))?;
        Index::assemble(dir, lock, engine, Fields::build().1)
    }

    fn assemble(dir: &Path, lock: DirLock, mut engine: tantivy::Index, fields: Fields) -> Result<Index> {
        engine.set_tokenizers(schema::tokenizers());
        let payload = health::payload(&engine.load_metas()?)?;
        let reader = guarded(|| Ok(engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?))?;
        Ok(Index {
            pen: Pen::new(engine),
            reader,
            fields,
            analysers: Analysers::new(),
            cursor: Mutex::new(payload.map(|payload| payload.cursor)),
            state: Mutex::default(),
            counted: Counted::default(),
            synonyms: Mutex::default(),
            dir: dir.to_owned(),
            _lock: lock,
        })
    }

    /// The position in the log up to which the last commit knows everything; `None` before the
    /// first commit: then the index is to be filled from the tables.
    pub fn cursor(&self) -> Option<i64> {
        *self.cursor.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a document, or puts it in place of the one with its id. Found after [`Index::commit`].
    /// May block while documents are written out.
    ///
    /// # Errors
    /// Any error means that the batch is lost: begin again at [`Index::cursor`].
    pub fn put(&self, document: &Document) -> Result<()> {
        let doc = self.fields.fill(document);
        self.pen.write(|writer| {
            writer.delete_term(self.fields.id_term(document.id));
            writer.add_document(doc)?;
            Ok(())
        })
    }

    /// Removes the document with an id, if there is one. Gone after [`Index::commit`].
    ///
    /// # Errors
    /// As [`Index::put`].
    pub fn remove(&self, id: i64) -> Result<()> {
        self.pen.write(|writer| {
            writer.delete_term(self.fields.id_term(id));
            Ok(())
        })
    }

    /// Writes the batch to disk together with the log position it reaches. When this returns,
    /// the batch is safe and every new search sees it.
    ///
    /// # Errors
    /// [`Error::BatchLost`] if a call of this batch failed; any error means that the batch is lost
    /// and [`Index::cursor`] is where it was. The next batch may begin at once.
    pub fn commit(&self, cursor: i64) -> Result<()> {
        self.pen.commit(cursor, || {
            self.reader.reload()?;
            *self.cursor.lock().unwrap_or_else(PoisonError::into_inner) = Some(cursor);
            Ok(())
        })
    }

    /// Forgets everything since the last commit.
    pub fn rollback(&self) {
        self.pen.rollback();
    }

    /// Searches. Whatever was typed is a valid query.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the index on disk no longer makes sense.
    pub fn search(&self, query: &Query) -> Result<Found> {
        self.ask(|desk| ask::search(desk, query))
    }

    /// Finds threads like one that is being asked or was asked, solved ones first among
    /// comparably relevant ones.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn similar(&self, to: &SimilarTo) -> Result<Vec<Similar>> {
        self.ask(|desk| ask::similar(desk, to))
    }

    /// Titles that go on as somebody has begun to type: those with every word of it, the last one as a beginning, the
    /// solved and well-voted first. Nothing below two letters.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn complete(&self, begun: &Begun) -> Result<Vec<Completion>> {
        self.ask(|desk| ask::complete(desk, begun))
    }

    /// Why a thread stands where it stands among the hits of a query; `None` if it is none of them.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn explain(&self, query: &Query, id: i64) -> Result<Option<Explained>> {
        self.ask(|desk| ask::explain(desk, query, id))
    }

    /// Words and phrases that mean the same, in groups; each finds all others of its group from now on.
    pub fn set_synonyms(&self, groups: &[Vec<String>]) {
        let synonyms = Arc::new(Synonyms::of(groups));
        *self.synonyms.lock().unwrap_or_else(PoisonError::into_inner) = synonyms;
        // What was found with others; whoever is asking at this moment has the former state and keeps it to themselves.
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The parts of a compound, folded, by the vocabulary of the index; none of what is no compound in a language that
    /// writes them as one word.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn parts(&self, word: &str, lang: &str) -> Result<Vec<String>> {
        self.ask(|desk| ask::parts(desk, word, lang))
    }

    /// What the index holds: ids above `after` in order with [`Document::fingerprint`], at most `limit`.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn fingerprints(&self, after: i64, limit: usize) -> Result<Vec<(i64, u64)>> {
        self.ask(|desk| ask::fingerprints(desk, after, limit))
    }

    fn ask<T>(&self, question: impl FnOnce(&mut Desk) -> Result<T>) -> Result<T> {
        guarded(|| {
            let searcher = self.reader.searcher();
            let analysers = self.analysers.clone();
            let State { balance, known } = self.state(&searcher)?;
            let synonyms = self.synonyms.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let (searcher, fields) = (&searcher, &self.fields);
            question(&mut Desk { searcher, fields, analysers, balance: &balance, synonyms, known: &known })
        })
    }

    fn state(&self, searcher: &Searcher) -> Result<State> {
        let number = searcher.generation().generation_id();
        let mut held = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, state)) = held.as_ref()
            && *of == number
        {
            return Ok(state.clone());
        }
        let balance = Arc::new(Balance::of(searcher, &self.fields, &self.counted)?);
        let state = State { balance, known: Arc::default() };
        *held = Some((number, state.clone()));
        Ok(state)
    }

    /// The files of the last commit, for another directory. Others may ask and write meanwhile, and while it is read.
    ///
    /// # Errors
    /// [`Error::Io`] if the disk refuses, [`Error::Engine`] before the first commit.
    pub fn copy(&self) -> Result<Copied> {
        copy::take(&self.dir)
    }

    /// How many documents a search sees.
    pub fn documents(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// The size of the index on disk in bytes, without what lies in `aside/`.
    pub fn size_on_disk(&self) -> u64 {
        files::size(&self.dir)
    }

    /// The files of the last commit by name, and what the file system says of them. None is read, and none that is still
    /// named ever changes.
    ///
    /// # Errors
    /// [`Error::Damaged`] says which one is missing.
    pub fn files(&self) -> Result<BTreeMap<PathBuf, Metadata>> {
        health::present(&self.dir)
    }

    /// Reads the whole index and compares it with its checksums. Others may ask and write meanwhile.
    ///
    /// # Errors
    /// [`Error::Damaged`] says what is wrong.
    pub fn verify(&self) -> Result<()> {
        match health::check(&self.dir)? {
            Health::Whole => Ok(()),
            Health::OldFormat => Err(Error::Damaged("another version wrote into it".to_owned())),
        }
    }
}
