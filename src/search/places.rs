//! How many look into the index at the same time. A search waits for its place; what stands beside a question is something
//! that a page can do without, so it has a place at once or none: whoever crawls a large forum whose lists are not made yet
//! must neither take search from people who search, nor wait for seconds for each page.

use tokio::sync::{Semaphore, SemaphorePermit};

/// Searches a core works on at a time: more would only take memory and turns from each other.
const AT_ONCE: usize = 4;

/// The places.
pub(super) struct Places {
    all: Semaphore,
    /// Those that may be taken for what stands beside a question: one a core.
    beside: Semaphore,
}

impl Places {
    /// For so many cores.
    pub fn new(cores: usize) -> Self {
        Self { all: Semaphore::new(AT_ONCE * cores), beside: Semaphore::new(cores) }
    }

    /// Waits for one; none when there will never be one.
    pub async fn wait(&self) -> Option<SemaphorePermit<'_>> {
        self.all.acquire().await.ok()
    }

    /// One for what stands beside a question, if there is one now.
    pub fn beside(&self) -> Option<[SemaphorePermit<'_>; 2]> {
        Some([self.beside.try_acquire().ok()?, self.all.try_acquire().ok()?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_takes_a_part_of_the_places_and_never_waits() {
        let places = Places::new(2);
        let both = [places.beside(), places.beside()];
        assert!(both.iter().all(Option::is_some) && places.beside().is_none());
        drop(both);
        assert!(places.beside().is_some(), "given back");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let searches: Vec<_> = (0..8).filter_map(|_| runtime.block_on(places.wait())).collect();
        assert!(searches.len() == 8 && places.beside().is_none(), "all are searching");
    }
}
