//! Something that was read from the database and is true until one of the things it shows changes: by the same numbers as
//! pages, but for readers who are somebody. It holds what all see who may see the same, never what one
//! person did.

use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use super::{Mark, PageCache};

/// How long it may be shown although nothing is known to have changed: what no event tells of (how often something was
/// read) is that old at most.
const LIFE: Duration = Duration::from_secs(60);

/// When and of what something was read.
struct Read<V> {
    value: Arc<V>,
    marks: Vec<Mark>,
    position: i64,
}

/// What was read, by what was asked.
pub struct Lasting<K, V>(Cache<K, Arc<Read<V>>>);

impl<K, V> Lasting<K, V>
where
    K: Eq + Hash + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    /// With room for so many bytes, by what each takes.
    pub fn new(room: u64, weigh: impl Fn(&V) -> usize + Send + Sync + 'static) -> Self {
        let weight = move |_: &K, read: &Arc<Read<V>>| {
            let own = size_of::<K>() + size_of::<Read<V>>() + size_of::<Mark>() * read.marks.len();
            u32::try_from(weigh(&read.value) + own).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(room).weigher(weight).time_to_live(LIFE).build())
    }

    /// What was read, if it is still so for a reader who sees the log up to `log`: a node that has not heard of everything up
    /// to there does not know.
    pub fn get(&self, pages: &PageCache, key: &K, log: i64) -> Option<Arc<V>> {
        let read = self.0.get(key).filter(|_| pages.is_on())?;
        pages.holds(&read.marks, read.position, log).then(|| read.value.clone())
    }

    /// Whether there is anything, be it still so or not.
    pub fn has(&self, key: &K) -> bool {
        self.0.contains_key(key)
    }

    /// Remembers what was read after the log had come to `position`, with everything that it shows.
    pub fn put(&self, key: K, value: Arc<V>, marks: Vec<Mark>, position: i64) {
        self.0.insert(key, Arc::new(Read { value, marks, position }));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Changed, Table};
    use super::*;

    #[test]
    fn it_lasts_until_it_changes_and_only_for_those_of_whose_writes_this_node_has_heard() {
        let pages = PageCache::new(1_000, Table { plan: |_| None, changed: |_, _| Changed::Everything });
        let (seven, eight) = (Mark::of("question", 7), Mark::of("question", 8));
        let lasting: Lasting<i64, &str> = Lasting::new(1_000_000, |text: &&str| text.len());
        pages.0.marks.reach(5);
        lasting.put(7, Arc::new("as it was"), vec![seven], 5);
        assert_eq!(lasting.get(&pages, &7, 5).as_deref(), Some(&"as it was"));
        assert_eq!(lasting.get(&pages, &8, 5), None);
        assert_eq!(lasting.get(&pages, &7, 6), None, "somebody has written, and this node does not know what");
        pages.0.marks.change(&Changed::Marks(vec![eight]), 6);
        pages.0.marks.reach(6);
        assert!(lasting.get(&pages, &7, 6).is_some(), "it was something else");
        pages.0.marks.change(&Changed::Marks(vec![seven]), 7);
        assert_eq!(lasting.get(&pages, &7, 6), None, "at once, even before it is said to be committed");
        let off = PageCache::new(0, Table { plan: |_| None, changed: |_, _| Changed::Everything });
        lasting.put(7, Arc::new("anew"), vec![seven], 9);
        assert_eq!(lasting.get(&off, &7, 0), None, "without a cache nothing is remembered");
    }
}
