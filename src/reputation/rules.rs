//! What a line comes to: the cap of a day and the floor, as pure functions.

use std::collections::HashMap;

/// Points a UTC day from votes up and accepted edits at most.
pub const DAILY_CAP: i64 = 200;
/// Nobody has less.
pub const FLOOR: i64 = 1;

/// What a line of `nominal` points comes to for somebody who has `total`, and who has earned
/// `earned_today` from causes that the day's cap counts.
pub fn effective(nominal: i64, capped: bool, earned_today: i64, total: i64) -> i64 {
    let points = if capped { nominal.min((DAILY_CAP - earned_today).max(0)) } else { nominal };
    if points < 0 { points.max((FLOOR - total).min(0)) } else { points }
}

/// A line that stands, as far as the total cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Points before cap and floor.
    pub nominal: i64,
    /// Whether the day's cap counts it.
    pub capped: bool,
    /// Days since 1970-01-01 UTC.
    pub day: i64,
}

/// What lines come to, one after the other, from nothing.
pub fn total(lines: impl IntoIterator<Item = Standing>) -> i64 {
    let mut earned: HashMap<i64, i64> = HashMap::new();
    let mut total = FLOOR;
    for line in lines {
        let earned = earned.entry(line.day).or_default();
        let points = effective(line.nominal, line.capped, *earned, total);
        if line.capped {
            *earned += points;
        }
        total += points;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UP: Standing = Standing { nominal: 10, capped: true, day: 1 };

    #[test]
    fn the_cap_counts_votes_and_edits_and_nothing_else() {
        assert_eq!(effective(10, true, 195, 1_000), 5);
        assert_eq!(effective(10, true, 200, 1_000), 0);
        assert_eq!(effective(15, false, 200, 1_000), 15);
        assert_eq!(total(std::iter::repeat_n(UP, 30)), 201);
        let tomorrow = Standing { day: 2, ..UP };
        assert_eq!(total(std::iter::repeat_n(UP, 30).chain([tomorrow])), 211);
    }

    #[test]
    fn nobody_falls_below_the_floor() {
        assert_eq!(effective(-2, false, 0, 1), 0);
        assert_eq!(effective(-2, false, 0, 2), -1);
        assert_eq!(effective(-2, false, 0, 3), -2);
    }

    fn line() -> impl Strategy<Value = Standing> {
        (
            prop_oneof![
                Just((10, true)),
                Just((5, true)),
                Just((2, true)),
                Just((-2, false)),
                Just((-1, false)),
                Just((15, false)),
                Just((25, false))
            ],
            0i64..3,
        )
            .prop_map(|((nominal, capped), day)| Standing { nominal, capped, day })
    }

    proptest! {
        #[test]
        fn totals_stay_between_floor_and_cap(lines in proptest::collection::vec(line(), 0..200)) {
            let whole = total(lines.iter().copied());
            prop_assert!(whole >= FLOOR);
            let free: i64 = lines.iter().filter(|l| !l.capped && l.nominal > 0).map(|l| l.nominal).sum();
            prop_assert!(whole <= FLOOR + 3 * DAILY_CAP + free);
        }

        #[test]
        fn a_line_never_counts_for_more_than_it_says(nominal in -30i64..30, capped: bool, earned in 0i64..=200, total in 1i64..500) {
            let points = effective(nominal, capped, earned, total);
            prop_assert!(points.abs() <= nominal.abs() && points * nominal >= 0);
            prop_assert!(total + points >= FLOOR);
            prop_assert!(!capped || earned + points <= DAILY_CAP);
        }

        #[test]
        fn taking_a_good_line_away_never_helps(lines in proptest::collection::vec(line(), 1..100), index: prop::sample::Index) {
            let at = index.index(lines.len());
            prop_assume!(lines[at].nominal > 0);
            let mut fewer = lines.clone();
            fewer.remove(at);
            prop_assert!(total(fewer) <= total(lines));
        }
    }
}
