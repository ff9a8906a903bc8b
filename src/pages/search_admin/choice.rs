//! How many days are looked at; UTC days, the last of which is today.

use crate::ground::clock::Micros;
use crate::pages::given::Given;

/// Days that can be chosen.
pub const LENGTHS: [i64; 3] = [7, 30, 90];
/// For whoever has chosen nothing.
const USUAL: i64 = 30;

/// The days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// How many.
    pub days: i64,
    /// The first one, in days since 1970.
    pub from: i64,
}

impl Choice {
    /// Reads the address; what makes no sense is as if it were not there.
    pub fn of(given: &Given, now: Micros) -> Self {
        let wanted = given.text("days").parse().ok();
        let days = LENGTHS.into_iter().find(|length| Some(*length) == wanted).unwrap_or(USUAL);
        Self { days, from: now.day() - days + 1 }
    }

    /// The first days of the parts that a chart shows: each day, or each week.
    pub fn parts(self) -> Vec<i64> {
        let step = if self.days <= 7 { 1 } else { 7 };
        (0..).map(|part| self.from + part * step).take_while(|day| *day < self.from + self.days).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_lengths_are_the_usual_one() {
        let now = Micros(20_000 * crate::ground::clock::DAY + 1);
        for (query, days, parts) in
            [("", 30, 5), ("days=7", 7, 7), ("days=90", 90, 13), ("days=-1", 30, 5), ("days=8", 30, 5)]
        {
            let choice = Choice::of(&Given::parse(query), now);
            assert_eq!((choice.days, choice.parts().len()), (days, parts), "{query}");
            assert_eq!(choice.from + choice.days - 1, 20_000);
        }
    }
}
