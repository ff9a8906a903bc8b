//! Comments: written, put differently, taken away and brought back; the count under the post is always right.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::{MINUTE, Micros};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::threads::comment::{self, Comment, Edit};
use kiez::threads::tables::comments;

use crate::support::stage::{Stage, stages, text, why};

fn note(stage: &Stage, person: i64, post: i64, words: &str) -> Verdict<i64> {
    let comment = Comment { post_id: post, text: text(words), key: String::new() };
    stage
        .act(person, move |tx, actor, rules, now| comment::comment(tx, actor, &comment, rules, now))
        .map(|c| c.comment_id)
}

fn delete(stage: &Stage, person: i64, id: i64) -> Verdict<i64> {
    stage.act(person, move |tx, actor, rules, now| comment::delete(tx, actor, id, rules, now))
}

fn restore(stage: &Stage, person: i64, id: i64) -> Verdict<i64> {
    stage.act(person, move |tx, actor, rules, now| comment::restore(tx, actor, id, rules, now))
}

fn edit(stage: &Stage, person: i64, id: i64, words: &str, base: Option<Micros>) -> Verdict<i64> {
    let edit = Edit { comment_id: id, text: text(words), base };
    stage.act(person, move |tx, actor, rules, now| comment::edit(tx, actor, &edit, rules, now))
}

#[test]
fn they_go_once_and_count() {
    stages(|stage| {
        let (lena, gunnar, mo) = (stage.person("Lena", 1), stage.person("Gunnar", 50), stage.person("Mo", 1));
        stage.grant(mo, Role::Moderator, Scope::Everywhere);
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let first = note(stage, gunnar, question, "Which model is it?").expect("one");
        let second = note(stage, gunnar, question, "And which light?").expect("two");
        assert_eq!(why(note(stage, gunnar, question, "Why?")), "problem-body-short");
        assert_eq!(why(delete(stage, lena, first)), "problem-needs-role");
        delete(stage, gunnar, first).expect("one's own");
        delete(stage, gunnar, first).expect("twice is once");
        delete(stage, mo, second).expect("a moderator");
        assert_eq!(why(delete(stage, lena, second)), "not found");
        stage.is_consistent();
    });
}

#[test]
fn who_took_one_away_brings_it_back() {
    stages(|stage| {
        let (lena, gunnar, mo) = (stage.person("Lena", 1), stage.person("Gunnar", 50), stage.person("Mo", 1));
        stage.grant(mo, Role::Moderator, Scope::Everywhere);
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let id = note(stage, gunnar, question, "Which model is it?").expect("a comment");
        delete(stage, gunnar, id).expect("one's own");
        assert_eq!(why(restore(stage, lena, id)), "not found");
        assert_eq!(why(restore(stage, mo, id)), "problem-not-yours");
        restore(stage, gunnar, id).expect("back");
        restore(stage, gunnar, id).expect("twice is once");
        stage.is_consistent();
        delete(stage, mo, id).expect("a moderator");
        assert_eq!(why(restore(stage, gunnar, id)), "problem-needs-role");
        restore(stage, mo, id).expect("back again");
        stage.is_consistent();
        let kinds: Vec<String> = stage.log().into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds.iter().filter(|kind| *kind == "comment.restored").count(), 2);
    });
}

#[test]
fn authors_put_them_differently_and_nothing_is_overwritten_unseen() {
    stages(|stage| {
        let (lena, gunnar) = (stage.person("Lena", 1), stage.person("Gunnar", 50));
        let question = stage.ask(lena, "Router does not start any more", &[]);
        let id = note(stage, gunnar, question, "Which model is it?").expect("a comment");
        stage.clock.advance(MINUTE);
        assert_eq!(why(edit(stage, lena, id, "Which model was it?", None)), "problem-not-yours");
        assert_eq!(why(edit(stage, gunnar, id, "Why?", None)), "problem-body-short");
        edit(stage, gunnar, id, "Which model and which version?", None).expect("edited");
        let stale = edit(stage, gunnar, id, "From another window", None);
        assert!(matches!(stale, Err(Refusal::Conflict("problem-comment-conflict"))), "{stale:?}");
        let (body, at): (String, Option<Micros>) =
            stage.read(|conn| comments::table.find(id).select((comments::body, comments::edited_at)).first(conn));
        assert_eq!((body.as_str(), at), ("Which model and which version?", Some(stage.now())));
        edit(stage, gunnar, id, "From the same window", at).expect("seen and edited");
        delete(stage, gunnar, id).expect("gone");
        assert_eq!(why(edit(stage, gunnar, id, "Too late for that", at)), "problem-deleted");
    });
}
