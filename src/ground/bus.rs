//! The wake-up call: "the log reached N". Only ever a hint; every reader also looks by itself each second.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// How long a reader waits for a call before it looks by itself.
pub const PATIENCE: Duration = Duration::from_secs(1);

/// Says how far the event log has come on this node, and that others have brought it further.
#[derive(Clone)]
pub struct Bus {
    said: Arc<watch::Sender<Said>>,
    patience: Duration,
}

#[derive(Clone, Copy)]
struct Said {
    /// The position of the last event that was written here.
    position: i64,
    /// How often somebody called, from one: the first look waits for nobody.
    calls: u64,
}

impl Default for Bus {
    fn default() -> Self {
        Self::new(PATIENCE)
    }
}

impl Bus {
    /// With readers that look by themselves after so long.
    pub fn new(patience: Duration) -> Self {
        Self { said: Arc::new(watch::channel(Said { position: 0, calls: 1 }).0), patience }
    }

    /// Tells everybody who waits that this node has brought the log to `position`.
    pub fn reached(&self, position: i64) {
        self.said.send_if_modified(|said| {
            let further = position > said.position;
            said.position = position.max(said.position);
            said.calls += u64::from(further);
            further
        });
    }

    /// Passes on what another node says. It may be anything: who hears it looks, and that is all.
    pub fn hint(&self, position: i64) {
        self.said.send_if_modified(|said| {
            let further = position > said.position;
            said.calls += u64::from(further);
            further
        });
    }

    /// Lets everybody look who waits.
    pub fn look(&self) {
        self.said.send_modify(|said| said.calls += 1);
    }

    /// The furthest position that was written here.
    pub fn position(&self) -> i64 {
        self.said.borrow().position
    }

    /// How often somebody called so far; asked before looking.
    pub fn calls(&self) -> u64 {
        self.said.borrow().calls
    }

    /// Waits until somebody has called once more than so often, for a second at the longest.
    pub async fn wait_past(&self, calls: u64) {
        let mut watch = self.said.subscribe();
        let _ = tokio::time::timeout(self.patience, watch.wait_for(|said| said.calls > calls)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_wakes_and_changes_nothing_else() {
        let bus = Bus::new(Duration::from_secs(3_600));
        bus.reached(7);
        assert_eq!((bus.position(), bus.calls()), (7, 2));
        bus.hint(7);
        bus.reached(6);
        assert_eq!((bus.position(), bus.calls()), (7, 2), "nothing new");
        bus.hint(i64::MAX);
        bus.hint(9);
        assert_eq!((bus.position(), bus.calls()), (7, 4), "whatever is said, nobody believes it");
        bus.reached(8);
        bus.look();
        assert_eq!((bus.position(), bus.calls()), (8, 6));
    }
}
