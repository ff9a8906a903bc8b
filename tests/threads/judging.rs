//! Votes, acceptance, endorsement, joining, watching.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::DAY;
use kiez::threads::accept;
use kiez::threads::endorse::{self, Endorsement};
use kiez::threads::join::join;
use kiez::threads::kinds::{State, WatchKind};
use kiez::threads::tables::endorsements;
use kiez::threads::watch::{watch, watched};

use crate::support::stage::{stages, why};

#[test]
fn six_up_and_three_down_on_one_author_a_day() {
    stages(|stage| {
        let (lena, gunnar, amir) = (stage.person("Lena", 1), stage.person("Gunnar", 1), stage.person("Amir", 500));
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let answers: Vec<i64> = (0..8).map(|_| stage.answer(gunnar, question)).collect();
        for answer in &answers[..6] {
            stage.vote(amir, *answer, 1).expect("up");
        }
        assert_eq!(why(stage.vote(amir, answers[6], 1)), "problem-vote-limit-up");
        stage.vote(amir, answers[0], 1).expect("the same again is no new vote");
        stage.vote(amir, question, 1).expect("another author");
        for answer in &answers[..3] {
            stage.vote(amir, *answer, -1).expect("down instead");
        }
        assert_eq!(why(stage.vote(amir, answers[6], -1)), "problem-vote-limit-down");
        stage.vote(amir, answers[6], 1).expect("three up were taken back");
        stage.clock.advance(DAY);
        stage.vote(amir, answers[7], -1).expect("a new day");
        stage.is_consistent();
    });
}

#[test]
fn voting_needs_reputation_and_taking_back_does_not() {
    stages(|stage| {
        let (lena, gunnar) = (stage.person("Lena", 1), stage.person("Gunnar", 15));
        let question = stage.ask(lena, "Router does not start any more", &[]);
        stage.vote(gunnar, question, 1).expect("15 is enough");
        assert_eq!(why(stage.vote(gunnar, question, -1)), "problem-needs-reputation");
        assert_eq!(stage.vote(gunnar, question, 0).expect("taken back").score, 0);
        assert_eq!(stage.reputation(lena), 1);
        assert_eq!(why(stage.vote(gunnar, 4711, 1)), "not found");
    });
}

#[test]
fn one_s_own_answer_solves_and_earns_nothing() {
    stages(|stage| {
        let (lena, gunnar) = (stage.person("Lena", 1), stage.person("Gunnar", 1));
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let (own, other) = (stage.answer(lena, question), stage.answer(gunnar, question));
        let accept =
            |answer| stage.act(lena, move |tx, actor, rules, now| accept::accept(tx, actor, answer, rules, now));
        accept(own).expect("accepted");
        assert_eq!((stage.state(question), stage.reputation(lena)), (State::Solved, 1));
        accept(other).expect("a second solution");
        assert_eq!((stage.counts(question), stage.reputation(lena), stage.reputation(gunnar)), ((2, 2, 0), 3, 16));
        assert_eq!(why(accept(question)), "not found");
        stage.is_consistent();
    });
}

#[test]
fn staff_accept_on_behalf_but_never_their_own() {
    stages(|stage| {
        let (lena, staff, gunnar) = (stage.person("Lena", 1), stage.person("Stefan", 1), stage.person("Gunnar", 1));
        stage.grant(staff, Role::Staff, Scope::Everywhere);
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let (own, other) = (stage.answer(staff, question), stage.answer(gunnar, question));
        stage.clock.advance(7 * DAY);
        let accept =
            |answer| stage.act(staff, move |tx, actor, rules, now| accept::accept(tx, actor, answer, rules, now));
        assert_eq!(why(accept(own)), "problem-accept-own-on-behalf");
        let before = stage.log().len();
        accept(other).expect("seven silent days");
        assert!(stage.log()[before].payload.contains("\"on_behalf\":true"));
        stage
            .act(lena, move |tx, actor, rules, now| accept::unaccept(tx, actor, other, rules, now))
            .expect("the asker has the last word");
        assert_eq!((stage.reputation(gunnar), stage.reputation(lena)), (1, 1));
        stage.is_consistent();
    });
}

#[test]
fn experts_endorse_in_their_field_only() {
    stages(|stage| {
        let (router, tv) = (stage.product("router"), stage.product("tv"));
        let (lena, gunnar) = (stage.person("Lena", 1), stage.person("Gunnar", 1));
        let expert = stage.grant(stage.person("Edda", 1), Role::Expert, Scope::Product(tv));
        let mut asked = stage.question("Router does not start any more", &["wlan"]);
        asked.product_id = Some(router);
        let question = stage
            .act(lena, move |tx, actor, rules, now| kiez::threads::ask::ask(tx, actor, &asked, rules, now))
            .expect("asked")
            .question_id;
        let (answer, own) = (stage.answer(gunnar, question), stage.answer(expert, question));
        let endorse = |answer, version: &str| {
            let words = Endorsement { note: String::new(), version: version.into() };
            stage.act(expert, move |tx, actor, rules, now| endorse::endorse(tx, actor, answer, &words, rules, now))
        };
        assert_eq!(why(endorse(answer, "")), "problem-endorse-field");
        let wlan = stage.read(|conn| Ok(kiez::threads::tags::resolve(conn, "wlan").expect("tags").expect("there").0));
        stage.grant(expert, Role::Expert, Scope::Tag(wlan));
        assert_eq!(why(endorse(own, "")), "problem-endorse-own");
        assert_eq!(why(endorse(answer, &"7".repeat(41))), "problem-too-long");
        endorse(answer, "7.2").expect("endorsed");
        assert_eq!((stage.counts(question).2, stage.reputation(gunnar)), (1, 26));
        let withdraw = || stage.act(expert, move |tx, actor, _, now| endorse::withdraw(tx, actor, answer, now));
        withdraw().expect("withdrawn");
        assert_eq!(why(withdraw()), "not found");
        assert_eq!((stage.counts(question).2, stage.reputation(gunnar)), (0, 1));
        let again =
            |who| stage.act(who, move |tx, actor, rules, now| endorse::endorse_again(tx, actor, answer, rules, now));
        assert_eq!(why(again(gunnar)), "not found");
        again(expert).expect("as before");
        let version: String = stage.read(|conn| {
            endorsements::table.filter(endorsements::withdrawn_at.is_null()).select(endorsements::version).first(conn)
        });
        assert_eq!((version.as_str(), stage.counts(question).2, stage.reputation(gunnar)), ("7.2", 1, 26));
        stage.is_consistent();
    });
}

#[test]
fn joining_and_watching_are_switches() {
    stages(|stage| {
        let (lena, gunnar) = (stage.person("Lena", 1), stage.person("Gunnar", 1));
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let set = |person, on| stage.act(person, move |tx, actor, _, now| join(tx, actor, question, on, now));
        assert_eq!(why(set(lena, true)), "problem-join-own");
        assert_eq!(set(gunnar, true).expect("joined"), 1);
        assert_eq!(set(gunnar, true).expect("once"), 1);
        assert_eq!(set(gunnar, false).expect("left"), 0);
        let before = stage.log().len();
        let watching = |kind, id, on| stage.act(gunnar, move |tx, actor, _, now| watch(tx, actor, kind, id, on, now));
        watching(WatchKind::Question, question, true).expect("watched");
        watching(WatchKind::Question, question, true).expect("once");
        assert_eq!(why(watching(WatchKind::Tag, 4711, true)), "not found");
        assert_eq!(stage.kinds_after(before), ["watch.changed"]);
        assert_eq!(stage.read(|conn| Ok(watched(conn, gunnar).expect("watches"))), [(WatchKind::Question, question)]);
        watching(WatchKind::Question, question, false).expect("no more");
        assert!(stage.read(|conn| Ok(watched(conn, gunnar).expect("watches"))).is_empty());
    });
}
