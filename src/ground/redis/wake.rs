//! "The log reached N": said after a commit, heard by the other nodes. Only ever a hint. A node that hears nothing looks
//! by itself as it always does, and one that is told nonsense looks once in vain.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use tokio::sync::Notify;

use super::Redis;
use super::line::{CONNECT, listen};
use crate::ground::bus::Bus;
use crate::ground::db::After;
use crate::ground::events::Pending;

/// The pause after each word, in which other commits are said together: two hundred words a second at most.
const GAP: Duration = Duration::from_millis(5);
/// The pause before listening anew.
const AGAIN: Duration = Duration::from_millis(500);
/// After such a silence the server is asked whether it still speaks with us.
const SILENCE: Duration = Duration::from_secs(5);

/// What is to be said.
#[derive(Default)]
pub struct Wish {
    reached: AtomicI64,
    new: Notify,
}

impl Wish {
    /// Says it, at once or as soon as it can be said.
    pub fn say(&self) {
        self.new.notify_one();
    }
}

impl After for Redis {
    fn after(&self, position: i64, _: &[Pending]) {
        self.0.wish.reached.fetch_max(position, Ordering::SeqCst);
        self.0.wish.say();
    }
}

fn channel(redis: &Redis) -> String {
    format!("{}:log", redis.0.name)
}

/// Says how far the log has come, each time when it has.
pub async fn speak(redis: &Redis) {
    let channel = channel(redis);
    loop {
        redis.0.wish.new.notified().await;
        let position = redis.0.wish.reached.load(Ordering::SeqCst);
        // Whoever does not hear it looks by themselves.
        let _heard: Option<i64> = redis.ask(redis::cmd("PUBLISH").arg(&channel).arg(position)).await;
        tokio::time::sleep(GAP).await;
    }
}

/// Hears how far others have brought the log. Nobody subscribes again for us after a loss, so it is done here.
pub async fn hear(redis: &Redis, bus: &Bus) {
    let channel = channel(redis);
    for turn in 0.. {
        if let Ok(Ok(line)) = tokio::time::timeout(CONNECT, listen(&redis.0.address, &channel, turn)).await {
            let (mut voice, mut words) = line.split();
            // What was said while nobody listened.
            bus.look();
            loop {
                tokio::select! {
                    word = words.next() => match word {
                        Some(word) => if let Ok(position) = word.get_payload() { bus.hint(position) },
                        None => break,
                    },
                    () = tokio::time::sleep(SILENCE) => {
                        let answer = tokio::time::timeout(CONNECT, voice.ping::<redis::Value>()).await;
                        if !matches!(answer, Ok(Ok(_))) {
                            break;
                        }
                    }
                }
            }
        }
        tokio::time::sleep(AGAIN).await;
    }
}
