//! Work that belongs into the transaction of what caused it, done by a room that the cause must not know of: what the
//! next page must show, but an earlier room cannot compute.

use std::sync::{Arc, PoisonError, RwLock};

use super::Tx;
use crate::ground::events::Pending;
use crate::ground::refusal::Refusal;

/// Runs after each caller's part of a batch that recorded events, on the same rows and with the same end: if it fails,
/// nothing of that part is kept.
pub trait Beside: Send + Sync + 'static {
    /// Does it. `events` are those of the caller; what is recorded here comes after them.
    ///
    /// # Errors
    /// When it cannot be done; the caller hears that the database is not available.
    fn beside(&self, tx: &mut Tx<'_>, events: &[Pending]) -> Result<(), Refusal>;
}

/// Those who do.
#[derive(Clone, Default)]
pub struct Besides(Arc<RwLock<Vec<Arc<dyn Beside>>>>);

impl Besides {
    pub(super) fn add(&self, one: Arc<dyn Beside>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).push(one);
    }

    /// Lets all of them do their part.
    pub(super) fn run(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if all.is_empty() || tx.events.is_empty() {
            return Ok(());
        }
        let mut events = std::mem::take(&mut tx.events);
        for one in all.iter() {
            one.beside(tx, &events)?;
        }
        events.append(&mut tx.events);
        tx.events = events;
        Ok(())
    }
}
