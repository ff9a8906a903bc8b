//! Edits, suggestions, retagging, going back: nothing is lost.

use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::{DAY, Micros};
use kiez::threads::kinds::Status;
use kiez::threads::revise::{Revised, Revision, history, revise, rollback};
use kiez::threads::suggest::{self, Decision};

use crate::support::stage::{Stage, stages, text, why};

fn edit(stage: &Stage, person: i64, post: i64, revision: Revision) -> kiez::ground::refusal::Verdict<Revised> {
    stage.act(person, move |tx, actor, rules, now| revise(tx, actor, post, &revision, rules, now))
}

fn body(base: i64, body: &str) -> Revision {
    Revision { base, text: text(body), ..Revision::default() }
}

#[test]
fn who_may_edit_what() {
    stages(|stage| {
        let (lena, amir, else_, mo) =
            (stage.person("Lena", 1), stage.person("Amir", 200), stage.person("Else", 1_000), stage.person("Mo", 1));
        stage.grant(mo, Role::Moderator, Scope::Everywhere);
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let same = "The red light blinks and nothing else happens.";
        let retag = |base, tags: &[&str]| Revision {
            tags: Some(tags.iter().map(ToString::to_string).collect()),
            ..body(base, same)
        };
        assert_eq!(edit(stage, lena, question, body(1, same)).expect("nothing new"), Revised::Saved { number: 1 });
        assert_eq!(edit(stage, amir, question, retag(1, &["Red Light"])).expect("retag"), Revised::Saved { number: 2 });
        assert_eq!((stage.tag_count("router"), stage.tag_count("red-light")), (0, 1));
        let more = Revision { tags: Some(vec!["router".into()]), ..body(2, "The red light blinks twice.") };
        assert!(matches!(edit(stage, amir, question, more), Ok(Revised::Suggested { .. })), "text needs more");
        assert_eq!(
            edit(stage, else_, question, body(2, "The red light blinks.")).expect("the privilege"),
            Revised::Saved { number: 3 }
        );
        assert_eq!(why(edit(stage, else_, question, body(2, "Too late for this."))), "problem-edit-conflict");
        assert_eq!(why(edit(stage, lena, question, body(3, "short"))), "problem-body-short");
        let back =
            stage.act(mo, move |tx, actor, rules, now| rollback(tx, actor, question, 3, 1, text(same), rules, now));
        assert_eq!(back.expect("back"), Revised::Saved { number: 4 });
        assert_eq!((stage.tag_count("router"), stage.tag_count("red-light")), (1, 0));
        let past = stage.read(|conn| Ok(history(conn, question, None).expect("revisions")));
        assert_eq!(past.iter().map(|r| r.number).collect::<Vec<_>>(), [4, 3, 2, 1]);
        assert_eq!(past[3].tags.as_deref(), Some("router"));
        assert_eq!(past[0].body, past[3].body);
        stage.is_consistent();
    });
}

#[test]
fn suggestions_wait_one_by_one_and_go_stale() {
    stages(|stage| {
        let (lena, amir, bea) = (stage.person("Lena", 1), stage.person("Amir", 1), stage.person("Bea", 1_000));
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let suggest = |person, base, words: &str| match edit(stage, person, question, body(base, words)) {
            Ok(Revised::Suggested { id }) => id,
            other => panic!("{other:?}"),
        };
        let first = suggest(amir, 1, "The red light blinks.");
        assert_eq!(why(edit(stage, amir, question, body(1, "Another word on it."))), "problem-edit-waiting");
        let decide = |person, id, accepted: Option<&str>| {
            let decision = Decision { suggestion_id: id, accepted: accepted.map(text), reason: "well".into() };
            stage.act(person, move |tx, actor, rules, now| suggest::decide(tx, actor, &decision, rules, now))
        };
        assert_eq!(why(decide(amir, first, None)), "problem-needs-reputation");
        edit(stage, lena, question, body(1, "It blinks red, all day long.")).expect("her own");
        assert_eq!(why(decide(bea, first, Some("The red light blinks."))), "problem-edit-conflict");
        decide(bea, first, None).expect("rejected");
        assert_eq!(stage.reputation(amir), 1);
        let second = suggest(amir, 2, "It blinks red all day long.");
        let waits = stage.read(|conn| Ok(suggest::waiting(conn, 0, 10).expect("a list")));
        assert_eq!(waits.iter().map(|s| s.id).collect::<Vec<_>>(), [second]);
        decide(lena, second, Some("It blinks red all day long.")).expect("the author may");
        assert_eq!(stage.reputation(amir), 3);
        stage.is_consistent();
    });
}

#[test]
fn links_that_a_new_account_adds_later_wait_too() {
    stages(|stage| {
        let new = stage.newcomer("Nils", Micros(stage.now().0 - DAY));
        let question = stage.ask(new, "Router does not start any more", &["router"]);
        edit(stage, new, question, body(1, "Buy at https://cheap.example/ now!")).expect("saved and held");
        assert_eq!(stage.status(question), Status::Held);
        assert_eq!(stage.tag_count("router"), 0);
        let delete = |on: bool| {
            stage.act(new, move |tx, actor, rules, now| {
                if on {
                    kiez::threads::delete::delete(tx, actor, question, rules, now)
                } else {
                    kiez::threads::delete::restore(tx, actor, question, rules, now)
                }
            })
        };
        delete(true).expect("deleted");
        delete(false).expect("restored");
        assert_eq!(stage.status(question), Status::Held, "deleting is no way around review");
        stage.is_consistent();
    });
}
