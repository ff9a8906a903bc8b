//! How many look into the index at the same time. A search waits for its place. What stands beside a question has a few of
//! them and waits a moment only: whoever crawls a large forum whose lists are not made yet must neither take search from
//! people who search, nor make a page wait for seconds.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The places.
pub(super) struct Places {
    all: Arc<Semaphore>,
    /// Those that may be taken for what stands beside a question: half of them.
    beside: Arc<Semaphore>,
}

/// A place is taken until this is dropped. It goes with the work, which whoever asked for it may not wait for.
pub(super) struct Taken {
    _places: Vec<OwnedSemaphorePermit>,
}

impl Places {
    /// So many.
    pub fn new(all: usize) -> Self {
        Self { all: Arc::new(Semaphore::new(all)), beside: Arc::new(Semaphore::new(all.div_ceil(2))) }
    }

    /// Waits for one; none when there will never be one.
    pub async fn wait(&self) -> Option<Taken> {
        let place = self.all.clone().acquire_owned().await.ok()?;
        Some(Taken { _places: vec![place] })
    }

    /// Waits for one for what stands beside a question; none when it takes longer than that.
    pub async fn beside(&self, patience: Duration) -> Option<Taken> {
        let both = async {
            // In this order: who waits for the others beside does not keep a place from a search.
            let beside = self.beside.clone().acquire_owned().await.ok()?;
            let all = self.all.clone().acquire_owned().await.ok()?;
            Some(Taken { _places: vec![beside, all] })
        };
        tokio::time::timeout(patience, both).await.ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_stands_beside_takes_a_part_of_the_places_and_does_not_wait_for_ever() {
        let places = Places::new(4);
        let now = || places.beside(Duration::ZERO);
        let both = [now().await, now().await];
        assert!(both.iter().all(Option::is_some) && now().await.is_none());
        let mut searches = vec![places.wait().await];
        drop(both);
        assert!(now().await.is_some(), "given back");
        for _ in 1..4 {
            searches.push(places.wait().await);
        }
        assert!(searches.iter().all(Option::is_some) && now().await.is_none(), "all are searching");
        searches.pop();
        assert!(now().await.is_some(), "one has found something");
    }
}
