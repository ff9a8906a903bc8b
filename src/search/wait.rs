//! Who has just written something finds it on the next page: a search waits a moment for the index.

use std::time::Duration;

use super::Service;

/// The longest that a search waits.
const LONGEST: Duration = Duration::from_millis(2_000);
/// An index so many events behind does not come up in that time.
const FAR: i64 = 10_000;

impl Service {
    /// Waits until searches know the log up to `position`, two seconds at the longest.
    pub async fn wait_for(&self, position: i64) {
        let mut seen = self.seen().subscribe();
        let known = *seen.borrow();
        let hopeless = known >= 0 && position - known > FAR;
        if known < position && !hopeless {
            let _ = tokio::time::timeout(LONGEST, seen.wait_for(|known| *known >= position)).await;
        }
    }

    /// Waits for everything that was written through this node.
    pub async fn wait_for_own_writes(&self) {
        self.wait_for(self.db().bus.position()).await;
    }
}
