//! The end, announced: background threads look here before they go on.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::ground::bus::Bus;

/// Shared by everything that must stop when the program does.
#[derive(Clone)]
pub struct Shutdown(Arc<watch::Sender<bool>>);

impl Default for Shutdown {
    fn default() -> Self {
        Self(Arc::new(watch::channel(false).0))
    }
}

impl Shutdown {
    /// Announces the end.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Whether the end was announced.
    pub fn begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Resolves at the end.
    pub async fn wait(&self) {
        let mut watch = self.0.subscribe();
        let _ = watch.wait_for(|over| *over).await;
    }

    /// Blocks until the bus has called more than so often, for a second at the longest; true when the end has come.
    pub fn wait_for_log(&self, bus: &Bus, calls: u64) -> bool {
        self.block(bus.wait_past(calls))
    }

    /// Blocks until this node has brought the log past `position`, for a second at the longest; true when the end has come.
    pub fn wait_for_write(&self, bus: &Bus, position: i64) -> bool {
        self.block(bus.wait_written(position))
    }

    /// Blocks for `pause`, shorter if the end comes; true when it has come.
    pub fn pause(&self, pause: Duration) -> bool {
        self.block(async move { tokio::time::sleep(pause).await })
    }

    /// The same, and shorter if `until` resolves.
    pub fn pause_until(&self, pause: Duration, until: impl Future<Output = ()>) -> bool {
        self.block(async move {
            // Either ends the pause.
            let _ = tokio::time::timeout(pause, until).await;
        })
    }

    fn block(&self, until: impl Future<Output = ()>) -> bool {
        // A tiny runtime for this thread alone: background threads are plain threads.
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_time().build() else {
            return true;
        };
        runtime.block_on(async {
            tokio::select! {
                () = until => {}
                () = self.wait() => {}
            }
        });
        self.begun()
    }
}
