//! The search as the program holds it: the index that serves, what is wrong with it, and how far it has read the log.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use tokio::sync::watch;

use super::beside::Missed;
use super::feeder::Feeder;
use super::generation::{Generation, Newest};
use super::keeper;
use super::peers::Peers;
use super::places::{Places, Taken};
use super::rounds;
use super::sweep::{self, Tally};
use super::wait::Waiting;
use super::warming::Progress;
use super::words::{self, Words, WordsReader};
use crate::ground::clock::{Clock, Micros};
use crate::ground::db::Db;
use crate::ground::events::{self, last_position};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::shutdown::Shutdown;

/// How long a page waits for a look at what stands beside it. Hardly one does: such looks are taken in advance.
const PATIENCE: Duration = Duration::from_secs(1);

/// The search; cheap to clone, handed to handlers as `web::Data<Service>`.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    root: PathBuf,
    current: ArcSwapOption<Generation>,
    /// The position in the log that searches know; -1 without an index.
    seen: watch::Sender<i64>,
    /// What admins have told it, and who changes that at the moment.
    words: words::Held,
    renewing: Mutex<()>,
    /// Why the index is being made again.
    fault: Mutex<Option<Fault>>,
    /// Whether the newest index was in somebody else's hands.
    busy: AtomicBool,
    /// Looks that the keeper has taken.
    looks: AtomicU64,
    mended: Tally,
    missed: Missed,
    peers: Peers,
    warming: Progress,
    waiting: Waiting,
    /// One for each search that is worked on.
    places: Places,
}

/// Why the index is being made again.
struct Fault {
    /// Whether a peer's may be as wrong: then only the tables will do.
    tables: bool,
}

impl Service {
    /// Works in the index, which reads files and computes: not on a thread that serves requests. None if that panics.
    pub(super) async fn look<T, F>(&self, work: F) -> Option<T>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> T + Send + 'static,
    {
        let place = self.place().await?;
        self.look_at(place, work).await
    }

    /// A place among those who look into the index, taken until it is dropped.
    pub(super) async fn place(&self) -> Option<Taken> {
        self.0.places.wait().await
    }

    /// The same as `look` for what stands beside a question: none, too, if so many others do so that it would take long.
    pub(super) async fn look_beside<T, F>(&self, work: F) -> Option<T>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> T + Send + 'static,
    {
        let place = self.0.places.beside(PATIENCE).await?;
        self.look_at(place, work).await
    }

    async fn look_at<T, F>(&self, place: Taken, work: F) -> Option<T>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> T + Send + 'static,
    {
        let service = self.clone();
        let (tell, told) = tokio::sync::oneshot::channel();
        self.0.db.blocking().run(move || {
            let found = work(&service);
            drop((place, service));
            // Whoever asked may have gone.
            let _ = tell.send(found);
        });
        told.await.ok()
    }

    /// Opens the newest whole index in `data_dir`, or notes that one must be made: that never keeps the program from
    /// starting.
    pub fn open(db: Db, clock: Clock, data_dir: &Path) -> Self {
        Self::open_among(db, clock, data_dir, Peers::none())
    }

    /// The same for a node that has peers: an index that must be made is copied from one of them, if one has it.
    pub fn open_among(db: Db, clock: Clock, data_dir: &Path, peers: Peers) -> Self {
        let places = Places::new(db.blocking().looks());
        let service = Self(Arc::new(Inner {
            db,
            clock,
            root: root(data_dir),
            current: ArcSwapOption::empty(),
            seen: watch::Sender::new(-1),
            words: words::none(),
            renewing: Mutex::default(),
            fault: Mutex::default(),
            busy: AtomicBool::new(false),
            looks: AtomicU64::new(0),
            mended: Tally::default(),
            missed: Missed::default(),
            peers,
            warming: Progress::default(),
            waiting: Waiting::default(),
            places,
        }));
        if let Err(why) = service.load_words() {
            tracing::warn!(%why, "synonyms and pinned answers are not known yet");
        }
        service.open_newest();
        service
    }

    /// Starts the threads that feed the index and make it again when need be.
    pub fn start(&self, shutdown: &Shutdown) {
        events::follow(self.0.db.clone(), Feeder::new(self.clone(), shutdown.clone()), shutdown.clone());
        events::follow(self.0.db.clone(), WordsReader::new(self.clone(), &self.0.db), shutdown.clone());
        keeper::start(self.clone(), shutdown.clone());
        sweep::start(self.clone(), shutdown.clone());
        rounds::start(self.clone(), shutdown.clone());
    }

    /// How many hold it: one once its threads have ended and nobody searches.
    pub fn holders(&self) -> usize {
        Arc::strong_count(&self.0)
    }

    /// How many looks its keeper has taken at the index and its files.
    pub fn looks(&self) -> u64 {
        self.0.looks.load(Ordering::Relaxed)
    }

    /// What sweeps have put right.
    pub(super) fn mended(&self) -> &Tally {
        &self.0.mended
    }

    pub(super) fn looked(&self) {
        self.0.looks.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes the newest whole index that is there.
    pub(super) fn open_newest(&self) {
        self.0.busy.store(false, Ordering::Relaxed);
        match Generation::newest(&self.0.root) {
            Newest::Whole(generation) => {
                generation.tidy(&self.0.root);
                let known = generation.index.cursor().unwrap_or(0);
                let last = self.0.db.read_blocking(|conn| Ok::<_, Refusal>(last_position(conn)?));
                self.take(*generation);
                // After a restored backup the index remembers what never happened.
                if last.is_ok_and(|last| last < known) {
                    self.make_again("it knows more than the database".to_owned());
                }
            }
            Newest::Missing(why) => self.lost(why),
            Newest::Busy => self.0.busy.store(true, Ordering::Relaxed),
        }
    }

    /// Serves this index from now on; an earlier one goes when the last search in it has ended.
    pub(super) fn take(&self, generation: Generation) {
        let cursor = generation.index.cursor().unwrap_or(0);
        let renewing = self.renewing();
        generation.index.set_synonyms(self.words().groups());
        let earlier = self.0.current.swap(Some(Arc::new(generation)));
        drop(renewing);
        if let Some(earlier) = earlier {
            earlier.retire();
        }
        self.0.busy.store(false, Ordering::Relaxed);
        *self.fault() = None;
        self.0.seen.send_replace(cursor);
    }

    /// What admins have told it.
    pub(super) fn words(&self) -> Arc<Words> {
        self.0.words.load_full()
    }

    /// Loads that again, for the index as well. Blocks.
    ///
    /// # Errors
    /// When the database fails; then it is as it was.
    pub(super) fn load_words(&self) -> Verdict<()> {
        let _renewing = self.renewing();
        let words = self.0.db.read_blocking(|conn| Ok::<_, Refusal>(Words::load(conn)?))?;
        if let Some(current) = self.current() {
            current.index.set_synonyms(words.groups());
        }
        self.0.words.store(Arc::new(words));
        Ok(())
    }

    /// One at a time, so that what was read first is never set last.
    fn renewing(&self) -> std::sync::MutexGuard<'_, ()> {
        self.0.renewing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the index made again from the tables; the present one serves until then.
    pub fn make_again(&self, why: String) {
        self.note_fault(&why, true);
    }

    /// The same where there is nothing wrong with the indexes of others: a peer's will do.
    pub(super) fn lost(&self, why: String) {
        self.note_fault(&why, false);
    }

    fn note_fault(&self, why: &str, tables: bool) {
        let mut fault = self.fault();
        match fault.as_mut() {
            Some(fault) => fault.tables |= tables,
            None => {
                tracing::warn!(why, "the search index is being made again");
                *fault = Some(Fault { tables });
            }
        }
    }

    /// Whether the index that is to be made again may be a copy of a peer's.
    pub(super) fn may_copy(&self) -> bool {
        self.fault().as_ref().is_some_and(|fault| !fault.tables)
    }

    /// Notes that this index is damaged, unless another has taken its place.
    pub(super) fn damaged(&self, generation: &Arc<Generation>, why: &str) {
        if self.current().is_some_and(|current| Arc::ptr_eq(&current, generation)) {
            self.lost(format!("it is damaged: {why}"));
        }
    }

    /// Notes that a question to this index failed; damage has consequences.
    pub(super) fn failed(&self, generation: &Arc<Generation>, why: &search_index::Error) {
        match why {
            search_index::Error::Damaged(reason) => self.damaged(generation, reason),
            why => tracing::warn!(%why, "a search failed"),
        }
    }

    /// Whether search is not what it should be: being made again, or not there yet.
    pub fn degraded(&self) -> bool {
        self.fault().is_some() || self.0.current.load().is_none()
    }

    /// Whether there is an index to search in, be it an old one.
    pub fn is_open(&self) -> bool {
        self.0.current.load().is_some()
    }

    /// Whether the index is to be made again.
    pub(super) fn faulty(&self) -> bool {
        self.fault().is_some()
    }

    /// Whether the newest index is in somebody else's hands.
    pub fn busy(&self) -> bool {
        self.0.busy.load(Ordering::Relaxed)
    }

    /// The index that serves.
    pub(super) fn current(&self) -> Option<Arc<Generation>> {
        self.0.current.load_full()
    }

    /// Questions whose list of similar ones somebody missed.
    pub(super) fn missed(&self) -> &Missed {
        &self.0.missed
    }

    pub(super) fn now(&self) -> Micros {
        self.0.clock.now()
    }

    pub(super) fn peers(&self) -> &Peers {
        &self.0.peers
    }

    /// Searches that wait for the index.
    pub(super) fn waiting(&self) -> &Waiting {
        &self.0.waiting
    }

    pub(super) fn warming(&self) -> &Progress {
        &self.0.warming
    }

    pub(super) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(super) fn root(&self) -> &Path {
        &self.0.root
    }

    /// How far searches know the log.
    pub(super) fn seen(&self) -> &watch::Sender<i64> {
        &self.0.seen
    }

    /// Events that the index has not read yet, or all if there is none.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn lag(&self) -> Verdict<i64> {
        let last = self.0.db.read(|conn| Ok::<_, Refusal>(last_position(conn)?)).await?;
        Ok((last - (*self.0.seen.borrow()).max(0)).max(0))
    }

    /// How many threads can be found.
    pub fn documents(&self) -> u64 {
        self.current().map_or(0, |generation| generation.index.documents())
    }

    /// Bytes of the index on disk.
    pub fn size(&self) -> u64 {
        self.current().map_or(0, |generation| generation.index.size_on_disk())
    }

    fn fault(&self) -> std::sync::MutexGuard<'_, Option<Fault>> {
        self.0.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where indexes lie.
pub(super) fn root(data_dir: &Path) -> PathBuf {
    data_dir.join("index")
}

/// What a failure of the index is for the rest of the program.
pub(super) fn refusal(why: search_index::Error) -> Refusal {
    match why {
        search_index::Error::Io(_) | search_index::Error::Locked(_) => Refusal::Unavailable(why.to_string()),
        other => Refusal::Internal(other.to_string()),
    }
}
