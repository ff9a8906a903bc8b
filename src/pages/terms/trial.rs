//! Trying a draft: the questions of the last weeks, as they would have gone by it and by today's terms.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::tz::TimeZone;

use super::words;
use crate::accounts::Visit;
use crate::escalation::policy::Question;
use crate::escalation::replay::{Past, Replayed, replay};
use crate::escalation::tables::escalations;
use crate::escalation::terms::Book;
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::Html;
use crate::ground::web::chart::{self, Series, count};
use crate::threads::tables::{question_tags, questions};

/// Questions that are replayed at most; the latest ones.
const MOST: i64 = 50_000;

/// A chart with its title and the same numbers as a table.
pub struct Chart {
    pub title: String,
    pub svg: Html,
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// How it went.
pub struct Trial {
    pub days: i64,
    pub asked: usize,
    /// Whether there were more questions than were looked at.
    pub cut: bool,
    pub zone: String,
    pub charts: Vec<Chart>,
}

/// The period that a button asks for, in days; none for the other buttons.
pub fn days(action: &str) -> Option<i64> {
    match action {
        "try-30" => Some(30),
        "try-90" => Some(90),
        _ => None,
    }
}

/// Replays the last days by both books, today's and the draft; hours are those of `zone`.
///
/// # Errors
/// When the database fails.
pub async fn run(visit: &Visit, (today, draft): (Book, Book), zone: TimeZone, days: i64) -> Verdict<Trial> {
    let (now, t) = (visit.now, visit.t);
    let from = now.plus(-days * DAY);
    let trial = visit.services.db.read(move |conn| {
        let questions = load(conn, from, now)?;
        let by = |book: &Book| replay(&questions, book, &zone, from, now);
        let (draft, today) = (by(&draft), by(&today));
        let cut = i64::try_from(questions.len()).is_ok_and(|n| n >= MOST);
        let name = zone.iana_name().unwrap_or("UTC").to_owned();
        Ok::<_, Refusal>(Trial { days, asked: draft.asked, cut, zone: name, charts: charts(&t, &draft, &today) })
    });
    trial.await
}

/// What is replayed, by two statements.
fn load(conn: &mut AnyConnection, from: Micros, now: Micros) -> Verdict<Vec<Past>> {
    type Row = ((i64, Option<i64>, Option<i64>, String), (Micros, Option<Micros>, Option<Micros>), Option<i64>);
    let rows: Vec<Row> = questions::table
        .left_join(escalations::table.on(escalations::question_id.eq(questions::id)))
        .filter(questions::created_at.ge(from))
        .filter(questions::created_at.le(now))
        .filter(questions::shown)
        .order(questions::created_at.desc())
        .limit(MOST)
        .select((
            (questions::id, questions::product_id, questions::category_id, questions::lang),
            (questions::created_at, questions::first_answer_at, questions::closed_at),
            escalations::priority.nullable(),
        ))
        .load(conn)?;
    let tagged: Vec<(i64, i64)> = question_tags::table
        .inner_join(questions::table)
        .filter(questions::created_at.ge(from))
        .filter(questions::created_at.le(now))
        .filter(questions::shown)
        .order(questions::created_at.desc())
        .limit(MOST * 5)
        .select((question_tags::question_id, question_tags::tag_id))
        .load(conn)?;
    let mut tags: HashMap<i64, Vec<i64>> = HashMap::new();
    for (question, tag) in tagged {
        tags.entry(question).or_default().push(tag);
    }
    let past = |((id, product, category, language), (asked_at, answered_at, closed_at), priority): Row| {
        let tags = tags.remove(&id).unwrap_or_default();
        let priority = priority.unwrap_or_default();
        Past { question: Question { product, category, tags, language, priority, asked_at }, answered_at, closed_at }
    };
    Ok(rows.into_iter().map(past).collect())
}

fn charts(t: &T, draft: &Replayed, today: &Replayed) -> Vec<Chart> {
    vec![reached(t, draft, today), when(t, draft, today), load_by_hour(t, draft, today)]
}

/// How far questions would have come.
fn reached(t: &T, draft: &Replayed, today: &Replayed) -> Chart {
    let numbers = |one: &Replayed| [one.peers, one.reached_triage(), one.reached_staff(), one.overdue];
    let keys = ["terms-kept-by-peers", "terms-reached-triage", "terms-reached-staff", "terms-overdue"];
    let short = ["terms-short-peers", "terms-short-triage", "terms-short-staff", "terms-short-overdue"];
    let title = t.f(
        "terms-try-reached",
        vec![("n", draft.reached_staff().into()), ("all", draft.asked.into()), ("today", today.reached_staff().into())],
    );
    let labels: Vec<String> = short.iter().map(|key| t.s(key)).collect();
    let svg = chart::grouped(&title, &labels, &both(t, numbers(draft).map(count), numbers(today).map(count)));
    let rows = keys.iter().zip(numbers(draft).into_iter().zip(numbers(today)));
    let rows = rows.map(|(key, (draft, today))| vec![t.s(key), t.number(draft), t.number(today)]).collect();
    let head = vec![t.s("terms-outcome"), t.s("terms-draft"), t.s("terms-today")];
    Chart { title, svg, caption: t.s("terms-try-reached-caption"), head, rows }
}

/// On which days.
fn when(t: &T, draft: &Replayed, today: &Replayed) -> Chart {
    let labels: Vec<String> = (0..7).map(|day| words::weekday(t, day)).collect();
    let most = (0..7).rev().max_by_key(|day| draft.staff[*day]).filter(|day| draft.staff[*day] > 0);
    let title = match most {
        Some(day) => {
            t.a2("terms-try-when", "day", t.s(&format!("terms-day-{}", words::WEEKDAYS[day])), "n", draft.staff[day])
        }
        None => t.s("terms-try-when-none"),
    };
    let svg = chart::grouped(&title, &labels, &both(t, draft.staff.map(count), today.staff.map(count)));
    let row = |day: usize| {
        let numbers = [draft.triage[day], today.triage[day], draft.staff[day], today.staff[day]];
        std::iter::once(labels[day].clone()).chain(numbers.iter().map(|n| t.number(n))).collect()
    };
    let head = ["terms-day", "terms-triage-draft", "terms-triage-today", "terms-staff-draft", "terms-staff-today"];
    let rows = (0..7).map(row).collect();
    Chart { title, svg, caption: t.s("terms-try-when-caption"), head: head.iter().map(|key| t.s(key)).collect(), rows }
}

/// How much staff have at once, for each hour of the week.
fn load_by_hour(t: &T, draft: &Replayed, today: &Replayed) -> Chart {
    let labels: Vec<String> = (0..7).map(|day| words::weekday(t, day)).collect();
    let title = match draft.peak() {
        Some((hour, load)) => t.f(
            "terms-try-load",
            vec![
                ("load", tenths(t, load).into()),
                ("day", t.s(&format!("terms-day-{}", words::WEEKDAYS[hour / 24 % 7])).into()),
                ("hour", format!("{}:00", hour % 24).into()),
            ],
        ),
        None => t.s("terms-try-load-none"),
    };
    let svg = chart::lines(&title, &labels, &both(t, draft.load.clone(), today.load.clone()));
    let cell = |at: usize| {
        let of = |one: &Replayed| tenths(t, one.load.get(at).copied().unwrap_or_default());
        format!("{} / {}", of(draft), of(today))
    };
    let row =
        |hour: usize| std::iter::once(format!("{hour}:00")).chain((0..7).map(|day| cell(day * 24 + hour))).collect();
    let head = std::iter::once(t.s("terms-hour")).chain(labels).collect();
    Chart { title, svg, caption: t.s("terms-try-load-caption"), head, rows: (0..24).map(row).collect() }
}

fn both(t: &T, draft: impl IntoIterator<Item = f64>, today: impl IntoIterator<Item = f64>) -> [Series; 2] {
    [Series::new(t.s("terms-draft"), draft), Series::new(t.s("terms-today"), today)]
}

/// One digit behind the mark of the reader's language.
fn tenths(t: &T, value: f64) -> String {
    let text = format!("{value:.1}");
    if t.lang == "de" { text.replace('.', ",") } else { text }
}
