//! What would have been: past questions walked through terms that need not hold, or not yet. A pure function;
//! `starts_at` is left out, or a draft that begins today would have had nothing to do.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use super::agenda::{Agenda, Task};
use super::policy::{Policy, Question};
use super::stage::{Stage, Standing, Terms};
use super::terms::{Book, StoredPolicy};
use crate::ground::clock::{HOUR, Micros};

/// Hours of a week.
pub const WEEK: usize = 7 * 24;

/// A question as it was.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// What policies look at.
    pub question: Question,
    /// When it got its first answer by somebody else.
    pub answered_at: Option<Micros>,
    /// When it was closed.
    pub closed_at: Option<Micros>,
}

/// What would have become of one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fate {
    /// When moderators would have got it.
    pub triage_at: Option<Micros>,
    /// When staff would have got it.
    pub staff_at: Option<Micros>,
    /// When staff's time would have been over.
    pub overdue_at: Option<Micros>,
    /// When it was answered or closed, or until when one can tell.
    pub until: Micros,
}

/// What would have become of all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replayed {
    /// Questions.
    pub asked: usize,
    /// Those that peers would have kept: answered or closed in time, or still theirs.
    pub peers: usize,
    /// Those that would have reached moderators, by the weekday on which (Monday first).
    pub triage: [usize; 7],
    /// Those that would have reached staff, likewise.
    pub staff: [usize; 7],
    /// Those that staff would have had for longer than promised.
    pub overdue: usize,
    /// How many questions staff would have had at once, on average, for each hour of the week from Monday 0:00.
    pub load: Vec<f64>,
}

impl Replayed {
    /// How many would have reached moderators.
    pub fn reached_triage(&self) -> usize {
        self.triage.iter().sum()
    }

    /// How many would have reached staff.
    pub fn reached_staff(&self) -> usize {
        self.staff.iter().sum()
    }

    /// The hour of the week with the most questions at once, and how many.
    pub fn peak(&self) -> Option<(usize, f64)> {
        let most = self.load.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        most.filter(|(_, load)| *load > 0.0)
    }
}

/// What would have become of a question by these terms, as far as one can tell at `now`.
pub fn fate(past: &Past, terms: &Terms<'_>, now: Micros) -> Fate {
    let ended = [past.answered_at, past.closed_at].into_iter().flatten().min();
    let until = ended.unwrap_or(now).min(now).max(past.question.asked_at);
    let mut fate = Fate { until, ..Fate::default() };
    let mut agenda = Agenda::new(Standing::asked(past.question.asked_at, terms));
    for (at, task, agenda) in agenda.run(until, terms) {
        match (task, agenda.standing.stage) {
            (Task::Step, Stage::Triage) => fate.triage_at = Some(at),
            (Task::Step, Stage::Staff) => fate.staff_at = Some(at),
            (Task::Overdue, _) => fate.overdue_at = Some(at),
            _ => {}
        }
    }
    fate
}

/// The policy for a past question as if all of them had begun before it.
pub fn policy_of<'a>(book: &'a Book, question: &Question) -> &'a StoredPolicy {
    book.for_question(&Question { asked_at: Micros(i64::MAX), ..question.clone() })
}

/// What would have become of past questions by a book of terms. Days and hours are those of `zone`; the load is counted
/// from `from` until `now`.
pub fn replay(questions: &[Past], book: &Book, zone: &TimeZone, from: Micros, now: Micros) -> Replayed {
    let always = |policy: &Policy| Policy { starts_at: Micros(i64::MIN), ..policy.clone() };
    let policies: HashMap<i64, Policy> =
        book.policies.iter().map(|stored| (stored.id, always(&stored.policy))).collect();
    let mut all = Replayed { asked: questions.len(), ..Replayed::default() };
    let mut load = Load::new(from, now);
    let weekday = |at: Micros| {
        usize::from(at.timestamp().to_zoned(zone.clone()).weekday().to_monday_zero_offset().unsigned_abs())
    };
    for past in questions {
        let stored = policy_of(book, &past.question);
        let terms = Terms { policy: &policies[&stored.id], ..book.terms(stored.id) };
        let fate = fate(past, &terms, now);
        match fate.triage_at {
            Some(at) => all.triage[weekday(at)] += 1,
            None => all.peers += 1,
        }
        if let Some(at) = fate.staff_at {
            all.staff[weekday(at)] += 1;
            load.add(at, fate.until);
        }
        all.overdue += usize::from(fate.overdue_at.is_some());
    }
    all.load = load.by_hour_of_week(zone);
    all
}

/// Work that lies somewhere, hour by hour of a period; adding a stretch costs the same however long it is.
struct Load {
    from: Micros,
    to: Micros,
    /// By how many the number that lies there for the whole hour differs from the hour before.
    change: Vec<i64>,
    /// Microseconds of those that lie there for a part of the hour.
    parts: Vec<i64>,
}

impl Load {
    fn new(from: Micros, to: Micros) -> Self {
        let from = Micros(from.0.div_euclid(HOUR) * HOUR);
        let hours = usize::try_from((to.since(from) + HOUR - 1) / HOUR).unwrap_or_default();
        Self { from, to, change: vec![0; hours + 1], parts: vec![0; hours + 1] }
    }

    fn add(&mut self, begin: Micros, end: Micros) {
        let (begin, end) = (begin.max(self.from).since(self.from), end.min(self.to).since(self.from));
        if begin >= end {
            return;
        }
        let hour = |at: i64| usize::try_from(at / HOUR).unwrap_or_default();
        let (first, last) = (hour(begin), hour(end));
        if first == last {
            self.parts[first] += end - begin;
            return;
        }
        self.parts[first] += HOUR - begin % HOUR;
        self.parts[last] += end % HOUR;
        self.change[first + 1] += 1;
        self.change[last] -= 1;
    }

    fn by_hour_of_week(&self, zone: &TimeZone) -> Vec<f64> {
        let (mut work, mut time) = (vec![0.0; WEEK], vec![0.0; WEEK]);
        let (mut whole, mut at) = (0i64, self.from);
        for (change, part) in self.change.iter().zip(&self.parts) {
            let length = self.to.since(at).clamp(0, HOUR);
            if length == 0 {
                break;
            }
            whole += change;
            let local = at.timestamp().to_zoned(zone.clone());
            let day = usize::from(local.weekday().to_monday_zero_offset().unsigned_abs());
            let place = day * 24 + usize::from(local.hour().unsigned_abs());
            work[place] += as_number(whole * length + part);
            time[place] += as_number(length);
            at = at.plus(HOUR);
        }
        work.iter().zip(&time).map(|(work, time)| if *time > 0.0 { work / time } else { 0.0 }).collect()
    }
}

#[allow(clippy::cast_precision_loss)] // an average for a picture
fn as_number(micros: i64) -> f64 {
    micros as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn load_is_what_lies_there_on_average() {
        let monday = Micros(4 * 24 * HOUR); // 1970-01-05
        let mut load = Load::new(monday, monday.plus(14 * 24 * HOUR));
        load.add(monday.plus(HOUR / 2), monday.plus(3 * HOUR)); // half of the first hour, then two whole ones
        load.add(monday.plus(-5 * HOUR), monday.plus(HOUR / 4)); // from before the period
        load.add(monday.plus(2 * HOUR), monday.plus(2 * HOUR)); // nothing
        let hours = load.by_hour_of_week(&TimeZone::UTC);
        // Two weeks: every hour comes twice, and there was work in the first one only.
        assert_eq!(hours[..4], [0.375, 0.5, 0.5, 0.0]);
        assert_eq!(hours.iter().sum::<f64>(), 1.375);
    }

    #[test]
    fn the_busiest_hour_is_the_first_of_equals() {
        let mut all = Replayed { load: vec![0.0; WEEK], ..Replayed::default() };
        assert_eq!(all.peak(), None);
        (all.load[30], all.load[40]) = (2.0, 2.0);
        assert_eq!(all.peak(), Some((30, 2.0)));
    }
}
