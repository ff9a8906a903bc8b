//! The review queue: what waits, how long it took, how often flaggers were right.

use super::kept::short;
use super::sheet::{Cell, Column, Sheet, percent, span};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::web::chart::{self, Series, count};
use crate::insights::spread::Spread;
use crate::moderation::figures::{self, Waiting};
use crate::moderation::kinds::ItemKind;

/// Days of decisions that are counted, whatever the rest of the page shows: the queue has no products.
const DAYS: i64 = 30;

/// What the report is made of.
pub struct Reviewed {
    waiting: Vec<Waiting>,
    decided: Vec<(ItemKind, Micros, Micros)>,
    judged: (usize, usize),
    now: Micros,
}

impl Reviewed {
    /// Reads it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut AnyConnection, now: Micros) -> diesel::QueryResult<Self> {
        let since = now.plus(-DAYS * DAY);
        Ok(Self {
            waiting: figures::waiting(conn)?,
            decided: figures::decided(conn, since)?,
            judged: figures::judged(conn, since)?,
            now,
        })
    }

    fn waits(&self, kind: ItemKind) -> Option<&Waiting> {
        self.waiting.iter().find(|one| one.kind == kind)
    }
}

/// By kind.
pub fn reviewed(t: &T, numbers: &Reviewed) -> Sheet {
    let n = |n: i64| usize::try_from(n).unwrap_or(0);
    let all: usize = numbers.waiting.iter().map(|one| n(one.n)).sum();
    let oldest = numbers.waiting.iter().map(|one| one.oldest).min();
    let since = |at: Option<Micros>| at.map(|at| numbers.now.since(at).max(0));
    let title = t.f(
        "reports-review-title",
        vec![("n", all.into()), ("oldest", since(oldest).map(|length| span(t, length)).unwrap_or_default().into())],
    );
    let row = |first: String, kind: Option<ItemKind>| {
        let of = |other: &ItemKind| kind.is_none_or(|kind| kind == *other);
        let waits = numbers.waiting.iter().filter(|one| of(&one.kind)).map(|one| n(one.n)).sum();
        let oldest = numbers.waiting.iter().filter(|one| of(&one.kind)).map(|one| one.oldest).min();
        let lengths: Vec<i64> =
            numbers.decided.iter().filter(|one| of(&one.0)).map(|one| one.2.since(one.1).max(0)).collect();
        let agreed = match kind {
            None | Some(ItemKind::Flags) => percent(numbers.judged.0, numbers.judged.1),
            Some(_) => None,
        };
        vec![
            Cell::Text(first),
            Cell::Count(waits),
            Cell::Length(since(oldest)),
            Cell::Count(lengths.len()),
            Cell::Tenths(a_day(lengths.len())),
            Cell::Length(Spread::of(lengths.into_iter()).map(|one| one.median)),
            Cell::Percent(agreed),
        ]
    };
    let names: Vec<String> = ItemKind::ALL.iter().map(|kind| t.s(&format!("review-kind-{}", kind.word()))).collect();
    let mut rows: Vec<Vec<Cell>> =
        names.iter().zip(ItemKind::ALL).map(|(name, kind)| row(name.clone(), Some(*kind))).collect();
    rows.push(row(t.s("reports-all"), None));
    let waiting = ItemKind::ALL.iter().map(|kind| count(numbers.waits(*kind).map_or(0, |one| n(one.n))));
    let labels: Vec<String> = names.iter().map(|name| short(name, names.len())).collect();
    let series = [Series::new(t.s("reports-col-waiting"), waiting)];
    Sheet {
        name: "review",
        svg: chart::grouped(&title, &labels, &series),
        title,
        columns: vec![
            Column("kind", "kind"),
            Column("waiting", "waiting"),
            Column("oldest", "oldest_seconds"),
            Column("decided", "decided"),
            Column("per-day", "decided_a_day"),
            Column("median-wait", "median_wait_seconds"),
            Column("agreed", "agreed_percent"),
        ],
        rows,
    }
}

/// Tenths of decisions a day.
fn a_day(decided: usize) -> usize {
    decided * 10 / usize::try_from(DAYS).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_thirty() {
        assert_eq!([a_day(0), a_day(45), a_day(315)], [0, 15, 105]);
    }

    #[test]
    fn each_kind_has_its_line_and_all_together_one() {
        let numbers = Reviewed {
            waiting: vec![
                Waiting { kind: ItemKind::Flags, n: 2, oldest: Micros(0) },
                Waiting { kind: ItemKind::Edit, n: 1, oldest: Micros(DAY) },
            ],
            decided: vec![(ItemKind::Flags, Micros(0), Micros(DAY))],
            judged: (3, 4),
            now: Micros(2 * DAY),
        };
        let sheet = reviewed(&T::new("en", false), &numbers);
        assert_eq!(sheet.title, "3 things wait for review, the oldest for 2 d");
        let flags = [Cell::Count(2), Cell::Length(Some(2 * DAY)), Cell::Count(1)];
        assert_eq!(sheet.rows[0][1..4], flags);
        assert_eq!((&sheet.rows[0][6], &sheet.rows[2][6]), (&Cell::Percent(Some(75)), &Cell::Percent(None)));
        assert_eq!(sheet.rows.last().map(|row| row[1].clone()), Some(Cell::Count(3)));
    }
}
