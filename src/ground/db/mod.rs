//! The database: one writer, many readers, SQLite or PostgreSQL.
//!
//! `db.write(|tx| …)` is the only way to write and `db.read(|conn| …)` the only way to read.
//! A verb takes the transaction, never the pool; nothing awaits inside a transaction.

mod after;
mod among;
mod beside;
mod connection;
mod erased;
pub mod health;
mod migrate;
mod origin;
mod prepared;
mod pulse;
mod read;
mod replicas;
mod text_enum;
mod tx;
mod write;

use std::sync::Arc;
use std::time::Duration;

pub use after::After;
pub use among::{Among, among};
pub use beside::Beside;
pub use connection::{AnyConnection, Postgres, Sqlite, Target};
pub use migrate::{known, migrate, missing, pending, ran};
pub use origin::Origin;
pub use prepared::{Prepared, Value};
pub use read::at_once;
pub use replicas::{ReplicaFigures, Sight};
pub use tx::Tx;
pub use write::{Ending, WriteFailed, WriterFigures, WriterOptions};

use crate::ground::blocking::Blocking;
use crate::ground::bus::{self, Bus};

/// Where counting ends: beyond, it is enough to say that there are more, and a number that grows costs more each year.
pub const MANY: i64 = 10_000;

/// The door to the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    pub(crate) writer: write::Writer,
    pub(crate) readers: read::Readers,
    pub(crate) replicas: replicas::Replicas,
    pub(crate) pulse: pulse::Pulse,
    /// Says how far the event log has come.
    pub bus: Bus,
    pub(crate) besides: beside::Besides,
    afters: after::Afters,
    blocking: Blocking,
    target: Arc<Target>,
}

/// How it is opened.
#[derive(Clone, Copy)]
pub struct DbOptions {
    /// Connections in the pool of readers, 1 or more.
    pub readers: u32,
    /// How the writer batches.
    pub writer: WriterOptions,
    /// How long those who follow the log wait for a call before they look by themselves.
    pub patience: Duration,
}

impl Default for DbOptions {
    fn default() -> Self {
        Self { readers: 8, writer: WriterOptions::default(), patience: bus::PATIENCE }
    }
}

impl Db {
    /// Opens a database that is migrated already.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn open(target: Target, options: DbOptions) -> anyhow::Result<Self> {
        let bus = Bus::new(options.patience);
        let afters = after::Afters::default();
        let replicas = replicas::Replicas::default();
        let ears = write::Ears { bus: bus.clone(), afters: afters.clone(), replicas: replicas.clone() };
        let writer = write::Writer::start(target.clone(), ears, options.writer)?;
        let readers = read::Readers::open(target.clone(), options.readers)?;
        let (pulse, besides) = (pulse::Pulse::start(&target)?, beside::Besides::default());
        let blocking = Blocking::new(usize::try_from(options.readers.max(1))?)?;
        Ok(Self { writer, readers, replicas, pulse, bus, besides, afters, blocking, target: Arc::new(target) })
    }

    /// From now on every write through this door is followed by this in its own transaction.
    pub fn beside(&self, work: Arc<dyn Beside>) {
        self.besides.add(work);
    }

    /// From now on this hears of every commit through this door before its writers do.
    pub fn after(&self, work: Arc<dyn After>) {
        self.afters.add(work);
    }

    /// The threads on which it reads, for others that compute as briefly.
    pub fn blocking(&self) -> &Blocking {
        &self.blocking
    }

    /// Which database this is.
    pub fn target(&self) -> &Target {
        &self.target
    }
}

/// Runs one body on whichever database is behind the connection: for the few statements that Diesel cannot express on both at
/// once, and for the queries of the pages that are read most. For a connection to either, Diesel writes a query's text down
/// several times whenever it runs, prepared or not; for one of them only when it is prepared.
#[macro_export]
macro_rules! on_both {
    ($conn:expr, $inner:ident => $body:expr) => {
        match $conn {
            $crate::ground::db::AnyConnection::Sqlite($inner) => $body,
            $crate::ground::db::AnyConnection::Postgres($inner) => $body,
        }
    };
}
