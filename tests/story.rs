//! The long life of a forum in one test, on both databases: what happens, and what everybody sees after each step.

use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::{DAY, HOUR};
use kiez::threads::comment::{self, Comment};
use kiez::threads::endorse::{self, Endorsement};
use kiez::threads::kinds::{CloseReason, HideReason, State, Status};
use kiez::threads::revise::{Revised, Revision, history, revise};
use kiez::threads::suggest::{self, Decision};
use kiez::threads::{accept, close, delete, hide, join};

use crate::support::stage::{Stage, stages, text, why};

#[test]
fn the_long_life_of_a_forum() {
    stages(|stage| {
        let people = People::move_in(stage);
        let (question, answer) = asked_and_answered(stage, &people);
        liked(stage, &people, question, answer);
        improved(stage, &people, question, answer);
        solved(stage, &people, question, answer);
        endorsed(stage, &people, question, answer);
        asked_again(stage, &people, question);
        taken_away(stage, &people, question, answer);
    });
}

struct People {
    lena: i64,
    gunnar: i64,
    amir: i64,
    expert: i64,
    moderator: i64,
}

impl People {
    fn move_in(stage: &Stage) -> Self {
        let router = stage.product("router");
        let expert = stage.person("Edda", 1);
        let moderator = stage.person("Mo", 1);
        stage.grant(expert, Role::Expert, Scope::Product(router));
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        Self {
            lena: stage.person("Lena", 1),
            gunnar: stage.person("Gunnar", 1),
            amir: stage.person("Amir", 130),
            expert,
            moderator,
        }
    }
}

fn asked_and_answered(stage: &Stage, p: &People) -> (i64, i64) {
    let mut question = stage.question("Router does not start any more", &["Router", "red light"]);
    question.product_id = Some(1);
    question.key = "form1".into();
    let again = question.clone();
    let ask = |question: kiez::threads::ask::Question| {
        stage.act(p.lena, move |tx, actor, rules, now| kiez::threads::ask::ask(tx, actor, &question, rules, now))
    };
    let first = ask(question).expect("asked");
    assert!(!first.held && !first.repeated);
    assert_eq!(first.path, format!("/questions/{}/router-does-not-start-any-more", first.question_id));
    let second = ask(again).expect("the same form again");
    assert_eq!((second.repeated, second.path), (true, first.path));
    assert_eq!(second.question_id, first.question_id);
    let question = first.question_id;
    assert_eq!(stage.state(question), State::Open);
    assert_eq!((stage.tag_count("router"), stage.tag_count("red-light")), (1, 1));

    stage.clock.advance(HOUR);
    let answer = stage.answer(p.gunnar, question);
    assert_eq!(stage.counts(question), (1, 0, 0));
    let note = Comment { post_id: answer, text: text("Which button?"), key: String::new() };
    let unasked = note.clone();
    let passer_by = stage.person("Piet", 49);
    let refused = stage.act(passer_by, move |tx, actor, rules, now| comment::comment(tx, actor, &unasked, rules, now));
    assert_eq!(why(refused), "problem-needs-reputation");
    let commented = stage
        .act(p.lena, move |tx, actor, rules, now| comment::comment(tx, actor, &note, rules, now))
        .expect("in one's own thread, always");
    assert_eq!(commented.path, format!("/comments/{}", commented.comment_id));
    stage.is_consistent();
    (question, answer)
}

fn liked(stage: &Stage, p: &People, question: i64, answer: i64) {
    assert_eq!(why(stage.vote(p.lena, answer, 1)), "problem-needs-reputation");
    assert_eq!(why(stage.vote(p.gunnar, answer, 1)), "problem-vote-own");
    let tally = stage.vote(p.amir, answer, 1).expect("up");
    assert_eq!((tally.score, tally.up, tally.down, tally.mine), (1, 1, 0, 1));
    assert_eq!(stage.reputation(p.gunnar), 11);
    stage.vote(p.amir, answer, -1).expect("down instead");
    assert_eq!((stage.reputation(p.gunnar), stage.reputation(p.amir)), (1, 129));
    let tally = stage.vote(p.amir, answer, 0).expect("taken back");
    assert_eq!((tally.score, tally.mine), (0, 0));
    assert_eq!((stage.reputation(p.gunnar), stage.reputation(p.amir)), (1, 130));
    stage.vote(p.amir, question, 1).expect("up");
    assert_eq!(stage.reputation(p.lena), 6);
    stage.is_consistent();
}

fn improved(stage: &Stage, p: &People, question: i64, answer: i64) {
    let edit =
        |base: i64, body: &str| Revision { base, text: text(body), reason: "clearer".into(), ..Revision::default() };
    let revised = |person, post, revision: Revision| {
        stage.act(person, move |tx, actor, rules, now| revise(tx, actor, post, &revision, rules, now))
    };
    let own = revised(p.gunnar, answer, edit(1, "Hold the small button for ten seconds."));
    assert_eq!(own.expect("one's own"), Revised::Saved { number: 2 });
    let late = revised(p.gunnar, answer, edit(1, "Hold something else for ten seconds."));
    assert_eq!(why(late), "problem-edit-conflict");

    let title = Revision {
        title: Some("Router shows a red light and does not start".into()),
        ..edit(1, "The red light blinks.")
    };
    let Ok(Revised::Suggested { id }) = revised(p.amir, question, title) else {
        panic!("below the privilege it is a suggestion");
    };
    stage.is_consistent();
    let decide = |accepted| {
        let decision = Decision { suggestion_id: id, accepted, reason: String::new() };
        stage.act(p.moderator, move |tx, actor, rules, now| suggest::decide(tx, actor, &decision, rules, now))
    };
    assert_eq!(decide(Some(text("The red light blinks."))).expect("accepted"), question);
    assert_eq!(why(decide(None)), "problem-edit-decided");
    assert_eq!(stage.reputation(p.amir), 132);
    let past = stage.read(|conn| Ok(history(conn, question, None).expect("revisions")));
    assert_eq!(past.iter().map(|r| (r.number, r.author_id)).collect::<Vec<_>>(), [(2, p.amir), (1, p.lena)]);
    assert_eq!(past[0].tags.as_deref(), Some("red-light router"));
    stage.is_consistent();
}

fn solved(stage: &Stage, p: &People, question: i64, answer: i64) {
    let accept = |person| stage.act(person, move |tx, actor, rules, now| accept::accept(tx, actor, answer, rules, now));
    let unaccept =
        |person| stage.act(person, move |tx, actor, rules, now| accept::unaccept(tx, actor, answer, rules, now));
    assert_eq!(why(accept(p.amir)), "problem-needs-role");
    accept(p.lena).expect("accepted");
    accept(p.lena).expect("twice is once");
    assert_eq!((stage.state(question), stage.counts(question)), (State::Solved, (1, 1, 0)));
    assert_eq!((stage.reputation(p.gunnar), stage.reputation(p.lena)), (16, 8));
    assert_eq!(why(unaccept(p.moderator)), "problem-unaccept-askers");
    unaccept(p.lena).expect("taken back");
    assert_eq!((stage.state(question), stage.counts(question)), (State::Open, (1, 0, 0)));
    assert_eq!((stage.reputation(p.gunnar), stage.reputation(p.lena)), (1, 6));

    assert_eq!(why(accept(p.moderator)), "problem-accept-too-early");
    stage.clock.advance(8 * DAY);
    accept(p.moderator).expect("on behalf");
    assert_eq!((stage.reputation(p.gunnar), stage.reputation(p.lena)), (16, 8));
    assert_eq!(stage.state(question), State::Solved);
    stage.is_consistent();
}

fn endorsed(stage: &Stage, p: &People, question: i64, answer: i64) {
    let endorse = |person| {
        let words = Endorsement { note: "Right for all models.".into(), version: "7.2".into() };
        stage.act(person, move |tx, actor, rules, now| endorse::endorse(tx, actor, answer, &words, rules, now))
    };
    assert_eq!(why(endorse(p.moderator)), "problem-needs-role");
    endorse(p.expert).expect("endorsed");
    endorse(p.expert).expect("twice is once");
    assert_eq!((stage.counts(question), stage.reputation(p.gunnar)), ((1, 1, 1), 41));
    stage.act(p.expert, move |tx, actor, _, now| endorse::withdraw(tx, actor, answer, now)).expect("withdrawn");
    assert_eq!((stage.counts(question), stage.reputation(p.gunnar)), ((1, 1, 0), 16));
    endorse(p.expert).expect("endorsed again");
    stage.is_consistent();
}

fn asked_again(stage: &Stage, p: &People, original: i64) {
    let again = stage.ask(p.amir, "My router will not start either", &["router"]);
    let mark = |question: i64, original: i64| {
        stage.act(p.moderator, move |tx, actor, rules, now| {
            close::mark_duplicate(tx, actor, question, original, rules, now)
        })
    };
    assert_eq!(why(mark(again, again)), "problem-duplicate-circle");
    assert_eq!(mark(again, original).expect("marked"), original);
    assert_eq!(why(mark(original, again)), "problem-duplicate-circle");
    assert_eq!(stage.state(again), State::Closed);
    assert_eq!(why(stage.try_answer(p.gunnar, again, "See the other one.")), "problem-closed");
    let third = stage.ask(p.gunnar, "A red light and no internet here", &["router"]);
    assert_eq!(mark(third, again).expect("a duplicate of a duplicate"), original);

    let reopen = |person| stage.act(person, move |tx, actor, rules, now| close::reopen(tx, actor, again, rules, now));
    assert_eq!(why(reopen(p.amir)), "problem-needs-reputation");
    reopen(p.moderator).expect("reopened");
    assert_eq!(stage.state(again), State::Open);
    let close = |person| {
        stage.act(person, move |tx, actor, rules, now| {
            close::close(tx, actor, again, CloseReason::ResolvedElsewhere, rules, now)
        })
    };
    close(p.amir).expect("one's own question");
    assert_eq!(why(close(p.moderator)), "problem-already-closed");
    reopen(p.amir).expect("what one closed oneself");
    let join = |on| stage.act(p.lena, move |tx, actor, _, now| join::join(tx, actor, again, on, now));
    assert_eq!((join(true).expect("joined"), join(true).expect("once")), (1, 1));
    stage.is_consistent();
}

fn taken_away(stage: &Stage, p: &People, question: i64, answer: i64) {
    let delete =
        |person, post| stage.act(person, move |tx, actor, rules, now| delete::delete(tx, actor, post, rules, now));
    assert_eq!(why(delete(p.lena, answer)), "problem-not-yours");
    assert_eq!(why(delete(p.gunnar, answer)), "problem-delete-accepted");
    assert_eq!(why(delete(p.lena, question)), "problem-delete-answered");
    let other = stage.answer(p.amir, question);
    assert_eq!(stage.counts(question), (2, 1, 1));
    delete(p.amir, other).expect("deleted");
    assert_eq!((stage.counts(question), stage.status(other)), ((1, 1, 1), Status::Deleted));
    assert_eq!(why(stage.vote(p.gunnar, other, 1)), "not found");
    stage.act(p.amir, move |tx, actor, rules, now| delete::restore(tx, actor, other, rules, now)).expect("restored");
    assert_eq!(stage.counts(question), (2, 1, 1));

    let hide = |post| {
        stage.act(p.moderator, move |tx, actor, rules, now| hide::hide(tx, actor, post, HideReason::Wrong, rules, now))
    };
    let show = |post| stage.act(p.moderator, move |tx, actor, rules, now| hide::show(tx, actor, post, rules, now));
    hide(answer).expect("hidden");
    assert_eq!((stage.counts(question), stage.state(question)), ((1, 0, 0), State::Open));
    show(answer).expect("shown");
    assert_eq!((stage.counts(question), stage.state(question)), ((2, 1, 1), State::Solved));
    hide(question).expect("hidden");
    assert_eq!(stage.tag_count("red-light"), 0);
    assert_eq!(why(stage.try_answer(p.amir, question, "Into the void, again.")), "not found");
    show(question).expect("shown");
    assert_eq!(stage.tag_count("red-light"), 1);
    stage.is_consistent();
}
