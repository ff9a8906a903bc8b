//! The pool of connections that only read.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::connection::{Connection, TransactionManager};
use tokio::sync::Semaphore;

use super::{AnyConnection, Db, Target, WriteFailed};

/// How long a reader waits for a connection.
const PATIENCE: Duration = Duration::from_secs(4);

/// A pool of read-only connections.
#[derive(Clone)]
pub struct Readers {
    pool: r2d2::Pool<Manager>,
    /// A place for each connection: who waits for one should not keep a thread waiting.
    places: Arc<Semaphore>,
    /// How often somebody read.
    count: Arc<AtomicU64>,
}

pub(crate) struct Manager(Target);

/// What is done with a connection, or without.
pub(super) type Errand = Box<dyn FnOnce(Result<&mut AnyConnection, WriteFailed>) + Send>;

impl r2d2::ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = Trouble;

    fn connect(&self) -> Result<AnyConnection, Trouble> {
        self.0.connect_read_only().map_err(|why| Trouble(format!("{why:#}")))
    }

    fn is_valid(&self, conn: &mut AnyConnection) -> Result<(), Trouble> {
        use diesel::connection::SimpleConnection;
        conn.batch_execute("SELECT 1").map_err(|why| Trouble(why.to_string()))
    }

    /// What panicked in the middle of a state of the database leaves it open: nobody must ever see that state again.
    fn has_broken(&self, conn: &mut AnyConnection) -> bool {
        type Manager = <AnyConnection as Connection>::TransactionManager;
        let depth = Manager::transaction_manager_status_mut(conn).transaction_depth();
        std::thread::panicking() || !matches!(depth, Ok(None))
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Trouble(pub(super) String);

impl Readers {
    pub(crate) fn open(target: Target, size: u32) -> anyhow::Result<Self> {
        let check = matches!(target, Target::Postgres(_));
        let pool = r2d2::Pool::builder()
            .max_size(size.max(1))
            .min_idle(Some(1))
            .connection_timeout(PATIENCE)
            .test_on_check_out(check)
            .build(Manager(target))?;
        let places = Arc::new(Semaphore::new(usize::try_from(size.max(1))?));
        Ok(Self { pool, places, count: Arc::default() })
    }
}

/// On this thread. What panics is an error of its reader.
fn read_here<T, E: From<WriteFailed>>(
    mut conn: r2d2::PooledConnection<Manager>,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    std::panic::catch_unwind(AssertUnwindSafe(|| work(&mut conn))).unwrap_or_else(|_| {
        tracing::error!("a read panicked; the log says above where");
        Err(WriteFailed::Panicked.into())
    })
}

/// Reads all of it from one state of the database. On SQLite each query by itself would first find out which one is the latest
/// and lock it; on PostgreSQL the bounds would be two more questions to the server, so there each query has its own.
///
/// # Errors
/// What the closure returns, or that the database fails.
pub fn at_once<T, E>(conn: &mut AnyConnection, work: impl FnOnce(&mut AnyConnection) -> Result<T, E>) -> Result<T, E>
where
    E: From<diesel::result::Error>,
{
    match conn {
        AnyConnection::Sqlite(_) => conn.transaction(work),
        AnyConnection::Postgres(_) => work(conn),
    }
}

impl Db {
    /// Reads on a thread that may block, from a replica where this request may and one has all that it must see. A
    /// closure that panics is an error, not the end of the thread.
    ///
    /// # Errors
    /// What the closure returns, or that no connection could be had within 4 seconds, or that the database does not answer.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<WriteFailed> + Send + 'static,
        F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    {
        self.readers.count.fetch_add(1, Ordering::Relaxed);
        let (tell, answer) = tokio::sync::oneshot::channel();
        let errand: Errand = Box::new(move |conn| drop(tell.send(conn.map_err(E::from).and_then(work))));
        match self.replicas.run(errand).await {
            // A replica has it, whether the primary answers or not.
            None => answer.await.unwrap_or_else(|_| Err(WriteFailed::Panicked.into())),
            Some(errand) => self.ask_primary(errand, answer).await,
        }
    }

    /// Reads what is true now, whoever asks: who is signed in, and what they may do. For a few lookups by key only: from
    /// SQLite they are read right here, which takes less than handing them over to another thread would.
    ///
    /// # Errors
    /// As `read`.
    pub async fn read_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<WriteFailed> + Send + 'static,
        F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    {
        self.readers.count.fetch_add(1, Ordering::Relaxed);
        let idle = matches!(self.target(), Target::Sqlite(_)).then(|| self.readers.pool.try_get()).flatten();
        if let Some(conn) = idle {
            return read_here(conn, work);
        }
        let (tell, answer) = tokio::sync::oneshot::channel();
        let errand: Errand = Box::new(move |conn| drop(tell.send(conn.map_err(E::from).and_then(work))));
        self.ask_primary(errand, answer).await
    }

    /// Reads a few rows by key, as `read` does where there is a server to wait for: from SQLite they are read right here.
    ///
    /// # Errors
    /// As `read`.
    pub async fn read_briefly<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<WriteFailed> + Send + 'static,
        F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    {
        match self.target() {
            Target::Sqlite(_) => self.read_now(work).await,
            Target::Postgres(_) => self.read(work).await,
        }
    }

    /// Waits for the primary's answer, but not for a primary that answers nobody.
    async fn ask_primary<T, E: From<WriteFailed>>(
        &self,
        errand: Errand,
        answer: tokio::sync::oneshot::Receiver<Result<T, E>>,
    ) -> Result<T, E> {
        if self.pulse.is_lost() {
            return Err(WriteFailed::away().into());
        }
        let answered = async {
            self.send_reader(errand).await;
            answer.await
        };
        tokio::select! {
            biased;
            answer = answered => answer.unwrap_or_else(|_| Err(WriteFailed::Panicked.into())),
            () = self.pulse.lost() => Err(WriteFailed::away().into()),
        }
    }

    /// One task for all kinds of closures: a task of its own for each would be most of what the compiler has to do.
    async fn send_reader(&self, errand: Errand) {
        let readers = self.readers.clone();
        let Ok(Ok(place)) = tokio::time::timeout(PATIENCE, readers.places.acquire_owned()).await else {
            return errand(Err(WriteFailed::Unavailable("all connections are busy".into())));
        };
        self.blocking().run(move || {
            match readers.pool.get() {
                Ok(mut conn) => errand(Ok(&mut conn)),
                Err(why) => errand(Err(WriteFailed::Unavailable(why.to_string()))),
            }
            drop(place);
        });
    }

    /// How often somebody has read for a request: whether anybody is here.
    pub fn reads(&self) -> u64 {
        self.readers.count.load(Ordering::Relaxed)
    }

    /// The same on the caller's own thread, for commands and background threads.
    ///
    /// # Errors
    /// As `read`.
    pub fn read_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<WriteFailed>,
        F: FnOnce(&mut AnyConnection) -> Result<T, E>,
    {
        let mut conn = self.readers.pool.get().map_err(|why| WriteFailed::Unavailable(why.to_string()))?;
        work(&mut conn)
    }

    /// Connections of the pool: (all, idle).
    pub fn reader_connections(&self) -> (u32, u32) {
        let state = self.readers.pool.state();
        (state.connections, state.idle_connections)
    }
}
