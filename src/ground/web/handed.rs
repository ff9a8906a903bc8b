//! What later rooms hand to earlier ones when the forum is wired: one value of each type. An earlier room declares the
//! type, a trait object as a rule; `server` hands it over; nobody in between has to know it.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

type Shelf = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// The shelf.
#[derive(Clone, Default)]
pub struct Handed(Arc<RwLock<Shelf>>);

impl Handed {
    /// Puts something there, in place of what was there of its type.
    pub fn give<T: Send + Sync + 'static>(&self, one: T) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(TypeId::of::<T>(), Arc::new(one));
    }

    /// What is there of that type.
    pub fn get<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        let shelf = self.0.read().unwrap_or_else(PoisonError::into_inner);
        shelf.get(&TypeId::of::<T>()).and_then(|one| one.downcast_ref::<T>()).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_each_type() {
        let handed = Handed::default();
        assert_eq!(handed.get::<u8>(), None);
        handed.give(1u8);
        handed.give("word");
        handed.give(2u8);
        assert_eq!((handed.get::<u8>(), handed.get::<&str>()), (Some(2), Some("word")));
    }
}
