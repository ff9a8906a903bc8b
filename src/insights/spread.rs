//! What is usual and what is nearly always so, of lengths of time in microseconds.

/// How lengths of time are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many there are.
    pub n: usize,
    /// Half of them are not longer.
    pub median: i64,
    /// Nine of ten are not longer.
    pub p90: i64,
}

impl Spread {
    /// Of some lengths in any order; none of none.
    pub fn of(lengths: impl IntoIterator<Item = i64>) -> Option<Self> {
        let mut lengths: Vec<i64> = lengths.into_iter().collect();
        lengths.sort_unstable();
        Some(Self { n: lengths.len(), median: rank(&lengths, 50)?, p90: rank(&lengths, 90)? })
    }
}

/// The nearest-rank percentile: the smallest of the sorted values that at least so many percent do not exceed. It is
/// always one of them, never a mean of two (Hyndman and Fan 1996, definition 1).
fn rank(sorted: &[i64], percent: usize) -> Option<i64> {
    sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        assert_eq!(Spread::of([]), None);
        assert_eq!(Spread::of([7]), Some(Spread { n: 1, median: 7, p90: 7 }));
        assert_eq!(Spread::of([4, 1, 3, 2]), Some(Spread { n: 4, median: 2, p90: 4 }));
        assert_eq!(Spread::of((1..=100).rev()), Some(Spread { n: 100, median: 50, p90: 90 }));
        assert_eq!(Spread::of(1..=11), Some(Spread { n: 11, median: 6, p90: 10 }));
    }
}
