//! What was found out in one state of the index: about words, because most searches of a day use the same few thousand,
//! and to look for the compounds of one takes as long as to find its threads; and whole answers, because when something
//! has failed all ask the same. It is kept until the next commit, which may change any of it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::Term;

use crate::analysis::Lang;
use crate::{Found, Query};

/// Answers about words that are kept at most of each kind; a term or word takes some 100 bytes.
const MOST: usize = 20_000;
/// Searches whose hits are kept at most; those of a page take some 20 kB.
const MOST_FOUND: usize = 2_000;

/// Why one word may stand for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Instead {
    /// It is a part of it.
    Parts,
    /// It is a compound with it.
    Compounds,
    /// It is a slip of the pen, if the word need not be usual.
    Slip,
    /// The same, if the word must be usual.
    LikelySlip,
    /// It begins like it.
    Kin,
}

/// Answers, by what was asked.
pub(crate) struct Known {
    /// In how many threads a word stands just so, or in other forms by the rules of a language.
    pub(super) usual: Kept<(Option<Lang>, String), u64>,
    /// What may stand for a word, for readers of these languages.
    pub(super) instead: Kept<(Instead, Vec<Lang>, String), Vec<String>>,
    /// In how many documents a term stands.
    pub(super) frequencies: Kept<Term, u64>,
    /// What was found, by what was asked in which hour.
    pub(super) found: Kept<Query, Arc<Found>>,
}

impl Default for Known {
    fn default() -> Self {
        let (usual, instead, frequencies) = (Kept::of(MOST), Kept::of(MOST), Kept::of(MOST));
        Self { usual, instead, frequencies, found: Kept::of(MOST_FOUND) }
    }
}

/// Answers that are not looked for again. When there are too many all are forgotten, for what is asked often is soon
/// known again.
pub(super) struct Kept<K, V> {
    held: Mutex<HashMap<K, V>>,
    most: usize,
}

impl<K: Clone + Eq + Hash, V: Clone> Kept<K, V> {
    fn of(most: usize) -> Self {
        Self { held: Mutex::default(), most }
    }

    /// The answer, if it is known; otherwise it is looked for. Two may look at the same time: both find the same.
    pub(super) fn or_look<E>(&self, key: &K, look: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        if let Some(known) = self.held().get(key) {
            return Ok(known.clone());
        }
        let found = look()?;
        let mut held = self.held();
        if held.len() >= self.most {
            held.clear();
        }
        held.insert(key.clone(), found.clone());
        Ok(found)
    }

    fn held(&self) -> MutexGuard<'_, HashMap<K, V>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(kept: &Kept<usize, usize>, key: usize) -> bool {
        let mut looked = false;
        let answer = kept.or_look(&key, || {
            looked = true;
            Ok::<_, ()>(2 * key)
        });
        assert_eq!(answer, Ok(2 * key));
        looked
    }

    #[test]
    fn looks_once_and_does_not_grow_for_ever() {
        let kept = Kept::of(MOST);
        assert!(looked(&kept, 1));
        assert!(!looked(&kept, 1));
        (2..=MOST).for_each(|key| assert!(looked(&kept, key)));
        assert!(!looked(&kept, 1));
        assert!(looked(&kept, MOST + 1), "one too many: all are forgotten");
        assert!(looked(&kept, 1));
    }

    #[test]
    fn what_failed_is_looked_for_again() {
        let kept = Kept::<usize, usize>::of(MOST);
        assert_eq!(kept.or_look(&1, || Err("no")), Err("no"));
        assert!(looked(&kept, 1));
    }
}
