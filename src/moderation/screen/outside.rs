//! A service elsewhere that knows spam: none by default. It is asked by a job after the post is there, so that nobody
//! waits for it, and all that it can do is add a signal, which may make the post wait.

use std::sync::Arc;

use diesel::prelude::*;

use crate::accounts::Actor;
use crate::ground::clock::{Clock, Micros};
use crate::ground::db::{Db, Tx};
use crate::ground::jobs::{self, Handler};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::hold;
use crate::threads::kinds::Status;
use crate::threads::screen::Signal;
use crate::threads::tables::posts;

use super::book::Book;
use super::{guard, signals, words};

/// The kind of the jobs.
pub const JOB: &str = "spam.outside";
/// What a service may say at most: it cannot make a post wait on its own word if admins do not want that.
const MOST: i64 = 50;

/// A service. What it is given is the post's words and hosts: no name, no address.
pub trait Outside: Send + Sync + 'static {
    /// Its name, which moderators read beside its signal.
    fn name(&self) -> &str;

    /// How much it has against a text, from 0, and what it says.
    ///
    /// # Errors
    /// Any error means: ask again later.
    fn ask(&self, text: &str, hosts: &[String]) -> anyhow::Result<(i64, String)>;
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Order {
    post_id: i64,
    signals: Vec<Signal>,
}

/// Queues the question about a post that everybody sees.
pub(super) fn ask_later(tx: &mut Tx<'_>, post_id: i64, signals: &[Signal], now: Micros) -> Verdict<()> {
    let order = Order { post_id, signals: signals.to_vec() };
    let payload = serde_json::to_string(&order).map_err(anyhow::Error::from)?;
    Ok(jobs::enqueue(tx, JOB, &payload, now, Some(&format!("{JOB}:{post_id}")), now)?)
}

/// Asks, and lets a post wait if that is enough.
pub struct Asking {
    db: Db,
    clock: Clock,
    outside: Arc<dyn Outside>,
}

impl Asking {
    /// For that service.
    pub fn new(db: Db, clock: Clock, outside: Arc<dyn Outside>) -> Self {
        Self { db, clock, outside }
    }
}

impl Handler for Asking {
    fn kind(&self) -> &'static str {
        JOB
    }

    fn run(&self, payload: &str) -> anyhow::Result<()> {
        let Order { post_id, mut signals } = serde_json::from_str(payload)?;
        let html: Option<String> = self.db.read_blocking(|conn| {
            let post = posts::table.find(post_id).filter(posts::status.eq(Status::Visible)).select(posts::html);
            Ok::<_, Refusal>(post.first(conn).optional()?)
        })?;
        let Some(html) = html else { return Ok(()) };
        let (points, what) = self.outside.ask(&words::of_html(&html), &words::hosts(&html))?;
        let points = points.clamp(0, MOST);
        if points == 0 {
            return Ok(());
        }
        let what = format!("{}: {what}", self.outside.name()).chars().take(200).collect();
        signals.push(Signal { name: "outside".into(), points, what });
        let now = self.clock.now();
        self.db.write_blocking(move |tx| hear(tx, post_id, &signals, now))?;
        Ok(())
    }
}

/// Lets a post wait if all signals together are enough.
fn hear(tx: &mut Tx<'_>, post_id: i64, signals: &[Signal], now: Micros) -> Verdict<()> {
    if signals::sum(signals) < Book::load(tx.conn())?.hold_at {
        return Ok(());
    }
    let (author_id, question_id): (i64, i64) =
        posts::table.find(post_id).select((posts::author_id, posts::question_id)).first(tx.conn())?;
    let author = Actor::load(tx.conn(), author_id)?;
    if hold::later(tx, &author, post_id, now)? {
        guard::open(tx, post_id, question_id, author_id, signals, now)?;
    }
    Ok(())
}
