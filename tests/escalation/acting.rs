//! What people do to questions that wait, and who may.

use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::teams;
use kiez::escalation::change::Change;
use kiez::escalation::explain::{Reason, explain};
use kiez::escalation::policy::{Answered, Conditions};
use kiez::escalation::stage::Stage as Where;
use kiez::escalation::{assign, claim, prioritise, route, send_back, snooze, still_needs_help, undo};
use kiez::ground::clock::{DAY, HOUR, MINUTE};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::threads::vote;

use super::desk::{Desk, desks};
use crate::support::START;

fn conflict<T: std::fmt::Debug>(result: Verdict<T>, key: &str) {
    match result {
        Err(Refusal::Conflict(found)) => assert_eq!(found, key),
        other => panic!("expected {key}, got {other:?}"),
    }
}

impl Desk<'_> {
    fn in_triage(&self, title: &str) -> i64 {
        let question = self.ask(title);
        self.pass(4 * HOUR);
        assert_eq!(self.row(question).stage, Where::Triage);
        question
    }

    fn team(&self, name: &str) -> i64 {
        let (name, now) = (name.to_owned(), self.now());
        self.stage.write(move |tx| teams::add(tx, None, &name, now)).expect("a team")
    }

    fn claim(&self, person: i64, question: i64, take_over: bool) -> Verdict<()> {
        let seen = self.row(question).version;
        self.stage.act(person, move |tx, a, rules, now| claim::claim(tx, a, question, seen, take_over, rules, now))
    }

    fn route(&self, person: i64, question: i64, team: i64) -> Verdict<()> {
        let seen = self.row(question).version;
        self.stage.act(person, move |tx, a, rules, now| route::route(tx, a, question, seen, team, "why", rules, now))
    }

    fn send_back(&self, person: i64, question: i64) -> Verdict<()> {
        let seen = self.row(question).version;
        self.stage.act(person, move |tx, a, rules, now| send_back::send_back(tx, a, question, seen, "", rules, now))
    }

    fn assign(&self, person: i64, question: i64, to: Option<i64>) -> Verdict<()> {
        let seen = self.row(question).version;
        self.stage.act(person, move |tx, a, rules, now| assign::assign(tx, a, question, seen, to, rules, now))
    }
}

#[test]
fn a_claim_is_a_soft_lock_of_ten_minutes() {
    desks(|desk| {
        let question = desk.in_triage("Router does not start any more");
        let other = desk.stage.person("Mia", 1);
        desk.stage.grant(other, Role::Moderator, Scope::Everywhere);
        assert!(matches!(desk.claim(desk.peer, question, false), Err(Refusal::Forbidden(..))));
        desk.claim(desk.moderator, question, false).expect("claimed");
        conflict(desk.claim(other, question, false), "problem-claimed");
        conflict(desk.send_back(other, question), "problem-claimed");
        desk.claim(other, question, true).expect("taken over");
        desk.stage.clock.advance(10 * MINUTE);
        desk.claim(desk.moderator, question, false).expect("it ended by itself");
        let seen = desk.row(question).version;
        let leave = |person: i64| {
            desk.stage.act(person, move |tx, a, rules, now| claim::leave(tx, a, question, seen, rules, now))
        };
        conflict(leave(other), "problem-claimed");
        leave(desk.moderator).expect("left");
        assert_eq!(desk.row(question).claimed_by, None);
    });
}

#[test]
fn whoever_looked_at_something_older_hears_of_it() {
    desks(|desk| {
        let question = desk.in_triage("Router does not start any more");
        let seen = desk.row(question).version;
        desk.claim(desk.moderator, question, false).expect("claimed");
        let late = desk
            .stage
            .act(desk.moderator, move |tx, a, rules, now| send_back::send_back(tx, a, question, seen, "", rules, now));
        conflict(late, "problem-escalation-changed");
        desk.stage.answer(desk.peer, question);
        conflict(desk.send_back(desk.moderator, question), "problem-escalation-over");
    });
}

#[test]
fn sent_back_once_routed_and_undone() {
    desks(|desk| {
        let question = desk.in_triage("Router does not start any more");
        desk.send_back(desk.moderator, question).expect("sent back");
        let row = desk.row(question);
        assert_eq!((row.stage, row.due), (Where::Peers, Some(desk.now().plus(4 * HOUR))));
        desk.pass(4 * HOUR);
        conflict(desk.send_back(desk.moderator, question), "problem-sent-back-enough");
        let team = desk.team("Netz");
        let before = desk.row(question);
        desk.route(desk.moderator, question, team).expect("routed");
        assert_eq!((desk.row(question).stage, desk.row(question).team_id), (Where::Staff, Some(team)));
        let step = desk.steps(question).last().expect("a step").id;
        let undo = |person: i64| desk.stage.act(person, move |tx, actor, _, now| undo::undo(tx, actor, step, now));
        assert!(matches!(undo(desk.admin), Err(Refusal::NotFound)), "only one's own");
        undo(desk.moderator).expect("undone");
        let row = desk.row(question);
        assert_eq!(
            (row.stage, row.since, row.due, row.team_id),
            (before.stage, before.since, before.due, before.team_id)
        );
        assert_eq!(row.next_at, before.next_at);
        assert!(matches!(undo(desk.moderator), Err(Refusal::NotFound)), "once");
        desk.route(desk.moderator, question, team).expect("routed again");
        let step = desk.steps(question).last().expect("a step").id;
        desk.stage.clock.advance(3 * MINUTE);
        let late = desk.stage.act(desk.moderator, move |tx, actor, _, now| undo::undo(tx, actor, step, now));
        conflict(late, "problem-undo-late");
    });
}

#[test]
fn staff_take_what_is_their_teams_and_only_that() {
    desks(|desk| {
        let question = desk.in_triage("Router does not start any more");
        let (net, phones) = (desk.team("Netz"), desk.team("Telefonie"));
        let (nora, pia) = (desk.stage.person("Nora", 1), desk.stage.person("Pia", 1));
        desk.stage.grant(nora, Role::Staff, Scope::Team(net));
        desk.stage.grant(pia, Role::Staff, Scope::Team(phones));
        conflict(desk.assign(nora, question, Some(nora)), "problem-not-with-staff");
        desk.route(desk.moderator, question, net).expect("routed");
        assert!(matches!(desk.assign(pia, question, Some(pia)), Err(Refusal::Forbidden(..))));
        assert!(matches!(desk.assign(nora, question, Some(pia)), Err(Refusal::Invalid(_))));
        desk.assign(nora, question, Some(nora)).expect("taken");
        assert_eq!(desk.row(question).assigned_to, Some(nora));
        let due = desk.row(question).due;
        desk.stage.clock.advance(HOUR);
        desk.route(nora, question, phones).expect("to another team");
        let row = desk.row(question);
        assert_eq!((row.team_id, row.assigned_to, row.due), (Some(phones), None, due), "no new time for it");
        desk.assign(pia, question, Some(pia)).expect("taken");
    });
}

#[test]
fn snoozed_with_a_reason_and_a_date() {
    desks(|desk| {
        let question = desk.in_triage("Router does not start any more");
        let moderator = desk.moderator;
        let snooze = |length: i64, reason: &'static str| {
            let seen = desk.row(question).version;
            desk.stage.act(moderator, move |tx, a, rules, now| {
                snooze::snooze(tx, a, question, seen, now.plus(length), reason, rules, now)
            })
        };
        assert!(matches!(snooze(MINUTE, "soon"), Err(Refusal::Invalid(_))));
        assert!(matches!(snooze(DAY, "  "), Err(Refusal::Invalid(_))));
        snooze(DAY, "The new firmware comes tomorrow").expect("snoozed");
        let row = desk.row(question);
        // Tuesday 14:00 and two hours.
        assert_eq!((row.stage, row.due), (Where::Triage, Some(START.plus(DAY + 6 * HOUR))));
        assert!(row.is_snoozed(desk.now()));
        assert_eq!(desk.pass(DAY), 0);
        desk.pass(2 * HOUR);
        assert_eq!(desk.row(question).stage, Where::Staff);
        assert_eq!(desk.row(question).snoozed_until, None);
    });
}

#[test]
fn the_asker_still_needs_help_once_for_each_answer() {
    desks(|desk| {
        let question = desk.ask("Router does not start any more");
        let say = |person: i64| {
            desk.stage
                .act(person, move |tx, a, rules, now| still_needs_help::still_needs_help(tx, a, question, rules, now))
        };
        conflict(say(desk.asker), "problem-waits-already");
        let first = desk.stage.answer(desk.peer, question);
        assert!(matches!(say(desk.peer), Err(Refusal::Forbidden(..))));
        desk.stage.clock.advance(MINUTE);
        say(desk.asker).expect("said");
        assert_eq!((desk.row(question).stage, desk.row(question).waits), (Where::Triage, true));
        conflict(say(desk.asker), "problem-waits-already");
        desk.stage.vote(desk.moderator, first, 1).expect("a vote");
        assert!(desk.row(question).waits, "the old answer counts no more");
        desk.stage.clock.advance(MINUTE);
        desk.stage.answer(desk.peer, question);
        assert!(!desk.row(question).waits);
        desk.stage.clock.advance(MINUTE);
        say(desk.asker).expect("said of the second one");
        desk.stage.clock.advance(MINUTE);
        let asker = desk.asker;
        desk.stage
            .act(asker, move |tx, a, rules, now| kiez::threads::accept::accept(tx, a, first, rules, now))
            .expect("the first one was right");
        assert!(!desk.row(question).waits);
        conflict(say(desk.asker), "problem-escalation-over");
    });
}

#[test]
fn a_changed_policy_moves_what_waits_and_says_so_before() {
    desks(|desk| {
        let waiting = desk.ask("Router does not start any more");
        let answered = desk.ask("How do I reset it?");
        desk.stage.answer(desk.peer, answered);
        let mut policy = desk.fallback();
        policy.policy.peer_window = HOUR;
        let draft = Change::Policy(policy.clone());
        let now = desk.now();
        let effect = desk
            .stage
            .db
            .read_blocking({
                let draft = draft.clone();
                move |conn| kiez::escalation::change::preview(conn, &draft, now)
            })
            .expect("a preview");
        assert_eq!((effect.waiting, effect.moved, effect.other_policy), (1, 1, 0));
        assert_eq!(desk.row(waiting).due, Some(START.plus(4 * HOUR)), "nothing was saved");
        assert_eq!(desk.change(draft).expect("changed").1, effect);
        assert_eq!(desk.row(waiting).due, Some(START.plus(HOUR)));
        // A policy for urgent questions; the fallback cannot go.
        let urgent = kiez::escalation::terms::StoredPolicy {
            id: 0,
            name: "Urgent".into(),
            fallback: false,
            policy: kiez::escalation::policy::Policy {
                conditions: Conditions { priorities: vec![2], ..Conditions::default() },
                peer_window: 30 * MINUTE,
                answered: Answered::Helpful,
                ..policy.policy.clone()
            },
            ..policy.clone()
        };
        desk.change(Change::Policy(urgent)).expect("a second policy");
        conflict(desk.change(Change::RetirePolicy(policy.id)), "problem-fallback-stays");
        let (moderator, seen) = (desk.moderator, desk.row(waiting).version);
        desk.stage
            .act(moderator, move |tx, a, rules, now| prioritise::prioritise(tx, a, waiting, seen, 2, rules, now))
            .expect("urgent now");
        assert_eq!(desk.row(waiting).due, Some(START.plus(30 * MINUTE)));
        // Under this policy an answer counts when somebody says that it helps.
        let answer = desk.stage.answer(desk.peer, waiting);
        assert!(desk.row(waiting).waits);
        desk.stage.act(moderator, move |tx, a, rules, now| vote::vote(tx, a, answer, 1, rules, now)).expect("a vote");
        assert!(!desk.row(waiting).waits);
        let found = desk.stage.db.read_blocking(move |conn| explain(conn, waiting)).expect("an explanation");
        assert_eq!(found.policies.len(), 1);
        assert_eq!(found.policies[0].reason, Reason::Matches);
    });
}

#[test]
fn terms_that_make_no_sense_are_refused_at_their_field() {
    desks(|desk| {
        let mut policy = desk.fallback();
        policy.policy.warn_before = policy.policy.first_response;
        policy.policy.nudges = vec![50, 50];
        policy.name = " ".into();
        let Err(Refusal::Invalid(errors)) = desk.change(Change::Policy(policy)) else { panic!("refused") };
        assert_eq!(errors.iter().map(|e| e.field).collect::<Vec<_>>(), ["name", "warn_before", "nudges"]);
        let mut hours = desk.book().hours[0].clone();
        hours.week = Default::default();
        assert!(matches!(desk.change(Change::Hours(hours.clone())), Err(Refusal::Invalid(_))), "never open");
        hours.zone = "Berlin".into();
        assert!(matches!(desk.change(Change::Hours(hours)), Err(Refusal::Invalid(_))));
        let moderator = desk.moderator;
        let policy = desk.fallback();
        let refused = desk.stage.act(moderator, move |tx, a, rules, now| {
            kiez::escalation::change::change(tx, a, &Change::Policy(policy), rules, now)
        });
        assert!(matches!(refused, Err(Refusal::Forbidden(..))));
    });
}
