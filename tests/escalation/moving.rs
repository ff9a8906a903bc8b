//! Questions on their way: the clock moves them, answers and moderators stop it, each step once and at its true time.

use kiez::escalation::change::Change;
use kiez::escalation::setup::weekdays;
use kiez::escalation::stage::Stage as Where;
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros};
use kiez::threads::{accept, close, delete, hide, kinds::CloseReason, kinds::HideReason};

use super::desk::desks;
use crate::support::START;

#[test]
fn an_unanswered_question_goes_to_moderators_and_then_to_staff() {
    desks(|desk| {
        let question = desk.ask("Router does not start any more");
        let row = desk.row(question);
        assert_eq!((row.stage, row.due, row.waits), (Where::Peers, Some(START.plus(4 * HOUR)), true));
        assert_eq!(row.next_at, Some(START.plus(HOUR)), "peers are nudged after a quarter of their time");
        assert_eq!(desk.pass(4 * HOUR - 1), 1);
        assert_eq!((desk.words(question), desk.row(question).nudged), (vec!["asked"], 2));
        assert_eq!(desk.pass(1), 1);
        let row = desk.row(question);
        // Monday 14:00: moderators have until 16:00 on the same day.
        assert_eq!((row.stage, row.since), (Where::Triage, START.plus(4 * HOUR)));
        assert_eq!(row.due, Some(START.plus(6 * HOUR)));
        desk.pass(2 * HOUR);
        let row = desk.row(question);
        // One hour is left on Monday, seven on Tuesday from 9:00.
        assert_eq!((row.stage, row.due), (Where::Staff, Some(START.plus(DAY + 6 * HOUR))));
        desk.pass(DAY);
        assert_eq!(desk.pass(0), 0);
        assert_eq!(desk.words(question), ["asked", "entered", "entered", "warned", "overdue"]);
        assert_eq!(desk.row(question).warned_at, Some(START.plus(DAY + 6 * HOUR - 15 * MINUTE)));
        assert_eq!(desk.row(question).next_at, None, "it is overdue once");
        let kinds: Vec<String> = desk.stage.log().into_iter().map(|event| event.kind).collect();
        let of = |kind: &str| kinds.iter().filter(|k| *k == kind).count();
        let counts = ["stage.entered", "nudge.due", "staff.warned", "staff.overdue"].map(of);
        assert_eq!(counts, [3, 2, 1, 1]);
    });
}

#[test]
fn who_is_overdue_stays_so_when_terms_change_that_are_not_theirs() {
    desks(|desk| {
        let question = desk.ask("Router does not start any more");
        desk.pass(4 * HOUR);
        desk.pass(2 * HOUR);
        desk.pass(DAY);
        let overdue = desk.row(question);
        assert_eq!((overdue.stage, overdue.due), (Where::Staff, Some(desk.now())));
        desk.pass(10 * MINUTE);
        let mut saturdays = weekdays("Saturdays", "Europe/Berlin");
        saturdays.week[5] = saturdays.week[0].clone();
        let (_, effect) = desk.change(Change::Hours(saturdays)).expect("a calendar that nothing goes by");
        assert_eq!((effect.waiting, effect.moved), (1, 0));
        let mut policy = desk.fallback();
        policy.policy.peer_window += HOUR;
        assert_eq!(desk.change(Change::Policy(policy.clone())).expect("more time for peers").1.moved, 0);
        assert_eq!((desk.row(question).due, desk.words(question).last()), (overdue.due, Some(&"overdue")));
        // Their own terms are another matter: nobody is late at the moment in which a promise changes.
        policy.policy.first_response -= HOUR;
        assert_eq!(desk.change(Change::Policy(policy)).expect("less time for staff").1.moved, 1);
        assert_eq!(desk.row(question).due, Some(desk.now().plus(30 * MINUTE)));
    });
}

#[test]
fn after_a_weekend_of_standstill_everything_happens_in_order_at_its_true_time() {
    desks(|desk| {
        desk.stage.clock.advance(4 * DAY); // Friday 10:00
        let first = desk.ask("Asked on Friday morning");
        desk.stage.clock.advance(HOUR);
        let second = desk.ask("Asked an hour later");
        desk.stage.clock.advance(3 * DAY); // Monday 11:00
        assert_eq!(desk.tick(), 2);
        let friday = START.plus(4 * DAY);
        assert_eq!((desk.row(first).stage, desk.row(second).stage), (Where::Staff, Where::Staff));
        assert_eq!(desk.row(first).since, friday.plus(6 * HOUR));
        // The second one's two hours end exactly when they close on Friday, at 17:00.
        assert_eq!(desk.row(second).since, friday.plus(7 * HOUR));
        let due: Vec<Micros> =
            desk.stage.log().into_iter().filter(|e| e.actor.is_none()).map(|event| event.at).collect();
        assert!(due.is_sorted(), "in the order in which it was due: {due:?}");
        assert_eq!(desk.tick(), 0);
    });
}

#[test]
fn answers_stop_the_clock_and_taking_them_away_starts_it_again_with_grace() {
    desks(|desk| {
        let question = desk.ask("Router does not start any more");
        desk.pass(HOUR);
        let answer = desk.stage.answer(desk.peer, question);
        let row = desk.row(question);
        assert!(row.answered && !row.waits && row.next_at.is_none());
        desk.pass(10 * HOUR);
        assert_eq!(desk.row(question).stage, Where::Peers);
        let moderator = desk.moderator;
        desk.stage
            .act(moderator, move |tx, actor, rules, now| hide::hide(tx, actor, answer, HideReason::Other, rules, now))
            .expect("hidden");
        let row = desk.row(question);
        assert_eq!(row.due, Some(desk.now().plus(30 * MINUTE)), "its old time is over: it gets a moment");
        desk.stage
            .act(moderator, move |tx, actor, rules, now| hide::show(tx, actor, answer, rules, now))
            .expect("shown");
        assert!(!desk.row(question).waits);
        // The asker's own answer counts once they accept it.
        let other = desk.ask("How do I reset it?");
        let own = desk.stage.answer(desk.asker, other);
        assert!(desk.row(other).waits);
        let asker = desk.asker;
        desk.stage
            .act(asker, move |tx, actor, rules, now| accept::accept(tx, actor, own, rules, now))
            .expect("accepted");
        assert!(!desk.row(other).waits);
        desk.stage
            .act(asker, move |tx, actor, rules, now| accept::unaccept(tx, actor, own, rules, now))
            .expect("taken back");
        assert!(desk.row(other).waits);
        assert_eq!(desk.row(other).due, Some(START.plus(15 * HOUR)), "its old time holds");
    });
}

#[test]
fn what_is_closed_or_taken_back_does_not_wait() {
    desks(|desk| {
        let question = desk.ask("Router does not start any more");
        let (asker, moderator) = (desk.asker, desk.moderator);
        let close =
            move |tx: &mut kiez::ground::db::Tx<'_>,
                  actor: &kiez::accounts::Actor,
                  rules: &kiez::threads::Rules,
                  now| { close::close(tx, actor, question, CloseReason::OffTopic, rules, now) };
        desk.stage.act(moderator, close).expect("closed");
        assert!(!desk.row(question).waits);
        assert_eq!(desk.pass(9 * HOUR), 0);
        desk.stage
            .act(moderator, move |tx, actor, rules, now| close::reopen(tx, actor, question, rules, now))
            .expect("reopened");
        assert_eq!(desk.row(question).due, Some(desk.now().plus(30 * MINUTE)));
        desk.stage
            .act(asker, move |tx, actor, rules, now| delete::delete(tx, actor, question, rules, now))
            .expect("taken back");
        assert!(!desk.row(question).waits);
        assert_eq!(desk.words(question), ["asked", "closed", "reopened", "closed"]);
    });
}

#[test]
fn a_thousand_questions_due_at_once_are_moved_in_a_few_rounds() {
    desks(|desk| {
        let asker = desk.asker;
        let template = desk.stage.question("Router does not start any more", &["router"]);
        desk.stage
            .act(asker, move |tx, actor, rules, now| {
                for _ in 0..1_000 {
                    kiez::threads::ask::ask(tx, actor, &template, rules, now)?;
                }
                Ok(())
            })
            .expect("a thousand questions");
        desk.stage.clock.advance(4 * HOUR);
        let now = desk.now();
        let rounds: Vec<usize> = std::iter::from_fn(|| {
            let moved = desk.stage.write(move |tx| kiez::escalation::clock::tick(tx, now)).expect("a tick");
            (moved > 0).then_some(moved)
        })
        .collect();
        assert!(rounds.iter().all(|moved| *moved == 500), "{rounds:?}");
        let entered = desk.stage.log().into_iter().filter(|e| e.kind == "stage.entered" && e.actor.is_none()).count();
        assert_eq!(entered, 1_000);
    });
}
