//! The writer: one thread that runs queued closures, each in its own savepoint, many to a commit.
//! A caller is answered only after the commit that holds its rows is on disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::after::Afters;
use super::replicas::Replicas;
use super::{AnyConnection, Db, Origin, Prepared, Sight, Target, Tx};
use crate::ground::bus::Bus;
use crate::ground::clock::Stopwatch;
use crate::ground::events::{self, Pending};

/// Why a write could not even be tried, or was not kept.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteFailed {
    /// The database cannot be reached or did not commit; nothing was kept.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// More callers wait than the queue holds.
    #[error("too many writes are waiting")]
    Busy,
    /// The closure panicked; nothing of it was kept.
    #[error("a database task panicked")]
    Panicked,
}

impl WriteFailed {
    /// What is said while the database does not answer.
    pub(super) fn away() -> Self {
        Self::Unavailable("it does not answer".into())
    }
}

/// What a write may end with besides its value.
pub trait Ending: From<WriteFailed> + Send + 'static {
    /// Whether it gave way to another node: each held rows that the other needed, and PostgreSQL took this one back. Nothing was kept, and
    /// nothing stands in the way any more.
    fn gave_way(&self) -> bool;
}

/// How often a write that gave way is tried again.
const AGAIN: usize = 3;

/// How the writer batches.
#[derive(Clone, Copy)]
pub struct WriterOptions {
    /// Closures in one commit at most; 1 means a commit for each write.
    pub max_batch: usize,
    /// Closures that may wait; one more is refused as `Busy`.
    pub queue: usize,
    /// How long PostgreSQL waits within a transaction for this node's next word before it takes the transaction back.
    pub silence: Duration,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { max_batch: 256, queue: 8_192, silence: Duration::from_secs(8) }
    }
}

/// What the writer has done since the start, for metrics.
#[derive(Default)]
pub struct WriterFigures {
    /// Closures that wait or run.
    pub waiting: AtomicU64,
    /// Commits so far.
    pub commits: AtomicU64,
    /// Closures kept by those commits.
    pub writes: AtomicU64,
    /// Microseconds spent in commits.
    pub commit_micros: AtomicU64,
    /// Position of the last event written here.
    pub position: AtomicU64,
}

/// Tells a caller how its batch ended.
type Reply = Box<dyn FnOnce(Result<(), WriteFailed>) + Send>;
/// Runs a caller's closure; says whether to keep its rows, and how to answer.
type Work = Box<dyn FnOnce(&mut Tx<'_>) -> (bool, Reply) + Send>;

/// The queue's end that callers hold.
#[derive(Clone)]
pub struct Writer {
    queue: SyncSender<Work>,
    figures: Arc<WriterFigures>,
}

impl Writer {
    pub(super) fn start(target: Target, ears: Ears, options: WriterOptions) -> anyhow::Result<Self> {
        let conn = target.connect_to_write(options.silence)?;
        let (queue, works) = sync_channel(options.queue);
        let figures = Arc::new(WriterFigures::default());
        let mut desk = Desk { target, conn: Some(conn), ears, figures: figures.clone(), options };
        std::thread::Builder::new().name("kiez-writer".into()).spawn(move || desk.serve(&works))?;
        Ok(Self { queue, figures })
    }
}

impl Db {
    /// Writes. Resolves when the rows and events of the closure are on disk, or nothing of it is. The closure may run more than
    /// once, if it gives way to another node's; what it did before is taken back then.
    ///
    /// # Errors
    /// What the closure returns (its rows are taken back), or why the database could not keep it. When the database has stopped to
    /// answer while it was at this, nobody knows what became of it: forms that come again are known by their keys.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: Ending,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
    {
        let work = Arc::new(work);
        for _ in 0..AGAIN {
            let work = work.clone();
            match self.write_once(move |tx| work(tx)).await {
                Err(why) if why.gave_way() => tracing::debug!("a write gave way to another node, and is tried again"),
                other => return other,
            }
        }
        self.write_once(move |tx| work(tx)).await
    }

    async fn write_once<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<WriteFailed> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        if self.pulse.is_lost() {
            return Err(WriteFailed::away().into());
        }
        let (tell, answer) = tokio::sync::oneshot::channel();
        self.queue_up(work, move |result| drop(tell.send(result)))?;
        let result = tokio::select! {
            biased;
            answer = answer => answer.unwrap_or_else(|_| Err(not_run().into())),
            () = self.pulse.lost() => Err(WriteFailed::away().into()),
        };
        if result.is_ok() {
            Sight::note_write();
        }
        result
    }

    /// The same for threads that may block: commands, background threads, the start. Never call it from a handler.
    ///
    /// # Errors
    /// As `write`.
    pub fn write_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<WriteFailed> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        // Not a channel of tokio's: the start runs inside a runtime, where those refuse to block.
        let (tell, answer) = sync_channel(1);
        self.queue_up(work, move |result| drop(tell.send(result)))?;
        answer.recv().unwrap_or_else(|_| Err(not_run().into()))
    }

    /// What the writer has done so far.
    pub fn writer_figures(&self) -> &WriterFigures {
        &self.writer.figures
    }

    fn queue_up<T, E, F, A>(&self, work: F, answer: A) -> Result<(), E>
    where
        T: Send + 'static,
        E: From<WriteFailed> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        A: FnOnce(Result<T, E>) + Send + 'static,
    {
        let besides = self.besides.clone();
        let origin = Origin::current();
        let work: Work = Box::new(move |tx| {
            tx.origin = origin;
            let whole = || {
                let value = work(tx)?;
                let done = besides.run(tx);
                done.map(|()| value).map_err(|why| WriteFailed::Unavailable(format!("{why:?}")).into())
            };
            let result = catch_unwind(AssertUnwindSafe(whole)).unwrap_or_else(|_| Err(WriteFailed::Panicked.into()));
            let keep = result.is_ok();
            let reply: Reply = Box::new(move |committed| {
                // A refusal stands whatever became of the batch; a success only if it is on disk.
                answer(result.and_then(|value| committed.map(|()| value).map_err(E::from)));
            });
            (keep, reply)
        });
        self.writer.figures.waiting.fetch_add(1, Ordering::Relaxed);
        self.writer.queue.try_send(work).map_err(|_| {
            self.writer.figures.waiting.fetch_sub(1, Ordering::Relaxed);
            WriteFailed::Busy
        })?;
        Ok(())
    }
}

fn not_run() -> WriteFailed {
    WriteFailed::Unavailable("the write was not run".into())
}

/// Who hears of a commit before its callers do.
pub(super) struct Ears {
    pub(super) bus: Bus,
    pub(super) afters: Afters,
    pub(super) replicas: Replicas,
}

/// The writer thread's own things.
struct Desk {
    target: Target,
    conn: Option<AnyConnection>,
    ears: Ears,
    figures: Arc<WriterFigures>,
    options: WriterOptions,
}

impl Desk {
    fn serve(&mut self, works: &Receiver<Work>) {
        while let Ok(first) = works.recv() {
            let mut batch = vec![first];
            while batch.len() < self.options.max_batch.max(1) {
                match works.try_recv() {
                    Ok(work) => batch.push(work),
                    Err(_) => break,
                }
            }
            let size = batch.len() as u64;
            self.run(batch);
            self.figures.waiting.fetch_sub(size, Ordering::Relaxed);
        }
    }

    fn run(&mut self, batch: Vec<Work>) {
        let mut replies = Vec::with_capacity(batch.len());
        let mut events = Vec::new();
        let committed = self.try_run(batch, &mut replies, &mut events);
        match &committed {
            Ok(Some(position)) => {
                self.figures.position.store(position.cast_unsigned(), Ordering::Relaxed);
                self.ears.replicas.saw(*position);
                self.ears.afters.run(*position, &events);
                self.ears.bus.reached(*position);
            }
            Ok(None) => {}
            Err(why) => {
                tracing::error!(%why, "a batch was not committed");
                self.conn = None;
            }
        }
        let outcome = committed.map(|_| ());
        for reply in replies {
            reply(outcome.clone());
        }
    }

    /// Runs and commits a batch; returns the position of its last event. Works that could not be
    /// run drop their end of the answer, which their callers see as "not available".
    fn try_run(
        &mut self,
        batch: Vec<Work>,
        replies: &mut Vec<Reply>,
        pending: &mut Vec<Pending>,
    ) -> Result<Option<i64>, WriteFailed> {
        let lost = |why: diesel::result::Error| WriteFailed::Unavailable(why.to_string());
        let conn = match &mut self.conn {
            Some(conn) => conn,
            none => {
                let conn = self.target.connect_to_write(self.options.silence);
                none.insert(conn.map_err(|why| WriteFailed::Unavailable(format!("{why:#}")))?)
            }
        };
        conn.batch_execute(match conn {
            AnyConnection::Sqlite(_) => "BEGIN IMMEDIATE; SAVEPOINT part",
            AnyConnection::Postgres(_) => "BEGIN; SAVEPOINT part",
        })
        .map_err(lost)?;
        let mut kept = 0;
        for (index, work) in batch.into_iter().enumerate() {
            if index > 0 {
                next_part(conn).map_err(lost)?;
            }
            let mut tx = Tx::new(conn);
            let (keep, reply) = work(&mut tx);
            let events = tx.take_events();
            replies.push(reply);
            if keep {
                pending.extend(events);
                kept += 1;
            } else {
                conn.batch_execute("ROLLBACK TO SAVEPOINT part").map_err(lost)?;
            }
        }
        let position = events::flush(conn, pending).map_err(lost)?;
        let watch = Stopwatch::start();
        conn.batch_execute("COMMIT").map_err(lost)?;
        let micros = u64::try_from(watch.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.ears.replicas.wrote(conn);
        self.figures.commit_micros.fetch_add(micros, Ordering::Relaxed);
        self.figures.commits.fetch_add(1, Ordering::Relaxed);
        self.figures.writes.fetch_add(kept, Ordering::Relaxed);
        Ok(position)
    }
}

/// Closes a batch's last part and opens the next.
fn next_part(conn: &mut AnyConnection) -> QueryResult<()> {
    match conn {
        // Parsing them would take longer than running them.
        AnyConnection::Sqlite(inner) => {
            Prepared("RELEASE part", []).execute(inner)?;
            Prepared("SAVEPOINT part", []).execute(inner).map(|_| ())
        }
        // One round trip.
        AnyConnection::Postgres(inner) => inner.batch_execute("RELEASE SAVEPOINT part; SAVEPOINT part"),
    }
}
