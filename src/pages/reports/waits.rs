//! How long askers wait: until the first answer, until the solution.

use super::sheet::{Cell, Column, Sheet, day, hours, span};
use crate::ground::i18n::T;
use crate::ground::web::chart::{self, Series};
use crate::insights::cases::Case;
use crate::insights::period::Period;
use crate::insights::spread::Spread;

/// Time to the first answer.
pub fn first_answer(t: &T, period: &Period, cases: &[Case]) -> Sheet {
    sheet(t, period, cases, "first-answer", Column("answered", "answered"), Case::to_answer)
}

/// Time to the solution.
pub fn solution(t: &T, period: &Period, cases: &[Case]) -> Sheet {
    sheet(t, period, cases, "solution", Column("solved", "solved"), Case::to_solution)
}

fn sheet(
    t: &T,
    period: &Period,
    cases: &[Case],
    name: &'static str,
    ended: Column,
    length: impl Fn(&Case) -> Option<i64>,
) -> Sheet {
    let mut lengths: Vec<(usize, Vec<i64>)> = vec![(0, Vec::new()); period.parts.len()];
    for case in cases {
        if let Some((asked, lengths)) = period.part(case.asked_at).and_then(|part| lengths.get_mut(part)) {
            *asked += 1;
            lengths.extend(length(case));
        }
    }
    let all = Spread::of(cases.iter().filter_map(&length));
    let title = match all {
        Some(all) => t.a2(&format!("reports-{name}-title"), "median", span(t, all.median), "p90", span(t, all.p90)),
        None => t.s(&format!("reports-{name}-none")),
    };
    let parts: Vec<(String, Option<Spread>)> = period
        .parts
        .iter()
        .zip(&lengths)
        .map(|((date, _), (_, lengths))| (day(t, *date), Spread::of(lengths.iter().copied())))
        .collect();
    let series = [
        Series::new(t.s("reports-median-hours"), parts.iter().map(|(_, one)| hours(one.map(|one| one.median)))),
        Series::new(t.s("reports-p90-hours"), parts.iter().map(|(_, one)| hours(one.map(|one| one.p90)))),
    ];
    let row = |first: Cell, asked: usize, spread: Option<Spread>| {
        vec![
            first,
            Cell::Count(asked),
            Cell::Count(spread.map_or(0, |one| one.n)),
            Cell::Length(spread.map(|one| one.median)),
            Cell::Length(spread.map(|one| one.p90)),
        ]
    };
    let parted = period.parts.iter().zip(&lengths).zip(&parts);
    let mut rows: Vec<Vec<Cell>> =
        parted.map(|(((date, _), (asked, _)), (_, spread))| row(Cell::Day(*date), *asked, *spread)).collect();
    rows.push(row(Cell::Text(t.s("reports-all")), cases.len(), all));
    Sheet {
        name,
        svg: chart::grouped(&title, &labels(t, period), &series),
        title,
        columns: vec![
            Column("from", "from"),
            Column("asked", "asked"),
            ended,
            Column("median", "median_seconds"),
            Column("p90", "p90_seconds"),
        ],
        rows,
    }
}

/// The parts' first days; with many of them, those of every other one, so that they can be read.
pub fn labels(t: &T, period: &Period) -> Vec<String> {
    let every = if period.parts.len() > 7 { 3 } else { 1 };
    let label = |(place, (date, _)): (usize, &(_, _))| {
        if place % every == 0 { day(t, *date) } else { String::new() }
    };
    period.parts.iter().enumerate().map(label).collect()
}
