//! A report: what it says in one line, a chart, the same numbers as a table, and what they mean. A cell knows how it is
//! shown and how it stands in a file: there in whole seconds, percent and ISO dates, whatever the reader's language.

use jiff::civil::Date;

use crate::ground::clock::{DAY, HOUR, MINUTE, SECOND};
use crate::ground::i18n::T;
use crate::ground::web::Html;

/// One of the reports.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// In addresses, and in keys: `reports-NAME-means`, `reports-NAME-caption`.
    pub name: &'static str,
    /// What it says.
    pub title: String,
    /// The picture.
    pub svg: Html,
    /// The first one names the row.
    pub columns: Vec<Column>,
    /// The cells of each row, as many as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column: the end of its text's key, `reports-col-…`, and its name in files.
#[derive(Clone, Copy, Debug)]
pub struct Column(pub &'static str, pub &'static str);

impl Column {
    /// What stands above it.
    pub fn shown(self, t: &T) -> String {
        t.s(&format!("reports-col-{}", self.0))
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// The first day of a part of the period.
    Day(Date),
    /// How many.
    Count(usize),
    /// So many tenths.
    Tenths(usize),
    /// Microseconds; none where there is nothing to measure.
    Length(Option<i64>),
    /// Percent; none of nothing.
    Percent(Option<usize>),
}

impl Cell {
    /// For eyes.
    pub fn shown(&self, t: &T) -> String {
        let none = || "–".to_owned();
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(date) => day(t, *date),
            Self::Count(n) => t.number(*n),
            Self::Tenths(n) => tenths(*n, if t.lang == "de" { ',' } else { '.' }),
            Self::Length(length) => length.map_or_else(none, |length| span(t, length)),
            Self::Percent(percent) => percent.map_or_else(none, |percent| t.a("reports-percent", "n", percent)),
        }
    }

    /// For machines.
    pub fn raw(&self) -> String {
        match self {
            Self::Text(text) => harmless(text),
            Self::Day(date) => date.to_string(),
            Self::Count(n) => n.to_string(),
            Self::Tenths(n) => tenths(*n, '.'),
            Self::Length(length) => length.map(|length| (length / SECOND).to_string()).unwrap_or_default(),
            Self::Percent(percent) => percent.map(|percent| percent.to_string()).unwrap_or_default(),
        }
    }
}

/// A text that no spreadsheet takes for a formula (OWASP, CSV injection).
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn tenths(n: usize, mark: char) -> String {
    format!("{}{mark}{}", n / 10, n % 10)
}

/// A day without its year.
pub fn day(t: &T, date: Date) -> String {
    date.strftime(if t.lang == "de" { "%d.%m." } else { "%-d %b" }).to_string()
}

/// "14 min", "3 h 20 min", "2 d 5 h".
pub fn span(t: &T, micros: i64) -> String {
    let (large, small, n, rest) = match micros {
        size if size < HOUR => return t.n("reports-min", size / MINUTE),
        size if size < 2 * DAY => ("reports-h", "reports-min", size / HOUR, size % HOUR / MINUTE),
        size => ("reports-d", "reports-h", size / DAY, size % DAY / HOUR),
    };
    if rest == 0 { t.n(large, n) } else { format!("{} {}", t.n(large, n), t.n(small, rest)) }
}

/// Hours for a picture; nothing has no height.
#[allow(clippy::cast_precision_loss)] // a picture
pub fn hours(micros: Option<i64>) -> f64 {
    micros.map_or(0.0, |micros| (micros / MINUTE) as f64 / 60.0)
}

/// Percent of a whole, rounded down; none of nothing.
pub fn percent(part: usize, whole: usize) -> Option<usize> {
    (part * 100).checked_div(whole)
}

/// A report as a file, as RFC 4180 wants it.
///
/// # Errors
/// When it cannot be written.
pub fn csv(sheet: &Sheet) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(sheet.columns.iter().map(|column| column.1))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(Cell::raw))?;
    }
    writer.into_inner().map_err(|failed| failed.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_as_exact_as_one_needs_them() {
        let (en, de) = (T::new("en", false), T::new("de", false));
        let spans = [0, 59 * MINUTE, HOUR, 90 * MINUTE, 47 * HOUR, 2 * DAY, 53 * HOUR].map(|length| span(&en, length));
        assert_eq!(spans, ["0 min", "59 min", "1 h", "1 h 30 min", "47 h", "2 d", "2 d 5 h"]);
        assert_eq!(span(&de, 53 * HOUR), "2 T. 5 Std.");
    }

    #[test]
    fn files_speak_no_language() {
        let de = T::new("de", false);
        let day = Cell::Day(jiff::civil::date(2026, 11, 2));
        assert_eq!((day.shown(&de), day.raw()), ("02.11.".into(), "2026-11-02".into()));
        let length = Cell::Length(Some(90 * MINUTE));
        assert_eq!((length.shown(&de), length.raw()), ("1 Std. 30 Min.".into(), "5400".into()));
        assert_eq!((Cell::Percent(None).shown(&de), Cell::Percent(None).raw()), ("–".into(), String::new()));
        assert_eq!((Cell::Tenths(105).shown(&de), Cell::Tenths(105).raw()), ("10,5".into(), "10.5".into()));
        assert_eq!(Cell::Text("=1+1".into()).raw(), "'=1+1");
        assert_eq!(Cell::Count(1_234).raw(), "1234");
    }
}
