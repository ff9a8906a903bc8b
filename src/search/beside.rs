//! What stands beside a question: looked up once in a while, however often its page is rendered. Remembers numbers
//! only; what may be seen of them is asked each time.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use search_index::SimilarTo;

/// Candidates that are looked at closely: a list of five in the margin needs no more.
pub(super) const LOOKS: usize = 12;
/// How long a list stays as it is.
const LIFE: Duration = Duration::from_secs(120);
/// Questions whose list is remembered; a hundred bytes or two each.
const MOST: u64 = 50_000;

/// The lists by question and title.
pub(super) struct Beside(Cache<(i64, String), Arc<[i64]>>);

impl Default for Beside {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST).time_to_live(LIFE).build())
    }
}

impl Beside {
    /// The remembered list, or a fresh one; what could not be looked up is not remembered.
    pub(super) fn or_look(&self, to: &SimilarTo, look: impl FnOnce() -> Option<Vec<i64>>) -> Vec<i64> {
        let Some(question) = to.exclude else {
            return look().unwrap_or_default();
        };
        let key = (question, to.title.clone());
        if let Some(known) = self.0.get(&key) {
            return known.to_vec();
        }
        let Some(fresh) = look() else { return Vec::new() };
        self.0.insert(key, fresh.as_slice().into());
        fresh
    }

    /// The remembered list.
    pub(super) fn known(&self, to: &SimilarTo) -> Option<Vec<i64>> {
        self.0.get(&(to.exclude?, to.title.clone())).map(|known| known.to_vec())
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
    }
}
