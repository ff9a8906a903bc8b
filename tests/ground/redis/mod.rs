//! Redis between nodes, and what they do without it.

mod away;
mod limits;
mod wake;
mod ways;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use kiez::ground::config::Config;
use kiez::ground::db::Db;
use kiez::ground::events::{NodeReader, Stored, follow};
use kiez::ground::redis::Address;
use kiez::ground::refusal::Verdict;

use super::events_support::Noted;
use crate::support::redis::RedisServer;
use crate::support::until::until;
use crate::support::{Database, Forum, START};

/// Longer than any test: whoever waits for their next look waits in vain.
const NEVER: Duration = Duration::from_secs(3_600);

/// A node beside that Redis, whose readers hardly ever look by themselves.
fn node(database: Database, redis: &str, change: impl FnOnce(&mut Config)) -> Forum {
    let forum = Forum::start_with(database, |config| {
        config.redis = Some(Address::parse(redis).expect("an address"));
        config.patience = NEVER;
        change(config);
    });
    until("the node finds Redis", || is_up(&forum));
    forum
}

fn is_up(forum: &Forum) -> bool {
    forum.services.redis.as_ref().expect("it is set").is_up()
}

/// Two nodes on one PostgreSQL, if there is one.
fn nodes(redis: &str) -> Option<[Forum; 2]> {
    let database = Database::postgres()?;
    let second = node(database.shared(), redis, |_| {});
    Some([node(database, redis, |_| {}), second])
}

/// Follows the log of a node and says how far it has heard.
fn ears(forum: &Forum) -> Arc<AtomicI64> {
    struct Ears(Arc<AtomicI64>);

    impl NodeReader for Ears {
        fn name(&self) -> &'static str {
            "ears"
        }

        fn position(&self) -> i64 {
            self.0.load(Ordering::SeqCst)
        }

        fn read(&mut self, _: &Db, events: &[Stored]) -> Verdict<()> {
            let last = events.last().expect("never called for nothing");
            self.0.store(last.position, Ordering::SeqCst);
            Ok(())
        }
    }

    let heard = Arc::new(AtomicI64::new(0));
    follow(forum.services.db.clone(), Ears(heard.clone()), forum.services.shutdown.clone());
    heard
}

/// Writes an event; says where it stands in the log.
fn note(forum: &Forum, number: i64) -> i64 {
    let noted: Verdict<()> = forum.services.db.write_blocking(move |tx| {
        tx.record(None, &Noted { writer: 1, number }, START);
        Ok(())
    });
    noted.expect("written");
    forum.services.db.bus.position()
}

fn hears(heard: &AtomicI64, position: i64) {
    until("the other node hears of it", || heard.load(Ordering::SeqCst) >= position);
}
