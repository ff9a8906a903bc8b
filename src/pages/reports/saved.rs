//! Questions that did not have to be asked.

use super::sheet::{Cell, Column, Sheet, day};
use crate::ground::clock::{DAY, Micros};
use crate::ground::i18n::T;
use crate::ground::web::chart::{self, count};
use crate::insights::period::Period;

/// By the parts of the period; `days` are UTC days with their numbers.
pub fn saved(t: &T, period: &Period, days: &[(i64, i64)]) -> Sheet {
    let mut parts = vec![0; period.parts.len()];
    for (day, n) in days {
        // A UTC day is where its noon is, or now if that is still to come.
        let noon = Micros((day * DAY + DAY / 2).min(period.to.0));
        if let Some(sum) = period.part(noon).and_then(|part| parts.get_mut(part)) {
            *sum += usize::try_from(*n).unwrap_or(0);
        }
    }
    let title = t.n("reports-saved-title", parts.iter().sum::<usize>());
    let labels: Vec<String> = period.parts.iter().enumerate().map(|(at, part)| label(t, at, part.0, period)).collect();
    let values: Vec<f64> = parts.iter().map(|n| count(*n)).collect();
    let rows = period.parts.iter().zip(&parts).map(|(part, n)| vec![Cell::Day(part.0), Cell::Count(*n)]);
    Sheet {
        name: "saved",
        svg: chart::bars(&title, &labels, &values),
        title,
        columns: vec![Column("from", "from"), Column("saved", "saved")],
        rows: rows.collect(),
    }
}

/// A part's first day, where there is room for it.
fn label(t: &T, at: usize, date: jiff::civil::Date, period: &Period) -> String {
    let step = if period.parts.len() > 7 { 3 } else { 1 };
    if at.is_multiple_of(step) { day(t, date) } else { String::new() }
}
