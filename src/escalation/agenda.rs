//! What the clock has to do for a question, and when: peers are nudged, a stage ends, staff are warned, and told once
//! that they are late. A pure function of where the question stands; each task has its true time however late it is done.

use super::calendar::Calendar;
use super::stage::{Stage, Standing, Terms};
use crate::ground::clock::Micros;

/// What is done at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// The best peers are asked; its place among the policy's nudges, from 0.
    Nudge(usize),
    /// Whoever has it is told that its time is nearly over.
    Warn,
    /// Its stage ends and the next begins.
    Step,
    /// Its time is over and nothing comes after: those in charge are told, once.
    Overdue,
}

/// Where a question stands, and what of its present stage is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// Where it stands.
    pub standing: Standing,
    /// Nudges that are done.
    pub nudged: usize,
    /// When they were warned.
    pub warned_at: Option<Micros>,
    /// When they were told that it is late.
    pub overdue_at: Option<Micros>,
}

impl Agenda {
    /// One of which nothing is done yet.
    pub fn new(standing: Standing) -> Self {
        Self { standing, nudged: 0, warned_at: None, overdue_at: None }
    }

    /// The next task and its time; none while nothing can become due.
    pub fn next(&self, terms: &Terms<'_>) -> Option<(Micros, Task)> {
        let standing = &self.standing;
        let due = standing.due.filter(|_| standing.waits())?;
        match standing.stage {
            Stage::Peers => {
                let nudge = terms.policy.nudges_at(standing.counted_from).nth(self.nudged).filter(|at| *at < due);
                Some(nudge.map_or((due, Task::Step), |at| (at, Task::Nudge(self.nudged))))
            }
            Stage::Triage => Some((due, Task::Step)),
            Stage::Staff | Stage::HandedOver if self.overdue_at.is_some() => None,
            Stage::Staff if self.warned_at.is_none() => {
                let warn = due.plus(-terms.policy.warn_before).max(standing.since);
                Some(if warn < due { (warn, Task::Warn) } else { (due, Task::Overdue) })
            }
            Stage::Staff | Stage::HandedOver => Some((due, Task::Overdue)),
        }
    }

    /// Where it stands after its next task.
    #[must_use]
    pub fn done(&self, at: Micros, task: Task, terms: &Terms<'_>) -> Self {
        match task {
            Task::Nudge(place) => Self { nudged: place + 1, ..*self },
            Task::Warn => Self { warned_at: Some(at), ..*self },
            Task::Overdue => Self { overdue_at: Some(at), ..*self },
            Task::Step => self.standing.step(at, terms).map_or(*self, Self::new),
        }
    }

    /// Does every task up to `until`, in order; what was done, and how things stood after each.
    pub fn run(&mut self, until: Micros, terms: &Terms<'_>) -> Vec<(Micros, Task, Self)> {
        let mut done = Vec::new();
        while let Some((at, task)) = self.next(terms).filter(|(at, _)| *at <= until) {
            *self = self.done(at, task, terms);
            done.push((at, task, *self));
        }
        done
    }

    /// The same after something happened at `at`: a stage that was entered anew begins with nothing done, and one whose
    /// time was put off is warned of again.
    #[must_use]
    pub fn becomes(&self, standing: Standing, at: Micros, terms: &Terms<'_>) -> Self {
        let within_staff = [standing.stage, self.standing.stage].iter().all(|s| *s >= Stage::Staff);
        if within_staff && standing.stage != self.standing.stage && standing.due == self.standing.due {
            // Handed over or taken back: the same time runs on, and nobody is told twice that it is over.
            return Self { standing, ..*self };
        }
        if standing.stage != self.standing.stage || standing.since != self.standing.since {
            return Self::new(standing);
        }
        let mut next = Self { standing, ..*self };
        if standing.counted_from > self.standing.counted_from {
            next.nudged = 0;
        }
        if standing.waits() && !self.standing.waits() {
            // Nobody is asked late for what fell into the time when nobody waited.
            let gone = terms.policy.nudges_at(standing.counted_from).take_while(|nudge| *nudge <= at).count();
            next.nudged = next.nudged.max(gone);
        }
        if standing.due > self.standing.due && standing.due > Some(at) {
            next.overdue_at = None;
            let warn = standing.due.map(|due| due.plus(-terms.policy.warn_before));
            next.warned_at = self.warned_at.filter(|_| warn <= Some(at));
        }
        next
    }
}

/// When peers' and moderators' time would be over if nobody did anything, and until when staff answer at the latest:
/// what is promised. Times that are over already are the true ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Until then a moderator takes it up; none once one had the chance.
    pub triage_at: Option<Micros>,
    /// Until then it is with staff; none once it is.
    pub staff_at: Option<Micros>,
    /// Until then staff answer.
    pub answered_by: Option<Micros>,
}

/// What is promised for a question that waits; none if it never escalates.
pub fn promise(standing: &Standing, terms: &Terms<'_>) -> Option<Promise> {
    let due = standing.due.filter(|_| standing.waits())?;
    let staff = |from: Micros, of: &Calendar| of.after(from, terms.policy.first_response);
    Some(match standing.stage {
        Stage::Peers => {
            let staff_at = terms.triage.after(due, terms.policy.triage_window);
            let answered_by = staff_at.and_then(|at| staff(at, terms.staff));
            Promise { triage_at: Some(due), staff_at, answered_by }
        }
        Stage::Triage => Promise { triage_at: None, staff_at: Some(due), answered_by: staff(due, terms.staff) },
        Stage::Staff | Stage::HandedOver => Promise { triage_at: None, staff_at: None, answered_by: Some(due) },
    })
}
