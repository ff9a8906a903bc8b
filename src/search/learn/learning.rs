//! The one that pages hold. Counting is a few lines in memory; a thread keeps it every few seconds and at the end, and
//! closes months that are over.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwapOption;

use super::key::{self, Key, Who};
use super::tally::Tally;
use super::{keep, month};
use crate::ground::clock::{Clock, HOUR, Micros};
use crate::ground::db::Db;
use crate::ground::random::Random;
use crate::ground::refusal::Verdict;
use crate::ground::shutdown::Shutdown;

/// Between two visits to the tables.
const PAUSE: Duration = Duration::from_secs(2);

/// What this node has counted; cheap to clone.
#[derive(Clone)]
pub struct Learning(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    random: Random,
    tally: Tally,
    key: ArcSwapOption<Key>,
}

impl Learning {
    /// One that has counted nothing yet.
    pub fn new(db: Db, clock: Clock, random: Random) -> Self {
        let (tally, key) = (Tally::default(), ArcSwapOption::empty());
        Self(Arc::new(Inner { db, clock, random, tally, key }))
    }

    /// Starts the thread that keeps what is counted. The key is there when this returns, if the database is.
    pub fn start(&self, shutdown: &Shutdown) {
        let (learning, shutdown) = (self.clone(), shutdown.clone());
        let mut hour = learning.round(None);
        let started = std::thread::Builder::new().name("kiez-search-learning".into()).spawn(move || {
            loop {
                let over = shutdown.pause(PAUSE);
                hour = learning.round(hour);
                if over {
                    break;
                }
            }
        });
        if let Err(why) = started {
            tracing::error!(%why, "searches are not counted: the thread could not start");
        }
    }

    /// Looks after key, months and counts; returns the hour in which months were last looked after.
    fn round(&self, hour: Option<i64>) -> Option<i64> {
        let now = self.0.clock.now();
        let mut done = hour;
        let mut work = || -> Verdict<()> {
            if self.known(now).is_none() {
                self.make_key(now)?;
            }
            if hour != Some(now.0.div_euclid(HOUR)) {
                self.close_months()?;
                done = Some(now.0.div_euclid(HOUR));
            }
            self.keep()
        };
        if let Err(why) = work() {
            tracing::warn!(%why, "counts of searches wait for the database");
        }
        done
    }

    /// Counts a search. `found`: whether there was a hit; `scripts`: whether a click would be heard of.
    pub fn searched(&self, seeker: Who, term: String, (found, scripts): (bool, bool), now: Micros) {
        self.with_key(now, move |tally, key| tally.searched(key, seeker, &term, (found, scripts), now));
    }

    /// Counts a hit that was opened: 0 is a pinned answer, 1 the first hit.
    pub fn clicked(&self, seeker: Who, term: String, position: i64, now: Micros) {
        self.with_key(now, move |tally, key| tally.clicked(key, seeker, &term, position, now));
    }

    /// At once, or in the first moments of a month as soon as its key is there: nobody waits for that.
    fn with_key(&self, now: Micros, count: impl FnOnce(&Tally, &Key) + Send + 'static) {
        if let Some(key) = self.known(now) {
            count(&self.0.tally, &key);
            return;
        }
        let learning = self.clone();
        tokio::spawn(async move {
            match learning.key(now).await {
                Ok(key) => count(&learning.0.tally, &key),
                Err(why) => tracing::warn!(%why, "a search was not counted"),
            }
        });
    }

    /// The month's key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn key(&self, now: Micros) -> Verdict<Arc<Key>> {
        if let Some(key) = self.known(now) {
            return Ok(key);
        }
        let (month, fresh) = (now.month(), self.0.random.token());
        let key = Arc::new(self.0.db.write(move |tx| key::of_month(tx, month, &fresh)).await?);
        self.0.key.store(Some(Arc::clone(&key)));
        Ok(key)
    }

    fn known(&self, now: Micros) -> Option<Arc<Key>> {
        self.0.key.load_full().filter(|key| key.month == now.month())
    }

    fn make_key(&self, now: Micros) -> Verdict<()> {
        let (month, fresh) = (now.month(), self.0.random.token());
        let key = self.0.db.write_blocking(move |tx| key::of_month(tx, month, &fresh))?;
        self.0.key.store(Some(Arc::new(key)));
        Ok(())
    }

    /// Puts what was counted into the tables. Blocks: for threads, never for handlers.
    ///
    /// # Errors
    /// When the database fails; then it is still in memory.
    pub fn keep(&self) -> Verdict<()> {
        let counted = self.0.tally.take();
        if counted.is_empty() {
            return Ok(());
        }
        let (now, copy) = (self.0.clock.now(), counted.clone());
        self.0.db.write_blocking(move |tx| keep::keep(tx, &copy, now)).inspect_err(|_| self.0.tally.put_back(counted))
    }

    /// The same for whoever is asynchronous: the end of the program.
    ///
    /// # Errors
    /// As `keep`.
    pub async fn keep_now(&self) -> Verdict<()> {
        let counted = self.0.tally.take();
        if counted.is_empty() {
            return Ok(());
        }
        let now = self.0.clock.now();
        self.0.db.write(move |tx| keep::keep(tx, &counted, now)).await
    }

    /// Closes months that are over. Blocks, as `keep`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn close_months(&self) -> Verdict<bool> {
        let now = self.0.clock.now();
        self.0.db.write_blocking(move |tx| month::close(tx, now))
    }
}
