//! One replica. Whoever is sent to it finds out on the way whether it is far enough, and is not kept waiting by one that
//! hangs: then they are sent to the primary instead.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::place::{self, Place};
use crate::ground::db::read::{Errand, Trouble};
use crate::ground::db::{AnyConnection, Target};

/// How long a replica may take to say how far it is. After that it is taken as away until it answers the watch.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long anybody waits for one of its connections. When all are in use the primary has some.
const BUSY: Duration = Duration::from_millis(100);
/// Seconds that a connection may take to come about.
const CONNECT: &str = "connect_timeout=2";

/// A replica.
pub struct Replica {
    number: usize,
    target: Target,
    pool: r2d2::Pool<Manager>,
    up: AtomicBool,
    reads: AtomicU64,
}

struct Manager(Target);

/// A connection, and whether it has failed.
struct Held {
    conn: AnyConnection,
    broken: bool,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Held;
    type Error = Trouble;

    fn connect(&self) -> Result<Held, Trouble> {
        let conn = self.0.connect_read_only().map_err(|why| Trouble(format!("{why:#}")))?;
        Ok(Held { conn, broken: false })
    }

    fn is_valid(&self, _: &mut Held) -> Result<(), Trouble> {
        Ok(()) // each time it is used it is asked how far it is
    }

    fn has_broken(&self, held: &mut Held) -> bool {
        held.broken || std::thread::panicking()
    }
}

/// The address with a time limit for connecting, unless it has one.
fn hasty(target: &Target) -> Target {
    match target {
        Target::Postgres(url) if !url.contains("connect_timeout=") => {
            let sign = if url.contains('?') { '&' } else { '?' };
            Target::Postgres(format!("{url}{sign}{CONNECT}"))
        }
        other => other.clone(),
    }
}

impl Replica {
    /// The one with that number, from 1, in the order of the setting. It is not used before the watch has found it well.
    pub fn new(number: usize, target: &Target, connections: u32) -> Self {
        let target = hasty(target);
        let pool = r2d2::Pool::builder()
            .max_size(connections.max(1))
            .min_idle(Some(0))
            .connection_timeout(BUSY)
            .test_on_check_out(false)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build_unchecked(Manager(target.clone()));
        Self { number, target, pool, up: AtomicBool::new(false), reads: AtomicU64::new(0) }
    }

    /// A connection of its own, for the watch.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn connect(&self) -> anyhow::Result<AnyConnection> {
        self.target.connect_read_only()
    }

    /// Whether it is of use, as far as is known.
    pub fn is_up(&self) -> bool {
        self.up.load(Ordering::SeqCst)
    }

    /// Reads that it answered.
    pub fn reads(&self) -> u64 {
        self.reads.load(Ordering::Relaxed)
    }

    /// Takes it into use, or out of it; tells the log when that changes something.
    pub fn set_up(&self, up: bool, why: &str) {
        if self.up.swap(up, Ordering::SeqCst) != up {
            let replica = self.number;
            if up {
                tracing::info!(replica, "pages are read from this replica");
            } else {
                tracing::warn!(replica, why, "pages are not read from this replica for now");
            }
        }
    }

    /// Does it on a connection that has at least that much; gives it back when there is none.
    pub async fn run(self: Arc<Self>, least: Place, errand: Errand) -> Option<Errand> {
        let held = Arc::new(Mutex::new(Some(errand)));
        let take = |held: &Mutex<Option<Errand>>| held.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (tell, told) = tokio::sync::oneshot::channel();
        let (replica, theirs) = (self.clone(), held.clone());
        tokio::task::spawn_blocking(move || {
            let Some(mut conn) = replica.far_enough(least) else { return drop(tell) };
            // Whoever waits may have gone elsewhere with it.
            let Some(errand) = take(&theirs) else { return };
            let _ = tell.send(());
            replica.reads.fetch_add(1, Ordering::Relaxed);
            errand(Ok(&mut conn.conn));
        });
        if tokio::time::timeout(PATIENCE, told).await.is_err() {
            self.set_up(false, "it takes too long");
        }
        take(&held)
    }

    fn far_enough(&self, least: Place) -> Option<r2d2::PooledConnection<Manager>> {
        let Ok(mut held) = self.pool.get() else {
            if self.pool.state().connections == 0 {
                self.set_up(false, "no connection");
            }
            return None;
        };
        match place::of_replica(&mut held.conn) {
            Ok(at) => at.has(least).then_some(held),
            Err(why) => {
                held.broken = true;
                self.set_up(false, &why.to_string());
                None
            }
        }
    }
}
