//! The wake-up call: "the log reached N". Only ever a hint; every reader also looks by itself each second.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// Says how far the event log has come on this node.
#[derive(Clone)]
pub struct Bus(Arc<watch::Sender<i64>>);

impl Default for Bus {
    fn default() -> Self {
        Self(Arc::new(watch::channel(0).0))
    }
}

impl Bus {
    /// Tells everybody who waits that the log has reached `position`.
    pub fn reached(&self, position: i64) {
        self.0.send_if_modified(|at| {
            let further = position > *at;
            *at = position.max(*at);
            further
        });
    }

    /// The furthest position that was told.
    pub fn position(&self) -> i64 {
        *self.0.borrow()
    }

    /// Waits until the log is past `position`, a second at the longest.
    pub async fn wait_past(&self, position: i64) {
        let mut watch = self.0.subscribe();
        let _ = tokio::time::timeout(Duration::from_secs(1), watch.wait_for(|at| *at > position)).await;
    }
}
