//! Handing a question over to a ticket system: it stays open and its time runs on, until there is an answer, a public
//! reason, or staff take it back.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::teams;
use kiez::escalation::hand_over::{self as verb, HandOver, Report, report};
use kiez::escalation::kinds::{Outcome, SystemKind};
use kiez::escalation::stage::Stage as Where;
use kiez::escalation::tables::ticket_systems;
use kiez::escalation::{route, send_back, undo};
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::threads::kinds::{CloseReason, HideReason};
use kiez::threads::{close, hide};

use super::desk::{Desk, desks};

/// A desk with two teams, a person in each, and a system for one and for all.
struct Scene<'a, 'b> {
    desk: &'b Desk<'a>,
    nora: i64,
    pia: i64,
    net: i64,
    phones: i64,
    everybodys: i64,
    nets: i64,
}

fn scenes(play: impl Fn(&Scene<'_, '_>)) {
    desks(|desk| {
        let now = desk.now();
        let team = |name: &'static str| desk.stage.write(move |tx| teams::add(tx, None, name, now)).expect("a team");
        let (net, phones) = (team("Netz"), team("Telefonie"));
        let staff = |name: &str, team: i64| {
            let person = desk.stage.person(name, 1);
            desk.stage.grant(person, Role::Staff, Scope::Team(team));
            person
        };
        let (nora, pia) = (staff("Nora", net), staff("Pia", phones));
        let everybodys = system(desk, "Tickets", None);
        let nets = system(desk, "Tickets of the net", Some(net));
        play(&Scene { desk, nora, pia, net, phones, everybodys, nets });
    });
}

/// A system that takes a team's questions, or every team's.
pub fn system(desk: &Desk<'_>, name: &'static str, team: Option<i64>) -> i64 {
    let now = desk.now();
    desk.stage
        .write(move |tx| {
            Ok(diesel::insert_into(ticket_systems::table)
                .values((
                    ticket_systems::name.eq(name),
                    ticket_systems::kind.eq(SystemKind::Webhook),
                    ticket_systems::address.eq("https://tickets.example/"),
                    ticket_systems::secret.eq("whsec_AAAA"),
                    ticket_systems::token.eq(""),
                    ticket_systems::group_name.eq(""),
                    ticket_systems::customer.eq(""),
                    ticket_systems::team_id.eq(team),
                    ticket_systems::created_at.eq(now),
                ))
                .returning(ticket_systems::id)
                .get_result(tx.conn())?)
        })
        .expect("a system")
}

impl Scene<'_, '_> {
    /// A question that is with the first team.
    fn with_net(&self, title: &str) -> i64 {
        let question = self.desk.ask(title);
        self.desk.pass(4 * HOUR);
        self.route(self.desk.moderator, question, self.net);
        question
    }

    fn route(&self, person: i64, question: i64, team: i64) {
        let seen = self.desk.row(question).version;
        self.desk
            .stage
            .act(person, move |tx, a, rules, now| route::route(tx, a, question, seen, team, "", rules, now))
            .expect("routed");
    }

    fn hand_over(&self, person: i64, question: i64, system: i64) -> Verdict<i64> {
        let seen = self.desk.row(question).version;
        self.desk.stage.act(person, move |tx, a, rules, now| {
            verb::hand_over(tx, a, question, seen, system, " Line 7 is down. ", rules, now)
        })
    }

    fn take_back(&self, person: i64, question: i64) -> Verdict<()> {
        let seen = self.desk.row(question).version;
        self.desk.stage.act(person, move |tx, a, rules, now| verb::take_back(tx, a, question, seen, rules, now))
    }

    fn last(&self, question: i64) -> HandOver {
        self.desk.stage.read(|conn| verb::last(conn, question)).expect("it was handed over")
    }

    /// What the log says of hand-overs.
    fn said(&self) -> Vec<String> {
        let all = self.desk.stage.log().into_iter().map(|event| event.kind);
        all.filter(|kind| kind.starts_with("hand_over.") || kind == "question.handed_over").collect()
    }
}

#[test]
fn it_stays_open_and_its_time_runs_on_until_it_is_answered() {
    scenes(|scene| {
        let desk = scene.desk;
        let question = scene.with_net("Router does not start any more");
        let before = desk.row(question);
        scene.hand_over(scene.nora, question, scene.everybodys).expect("handed over");
        let row = desk.row(question);
        assert_eq!((row.stage, row.due, row.waits), (Where::HandedOver, before.due, true));
        let known = scene.last(question);
        assert_eq!((known.person_id, known.note.as_str(), known.ended_at), (scene.nora, "Line 7 is down.", None));
        assert_eq!(desk.words(question).last(), Some(&"handed_over"));
        desk.pass(3 * DAY);
        assert_eq!(desk.words(question).iter().filter(|word| **word == "overdue").count(), 1, "late here as anywhere");
        let answer = desk.stage.answer(desk.peer, question);
        assert_eq!(scene.last(question).outcome, Some(Outcome::Answered));
        // What answered it is hidden: the ticket system has it again.
        let moderator = desk.moderator;
        let hide = move |hidden: bool| {
            desk.stage.act(moderator, move |tx, a, rules, now| match hidden {
                true => hide::hide(tx, a, answer, HideReason::Wrong, rules, now).map(|_| ()),
                false => hide::show(tx, a, answer, rules, now).map(|_| ()),
            })
        };
        hide(true).expect("hidden");
        assert_eq!((desk.row(question).stage, scene.last(question).ended_at), (Where::HandedOver, None));
        hide(false).expect("shown");
        let said = ["question.handed_over", "hand_over.ended", "hand_over.resumed", "hand_over.ended"];
        assert_eq!(scene.said(), said);
    });
}

#[test]
fn staff_of_the_team_hand_over_to_systems_of_the_team() {
    scenes(|scene| {
        let desk = scene.desk;
        let question = desk.ask("Router does not start any more");
        let conflict = |result: Verdict<i64>, key: &str| match result {
            Err(Refusal::Conflict(found)) => assert_eq!(found, key),
            other => panic!("expected {key}, got {other:?}"),
        };
        conflict(scene.hand_over(scene.nora, question, scene.everybodys), "problem-not-with-staff");
        scene.route(desk.moderator, question, scene.phones);
        assert!(matches!(scene.hand_over(scene.nora, question, scene.everybodys), Err(Refusal::Forbidden(..))));
        assert!(matches!(scene.hand_over(desk.moderator, question, scene.everybodys), Err(Refusal::Forbidden(..))));
        assert!(matches!(scene.hand_over(scene.pia, question, scene.nets), Err(Refusal::Invalid(_))), "another team's");
        assert!(matches!(scene.hand_over(scene.pia, question, 99), Err(Refusal::Invalid(_))));
        let nets = scene.nets;
        desk.stage
            .write(move |tx| {
                let retire = diesel::update(ticket_systems::table.find(nets));
                Ok(retire.set(ticket_systems::retired_at.eq(Some(Micros(1)))).execute(tx.conn())?)
            })
            .expect("retired");
        scene.route(desk.moderator, question, scene.net);
        assert!(matches!(scene.hand_over(scene.nora, question, nets), Err(Refusal::Invalid(_))), "retired");
        scene.hand_over(scene.nora, question, scene.everybodys).expect("handed over");
        conflict(scene.hand_over(scene.nora, question, scene.everybodys), "handover-problem-already");
        desk.stage.answer(desk.peer, question);
        conflict(scene.hand_over(scene.nora, question, scene.everybodys), "problem-escalation-over");
    });
}

#[test]
fn it_can_be_taken_back_and_goes_back_by_itself() {
    scenes(|scene| {
        let desk = scene.desk;
        let question = scene.with_net("Router does not start any more");
        let before = desk.row(question);
        scene.hand_over(scene.nora, question, scene.everybodys).expect("handed over");
        let step = desk.steps(question).last().expect("a step").id;
        desk.stage.act(scene.nora, move |tx, a, _, now| undo::undo(tx, a, step, now)).expect("undone");
        assert_eq!((desk.row(question).stage, desk.row(question).due), (Where::Staff, before.due));
        assert_eq!(scene.last(question).outcome, Some(Outcome::TakenBack));
        scene.hand_over(scene.nora, question, scene.everybodys).expect("again");
        assert!(matches!(scene.take_back(scene.pia, question), Err(Refusal::Forbidden(..))));
        scene.take_back(scene.nora, question).expect("taken back");
        assert_eq!((desk.row(question).stage, desk.row(question).due), (Where::Staff, before.due));
        assert!(matches!(scene.take_back(scene.nora, question), Err(Refusal::Conflict("handover-problem-not-there"))));
        scene.hand_over(scene.nora, question, scene.nets).expect("to the team's own");
        scene.route(scene.nora, question, scene.phones);
        let row = desk.row(question);
        assert_eq!((row.stage, row.team_id, row.due), (Where::Staff, Some(scene.phones), before.due));
        assert_eq!(scene.last(question).outcome, Some(Outcome::TakenBack), "another team answers it itself");
        scene.hand_over(scene.pia, question, scene.everybodys).expect("handed over");
        let (seen, pia) = (desk.row(question).version, scene.pia);
        desk.stage
            .act(pia, move |tx, a, rules, now| send_back::send_back(tx, a, question, seen, "", rules, now))
            .expect("sent back");
        assert_eq!(scene.last(question).outcome, Some(Outcome::TakenBack));
        assert_eq!(scene.said().iter().filter(|kind| *kind == "hand_over.ended").count(), 4);
    });
}

#[test]
fn closing_it_ends_it_and_reopening_goes_on() {
    scenes(|scene| {
        let desk = scene.desk;
        let question = scene.with_net("Router does not start any more");
        scene.hand_over(scene.nora, question, scene.everybodys).expect("handed over");
        let nora = scene.nora;
        desk.stage
            .act(nora, move |tx, a, rules, now| close::close(tx, a, question, CloseReason::Private, rules, now))
            .expect("closed");
        assert_eq!(scene.last(question).outcome, Some(Outcome::Closed));
        desk.stage.act(nora, move |tx, a, rules, now| close::reopen(tx, a, question, rules, now)).expect("reopened");
        let row = desk.row(question);
        assert_eq!((row.stage, row.waits, scene.last(question).ended_at), (Where::HandedOver, true, None));
    });
}

#[test]
fn nobody_is_told_twice_that_it_is_late_because_it_was_handed_over() {
    scenes(|scene| {
        let desk = scene.desk;
        let question = scene.with_net("Router does not start any more");
        desk.pass(3 * DAY);
        let late = desk.row(question);
        assert!(late.overdue_at.is_some());
        scene.hand_over(scene.nora, question, scene.everybodys).expect("handed over");
        desk.pass(3 * DAY);
        scene.take_back(scene.nora, question).expect("taken back");
        desk.pass(3 * DAY);
        let row = desk.row(question);
        assert_eq!((row.due, row.overdue_at), (late.due, late.overdue_at), "late since the same moment");
        assert_eq!(desk.words(question).iter().filter(|word| **word == "overdue").count(), 1);
    });
}

#[test]
fn what_a_ticket_system_says_is_kept_short_and_in_order() {
    scenes(|scene| {
        let desk = scene.desk;
        let question = scene.with_net("Router does not start any more");
        let id = scene.hand_over(scene.nora, question, scene.everybodys).expect("handed over");
        let say = |said: Report| {
            let now = desk.now();
            desk.stage.write(move |tx| report(tx, id, &said, now)).expect("kept")
        };
        let now = desk.now();
        let state = |state: &str, at: Option<Micros>| Report { state: Some(state.into()), at, ..Report::default() };
        assert!(say(Report { id: Some("81".into()), url: Some("javascript:alert(1)".into()), ..Report::default() }));
        assert!(say(state("open\n<b>", Some(now))));
        assert!(!say(state("new", Some(now.plus(-MINUTE)))), "older news are no news");
        assert!(say(state(&"x".repeat(1_000), None)));
        let known = scene.last(question);
        assert_eq!((known.ticket_id.as_deref(), known.ticket_url.as_deref()), (Some("81"), None));
        assert_eq!(known.ticket_state.map(|state| state.len()), Some(200));
    });
}
