//! A question's row on its way through what became due and what happened: the rules' steps, the rows that tell of them
//! and the events, gathered and then stored together.

use super::agenda::Task;
use super::events::{DueMoved, NudgeDue, StaffOverdue, StaffWarned, StageEntered};
use super::hand_over;
use super::kinds::StepKind;
use super::rows::{self, Escalation, NewStep};
use super::stage::{Happening, Stage, Standing, Terms};
use super::terms::{Book, StoredPolicy};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

/// Something that goes into the log.
#[derive(Clone, Copy, Debug)]
enum Said {
    Entered(Stage),
    Nudge(usize),
    Warned,
    Overdue,
    DueMoved,
}

/// A row on its way. Nothing is stored before `save`.
pub(super) struct Walk<'a> {
    pub row: Escalation,
    book: &'a Book,
    actor: Option<i64>,
    steps: Vec<NewStep>,
    said: Vec<(Micros, Option<i64>, Said)>,
    /// Whether a ticket system had it at the beginning.
    handed: bool,
}

impl<'a> Walk<'a> {
    pub fn new(row: Escalation, book: &'a Book, actor: Option<i64>) -> Self {
        let handed = row.stage == Stage::HandedOver;
        Self { row, book, actor, steps: Vec::new(), said: Vec::new(), handed }
    }

    fn terms(&self) -> Terms<'a> {
        self.book.terms(self.row.policy_id)
    }

    /// Does what was due up to `until`, each at its true time.
    pub fn to(&mut self, until: Micros) {
        let terms = self.terms();
        let mut agenda = self.row.agenda();
        for (at, task, agenda) in agenda.run(until, &terms) {
            self.row.stand(&agenda, &terms);
            let (kind, said) = match task {
                // Whether anybody is asked is for whoever hears of it to find out and to note.
                Task::Nudge(place) => (None, Said::Nudge(place)),
                Task::Warn => (Some(StepKind::Warned), Said::Warned),
                Task::Overdue => (Some(StepKind::Overdue), Said::Overdue),
                Task::Step => (Some(StepKind::Entered), Said::Entered(agenda.standing.stage)),
            };
            self.steps.extend(kind.map(|kind| NewStep::of(&self.row, kind, at)));
            self.said.push((at, None, said));
        }
    }

    /// Something happened at `at`; what was due before has been done.
    pub fn happens(&mut self, what: Happening, kind: StepKind, at: Micros) {
        self.happens_because(what, kind, "", at);
    }

    /// The same with what the person said.
    pub fn happens_because(&mut self, what: Happening, kind: StepKind, reason: &str, at: Micros) {
        let terms = self.terms();
        let before = self.row.agenda();
        let standing = before.standing.after(what, at, &terms);
        self.row.stand(&before.becomes(standing, at, &terms), &terms);
        let step = NewStep { actor_id: self.actor, reason: reason.into(), ..NewStep::of(&self.row, kind, at) };
        self.steps.push(step);
        if standing.stage != before.standing.stage || standing.since != before.standing.since {
            self.said.push((at, self.actor, Said::Entered(standing.stage)));
        }
    }

    /// Another question went into it, and what was promised there is promised here from now on.
    pub fn joined(&mut self, standing: Standing, at: Micros) {
        let terms = self.terms();
        let before = self.row.agenda();
        self.row.stand(&before.becomes(standing, at, &terms), &terms);
        self.note(StepKind::Joined, "", at);
        let entered = standing.stage != before.standing.stage;
        self.said.push((at, self.actor, if entered { Said::Entered(standing.stage) } else { Said::DueMoved }));
    }

    /// It falls under this policy now, with its present terms.
    pub fn under(&mut self, policy: &StoredPolicy, at: Micros) {
        if self.row.policy_id != policy.id {
            self.now_by(self.book, policy, at);
        }
    }

    /// From now on this policy's terms in another book hold; what was due by the old ones has been done. Its due time moves
    /// only if they promise something else: who is overdue stays so when an admin changes what has nothing to do with it.
    pub fn now_by(&mut self, book: &'a Book, policy: &StoredPolicy, at: Micros) {
        let standing = self.row.agenda().standing;
        let promised = standing.full_time(&self.terms());
        self.book = book;
        if self.row.policy_id != policy.id {
            let same_team = self.row.team_id == book.policy(self.row.policy_id).team_id;
            if same_team && self.row.stage < Stage::Staff {
                self.row.team_id = policy.team_id;
            }
            self.row.policy_id = policy.id;
        }
        let terms = self.terms();
        if promised == standing.full_time(&terms) {
            // Peers may be asked at other times.
            self.row.stand(&self.row.agenda(), &terms);
        } else {
            self.terms_changed(at);
        }
    }

    /// Its due time is computed again.
    fn terms_changed(&mut self, at: Micros) {
        let due = self.row.due;
        self.happens(Happening::TermsChanged, StepKind::TermsChanged, at);
        if self.row.due == due {
            self.steps.pop();
        } else {
            self.said.push((at, self.actor, Said::DueMoved));
        }
    }

    /// Notes a step that moves nothing.
    pub fn note(&mut self, kind: StepKind, reason: &str, at: Micros) {
        let step = NewStep { actor_id: self.actor, reason: reason.into(), ..NewStep::of(&self.row, kind, at) };
        self.steps.push(step);
    }

    /// The row as it was before the last step, so that it can be taken back.
    pub fn keep_before(&mut self, before: &Escalation) {
        if let Some(step) = self.steps.last_mut() {
            step.before = serde_json::to_string(before).ok();
        }
    }

    /// The row and its steps, for what is long past: nobody is told of it.
    pub fn in_silence(self) -> (Escalation, Vec<NewStep>) {
        let version = self.row.version;
        let steps = self.steps.into_iter().map(|step| NewStep { version, ..step });
        (self.row, steps.collect())
    }

    /// Stores the row, its steps and its events.
    ///
    /// # Errors
    /// `Conflict` when somebody else was faster.
    pub fn save(self, tx: &mut Tx<'_>) -> Verdict<()> {
        let at = self.steps.last().map(|step| step.at).unwrap_or_default();
        rows::save(tx, &self.row, self.steps)?;
        if self.handed {
            hand_over::follow(tx, &self.row, self.actor, at)?;
        }
        for (at, actor, said) in self.said {
            say(tx, self.row.question_id, at, actor, said);
        }
        Ok(())
    }
}

/// Stores any number of walks by few statements; those whose row somebody else changed meanwhile are left out.
/// Returns how many were stored.
pub(super) fn save_all(tx: &mut Tx<'_>, walks: Vec<Walk<'_>>) -> Verdict<usize> {
    let rows: Vec<Escalation> = walks.iter().map(|walk| walk.row.clone()).collect();
    let saved = rows::save_all(tx, &rows)?;
    let (mut steps, mut said) = (Vec::new(), Vec::new());
    for walk in walks.into_iter().filter(|walk| saved.contains(&walk.row.question_id)) {
        let question_id = walk.row.question_id;
        steps.extend(walk.steps);
        said.extend(walk.said.into_iter().map(|(at, actor, said)| (at, question_id, actor, said)));
    }
    // In the order in which it was due, over all questions.
    steps.sort_by_key(|step| step.at);
    said.sort_by_key(|(at, ..)| *at);
    rows::insert_steps(tx, steps)?;
    for (at, question_id, actor, one) in said {
        say(tx, question_id, at, actor, one);
    }
    Ok(saved.len())
}

fn say(tx: &mut Tx<'_>, question_id: i64, at: Micros, actor: Option<i64>, said: Said) {
    let post_id = question_id;
    match said {
        Said::Entered(stage) => tx.record(actor, &StageEntered { question_id, post_id, stage }, at),
        Said::Nudge(place) => {
            let number = i64::try_from(place).unwrap_or(i64::MAX);
            tx.record(actor, &NudgeDue { question_id, post_id, number }, at);
        }
        Said::Warned => tx.record(actor, &StaffWarned { question_id, post_id }, at),
        Said::Overdue => tx.record(actor, &StaffOverdue { question_id, post_id }, at),
        Said::DueMoved => tx.record(actor, &DueMoved { question_id, post_id }, at),
    }
}
