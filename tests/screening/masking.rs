//! What is hidden is nowhere but in its own table: not in the post, its revisions, suggested edits or events.

use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::random::Random;
use kiez::threads::mask::after::{self, Masking};
use kiez::threads::mask::find::Kind;
use kiez::threads::mask::keep;
use kiez::threads::mask::mark::{self, Hidden};
use kiez::threads::revise::{self, Revision};
use kiez::threads::tables::{posts, questions, revisions, suggested_edits};

use crate::support::stage::{Stage, stages, text, why};

const SECRET: &str = "lena@posteo.de";

fn masking(stage: &Stage, post_id: i64, original: &str) -> Masking {
    let (body, base): (String, i64) =
        stage.read(|conn| posts::table.find(post_id).select((posts::body, posts::revision)).first(conn));
    let token = mark::token(&Random::seeded(1));
    let hidden = vec![Hidden { token, kind: Kind::Email, original: original.into() }];
    Masking { post_id, base, text: text(&mark::replace(&body, &hidden)), hidden }
}

fn mask(stage: &Stage, person: i64, masking: Masking) -> kiez::ground::refusal::Verdict<i64> {
    stage.act(person, move |tx, actor, rules, now| after::mask(tx, actor, &masking, rules, now))
}

/// Every text about a post that is stored anywhere but in the table of what is hidden.
fn everything(stage: &Stage, post_id: i64) -> String {
    let mut all: Vec<String> = stage.read(|conn| {
        revisions::table
            .filter(revisions::post_id.eq(post_id))
            .select((revisions::body, revisions::title.assume_not_null()))
            .load::<(String, String)>(conn)
            .map(|rows| rows.into_iter().flat_map(|(a, b)| [a, b]).collect())
    });
    all.extend(stage.read(|conn| {
        suggested_edits::table
            .filter(suggested_edits::post_id.eq(post_id))
            .select(suggested_edits::body)
            .load::<String>(conn)
    }));
    let post: (String, String) =
        stage.read(|conn| posts::table.find(post_id).select((posts::body, posts::html)).first(conn));
    let thread: (String, String) =
        stage.read(|conn| questions::table.find(post_id).select((questions::title, questions::slug)).first(conn));
    all.extend([post.0, post.1, thread.0, thread.1]);
    all.extend(stage.log().into_iter().map(|event| event.payload));
    all.join("\n")
}

#[test]
fn hiding_afterwards_reaches_every_older_text() {
    stages(|stage| {
        let (lena, karl) = (stage.person("Lena", 1), stage.person("Karl", 1));
        let question = stage.ask(lena, "Who answers lena@posteo.de?", &[]);
        for (base, body) in [(1, "Write to lena@posteo.de, please."), (2, "Write to lena@posteo.de or lena@posteo.de!")]
        {
            let revision = Revision { base, text: text(body), ..Revision::default() };
            stage
                .act(lena, move |tx, actor, rules, now| revise::revise(tx, actor, question, &revision, rules, now))
                .expect("saved");
        }
        let revision = Revision { base: 3, text: text("Please write to lena@posteo.de soon."), ..Revision::default() };
        stage
            .act(karl, move |tx, actor, rules, now| revise::revise(tx, actor, question, &revision, rules, now))
            .expect("suggested");
        assert!(everything(stage, question).contains(SECRET));
        let before = stage.log().len();
        mask(stage, lena, masking(stage, question, SECRET)).expect("hidden");
        let left = everything(stage, question);
        assert!(!left.contains("posteo"), "{left}");
        assert!(left.contains("▒▒▒ (only our team sees this)"), "{left}");
        assert_eq!(stage.kinds_after(before), ["post.masked"]);
        let rows = stage.read(|conn| keep::of_post(conn, question, Some(lena)));
        assert_eq!(rows.iter().map(|row| row.original.as_str()).collect::<Vec<_>>(), [SECRET]);
        assert!(stage.read(|conn| keep::of_post(conn, question, Some(karl))).is_empty());
        stage.is_consistent();
    });
}

#[test]
fn only_the_author_and_moderators_hide_and_only_what_they_saw() {
    stages(|stage| {
        let (lena, karl, jonas) = (stage.person("Lena", 1), stage.person("Karl", 5_000), stage.person("Jonas", 1));
        stage.grant(jonas, Role::Moderator, Scope::Everywhere);
        let question = stage.ask(lena, "Why does my router blink?", &[]);
        let revision = Revision { base: 1, text: text("Write to lena@posteo.de, please."), ..Revision::default() };
        stage
            .act(lena, move |tx, actor, rules, now| revise::revise(tx, actor, question, &revision, rules, now))
            .expect("saved");
        assert_eq!(why(mask(stage, karl, masking(stage, question, SECRET))), "problem-needs-role");
        let stale = Masking { base: 1, ..masking(stage, question, SECRET) };
        assert_eq!(why(mask(stage, jonas, stale)), "problem-edit-conflict");
        let short = masking(stage, question, "to");
        assert_eq!(why(mask(stage, jonas, short)), "mask-problem-piece");
        mask(stage, jonas, masking(stage, question, SECRET)).expect("hidden");
        assert!(!everything(stage, question).contains("posteo"));
    });
}

#[test]
fn the_team_looks_and_the_author_reads_who() {
    stages(|stage| {
        let (lena, karl, nele) = (stage.person("Lena", 1), stage.person("Karl", 5_000), stage.person("Nele", 1));
        stage.grant(nele, Role::Staff, Scope::Everywhere);
        let question = stage.ask(lena, "Why does my router blink?", &[]);
        let look = |person: i64| stage.act(person, move |tx, actor, _, now| keep::look(tx, actor, question, now));
        assert_eq!(why(look(nele)), "not found", "nothing is hidden");
        let revision = Revision { base: 1, text: text("Write to lena@posteo.de, please."), ..Revision::default() };
        stage
            .act(lena, move |tx, actor, rules, now| revise::revise(tx, actor, question, &revision, rules, now))
            .expect("saved");
        mask(stage, lena, masking(stage, question, SECRET)).expect("hidden");
        assert_eq!(why(look(karl)), "problem-needs-role");
        assert_eq!(look(nele).expect("seen").len(), 1);
        let looks = stage.read(|conn| keep::looks(conn, question));
        assert_eq!(looks.iter().map(|l| l.0).collect::<Vec<_>>(), [nele]);
        let actor = |id: i64| stage.read(|conn| Ok(Actor::load(conn, id).expect("somebody")));
        assert!(keep::may_read(&actor(lena), lena) && keep::may_read(&actor(nele), lena));
        assert!(!keep::may_read(&actor(karl), lena));
        assert!(stage.log().iter().all(|event| !event.payload.contains("posteo")));
    });
}
