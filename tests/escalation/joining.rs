//! Two questions that become one keep one promise; a question that is for reading only keeps nobody waiting.

use kiez::escalation::stage::Stage as Where;
use kiez::ground::clock::HOUR;
use kiez::threads::kinds::LockReason;
use kiez::threads::merge::{self, Merge};
use kiez::threads::split::{self, Split};
use kiez::threads::{lock, undo_move};

use super::desk::desks;

#[test]
fn one_row_survives_with_the_better_promise() {
    desks(|desk| {
        let first = desk.ask("Router does not start any more");
        desk.pass(HOUR);
        let second = desk.ask("The router stays dark all day");
        let due = desk.row(first).due;
        assert!(due < desk.row(second).due);
        let wish = Merge { from: first, into: second, saw: 0, reason: String::new() };
        let id =
            desk.stage.act(desk.moderator, move |tx, a, r, now| merge::merge(tx, a, &wish, r, now)).expect("merged");
        let (gone, here) = (desk.row(first), desk.row(second));
        assert_eq!((here.due, here.waits, here.stage), (due, true, Where::Peers), "the earlier asker was promised it");
        assert!(!gone.waits && gone.closed && gone.next_at.is_none());
        assert_eq!(desk.words(second), ["asked", "joined"]);
        desk.pass(4 * HOUR);
        assert_eq!((desk.row(second).stage, desk.row(first).stage), (Where::Triage, Where::Peers));
        // Taken apart: the first waits again, with a moment to spare.
        desk.stage.act(desk.moderator, move |tx, a, r, now| undo_move::undo(tx, a, id, r, now)).expect("taken apart");
        let row = desk.row(first);
        assert!(row.waits && row.due > Some(desk.now()), "{row:?}");
        // An answer in one of them answers both once they are one.
        desk.stage.answer(desk.peer, first);
        let wish = Merge { from: first, into: second, saw: 2, reason: String::new() };
        desk.stage.act(desk.moderator, move |tx, a, r, now| merge::merge(tx, a, &wish, r, now)).expect("merged");
        assert!(!desk.row(second).waits && desk.row(second).answered);
    });
}

#[test]
fn locks_stop_the_clock_and_splits_start_one() {
    desks(|desk| {
        let question = desk.ask("Router does not start any more");
        let lock = |on: bool| {
            desk.stage
                .act(desk.moderator, move |tx, a, r, now| match on {
                    true => lock::lock(tx, a, question, LockReason::Checking, r, now),
                    false => lock::unlock(tx, a, question, r, now),
                })
                .expect("done");
        };
        lock(true);
        assert!(!desk.row(question).waits);
        desk.pass(5 * HOUR);
        assert_eq!(desk.row(question).stage, Where::Peers, "nobody could answer");
        lock(false);
        assert!(desk.row(question).waits && desk.row(question).due > Some(desk.now()));
        let [first, second] = [0, 1].map(|_| desk.stage.answer(desk.peer, question));
        let title = "The fan is loud at night".to_owned();
        let split = Split { question, answers: vec![first], title, ..Split::default() };
        desk.stage.act(desk.moderator, move |tx, a, r, now| split::split(tx, a, &split, r, now)).expect("split");
        assert!(desk.row(first).waits, "a question of its own");
        assert!(!desk.row(question).waits, "answer {second} is still there");
    });
}
