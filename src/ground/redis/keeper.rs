//! The thread that keeps the connection. It has a runtime of its own, so that neither a request nor the writer ever
//! waits while Redis is looked for.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use super::line::{CONNECT, Line};
use super::{Address, Redis, wake};
use crate::ground::clock::Stopwatch;
use crate::ground::db::Db;
use crate::ground::shutdown::Shutdown;

/// How often Redis is asked whether it is there, when nobody else asks anything.
const EVERY: Duration = Duration::from_secs(1);
/// The pause after a connection was lost or did not come about; it doubles each time up to the longest.
const SHORTEST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(5);
/// Who was there for so long was well: the next pause is the shortest again.
const WELL: Duration = Duration::from_secs(10);

/// Begins to look for Redis, to tell others what is written here, and to hear from them. Never waits for it: the forum
/// runs from the first moment on, with or without.
///
/// # Errors
/// When the machine has no thread for it.
pub fn start(address: Address, secret: &str, db: &Db, shutdown: &Shutdown) -> anyhow::Result<Redis> {
    let redis = Redis::new(address, secret);
    db.after(Arc::new(redis.clone()));
    let (kept, bus, shutdown) = (redis.clone(), db.bus.clone(), shutdown.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let work = move || {
        runtime.block_on(async {
            tokio::select! {
                () = keep(&kept) => {}
                () = wake::speak(&kept) => {}
                () = wake::hear(&kept, &bus) => {}
                () = shutdown.wait() => {}
            }
        });
    };
    std::thread::Builder::new().name("kiez-redis".into()).spawn(work).context("a thread for Redis could not start")?;
    Ok(redis)
}

/// Connects, holds on, and connects again.
async fn keep(redis: &Redis) {
    let mut pause = SHORTEST;
    loop {
        let watch = Stopwatch::start();
        match tokio::time::timeout(CONNECT, answering(redis)).await {
            Ok(Ok(line)) => {
                redis.found(Arc::new(line));
                hold(redis).await;
            }
            Ok(Err(why)) => redis.away(&why.to_string()),
            Err(_) => redis.away("no connection"),
        }
        if watch.elapsed() > WELL {
            pause = SHORTEST;
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST);
    }
}

/// A connection whose other end does its work: a frozen server still takes connections.
async fn answering(redis: &Redis) -> redis::RedisResult<Line> {
    let line = Line::connect(&redis.0.address).await?;
    line.ask::<()>(&redis::cmd("PING")).await?;
    Ok(line)
}

/// Ends when the connection is lost.
async fn hold(redis: &Redis) {
    while redis.is_up() {
        tokio::select! {
            () = redis.0.lost.notified() => {}
            () = tokio::time::sleep(EVERY) => drop(redis.ask::<()>(&redis::cmd("PING")).await),
        }
    }
}
