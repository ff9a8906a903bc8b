//! What was found out in one state of the index: about words, because most searches of a day use the same few thousand,
//! and to look for the compounds of one takes as long as to find its threads; and whole answers, because when something
//! has failed all ask the same. It is kept until the next commit, which may change any of it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use moka::sync::Cache;
use tantivy::Term;

use crate::analysis::Lang;
use crate::{Found, Query};

/// Answers about words that are kept at most of each kind; a term or word takes some 100 bytes.
const MOST: usize = 20_000;
/// Room for what was found, in bytes: some 3,000 searches, whose hits on a page take about 10 kB. What is asked again and again stays.
const ROOM: u64 = 32 << 20;

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
    pub(super) found: Cache<Query, Arc<Found>>,
}

impl Default for Known {
    fn default() -> Self {
        let size = |asked: &Query, found: &Arc<Found>| {
            let all = size_of::<Query>() + asked.text.len() + found.size();
            u32::try_from(all).unwrap_or(u32::MAX)
        };
        let found = Cache::builder().max_capacity(ROOM).weigher(size).build();
        Self { usual: Kept::of(MOST), instead: Kept::of(MOST), frequencies: Kept::of(MOST), found }
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
    use crate::{Hit, Snippet};

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
    fn what_was_found_is_bounded_by_what_it_takes() {
        let (known, title) = (Known::default(), "x".repeat(100_000));
        let hit = Hit {
            id: 1,
            score: 1.0,
            lang: "de".to_owned(),
            title: Snippet::plain(&title),
            snippet: Snippet::default(),
            answer_id: None,
        };
        let found = Arc::new(Found { hits: vec![hit], ..Found::default() });
        for n in 0..1_000 {
            known.found.insert(Query { text: n.to_string(), ..Query::default() }, found.clone());
        }
        known.found.run_pending_tasks();
        let (many, size) = (known.found.entry_count(), known.found.weighted_size());
        assert!((100..400).contains(&many) && size <= ROOM, "{many} searches in {size} bytes");
    }

    #[test]
    fn what_failed_is_looked_for_again() {
        let kept = Kept::<usize, usize>::of(MOST);
        assert_eq!(kept.or_look(&1, || Err("no")), Err("no"));
        assert!(looked(&kept, 1));
    }
}
