//! Limits that all nodes count together, by the same rule as each counts for itself (GCRA): so many a minute, so many at
//! once. Redis' own clock decides, so that the nodes' clocks need not agree.

use sha2::{Digest, Sha256};

use super::Redis;

/// Microseconds in a minute.
const MINUTE: u64 = 60_000_000;

/// KEYS: whose counter. ARGV: microseconds that one act takes up, and how many may be taken up at once. Answers 0 or the
/// microseconds to wait. What is kept is the moment at which everything that was taken up is free again.
const COUNT: &str = "\
local time = redis.call('TIME') \
local now = time[1] * 1000000 + time[2] \
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + tonumber(ARGV[1]) \
local wait = free - now - tonumber(ARGV[2]) \
if wait > 0 then return wait end \
redis.call('SET', KEYS[1], string.format('%.0f', free), 'PX', math.ceil((free - now) / 1000)) \
return 0";

impl Redis {
    /// Counts one act of `who`, of whom so many are allowed `a_minute` and `at_once`. None when Redis does not answer;
    /// then whoever asks counts for itself. Some(0) lets pass, anything else is microseconds to wait.
    pub async fn count(&self, what: &str, who: &str, a_minute: u32, at_once: u32) -> Option<u64> {
        // Neither addresses nor names are kept there.
        let hash = Sha256::new().chain_update(self.0.salt).chain_update(format!("{what} {who}")).finalize();
        let one = MINUTE / u64::from(a_minute.max(1));
        let mut command = redis::cmd("EVAL");
        command.arg(COUNT).arg(1).arg(format!("{}:limit:{}", self.0.name, hex::encode(&hash[..16])));
        self.ask(command.arg(one).arg(one * u64::from(at_once.max(1)))).await
    }
}
