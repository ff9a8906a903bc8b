//! Counts over all hits: state, tags, product, language. Values are counted by their numbers in each segment, and named
//! only at the end. Exact, as long as a segment has no more than [`MOST_VALUES`] different tags among the hits.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentReader};

use crate::schema::name;
use crate::{Facets, State};

/// What is counted, in the order of [`Counts`].
const FIELDS: [&str; 4] = [name::STATE, name::TAG, name::PRODUCT, name::LANG];
const MAX_TAGS: usize = 10;
const MAX_OTHERS: usize = 100;
/// Values of a field that one segment names at most, the most frequent.
const MOST_VALUES: usize = 2_000;

/// How often each value occurs, by field.
type Counts = [HashMap<String, u64>; FIELDS.len()];

/// Counts while the engine goes through the hits.
pub(super) struct Counting;

/// One segment's counts.
pub(super) struct Segment(Vec<Option<Column>>);

struct Column {
    values: StrColumn,
    /// By a value's number.
    counts: Vec<u64>,
}

impl Collector for Counting {
    type Fruit = Facets;
    type Child = Segment;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let column = |field| {
            let values = segment.fast_fields().str(field)?;
            Ok(values.map(|values| Column { counts: vec![0; values.num_terms()], values }))
        };
        FIELDS.into_iter().map(column).collect::<tantivy::Result<_>>().map(Segment)
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Facets> {
        let mut all = Counts::default();
        for counts in segments {
            for (sum, counts) in all.iter_mut().zip(counts?) {
                counts.into_iter().for_each(|(value, n)| *sum.entry(value).or_default() += n);
            }
        }
        let [states, tags, products, langs] = all;
        let states = ordered(states, MAX_OTHERS);
        Ok(Facets {
            states: states.iter().filter_map(|(word, n)| Some((State::from_word(word)?, *n))).collect(),
            tags: ordered(tags, MAX_TAGS),
            products: ordered(products, MAX_OTHERS),
            langs: ordered(langs, MAX_OTHERS),
        })
    }
}

impl SegmentCollector for Segment {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _: Score) {
        for column in self.0.iter_mut().flatten() {
            for value in column.values.term_ords(doc) {
                if let Some(count) = usize::try_from(value).ok().and_then(|value| column.counts.get_mut(value)) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for (named, column) in all.iter_mut().zip(self.0) {
            if let Some(column) = column {
                *named = column.named()?;
            }
        }
        Ok(all)
    }
}

impl Column {
    /// The counts by the values themselves.
    fn named(self) -> tantivy::Result<HashMap<String, u64>> {
        let mut found: Vec<(u64, u64)> = (0..).zip(self.counts).filter(|(_, n)| *n > 0).collect();
        if found.len() > MOST_VALUES {
            found.sort_unstable_by_key(|(_, n)| Reverse(*n));
            found.truncate(MOST_VALUES);
            found.sort_unstable();
        }
        let (values, counts): (Vec<u64>, Vec<u64>) = found.into_iter().unzip();
        let mut counts = counts.into_iter();
        let mut named = HashMap::with_capacity(values.len());
        self.values.dictionary().sorted_ords_to_term_cb(&values, |value| {
            if let (Some(n), Ok(value)) = (counts.next(), std::str::from_utf8(value)) {
                named.insert(value.to_owned(), n);
            }
        })?;
        Ok(named)
    }
}

/// The most frequent values, equals by name.
fn ordered(counts: HashMap<String, u64>, max: usize) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = counts.into_iter().filter(|(value, _)| !value.is_empty()).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(max);
    // It is kept with what was found, thousands of times.
    counts.shrink_to_fit();
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_come_first_and_take_no_room_for_the_others() {
        let counts = (0..1_000).map(|n| (format!("tag-{n:03}"), n / 2)).chain([(String::new(), 9_999)]);
        let tags = ordered(counts.collect(), 3);
        let names: Vec<&str> = tags.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["tag-998", "tag-999", "tag-996"]);
        assert!(tags.capacity() < 10, "{}", tags.capacity());
    }
}
