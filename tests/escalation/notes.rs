//! Internal notes: who writes and takes back what. That they stay inside is tested with the desk's pages.

use kiez::accounts::roles::{Role, Scope};
use kiez::escalation::note;
use kiez::ground::refusal::{Refusal, Verdict};

use super::desk::{Desk, desks};
use crate::support::stage::{text, why};

fn write(desk: &Desk<'_>, person: i64, question: i64, source: &str) -> Verdict<i64> {
    let text = text(source);
    desk.stage.act(person, move |tx, a, rules, now| note::write(tx, a, question, &text, rules, now))
}

fn delete(desk: &Desk<'_>, person: i64, id: i64) -> Verdict<i64> {
    desk.stage.act(person, move |tx, a, rules, now| note::delete(tx, a, id, rules, now))
}

#[test]
fn staff_and_moderators_note_and_nobody_else() {
    desks(|desk| {
        let question = desk.ask("Router does not start any more");
        let mia = desk.stage.person("Mia", 1);
        desk.stage.grant(mia, Role::Staff, Scope::Team(7));
        let first = write(desk, mia, question, "Her **contract** ends in May.").expect("a note");
        write(desk, desk.moderator, question, "Known fault.").expect("a note");
        assert!(matches!(write(desk, desk.asker, question, "Me too"), Err(Refusal::Forbidden(..))));
        assert!(matches!(write(desk, desk.peer, question, "Me too"), Err(Refusal::Forbidden(..))));
        assert!(matches!(write(desk, mia, 999_999, "Where?"), Err(Refusal::NotFound)));
        assert_eq!(why(write(desk, mia, question, "  \n ")), "desk-note-empty");
        assert_eq!(why(write(desk, mia, question, &"ä".repeat(note::LENGTH + 1))), "desk-note-long");
        write(desk, mia, question, &"ä".repeat(note::LENGTH)).expect("as long as may be");
        let notes = desk.stage.read(|conn| note::of(conn, question));
        assert_eq!(notes.iter().map(|n| n.author_id).collect::<Vec<_>>(), [mia, desk.moderator, mia]);
        assert_eq!((notes[0].id, notes[0].html.trim()), (first, "<p>Her <strong>contract</strong> ends in May.</p>"));
        let said: Vec<_> = desk.stage.log().into_iter().filter(|event| event.kind == "note.written").collect();
        assert_eq!(said.len(), 3);
        assert!(said.iter().all(|event| !format!("{event:?}").contains("contract")), "the log holds no words");
    });
}

#[test]
fn a_note_is_taken_back_by_its_author_only() {
    desks(|desk| {
        let question = desk.ask("Router does not start any more");
        let moderator = desk.moderator;
        let note = write(desk, moderator, question, "Known fault.").expect("a note");
        assert!(matches!(delete(desk, desk.admin, note), Err(Refusal::NotFound)));
        assert!(matches!(delete(desk, desk.asker, note), Err(Refusal::Forbidden(..))));
        assert_eq!(delete(desk, moderator, note).expect("gone"), question);
        assert!(matches!(delete(desk, moderator, note), Err(Refusal::NotFound)));
        assert!(desk.stage.read(|conn| note::of(conn, question)).is_empty());
        let restore = || desk.stage.act(moderator, move |tx, a, rules, now| note::restore(tx, a, note, rules, now));
        assert_eq!(restore().expect("back"), question);
        assert!(matches!(restore(), Err(Refusal::NotFound)));
        assert_eq!(desk.stage.read(|conn| note::of(conn, question)).len(), 1);
    });
}
