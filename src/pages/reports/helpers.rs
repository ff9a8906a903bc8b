//! Who answered: with whom a question was when the first answer came that counts.

use super::sheet::{Cell, Column, Sheet, percent};
use super::waits::labels;
use crate::ground::i18n::T;
use crate::ground::web::chart::{self, Series, count};
use crate::insights::ages::place;
use crate::insights::cases::Case;
use crate::insights::period::Period;

/// Peers, triage, staff, and those without an answer that counts.
type Shares = [usize; 4];

/// Shares of peers, moderators and staff.
pub fn answered_by(t: &T, period: &Period, cases: &[Case]) -> Sheet {
    let mut parts: Vec<Shares> = vec![Shares::default(); period.parts.len()];
    let mut all = Shares::default();
    for case in cases {
        let who = case.answered_with.map_or(3, place);
        all[who] += 1;
        if let Some(shares) = period.part(case.asked_at).and_then(|part| parts.get_mut(part)) {
            shares[who] += 1;
        }
    }
    let answered: usize = all[..3].iter().sum();
    let title = match percent(all[0], answered) {
        Some(share) => t.f(
            "reports-answered-by-title",
            vec![("n", share.into()), ("answered", t.number(answered).into()), ("asked", t.number(cases.len()).into())],
        ),
        None => t.s("reports-answered-by-none"),
    };
    let names = ["reports-peers", "reports-triage", "reports-staff"];
    let series: Vec<Series> = names
        .iter()
        .enumerate()
        .map(|(who, key)| Series::new(t.s(key), parts.iter().map(|shares| count(shares[who]))))
        .collect();
    let row = |first: Cell, shares: &Shares| {
        let mut row = vec![first];
        row.extend(shares.iter().map(|n| Cell::Count(*n)));
        row.push(Cell::Percent(percent(shares[0], shares[..3].iter().sum())));
        row
    };
    let mut rows: Vec<Vec<Cell>> =
        period.parts.iter().zip(&parts).map(|((date, _), shares)| row(Cell::Day(*date), shares)).collect();
    rows.push(row(Cell::Text(t.s("reports-all")), &all));
    Sheet {
        name: "answered-by",
        svg: chart::grouped(&title, &labels(t, period), &series),
        title,
        columns: vec![
            Column("from", "from"),
            Column("peers", "peers"),
            Column("triage", "triage"),
            Column("staff", "staff"),
            Column("open", "not_answered"),
            Column("peers-share", "peers_percent"),
        ],
        rows,
    }
}
