//! Redis beside several nodes: what one node says to the others between two looks at the log, and what they count together.
//!
//! | file      | what it knows                                                        |
//! |-----------|----------------------------------------------------------------------|
//! | `address` | where it is: one server, servers behind sentinels, a cluster           |
//! | `line`    | a connection to it, of either kind                                    |
//! | `keeper`  | the thread that keeps the connection, and notices when it is lost      |
//! | `wake`    | "the log reached N", said to the other nodes and heard from them        |
//! | `limits`  | limits that all nodes count together                                  |
//!
//! Nothing depends on it: whoever asks while it is away hears so at once and goes on without. It must never hold what
//! cannot be lost, nor anything that says who somebody is. docs/adr/0017-many-nodes.md says why it is so.

mod address;
mod keeper;
mod limits;
mod line;
mod wake;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use redis::{Cmd, FromRedisValue};
use sha2::{Digest, Sha256};
use tokio::sync::Notify;

pub use address::Address;
pub use keeper::start;

use line::Line;
use wake::Wish;

/// How long anybody waits for an answer. Whoever waited in vain is the last one to wait.
const PATIENCE: Duration = Duration::from_millis(100);

/// Redis, while it is there; cheap to clone.
#[derive(Clone)]
pub struct Redis(Arc<Inside>);

struct Inside {
    address: Address,
    /// Begins the names of everything that this forum has there, so that several forums can share one Redis.
    name: String,
    /// Keeps what is hashed from being guessed.
    salt: [u8; 32],
    line: ArcSwapOption<Line>,
    lost: Notify,
    was_told: AtomicBool,
    wish: Wish,
}

impl Redis {
    fn new(address: Address, secret: &str) -> Self {
        // All nodes of a forum know its secret, and nobody else does.
        let hash = |what: &str| Sha256::digest(format!("redis {what} {secret}"));
        Self(Arc::new(Inside {
            address,
            name: format!("kiez:{}", hex::encode(&hash("name")[..8])),
            salt: hash("salt").into(),
            line: ArcSwapOption::empty(),
            lost: Notify::new(),
            was_told: AtomicBool::new(false),
            wish: Wish::default(),
        }))
    }

    /// Whether it answered when it was last asked.
    pub fn is_up(&self) -> bool {
        self.0.line.load().is_some()
    }

    /// Asks it. None at once while it is away, and after a tenth of a second when it does not answer: then it is taken
    /// as away until it answers the keeper.
    pub async fn ask<T: FromRedisValue>(&self, command: &Cmd) -> Option<T> {
        let line = self.0.line.load_full()?;
        let why = match tokio::time::timeout(PATIENCE, line.ask(command)).await {
            Ok(Ok(answer)) => return Some(answer),
            Ok(Err(why)) => why.to_string(),
            Err(_) => format!("no answer within {} ms", PATIENCE.as_millis()),
        };
        self.lose(&line, &why);
        None
    }

    /// Gives up a line, if it is still the one in use.
    fn lose(&self, line: &Arc<Line>, why: &str) {
        let held = self.0.line.load_full();
        if held.is_some_and(|held| Arc::ptr_eq(&held, line)) {
            self.0.line.store(None);
            self.away(why);
            self.0.lost.notify_one();
        }
    }

    /// Tells the log that it is away: once.
    fn away(&self, why: &str) {
        if !self.0.was_told.swap(true, Ordering::SeqCst) {
            tracing::warn!(why, "Redis is away: this node counts limits for itself and looks for news once a second");
        }
    }

    /// Takes a line into use.
    fn found(&self, line: Arc<Line>) {
        self.0.line.store(Some(line));
        self.0.was_told.store(false, Ordering::SeqCst);
        // What could not be said meanwhile.
        self.0.wish.say();
        tracing::info!("Redis is there");
    }
}
