//! Rate limits: by address for visitors, by person for those signed in. Each process counts for itself; where there is
//! Redis, all of them count together as well.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::ground::redis::Redis;
use crate::ground::refusal::{Refusal, Verdict};

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Tries to sign in or to reset a password.
    SignIn,
    /// New accounts.
    SignUp,
    /// Questions, answers, comments, edits, uploads.
    Post,
    /// Votes, watches and other small acts.
    Act,
    /// Searches, similar questions and previews.
    Search,
    /// What a search may go on as, asked with every few letters.
    Typing,
    /// Tries to sign in to one account, from wherever they come.
    Account,
    /// Tries of one account's second factor.
    Code,
}

impl Limit {
    const ALL: [Self; 8] =
        [Self::SignIn, Self::SignUp, Self::Post, Self::Act, Self::Search, Self::Typing, Self::Account, Self::Code];

    /// (a minute, at once)
    fn quota(self) -> (u32, u32) {
        match self {
            Self::SignIn => (10, 10),
            Self::SignUp => (5, 10),
            Self::Post => (12, 20),
            Self::Act => (60, 60),
            Self::Search => (120, 60),
            Self::Typing => (240, 120),
            Self::Account => (6, 10),
            Self::Code => (1, 10),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Who {
    Person(i64),
    Address(IpAddr),
    Word(String),
    Nobody,
}

/// The counters.
pub struct Limits {
    on: bool,
    limiters: Vec<DefaultKeyedRateLimiter<Who>>,
    redis: Option<Redis>,
}

impl Limits {
    /// Fresh counters; `on: false` lets everything pass. With Redis, other nodes' acts count as well.
    pub fn new(on: bool, redis: Option<Redis>) -> Self {
        let limiters = Limit::ALL
            .iter()
            .map(|limit| {
                let (minute, burst) = limit.quota();
                let one = NonZeroU32::MIN;
                let quota = Quota::per_minute(NonZeroU32::new(minute).unwrap_or(one))
                    .allow_burst(NonZeroU32::new(burst).unwrap_or(one));
                RateLimiter::keyed(quota)
            })
            .collect();
        Self { on, limiters, redis }
    }

    /// Counts one act of a person, or of an address for visitors.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub async fn check(&self, limit: Limit, person: Option<i64>, address: Option<IpAddr>) -> Verdict<()> {
        let who = match (person, address) {
            (Some(id), _) => Who::Person(id),
            (None, Some(address)) => Who::Address(network(address)),
            (None, None) => Who::Nobody,
        };
        self.count(limit, &who).await
    }

    /// Counts one act on something that has a word: an account that somebody tries to sign in to, known or not.
    ///
    /// # Errors
    /// As `check`.
    pub async fn check_word(&self, limit: Limit, word: String) -> Verdict<()> {
        self.count(limit, &Who::Word(word)).await
    }

    async fn count(&self, limit: Limit, who: &Who) -> Verdict<()> {
        if !self.on {
            return Ok(());
        }
        let Some(limiter) = self.limiters.get(limit as usize) else {
            return Ok(());
        };
        limiter.check_key(who).map_err(|wait| {
            let wait = wait.wait_time_from(DefaultClock::default().now());
            Refusal::TooMany(wait.as_secs() + 1)
        })?;
        // Asked last: a flood on one node is over here. Without an answer what this node knows is what counts.
        let Some(redis) = &self.redis else { return Ok(()) };
        let (minute, burst) = limit.quota();
        match redis.count(&format!("{limit:?}"), &format!("{who:?}"), minute, burst).await {
            Some(micros) if micros > 0 => Err(Refusal::TooMany(micros / 1_000_000 + 1)),
            _ => Ok(()),
        }
    }

    /// Forgets who has been quiet, so that memory does not grow with addresses.
    pub fn tidy(&self) {
        for limiter in &self.limiters {
            limiter.retain_recent();
        }
    }
}

/// One customer's whole network in IPv6: a /64.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let mut segments = v6.segments();
            segments[4..].fill(0);
            IpAddr::V6(segments.into())
        }
        v4 => v4,
    }
}
