//! What waits now, by age.

use super::sheet::{Cell, Column, Sheet};
use crate::ground::i18n::T;
use crate::ground::web::chart::{self, Series, count};
use crate::insights::ages::{AGES, Waiting};

/// What waits now.
pub fn waiting(t: &T, waiting: &Waiting) -> Sheet {
    let all: usize = waiting.iter().flatten().sum();
    let title = t.n("reports-waiting-title", all);
    let words: Vec<String> = (0..=AGES.len()).map(|age| t.s(&format!("reports-age-{age}"))).collect();
    let labels: Vec<String> = (0..=AGES.len()).map(|age| t.s(&format!("reports-age-short-{age}"))).collect();
    let series: Vec<Series> = ["reports-peers", "reports-triage", "reports-staff"]
        .iter()
        .enumerate()
        .map(|(who, key)| Series::new(t.s(key), waiting.iter().map(|age| count(age[who]))))
        .collect();
    let row = |first: String, three: [usize; 3]| {
        let mut row = vec![Cell::Text(first)];
        row.extend(three.map(Cell::Count));
        row.push(Cell::Count(three.iter().sum()));
        row
    };
    let mut rows: Vec<Vec<Cell>> = words.into_iter().zip(waiting).map(|(word, three)| row(word, *three)).collect();
    let sum = |who: usize| waiting.iter().map(|three| three[who]).sum();
    rows.push(row(t.s("reports-all"), [sum(0), sum(1), sum(2)]));
    Sheet {
        name: "waiting",
        svg: chart::grouped(&title, &labels, &series),
        title,
        columns: vec![
            Column("age", "age"),
            Column("with-peers", "with_peers"),
            Column("in-triage", "in_triage"),
            Column("with-staff", "with_staff"),
            Column("together", "together"),
        ],
        rows,
    }
}
