//! Turning pages by key: a page begins behind or before one entry, however many there are and whatever
//! was added meanwhile. Entries with the same time are told apart by their ids, so none is lost or shown twice.

use crate::ground::clock::Micros;

use crate::pages::given::Given;

/// An entry's place in a list: its time (or another number that the list is ordered by), then its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What the list is ordered by.
    pub at: Micros,
    /// Tells equal ones apart.
    pub id: i64,
}

impl Key {
    /// As it stands in an address.
    pub fn word(self) -> String {
        format!("{}_{}", self.at.0, self.id)
    }

    /// Reads it from an address.
    pub fn from_word(word: &str) -> Option<Self> {
        let (at, id) = word.split_once('_')?;
        Some(Self { at: Micros(at.parse().ok()?), id: id.parse().ok()? })
    }
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// At the top.
    #[default]
    First,
    /// Below this entry.
    Before(Key),
    /// Above this entry.
    After(Key),
}

impl Cursor {
    /// What an address says: `before=` or `after=`.
    pub fn of(given: &Given) -> Self {
        let key = |name| Key::from_word(given.text(name));
        match (key("before"), key("after")) {
            (Some(key), _) => Self::Before(key),
            (None, Some(key)) => Self::After(key),
            (None, None) => Self::First,
        }
    }
}

/// A page of a list.
#[derive(Debug)]
pub struct Slice<R> {
    /// Its entries, from the top.
    pub rows: Vec<R>,
    /// Where the page above ends, if there is one.
    pub newer: Option<Key>,
    /// Where the page below begins, if there is one.
    pub older: Option<Key>,
}

impl<R> Default for Slice<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), newer: None, older: None }
    }
}

impl<R> Slice<R> {
    /// Makes a page of what a query found: up to `size` rows and one more if there is more, the nearest to the
    /// cursor first (so upwards from `After`, downwards else).
    pub fn cut(mut rows: Vec<R>, cursor: Cursor, size: usize, key: impl Fn(&R) -> Key) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        if matches!(cursor, Cursor::After(_)) {
            rows.reverse();
        }
        let (above, below) = match cursor {
            Cursor::First => (false, more),
            Cursor::Before(_) => (true, more),
            Cursor::After(_) => (more, true),
        };
        let newer = rows.first().filter(|_| above).map(&key);
        let older = rows.last().filter(|_| below).map(&key);
        Self { rows, newer, older }
    }
}

/// Puts a cursor into a boxed query: order, border and limit, with the index's range in plain sight of the planner.
#[macro_export]
macro_rules! turn_to {
    ($query:expr, $cursor:expr, $size:expr, $at:expr, $id:expr) => {{
        use diesel::prelude::*;
        let query = $query;
        let query = match $cursor {
            $crate::pages::lists::Cursor::First => query.order(($at.desc(), $id.desc())),
            $crate::pages::lists::Cursor::Before(key) => {
                query.filter($at.le(key.at).and($at.lt(key.at).or($id.lt(key.id)))).order(($at.desc(), $id.desc()))
            }
            $crate::pages::lists::Cursor::After(key) => {
                query.filter($at.ge(key.at).and($at.gt(key.at).or($id.gt(key.id)))).order(($at.asc(), $id.asc()))
            }
        };
        query.limit(i64::try_from($size).unwrap_or(100).saturating_add(1))
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_an_address_and_nonsense_is_the_top() {
        let key = Key { at: Micros(-5), id: 7 };
        assert_eq!(Key::from_word(&key.word()), Some(key));
        for word in ["", "_", "1", "a_b", "1_2_3", "99999999999999999999_1", "1_ 2"] {
            assert_eq!(Key::from_word(word), None, "{word}");
        }
        assert_eq!(Cursor::of(&Given::parse("before=x&after=y")), Cursor::First);
    }

    #[test]
    fn a_page_knows_its_neighbours() {
        let key = |n: &i64| Key { at: Micros(*n), id: *n };
        let border = key(&9);
        let first = Slice::cut(vec![5, 4, 3], Cursor::First, 2, key);
        assert_eq!((first.rows, first.newer, first.older), (vec![5, 4], None, Some(key(&4))));
        let last = Slice::cut(vec![5, 4], Cursor::Before(border), 2, key);
        assert_eq!((last.newer, last.older), (Some(key(&5)), None));
        let above = Slice::cut(vec![3, 4, 5], Cursor::After(border), 2, key);
        assert_eq!((above.rows, above.newer, above.older), (vec![4, 3], Some(key(&4)), Some(key(&3))));
        let none = Slice::cut(Vec::<i64>::new(), Cursor::After(border), 2, key);
        assert_eq!((none.newer, none.older), (None, None));
    }
}
