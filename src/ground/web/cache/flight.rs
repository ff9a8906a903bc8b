//! One rendering for all who wait for the same page.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::ask::Key;

/// The pages that are being rendered.
#[derive(Clone, Default)]
pub struct Flights(Arc<Mutex<HashMap<Key, watch::Receiver<()>>>>);

/// Whose turn it is.
pub enum Turn {
    /// Render it; whoever else wants it waits until this is dropped.
    Yours(Flight),
    /// Somebody renders it already.
    Theirs(watch::Receiver<()>),
}

/// A page that is being rendered. However that ends, those who wait go on.
pub struct Flight {
    all: Flights,
    key: Key,
    _done: watch::Sender<()>,
}

impl Flights {
    /// Asks whose turn it is to render a page.
    pub fn join(&self, key: &Key) -> Turn {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match all.entry(key.clone()) {
            Entry::Occupied(flight) => Turn::Theirs(flight.get().clone()),
            Entry::Vacant(free) => {
                let (done, wait) = watch::channel(());
                free.insert(wait);
                Turn::Yours(Flight { all: self.clone(), key: key.clone(), _done: done })
            }
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_renders_and_all_others_wait_however_it_ends() {
        let (flights, key) = (Flights::default(), Key::test("/"));
        let Turn::Yours(flight) = flights.join(&key) else { panic!("nobody else is there") };
        let Turn::Theirs(waits) = flights.join(&key) else { panic!("it is being rendered") };
        assert!(matches!(flights.join(&Key::test("/tags")), Turn::Yours(_)));
        assert!(waits.has_changed().is_ok());
        drop(flight);
        assert!(waits.has_changed().is_err(), "they hear of the end");
        assert!(matches!(flights.join(&key), Turn::Yours(_)));
    }
}
