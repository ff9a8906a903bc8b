//! Where a question stands: in exactly one stage, entered at a known time, due at a known time. Each step is a pure
//! function of where it stood, what happened when, and the terms that hold at that moment.

use super::calendar::Calendar;
use super::policy::Policy;
use crate::ground::clock::{MINUTE, Micros};

/// Microseconds that a question gets at least when it comes back after its due time: never an instant breach.
pub const GRACE: i64 = 30 * MINUTE;

crate::text_enum! {
    /// Who has a question that is neither answered nor closed.
    Stage {
        /// Everybody, at any hour.
        Peers = "peers",
        /// Moderators, on their calendar.
        Triage = "triage",
        /// Staff, on theirs.
        Staff = "staff",
        /// A ticket system; open here until something public is posted back.
        HandedOver = "handed_over",
    }
}

/// The terms that hold for a question at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// Its policy.
    pub policy: &'a Policy,
    /// When moderators work.
    pub triage: &'a Calendar,
    /// When its team works.
    pub staff: &'a Calendar,
}

/// Something that happened to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Its answers changed: whether one counts now. After `StillNeedsHelp` only later ones do.
    Answers {
        /// Whether there is one.
        counts: bool,
    },
    /// It was closed, hidden or taken back.
    Closed,
    /// It was reopened, shown or brought back.
    Reopened,
    /// A moderator improved it and sent it back to peers.
    SentBack,
    /// A moderator gave it to a team.
    Routed,
    /// A moderator put it off.
    Snoozed {
        /// Until then.
        until: Micros,
    },
    /// The asker still needs help although it was answered.
    StillNeedsHelp,
    /// Staff gave it to a ticket system.
    HandedOver,
    /// Staff took it back from there.
    TakenBack,
    /// Its policy or a calendar changed, or it falls under another policy now.
    TermsChanged,
}

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who has it, or had it when it was answered or closed.
    pub stage: Stage,
    /// Since when they have it.
    pub since: Micros,
    /// From when their time counts: later than `since` once it was put off, earlier once it was handed over.
    pub counted_from: Micros,
    /// When their time is over; none if it never escalates.
    pub due: Option<Micros>,
    /// Whether an answer counts.
    pub answered: bool,
    /// Whether it takes no answers.
    pub closed: bool,
    /// How often it was sent back to peers.
    pub sent_back: i64,
}

impl Standing {
    /// A question that was asked just now.
    pub fn asked(at: Micros, terms: &Terms<'_>) -> Self {
        let mut standing = Self {
            stage: Stage::Peers,
            since: at,
            counted_from: at,
            due: None,
            answered: false,
            closed: false,
            sent_back: 0,
        };
        if at >= terms.policy.starts_at {
            standing.due = standing.full_time(terms);
        }
        standing
    }

    /// Whether somebody still waits.
    pub fn waits(&self) -> bool {
        !self.answered && !self.closed
    }

    /// Whether time is over at `now` while somebody waits.
    pub fn is_due(&self, now: Micros) -> bool {
        self.waits() && self.due.is_some_and(|due| due <= now)
    }

    /// The step that the clock takes by itself once the present stage is due: peers to triage, triage to staff, at the
    /// true due time however late the clock looks. Staff keep what is theirs and are overdue.
    pub fn step(&self, now: Micros, terms: &Terms<'_>) -> Option<Self> {
        let due = self.due.filter(|_| self.is_due(now))?;
        let next = match self.stage {
            Stage::Peers => Stage::Triage,
            Stage::Triage => Stage::Staff,
            Stage::Staff | Stage::HandedOver => return None,
        };
        Some(self.enter(next, due, terms))
    }

    /// Every step up to `now`, in order.
    pub fn steps(&self, now: Micros, terms: &Terms<'_>) -> Vec<Self> {
        std::iter::successors(self.step(now, terms), |standing| standing.step(now, terms)).collect()
    }

    /// Where it stands after something happened. Due times that were reached before must have been stepped over.
    #[must_use]
    pub fn after(&self, what: Happening, at: Micros, terms: &Terms<'_>) -> Self {
        let mut next = *self;
        match what {
            Happening::Answers { counts } => next.answered = counts,
            Happening::Closed => next.closed = true,
            Happening::Reopened => next.closed = false,
            Happening::SentBack => {
                next = self.enter(Stage::Peers, at, terms);
                next.sent_back += 1;
            }
            Happening::Routed => next = self.enter(Stage::Staff, at, terms),
            Happening::HandedOver => {
                next = self.enter(Stage::HandedOver, at, terms);
                if self.stage == Stage::Staff {
                    // What was promised from the beginning is still promised: the asker waits for us, wherever it lies.
                    next.counted_from = self.counted_from;
                    next.due = self.due;
                    if terms.policy.solution.is_some() {
                        next.due = next.full_time(terms);
                        next.spare(at, terms);
                    }
                }
            }
            Happening::TakenBack => {
                next = self.enter(Stage::Staff, at, terms);
                if self.stage == Stage::HandedOver {
                    (next.counted_from, next.due) = (self.counted_from, self.due);
                }
            }
            Happening::Snoozed { until } => {
                next.counted_from = until.max(at);
                next.due = next.full_time(terms);
            }
            Happening::StillNeedsHelp => {
                next = self.enter(Stage::Triage, at, terms);
                next.answered = false;
            }
            Happening::TermsChanged if self.due.is_some() => {
                next.due = next.full_time(terms);
                next.spare(at, terms);
            }
            Happening::TermsChanged => {}
        }
        if next.waits() && !self.waits() {
            next.spare(at, terms);
        }
        next
    }

    fn enter(&self, stage: Stage, at: Micros, terms: &Terms<'_>) -> Self {
        let mut next = Self { stage, since: at, counted_from: at, ..*self };
        next.due = next.full_time(terms);
        next
    }

    /// When the present stage's time is over if it counts from `counted_from`: `due`, unless a moment was given beyond.
    pub fn full_time(&self, terms: &Terms<'_>) -> Option<Micros> {
        let policy = terms.policy;
        match self.stage {
            Stage::Peers => Some(self.counted_from.plus(policy.peer_window)),
            Stage::Triage => terms.triage.after(self.counted_from, policy.triage_window),
            Stage::Staff => terms.staff.after(self.counted_from, policy.first_response),
            Stage::HandedOver => terms.staff.after(self.counted_from, policy.solution.unwrap_or(policy.first_response)),
        }
    }

    /// Whoever has it gets a moment if their time is over already.
    fn spare(&mut self, at: Micros, terms: &Terms<'_>) {
        if self.due.is_some_and(|due| due <= at) {
            self.due = match self.stage {
                Stage::Peers => Some(at.plus(GRACE)),
                Stage::Triage => terms.triage.after(at, GRACE),
                Stage::Staff | Stage::HandedOver => terms.staff.after(at, GRACE),
            };
        }
    }
}
