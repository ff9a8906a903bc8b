//! What stands beside a question: looked up once in a while, however often its page is rendered, and not at all while so many
//! different pages are rendered that the looks would be most of the work. Remembers numbers only; what may be seen of them
//! is asked each time.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use search_index::SimilarTo;

use super::purse::Purse;
use crate::ground::clock::Stopwatch;

/// Candidates that are looked at closely: a list of five in the margin needs no more.
pub(super) const LOOKS: usize = 12;
/// How long a list stays as it is: what is like an old question changes slowly.
const LIFE: Duration = Duration::from_secs(3_600);
/// Questions whose list is remembered; two hundred bytes or so each.
const MOST: u64 = 50_000;

/// The lists by question and title.
pub(super) struct Beside {
    lists: Cache<(i64, u64), Arc<[i64]>>,
    purse: Purse,
}

impl Default for Beside {
    fn default() -> Self {
        let lists = Cache::builder().max_capacity(MOST).time_to_live(LIFE).build();
        Self { lists, purse: Purse::default() }
    }
}

/// By what a list is remembered; of the title, only whether it is the same.
fn key(question: i64, to: &SimilarTo) -> (i64, u64) {
    let mut hasher = DefaultHasher::new();
    to.title.hash(&mut hasher);
    (question, hasher.finish())
}

impl Beside {
    /// The remembered list, or a fresh one, or none when too much was spent on them lately; what was not looked up is not
    /// remembered.
    pub(super) fn or_look(&self, to: &SimilarTo, look: impl FnOnce() -> Option<Vec<i64>>) -> Vec<i64> {
        let Some(question) = to.exclude else {
            return look().unwrap_or_default();
        };
        let key = key(question, to);
        if let Some(known) = self.lists.get(&key) {
            return known.to_vec();
        }
        if !self.purse.allows() {
            return Vec::new();
        }
        let watch = Stopwatch::start();
        let looked = look();
        self.purse.spend(watch.elapsed());
        let Some(fresh) = looked else { return Vec::new() };
        self.lists.insert(key, fresh.as_slice().into());
        fresh
    }

    /// The remembered list.
    pub(super) fn known(&self, to: &SimilarTo) -> Option<Vec<i64>> {
        self.lists.get(&key(to.exclude?, to)).map(|known| known.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_looked_up_once_for_each_title_and_a_failure_again() {
        let beside = Beside::default();
        let to = |exclude, title: &str| SimilarTo { title: title.to_owned(), exclude, ..SimilarTo::default() };
        assert_eq!(beside.or_look(&to(Some(1), "a"), || None), Vec::<i64>::new());
        assert_eq!(beside.or_look(&to(Some(1), "a"), || Some(vec![2, 3])), [2, 3]);
        assert_eq!(beside.or_look(&to(Some(1), "a"), || Some(vec![4])), [2, 3]);
        assert_eq!(beside.known(&to(Some(1), "a")), Some(vec![2, 3]));
        assert_eq!(beside.or_look(&to(Some(1), "b"), || Some(vec![4])), [4], "another title, another list");
        assert_eq!(beside.or_look(&to(None, "a"), || Some(vec![5])), [5]);
        assert_eq!(beside.or_look(&to(None, "a"), || Some(vec![6])), [6], "no question, nothing to remember it by");
        beside.purse.spend(Duration::from_secs(1_000));
        assert_eq!(beside.or_look(&to(Some(1), "a"), || Some(vec![7])), [2, 3]);
        assert_eq!(
            beside.or_look(&to(Some(9), "a"), || Some(vec![7])),
            Vec::<i64>::new(),
            "too much was spent on others"
        );
    }
}
