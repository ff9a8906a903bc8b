//! How much of the processor may go into what is a courtesy: a share of one core, saved up for a while.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::ground::clock::Stopwatch;

/// Of each second of the clock, so much may be spent.
const SHARE: f64 = 0.2;
/// What can be saved up, in seconds: a quiet forum is never refused.
const MOST: f64 = 2.0;

/// Processor time that may be spent.
pub(super) struct Purse(Mutex<(Stopwatch, f64)>);

impl Default for Purse {
    fn default() -> Self {
        Self(Mutex::new((Stopwatch::start(), MOST)))
    }
}

impl Purse {
    /// Whether anything is left.
    pub(super) fn allows(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, saved) = *state;
        *state = (Stopwatch::start(), saved_up(saved, since.elapsed()));
        state.1 > 0.0
    }

    /// Notes what was spent; more than there was takes longer to be saved up again.
    pub(super) fn spend(&self, spent: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1 -= spent.as_secs_f64();
    }
}

/// What is there after some time.
fn saved_up(saved: f64, passed: Duration) -> f64 {
    (saved + passed.as_secs_f64() * SHARE).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_comes_back_by_and_by() {
        let purse = Purse::default();
        assert!(purse.allows());
        purse.spend(Duration::from_secs(1_000));
        assert!(!purse.allows());
        let after = |seconds| saved_up(-1.0, Duration::from_secs(seconds));
        assert!((after(4) + 0.2).abs() < 1e-9 && after(6) > 0.0);
        assert!((after(1_000) - MOST).abs() < 1e-9, "and no more than can be saved up");
    }
}
