//! Who must know what a commit brought before whoever wrote hears that it is done: what this node keeps in memory of
//! what is in the database, and shows on the very next page.

use std::sync::{Arc, PoisonError, RwLock};

use crate::ground::events::Pending;

/// Runs after each commit on this node that has events, before its callers are answered. The writer waits meanwhile,
/// and nothing can be refused any more: it notes something in memory, and no more than that.
pub trait After: Send + Sync + 'static {
    /// Notes it. All of these events are committed; the last of them has this position.
    fn after(&self, position: i64, events: &[Pending]);
}

/// Those who must know.
#[derive(Clone, Default)]
pub struct Afters(Arc<RwLock<Vec<Arc<dyn After>>>>);

impl Afters {
    pub(super) fn add(&self, one: Arc<dyn After>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).push(one);
    }

    /// Tells all of them.
    pub(super) fn run(&self, position: i64, events: &[Pending]) {
        for one in self.0.read().unwrap_or_else(PoisonError::into_inner).iter() {
            one.after(position, events);
        }
    }
}
