//! What pages show, and when it was last changed: one number for each thing, the position in the event log of the
//! newest event that changed it.
//!
//! A page remembers how far the log had come before it was rendered. It may be shown as long as nothing that it shows
//! has a higher number. Nothing has to be found and dropped, so it does not matter who comes first: a page that was
//! rendered from what was there before a write can never pass for one that was rendered after it, however late it is
//! put in.

use std::sync::atomic::{AtomicI64, Ordering};

/// Things have their numbers in so many places; two that share one are both taken as changed. A power of two.
const PLACES: usize = 1 << 18;

/// Something that pages show: a thing by its noun and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(usize);

impl Mark {
    /// Of a thing.
    pub fn of(noun: &str, id: i64) -> Self {
        // FNV-1a: the same on every machine, and quick for a few bytes.
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        let hash = noun.bytes().chain(id.to_le_bytes()).fold(0xcbf2_9ce4_8422_2325, step);
        // The high bits are the well mixed ones.
        Self(usize::try_from((hash ^ (hash >> 32)) % PLACES as u64).unwrap_or(0))
    }
}

/// What an event changes of what pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These things.
    Marks(Vec<Mark>),
    /// More than can be named.
    Everything,
}

/// The numbers.
pub struct Marks {
    everything: AtomicI64,
    each: Box<[AtomicI64]>,
    reached: AtomicI64,
}

impl Default for Marks {
    fn default() -> Self {
        let each = std::iter::repeat_with(AtomicI64::default).take(PLACES).collect();
        Self { everything: AtomicI64::default(), each, reached: AtomicI64::default() }
    }
}

impl Marks {
    /// Notes what an event at that position changed, or one before it in the same commit.
    pub fn change(&self, changed: &Changed, position: i64) {
        match changed {
            Changed::Everything => {
                self.everything.fetch_max(position, Ordering::SeqCst);
            }
            Changed::Marks(marks) => {
                for place in marks.iter().filter_map(|mark| self.each.get(mark.0)) {
                    place.fetch_max(position, Ordering::SeqCst);
                }
            }
        }
    }

    /// Notes that everything up to a position is committed: who reads from now on sees it.
    pub fn reach(&self, position: i64) {
        self.reached.fetch_max(position, Ordering::SeqCst);
    }

    /// How far the log has come; asked before a page is rendered.
    pub fn reached(&self) -> i64 {
        self.reached.load(Ordering::SeqCst)
    }

    /// Whether nothing of these has changed after that position.
    pub fn unchanged(&self, marks: &[Mark], since: i64) -> bool {
        let old = |place: &AtomicI64| place.load(Ordering::SeqCst) <= since;
        old(&self.everything) && marks.iter().all(|mark| self.each.get(mark.0).is_some_and(old))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn things_are_told_apart() {
        assert_eq!(Mark::of("question", 7), Mark::of("question", 7));
        let places: std::collections::BTreeSet<usize> =
            (0..1_000).flat_map(|id| ["question", "person"].map(|noun| Mark::of(noun, id).0)).collect();
        assert!(places.len() > 1_980, "{}", places.len());
    }

    #[test]
    fn a_page_is_as_new_as_the_log_before_it_was_rendered() {
        let (marks, seven, eight) = (Marks::default(), [Mark::of("question", 7)], [Mark::of("question", 8)]);
        assert!(marks.unchanged(&seven, marks.reached()), "an empty log");
        marks.change(&Changed::Marks(seven.to_vec()), 5);
        assert!(!marks.unchanged(&seven, marks.reached()), "committed, but not known to be");
        marks.reach(5);
        assert!(marks.unchanged(&seven, marks.reached()) && marks.unchanged(&eight, 0));
        // What another node wrote before is heard of later: pages rendered since then have it.
        marks.change(&Changed::Marks(eight.to_vec()), 4);
        marks.reach(4);
        assert_eq!(marks.reached(), 5);
        assert!(marks.unchanged(&eight, 5) && !marks.unchanged(&eight, 3));
        marks.change(&Changed::Everything, 6);
        assert!(!marks.unchanged(&eight, 5) && !marks.unchanged(&[], 5) && marks.unchanged(&[], 6));
    }

    /// A model: a thing's value is the position of its last change. A page that was rendered at a position holds the
    /// value of then; while it is taken as unchanged it must be the value of now, whatever order nodes hear things in.
    fn never_old(changes: Vec<(u8, bool)>, rendered: usize, heard: Vec<usize>) -> bool {
        let mark = |thing: u8| [Mark::of("thing", i64::from(thing))];
        let marks = Marks::default();
        let at = i64::try_from(rendered.min(changes.len())).unwrap_or(0);
        // Some changes are heard of late, twice or in another order; in the end all of them.
        let order = heard.iter().map(|one| one % changes.len().max(1)).chain(0..changes.len());
        for index in order {
            let Some((thing, all)) = changes.get(index) else { continue };
            let position = i64::try_from(index).unwrap_or(0) + 1;
            let changed = if *all { Changed::Everything } else { Changed::Marks(mark(*thing).to_vec()) };
            marks.change(&changed, position);
        }
        (0..4).all(|thing| {
            let after = changes.iter().skip(usize::try_from(at).unwrap_or(0));
            let differs = after.clone().any(|(other, all)| *all || *other == thing);
            marks.unchanged(&mark(thing), at) != differs
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_changed_after_a_page_is_known_in_whatever_order_it_is_heard(
            changes in proptest::collection::vec((0u8..4, proptest::bool::weighted(0.1)), 0..12),
            rendered in 0usize..13,
            heard in proptest::collection::vec(0usize..12, 0..20),
        ) {
            prop_assert!(never_old(changes, rendered, heard));
        }
    }
}
