//! The promise line and the timeline: what happened, what happens next, and until when.

use crate::escalation::agenda::Promise as Promised;
use crate::escalation::kinds::StepKind;
use crate::escalation::stage::Stage;
use crate::ground::clock::Micros;
use crate::ground::i18n::{Arg, T};
use crate::ground::web::{Html, Said, Time, escape};
use crate::threads::kinds::State;

use super::rows::Head;
use super::usual::Usual;
use super::waiting::Waiting;

/// The promise: what the asker may expect, or what came of it.
pub struct Promise {
    /// `waiting`, `triage`, `staff`, `answered`, `solved` or `closed`: class and icon.
    pub kind: &'static str,
    /// The heading.
    pub title: String,
    /// The sentence; times stand in it as `<time>`.
    pub line: Html,
    /// Whether the reader may say that it did not help.
    pub still_needs_help: bool,
}

impl Promise {
    fn new(kind: &'static str, title: String, line: &str) -> Self {
        Self { kind, title, line: Html(escape(line)), still_needs_help: false }
    }

    /// The class of the box; a closed question has the quiet one.
    pub fn class(&self) -> &'static str {
        if self.kind == "closed" { "answered" } else { self.kind }
    }

    /// The icon beside the heading.
    pub fn icon(&self) -> &'static str {
        if self.kind == "answered" { "answer" } else { self.kind }
    }
}

/// A step of the timeline.
pub struct Step {
    /// Key of the word.
    pub word: &'static str,
    /// How many it names.
    pub n: i64,
    /// When it happened or is to; none for what is now.
    pub at: Option<Micros>,
    /// Whether it is still to come.
    pub later: bool,
}

impl Step {
    /// Its class.
    pub fn class(&self) -> &'static str {
        match (self.at, self.later) {
            (_, true) => "later",
            (None, _) => "now",
            (Some(_), _) => "done",
        }
    }
}

/// For whom it is said, and when.
#[derive(Clone, Copy)]
pub struct Reader {
    /// Their language and clock.
    pub t: T,
    /// This moment.
    pub now: Micros,
    /// Whether it is theirs and they may say that they still need help.
    pub may_ask_again: bool,
}

impl Reader {
    fn at(&self, at: Micros) -> String {
        Time { t: self.t, at, now: self.now, said: Said::Moment }.to_string()
    }

    /// A message whose values are HTML.
    fn html(&self, key: &str, values: &[(&'static str, Option<Micros>)]) -> Option<String> {
        let args: Option<Vec<(&str, Arg)>> =
            values.iter().map(|(name, at)| at.map(|at| (*name, Arg::from(self.at(at))))).collect();
        args.map(|args| self.t.f(key, args))
    }
}

/// Says where the question stands and what happens next.
pub fn promise(head: &Head, product: Option<&str>, usual: Option<Usual>, waiting: &Waiting, reader: Reader) -> Promise {
    let t = reader.t;
    let after = |at: Option<Micros>| at.map(|at| t.duration(at.since(head.created_at)));
    let timed = |key: &str, plain: &str, at| match after(at) {
        Some(time) => t.a(key, "time", time),
        None => t.s(plain),
    };
    match head.state {
        State::Closed => Promise::new("closed", t.s("thread-promise-closed"), &t.s("thread-promise-closed-line")),
        State::Solved => Promise::new(
            "solved",
            timed("thread-promise-solved", "thread-promise-solved-plain", head.solved_at),
            &t.s("thread-promise-solved-line"),
        ),
        State::Open if head.locked_at.is_some() => {
            Promise::new("closed", t.s("keep-promise-locked"), &t.s("keep-promise-locked-line"))
        }
        State::Open if waiting.waits(head) => with(head, product, usual, waiting, reader),
        State::Open => Promise {
            still_needs_help: reader.may_ask_again,
            ..Promise::new(
                "answered",
                timed("thread-promise-answered", "thread-promise-answered-plain", head.first_answer_at),
                &t.s("thread-promise-answered-line"),
            )
        },
    }
}

/// It waits: with whom, and until when.
fn with(head: &Head, product: Option<&str>, usual: Option<Usual>, waiting: &Waiting, reader: Reader) -> Promise {
    let t = reader.t;
    let Some(row) = &waiting.row else {
        return Promise::new("waiting", t.s("thread-promise-waiting"), &usually(product, usual, t));
    };
    let promised = waiting.promised.unwrap_or(Promised { triage_at: None, staff_at: None, answered_by: None });
    let by = ("by", promised.answered_by);
    let overdue = promised.answered_by.is_some_and(|by| by <= reader.now);
    let (kind, title) = match row.stage {
        Stage::Peers => ("waiting", "thread-promise-waiting"),
        Stage::Triage => ("triage", "thread-promise-triage"),
        Stage::Staff | Stage::HandedOver => ("staff", "thread-promise-staff"),
    };
    let line = match row.stage {
        Stage::Peers => {
            let usually = escape(&if head.answer_count == 0 { usually(product, usual, t) } else { String::new() });
            let then = reader.html("thread-promise-then", &[("triage", promised.triage_at), by]);
            Some(format!("{usually} {}", then.unwrap_or_default()).trim().to_owned())
        }
        Stage::Triage if row.is_snoozed(reader.now) => {
            reader.html("thread-promise-snoozed-line", &[("until", row.snoozed_until), by])
        }
        Stage::Triage => reader.html("thread-promise-triage-line", &[("since", Some(row.since)), by]),
        Stage::HandedOver if overdue => reader.html("thread-promise-handed-over-late", &[by]),
        Stage::Staff if overdue => reader.html("thread-promise-overdue-line", &[by]),
        Stage::Staff => reader.html("thread-promise-staff-line", &[by]),
        Stage::HandedOver => {
            reader.html("thread-promise-handed-over-by", &[by]).or_else(|| Some(t.s("thread-promise-handed-over-line")))
        }
    };
    let line = Html(line.unwrap_or_else(|| t.s("thread-promise-waiting-line")));
    Promise { kind, title: t.s(title), line, still_needs_help: false }
}

/// What usually happens, where there are enough cases to say so.
fn usually(product: Option<&str>, usual: Option<Usual>, t: T) -> String {
    let Some(usual) = usual else { return t.s("thread-promise-waiting-line") };
    let args = vec![
        ("time", Arg::from(t.duration(usual.median))),
        ("answered", Arg::from(t.number(usual.answered))),
        ("asked", Arg::from(t.number(usual.asked))),
        ("product", Arg::from(product.unwrap_or_default())),
    ];
    let key = match (usual.at_this_hour, product.is_some()) {
        (true, true) => "thread-promise-usual-hour-product",
        (true, false) => "thread-promise-usual-hour",
        (false, true) => "thread-promise-usual-product",
        (false, false) => "thread-promise-usual",
    };
    t.f(key, args)
}

/// What of the question's way everybody sees in the timeline besides what its posts tell.
fn word(kind: StepKind, stage: Stage) -> Option<&'static str> {
    Some(match (kind, stage) {
        (StepKind::Entered, Stage::Triage) => "thread-step-triage",
        (StepKind::Entered, _) | (StepKind::Routed, _) => "thread-step-staff",
        (StepKind::SentBack, _) => "thread-step-sent-back",
        (StepKind::Snoozed, _) => "thread-step-snoozed",
        (StepKind::StillNeedsHelp, _) => "thread-step-still-needs-help",
        (StepKind::HandedOver, _) => "thread-step-handed-over",
        (StepKind::TakenBack, _) => "thread-step-taken-back",
        (StepKind::Overdue, _) => "thread-step-overdue",
        (StepKind::Joined, _) => "thread-step-joined",
        (StepKind::Nudged, _) => "nudge-step-asked",
        _ => return None,
    })
}

/// When something of the posts happened.
#[derive(Clone, Copy, Default)]
pub struct Times {
    /// The question's last edit.
    pub edited: Option<Micros>,
    /// The first acceptance.
    pub accepted: Option<Micros>,
    /// The first endorsement.
    pub endorsed: Option<Micros>,
}

/// What happened so far, in order, what the thread waits for, and what comes then.
pub fn timeline(head: &Head, times: Times, waiting: &Waiting, now: Micros) -> Vec<Step> {
    let closed_at = head.closed_at.filter(|_| head.state == State::Closed);
    let mut done: Vec<(Micros, &'static str, i64)> = [
        ("thread-step-asked", Some(head.created_at)),
        ("thread-step-edited", times.edited),
        ("thread-step-first-answer", head.first_answer_at),
        ("thread-step-accepted", times.accepted),
        ("thread-step-endorsed", times.endorsed),
        ("thread-step-closed", closed_at),
    ]
    .into_iter()
    .filter_map(|(word, at)| Some((at?, word, 0)))
    .collect();
    done.extend(waiting.steps.iter().filter_map(|(kind, stage, at, n)| Some((*at, word(*kind, *stage)?, *n))));
    done.sort_by_key(|(at, ..)| *at);
    let step = |at, word, later| Step { word, n: 0, at, later };
    let mut steps: Vec<Step> =
        done.into_iter().map(|(at, word, n)| Step { n, ..step(Some(at), word, false) }).collect();
    if head.state == State::Open && head.locked_at.is_none() {
        let waits = if waiting.waits(head) { "thread-step-waits-for-answer" } else { "thread-step-waits-for-solution" };
        steps.push(step(None, waits, false));
    }
    if let Some(promised) = waiting.promised {
        let coming = [
            (promised.triage_at, "thread-step-triage-by"),
            (promised.staff_at, "thread-step-staff-by"),
            (promised.answered_by, "thread-step-answer-by"),
        ];
        steps.extend(
            coming.into_iter().filter(|(at, _)| at.is_some_and(|at| at > now)).map(|(at, word)| step(at, word, true)),
        );
    }
    steps
}
