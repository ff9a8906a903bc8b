//! Canned answers: who looks after which, what is wrong with one, how often they were used.

use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::{Actor, teams};
use kiez::escalation::canned::{self, Canned, Draft};
use kiez::ground::refusal::{Refusal, Verdict};

use super::desk::{Desk, desks};
use crate::support::stage::why;

fn draft(name: &str, team: Option<i64>) -> Draft {
    Draft { name: name.into(), lang: "en".into(), team_id: team, body: "Hello {name}".into() }
}

fn add(desk: &Desk<'_>, person: i64, draft: Draft) -> Verdict<i64> {
    desk.stage.act(person, move |tx, a, rules, now| canned::add(tx, a, &draft, rules, now))
}

fn edit(desk: &Desk<'_>, person: i64, id: i64, draft: Draft) -> Verdict<()> {
    desk.stage.act(person, move |tx, a, rules, now| canned::edit(tx, a, id, &draft, rules, now))
}

fn delete(desk: &Desk<'_>, person: i64, id: i64) -> Verdict<()> {
    desk.stage.act(person, move |tx, a, rules, now| canned::delete(tx, a, id, rules, now))
}

fn list(desk: &Desk<'_>, person: i64) -> Vec<Canned> {
    let found = desk.stage.db.read_blocking(move |conn| {
        let actor = Actor::load(conn, person)?;
        Ok::<_, Refusal>(canned::list(conn, &actor)?)
    });
    found.expect("a list")
}

#[test]
fn leads_look_after_their_team_s_and_admins_after_all() {
    desks(|desk| {
        let now = desk.now();
        let team = |name: &'static str| desk.stage.write(move |tx| teams::add(tx, None, name, now)).expect("a team");
        let (net, home) = (team("Network"), team("Smart home"));
        let person = |name: &str, role: Role, scope: Scope| {
            let id = desk.stage.person(name, 1);
            desk.stage.grant(id, role, scope)
        };
        let lead = person("Lea", Role::Lead, Scope::Team(net));
        let other = person("Otto", Role::Lead, Scope::Team(home));
        let staff = person("Mia", Role::Staff, Scope::Team(net));
        let everybodys = add(desk, desk.admin, draft("Greeting", None)).expect("for all teams");
        let ours = add(desk, lead, draft("  Reset   the router ", Some(net))).expect("for the team");
        for (who, team) in [(staff, Some(net)), (lead, None), (lead, Some(home)), (desk.moderator, None)] {
            assert!(matches!(add(desk, who, draft("Mine", team)), Err(Refusal::Forbidden(..))), "{who} {team:?}");
        }
        let names = |who: i64| list(desk, who).into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(staff), ["Greeting", "Reset the router"]);
        assert_eq!(names(other), ["Greeting"]);
        assert_eq!(names(desk.admin).len(), 2);
        // What another team has is not there for one's own; nor can one's own be given away.
        assert!(matches!(edit(desk, other, ours, draft("Theirs", Some(home))), Err(Refusal::NotFound)));
        assert!(matches!(edit(desk, lead, ours, draft("Reset", Some(home))), Err(Refusal::Forbidden(..))));
        assert!(matches!(edit(desk, lead, everybodys, draft("Hi", None)), Err(Refusal::Forbidden(..))));
        edit(desk, lead, ours, draft("Reset", Some(net))).expect("changed");
        assert!(matches!(delete(desk, staff, ours), Err(Refusal::Forbidden(..))));
        delete(desk, lead, ours).expect("deleted");
        assert!(matches!(delete(desk, lead, ours), Err(Refusal::NotFound)));
        assert_eq!(names(staff), ["Greeting"]);
    });
}

#[test]
fn what_is_wrong_is_said_at_its_field_all_at_once() {
    desks(|desk| {
        let admin = desk.admin;
        add(desk, admin, draft("Greeting", None)).expect("the first");
        assert_eq!(why(add(desk, admin, draft(" Greeting", None))), "desk-canned-name-taken");
        let german = Draft { lang: "de".into(), ..draft("Greeting", None) };
        let id = add(desk, admin, german.clone()).expect("the same name in another language");
        edit(desk, admin, id, german).expect("its own name is not taken");
        let wrong =
            Draft { name: "x".repeat(canned::NAME + 1), lang: "xx".into(), team_id: Some(999), body: " ".into() };
        let Err(Refusal::Invalid(errors)) = add(desk, admin, wrong) else { panic!("refused") };
        assert_eq!(errors.iter().map(|e| e.field).collect::<Vec<_>>(), ["name", "lang", "team", "body"]);
        let long = Draft { body: "x".repeat(canned::BODY + 1), ..draft("Long", None) };
        assert_eq!(why(add(desk, admin, long)), "desk-canned-body-length");
    });
}

#[test]
fn uses_are_counted() {
    desks(|desk| {
        let id = add(desk, desk.admin, draft("Greeting", None)).expect("one");
        for _ in 0..2 {
            desk.stage.write(move |tx| Ok(canned::count_use(tx, id)?)).expect("counted");
        }
        desk.stage.write(|tx| Ok(canned::count_use(tx, 999)?)).expect("one that is gone is no fault");
        assert_eq!(list(desk, desk.admin)[0].used, 2);
    });
}
