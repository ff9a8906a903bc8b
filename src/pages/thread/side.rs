//! The promise line and the timeline: what happened, and what happens next.

use crate::ground::clock::Micros;
use crate::ground::i18n::{Arg, T};
use crate::threads::kinds::State;

use super::rows::Head;
use super::usual::Usual;

/// The promise: what the asker may expect, or what came of it.
pub struct Promise {
    /// `waiting`, `answered`, `solved` or `closed`: class and icon.
    pub kind: &'static str,
    /// The heading.
    pub title: String,
    /// The sentence.
    pub line: String,
}

impl Promise {
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
    /// When it happened; none for what is still to come.
    pub at: Option<Micros>,
}

/// Says where the question stands and what usually happens.
pub fn promise(head: &Head, product: Option<&str>, usual: Option<Usual>, t: T) -> Promise {
    let after = |at: Option<Micros>| at.map(|at| t.duration(at.since(head.created_at)));
    let timed = |key: &str, plain: &str, at| match after(at) {
        Some(time) => t.a(key, "time", time),
        None => t.s(plain),
    };
    match head.state {
        State::Closed => {
            Promise { kind: "closed", title: t.s("thread-promise-closed"), line: t.s("thread-promise-closed-line") }
        }
        State::Solved => Promise {
            kind: "solved",
            title: timed("thread-promise-solved", "thread-promise-solved-plain", head.solved_at),
            line: t.s("thread-promise-solved-line"),
        },
        State::Open if head.answer_count > 0 => Promise {
            kind: "answered",
            title: timed("thread-promise-answered", "thread-promise-answered-plain", head.first_answer_at),
            line: t.s("thread-promise-answered-line"),
        },
        State::Open => {
            Promise { kind: "waiting", title: t.s("thread-promise-waiting"), line: waiting(product, usual, t) }
        }
    }
}

fn waiting(product: Option<&str>, usual: Option<Usual>, t: T) -> String {
    let Some(usual) = usual else { return t.s("thread-promise-waiting-line") };
    let args = vec![
        ("time", Arg::from(t.duration(usual.median))),
        ("answered", Arg::from(t.number(usual.answered))),
        ("asked", Arg::from(t.number(usual.asked))),
        ("product", Arg::from(product.unwrap_or_default())),
    ];
    let key = if product.is_some() { "thread-promise-usual-product" } else { "thread-promise-usual" };
    t.f(key, args)
}

/// What happened so far, in order, and what the thread waits for.
pub fn timeline(head: &Head, edited: Option<Micros>, accepted: Option<Micros>, endorsed: Option<Micros>) -> Vec<Step> {
    let mut steps = vec![
        ("thread-step-asked", Some(head.created_at)),
        ("thread-step-edited", edited),
        ("thread-step-first-answer", head.first_answer_at),
        ("thread-step-accepted", accepted),
        ("thread-step-endorsed", endorsed),
        ("thread-step-closed", head.closed_at.filter(|_| head.state == State::Closed)),
    ];
    steps.retain(|(_, at)| at.is_some());
    steps.sort_by_key(|(_, at)| *at);
    let mut steps: Vec<Step> = steps.into_iter().map(|(word, at)| Step { word, at }).collect();
    if head.state == State::Open {
        let word =
            if head.answer_count == 0 { "thread-step-waits-for-answer" } else { "thread-step-waits-for-solution" };
        steps.push(Step { word, at: None });
    }
    steps
}
