//! Who has just written something finds it on the next page: a search waits a moment for the index. As long as nobody does,
//! the index gathers what is written: a commit of one document costs nearly as much as one of a hundred.

use std::time::Duration;

use tokio::sync::watch;

use super::Service;
use crate::ground::shutdown::Shutdown;

/// The longest that a search waits.
const LONGEST: Duration = Duration::from_millis(2_000);
/// An index so many events behind does not come up in that time.
const FAR: i64 = 10_000;
/// Between two commits of the index while nobody waits: at least this, or as long as the last one took.
const GATHERING: Duration = Duration::from_millis(200);

/// How many searches wait for the index.
pub(super) struct Waiting(watch::Sender<usize>);

impl Default for Waiting {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

/// One of them, until it is dropped: whoever asked may go while it waits.
struct Waiter<'a>(&'a Waiting);

impl Waiting {
    fn begin(&self) -> Waiter<'_> {
        self.0.send_modify(|waiting| *waiting += 1);
        Waiter(self)
    }

    async fn somebody(&self) {
        // Its sender lives as long as this.
        let _ = self.0.subscribe().wait_for(|waiting| *waiting > 0).await;
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        self.0.0.send_modify(|waiting| *waiting -= 1);
    }
}

impl Service {
    /// Waits until searches know the log up to `position`, two seconds at the longest.
    pub async fn wait_for(&self, position: i64) {
        let mut seen = self.seen().subscribe();
        let known = *seen.borrow();
        let hopeless = known >= 0 && position - known > FAR;
        if known < position && !hopeless {
            let _waiter = self.waiting().begin();
            let _ = tokio::time::timeout(LONGEST, seen.wait_for(|known| *known >= position)).await;
        }
    }

    /// Waits for everything that was written through this node.
    pub async fn wait_for_own_writes(&self) {
        self.wait_for(self.db().bus.position()).await;
    }

    /// Blocks after a commit that took `took`, until it is time for the next one or a search waits for it.
    pub(super) fn gather(&self, took: Duration, shutdown: &Shutdown) {
        shutdown.pause_until(took.max(GATHERING), self.waiting().somebody());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::Waiting;
    use crate::ground::shutdown::Shutdown;

    #[tokio::test]
    async fn a_search_ends_the_rest_and_one_that_gave_up_does_not() {
        let waiting = Arc::new(Waiting::default());
        drop(waiting.begin());
        let resting = waiting.clone();
        let rest = std::thread::spawn(move || {
            Shutdown::default().pause_until(Duration::from_secs(36_000), resting.somebody())
        });
        while waiting.0.receiver_count() == 0 && !rest.is_finished() {
            tokio::task::yield_now().await;
        }
        assert!(!rest.is_finished());
        let _waiter = waiting.begin();
        assert!(!rest.join().expect("it rested"), "the end has not come");
    }
}
