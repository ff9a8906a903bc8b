//! Asking, answering, commenting: limits, repeated forms, first posts that wait.

use diesel::prelude::*;
use kiez::ground::clock::DAY;
use kiez::ground::refusal::Refusal;
use kiez::threads::answer::{self, Answer};
use kiez::threads::ask;
use kiez::threads::comment::{self, Comment};
use kiez::threads::kinds::Status;
use kiez::threads::tables::{comments, posts, questions, revisions};

use crate::support::stage::{stages, text, why};

#[test]
fn everything_that_is_wrong_with_a_question_is_said_at_once() {
    stages(|stage| {
        let lena = stage.person("Lena", 1);
        let mut bad = stage.question("Help!", &["a", "b", "c", "d", "e", "f"]);
        bad.text = text("short");
        bad.lang = "tlh".into();
        bad.product_id = Some(4711);
        bad.category_id = Some(4711);
        let refused = stage.act(lena, move |tx, actor, rules, now| ask::ask(tx, actor, &bad, rules, now));
        let Err(Refusal::Invalid(errors)) = refused else { panic!("{refused:?}") };
        let fields: Vec<_> = errors.iter().map(|e| e.field).collect();
        assert_eq!(fields, ["title", "body", "lang", "product", "category", "tags"]);
        assert!(stage.log().is_empty());
    });
}

#[test]
fn a_repeated_answer_or_comment_is_one() {
    stages(|stage| {
        let (lena, gunnar) = (stage.person("Lena", 1), stage.person("Gunnar", 100));
        let question_id = stage.ask(lena, "Router does not start any more", &[]);
        let post = || {
            let answer = Answer { question_id, text: text("Hold the button."), lang: "en".into(), key: "k1".into() };
            stage
                .act(gunnar, move |tx, actor, rules, now| answer::answer(tx, actor, &answer, rules, now))
                .expect("answered")
        };
        let (first, second) = (post(), post());
        assert_eq!((second.post_id, second.path, second.repeated), (first.post_id, first.path, true));
        assert_eq!(stage.counts(question_id), (1, 0, 0));
        let note = |post_id: i64| {
            let comment = Comment { post_id, text: text("Which one?"), key: "k2".into() };
            stage
                .act(gunnar, move |tx, actor, rules, now| comment::comment(tx, actor, &comment, rules, now))
                .expect("commented")
        };
        let (first, second) = (note(question_id), note(question_id));
        assert_eq!((second.comment_id, second.repeated), (first.comment_id, true));
        let kept: i64 = stage.read(|conn| comments::table.count().get_result(conn));
        assert_eq!(kept, 1);
        let stored: i64 = stage.read(|conn| revisions::table.count().get_result(conn));
        assert_eq!(stored, 2, "the first revisions are there");
        stage.is_consistent();
    });
}

#[test]
fn first_posts_with_links_wait_and_are_announced_when_they_are_let_through() {
    use kiez::accounts::roles::{Role, Scope};
    use kiez::threads::hold;
    use kiez::threads::kinds::HideReason;
    stages(|stage| {
        let joined = kiez::ground::clock::Micros(stage.now().0 - DAY);
        let new = stage.newcomer("Nils", joined);
        let (lena, moderator) = (stage.person("Lena", 1), stage.person("Mo", 1));
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let before = stage.log().len();
        let linked = "See https://cheap.example/ for all of it.";
        let held = stage.try_answer(new, question, linked).expect("taken, but held");
        assert!(held.held);
        assert_eq!(stage.status(held.post_id), Status::Held);
        assert_eq!(stage.counts(question), (0, 0, 0));
        assert_eq!(stage.kinds_after(before), ["post.held"]);
        let reason: Option<String> =
            stage.read(|conn| posts::table.find(held.post_id).select(posts::status_reason).first(conn));
        assert_eq!(reason.as_deref(), Some(hold::FIRST_LINKS));
        assert_eq!(why(stage.vote(moderator, held.post_id, 1)), "problem-not-visible");

        let waits = stage.read(|conn| Ok(hold::waiting(conn, None, 10).expect("a list")));
        assert_eq!(waits.iter().map(|w| w.post_id).collect::<Vec<_>>(), [held.post_id]);
        let rest =
            stage.read(|conn| Ok(hold::waiting(conn, Some((waits[0].held_at, waits[0].post_id)), 10).expect("a list")));
        assert!(rest.is_empty());
        let release =
            |post| stage.act(moderator, move |tx, actor, rules, now| hold::release(tx, actor, post, rules, now));
        assert_eq!(release(held.post_id).expect("let through"), question);
        assert_eq!(why(release(held.post_id)), "problem-not-held");
        assert_eq!(stage.kinds_after(before), ["post.held", "post.released", "answer.posted"]);
        assert_eq!(stage.log().last().and_then(|e| e.actor), Some(new));
        assert_eq!(stage.counts(question), (1, 0, 0));

        let second = stage.try_answer(new, question, linked).expect("the second waits, too");
        stage
            .act(moderator, move |tx, actor, rules, now| {
                hold::reject(tx, actor, second.post_id, HideReason::Spam, rules, now)
            })
            .expect("rejected");
        assert_eq!(stage.status(second.post_id), Status::Hidden);
        assert!(!stage.try_answer(new, question, "A plain answer is fine.").expect("no link").held);
        assert!(!stage.try_answer(lena, question, linked).expect("an old account").held);
        let note = Comment { post_id: held.post_id, text: text(linked), key: String::new() };
        let refused = stage.act(new, move |tx, actor, rules, now| comment::comment(tx, actor, &note, rules, now));
        assert_eq!(why(refused), "problem-comment-links");
        stage.is_consistent();
    });
}

#[test]
fn a_held_question_is_there_for_its_asker_alone() {
    stages(|stage| {
        let new = stage.newcomer("Nils", stage.now());
        let other = stage.person("Lena", 500);
        let mut question = stage.question("Where can I read about this?", &["router"]);
        question.text = text("I found https://cheap.example/ only.");
        let held =
            stage.act(new, move |tx, actor, rules, now| ask::ask(tx, actor, &question, rules, now)).expect("held");
        let shown: bool =
            stage.read(|conn| questions::table.find(held.question_id).select(questions::shown).first(conn));
        assert!(held.held && !shown);
        assert_eq!(stage.tag_count("router"), 0);
        assert_eq!(why(stage.try_answer(other, held.question_id, "Let me see that.")), "not found");
        assert_eq!(why(stage.vote(other, held.question_id, 1)), "not found");
        stage.is_consistent();
    });
}

#[test]
fn suspended_people_write_nothing() {
    use kiez::accounts::tables::people;
    stages(|stage| {
        let lena = stage.person("Lena", 500);
        let question = stage.ask(stage.person("Ute", 1), "Router does not start any more", &[]);
        let until = stage.now().plus(DAY);
        stage
            .write(move |tx| {
                Ok(diesel::update(people::table.find(lena))
                    .set(people::suspended_until.eq(Some(until)))
                    .execute(tx.conn())?)
            })
            .expect("suspended");
        assert_eq!(why(stage.try_answer(lena, question, "I should be silent.")), "problem-suspended");
        assert_eq!(why(stage.vote(lena, question, 1)), "problem-suspended");
        assert_eq!(why(stage.vote(lena, question, 0)), "problem-suspended");
        stage.clock.advance(DAY);
        stage.try_answer(lena, question, "I am back again.").expect("it has ended");
    });
}
