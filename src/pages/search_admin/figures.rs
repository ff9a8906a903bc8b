//! The figures of some days, and each part of them as a sheet: chart, table and file, as in reports.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::choice::Choice;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::Verdict;
use crate::ground::web::Html;
use crate::ground::web::chart::{self, Series, count};
use crate::pages::reports::sheet::{Cell, Column, Sheet, day, percent};
use crate::search::Question;
use crate::search::learn::report::{self, Sum, Term};
use crate::search::learn::saved;

/// Questions that are listed because they spared others.
const SAVING: i64 = 20;

/// What is shown.
pub struct Figures {
    /// All days together.
    pub all: Sum,
    days: Vec<Sum>,
    clicks: Vec<i64>,
    pub without_hit: Vec<Term>,
    pub abandoned: Vec<Term>,
    /// Questions that did not have to be asked.
    pub saved: i64,
    pub saving: Vec<(Question, i64)>,
}

impl Figures {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut AnyConnection, choice: Choice) -> Verdict<Self> {
        let days = report::days(conn, choice.from)?;
        Ok(Self {
            all: days.iter().fold(Sum::default(), Sum::and),
            days,
            clicks: report::clicks(conn, choice.from)?,
            without_hit: report::without_hit(conn, choice.from)?,
            abandoned: report::abandoned(conn, choice.from)?,
            saved: saved::by_day(conn, choice.from, None)?.iter().map(|(_, n)| n).sum(),
            saving: saved::most(conn, choice.from, SAVING)?,
        })
    }

    /// Those that found nothing, in percent.
    pub fn without_hit_percent(&self) -> Option<usize> {
        percent(size(self.all.without_hit), size(self.all.searches))
    }

    /// Those that were abandoned, in percent of those of which one would know.
    pub fn abandoned_percent(&self) -> Option<usize> {
        percent(size(self.all.abandoned()), size(self.all.followable))
    }

    /// The parts that have a chart.
    pub fn charts(&self, t: &T, choice: Choice) -> Vec<Sheet> {
        vec![self.use_of(t, choice), self.positions(t)]
    }

    /// All of them, for files.
    pub fn sheets(&self, t: &T, choice: Choice) -> Vec<Sheet> {
        let mut sheets = self.charts(t, choice);
        sheets.push(terms("without-hit", &self.without_hit, Column("without-hit", "without_hit")));
        sheets.push(terms("abandoned", &self.abandoned, Column("abandoned", "abandoned")));
        sheets.push(self.saving());
        sheets
    }

    fn use_of(&self, t: &T, choice: Choice) -> Sheet {
        let parts = choice.parts();
        let mut sums = vec![Sum::default(); parts.len()];
        for one in &self.days {
            let part = parts.iter().rposition(|first| *first <= one.day);
            if let Some(sum) = part.and_then(|part| sums.get_mut(part)) {
                *sum = sum.and(one);
            }
        }
        let title = t.a("reports-searches-title", "n", t.number(size(self.all.searches)).as_str());
        let dates: Vec<Date> = parts.iter().map(|first| date_of(*first)).collect();
        let labels: Vec<String> = shown(&dates, t);
        let series = [
            Series::new(t.s("reports-col-searches"), sums.iter().map(|sum| count(size(sum.searches)))),
            Series::new(t.s("reports-col-without-hit"), sums.iter().map(|sum| count(size(sum.without_hit)))),
            Series::new(t.s("reports-col-abandoned"), sums.iter().map(|sum| count(size(sum.abandoned())))),
        ];
        let row = |(date, sum): (&Date, &Sum)| {
            vec![
                Cell::Day(*date),
                Cell::Count(size(sum.searches)),
                Cell::Count(size(sum.without_hit)),
                Cell::Count(size(sum.followable)),
                Cell::Count(size(sum.abandoned())),
            ]
        };
        Sheet {
            name: "searches",
            svg: chart::grouped(&title, &labels, &series),
            title,
            columns: vec![
                Column("from", "from"),
                Column("searches", "searches"),
                Column("without-hit", "without_hit"),
                Column("followable", "with_hits_and_scripts"),
                Column("abandoned", "abandoned"),
            ],
            rows: dates.iter().zip(&sums).map(row).collect(),
        }
    }

    /// The places of the first page one by one, pinned answers before them, all later pages behind.
    fn positions(&self, t: &T) -> Sheet {
        let all: i64 = self.clicks.iter().sum();
        let first = self.clicks.get(1).copied().unwrap_or(0);
        let title = match percent(size(first), size(all)) {
            Some(percent) => t.a("reports-positions-title", "n", percent),
            None => t.s("reports-positions-none"),
        };
        let last = self.clicks.len().saturating_sub(1);
        let name = |place: usize| match place {
            0 => t.s("learn-place-pinned"),
            place if place == last => t.s("learn-place-behind"),
            place => place.to_string(),
        };
        let labels: Vec<String> =
            (0..=last).map(|n| if n == 1 || n % 5 == 0 && n > 0 { n.to_string() } else { String::new() }).collect();
        let values: Vec<f64> = self.clicks.iter().map(|n| count(size(*n))).collect();
        let row = |(place, n): (usize, &i64)| {
            vec![Cell::Text(name(place)), Cell::Count(size(*n)), Cell::Percent(percent(size(*n), size(all)))]
        };
        Sheet {
            name: "positions",
            svg: chart::bars(&title, &labels, &values),
            title,
            columns: vec![Column("place", "place"), Column("clicks", "clicks"), Column("share", "share_percent")],
            rows: self.clicks.iter().enumerate().map(row).collect(),
        }
    }

    fn saving(&self) -> Sheet {
        let row = |(question, n): &(Question, i64)| vec![Cell::Text(question.title.clone()), Cell::Count(size(*n))];
        Sheet {
            name: "saving",
            title: String::new(),
            svg: Html::default(),
            columns: vec![Column("question", "question"), Column("saved", "saved")],
            rows: self.saving.iter().map(row).collect(),
        }
    }
}

fn terms(name: &'static str, terms: &[Term], missed: Column) -> Sheet {
    let row = |term: &Term| {
        vec![Cell::Text(term.term.clone()), Cell::Count(size(term.searches)), Cell::Count(size(term.missed))]
    };
    Sheet {
        name,
        title: String::new(),
        svg: Html::default(),
        columns: vec![Column("term", "term"), Column("searches", "searches"), missed],
        rows: terms.iter().map(row).collect(),
    }
}

/// Each date, or every second one where there is not enough room.
fn shown(dates: &[Date], t: &T) -> Vec<String> {
    let step = if dates.len() > 7 { 3 } else { 1 };
    dates.iter().enumerate().map(|(n, date)| if n % step == 0 { day(t, *date) } else { String::new() }).collect()
}

/// A day since 1970 as a date.
fn date_of(day: i64) -> Date {
    date(1970, 1, 1).saturating_add(i32::try_from(day).unwrap_or(0).days())
}

/// A number of the database, which counts and so is never negative.
pub fn size(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}
