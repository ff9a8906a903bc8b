//! Closing and duplicates.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::threads::close::{close, mark_duplicate, reopen};
use kiez::threads::kinds::{CloseReason, State};
use kiez::threads::tables::questions;

use crate::support::stage::{Stage, stages, why};

fn original_of(stage: &Stage, question: i64) -> Option<i64> {
    stage.read(|conn| questions::table.find(question).select(questions::duplicate_of).first(conn))
}

#[test]
fn duplicates_always_point_to_the_final_original() {
    stages(|stage| {
        let (lena, moderator) = (stage.person("Lena", 1), stage.person("Mo", 1));
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        let ask = |n: i64| stage.ask(lena, &format!("Router number {n} does not start"), &[]);
        let (a, b, c, d) = (ask(1), ask(2), ask(3), ask(4));
        let mark = |question, original| {
            stage.act(moderator, move |tx, actor, rules, now| mark_duplicate(tx, actor, question, original, rules, now))
        };
        assert_eq!(mark(a, b).expect("a of b"), b);
        assert_eq!(mark(c, a).expect("c of a, which is b"), b);
        assert_eq!(mark(b, d).expect("b of d"), d);
        assert_eq!([a, b, c].map(|q| original_of(stage, q)), [Some(d); 3], "its duplicates move along");
        assert_eq!(why(mark(d, a)), "problem-duplicate-circle");
        assert_eq!(why(mark(a, b)), "problem-already-closed");
        assert_eq!(why(mark(d, 4711)), "problem-duplicate-missing");
        stage.act(moderator, move |tx, actor, rules, now| reopen(tx, actor, b, rules, now)).expect("reopened");
        assert_eq!((original_of(stage, b), stage.state(b)), (None, State::Open));
        assert_eq!(original_of(stage, a), Some(d));
        stage.is_consistent();
    });
}

#[test]
fn closing_needs_a_reason_and_the_privilege() {
    stages(|stage| {
        let (lena, amir, elder) = (stage.person("Lena", 1), stage.person("Amir", 1_999), stage.person("Else", 2_000));
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let close = |person, reason| {
            stage.act(person, move |tx, actor, rules, now| close(tx, actor, question, reason, rules, now))
        };
        assert_eq!(why(close(amir, CloseReason::Unclear)), "problem-needs-reputation");
        assert_eq!(why(close(elder, CloseReason::Duplicate)), "problem-duplicate-missing");
        close(elder, CloseReason::Unclear).expect("closed");
        let reopen = |person| stage.act(person, move |tx, actor, rules, now| reopen(tx, actor, question, rules, now));
        assert_eq!(why(reopen(lena)), "problem-needs-reputation");
        reopen(elder).expect("reopened");
        assert_eq!(why(reopen(elder)), "problem-not-closed");
    });
}
