//! The staff desk over HTTP: who may, what is shown in which order, and whose it is.

mod answering;
mod inside;

use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::teams;
use kiez::escalation::change::{Change, change};
use kiez::escalation::policy::Answered;
use kiez::escalation::route;
use kiez::escalation::rows::{self, Escalation};
use kiez::escalation::terms::Book;
use kiez::ground::clock::HOUR;
use kiez::threads::answer::{self, Answer as NewAnswer};
use kiez::threads::ask::{self, Question};

use crate::pages::town::{Town, attributes, text, texts, towns};
use crate::support::{Answer, Browser};

/// A town with two teams of staff.
struct Scene<'a> {
    town: &'a Town,
    lena: i64,
    mia: i64,
    mirko: i64,
    otto: i64,
    lea: i64,
    ada: i64,
    net: i64,
    home: i64,
}

fn scenes(play: impl Fn(&Scene<'_>)) {
    towns(|town| {
        let now = town.forum.clock.now();
        let team = |name: &'static str| town.write(move |tx| teams::add(tx, None, name, now));
        let (net, home) = (team("Network"), team("Smart home"));
        let person = |name: &str, role: Option<(Role, Scope)>| {
            let id = town.person(name, 1);
            if let Some((role, scope)) = role {
                town.grant(id, role, scope);
            }
            id
        };
        play(&Scene {
            town,
            lena: person("Lena", None),
            mia: person("Mia", Some((Role::Staff, Scope::Team(net)))),
            mirko: person("Mirko", Some((Role::Staff, Scope::Team(net)))),
            otto: person("Otto", Some((Role::Staff, Scope::Team(home)))),
            lea: person("Lea", Some((Role::Lead, Scope::Team(net)))),
            ada: person("Ada", Some((Role::Admin, Scope::Everywhere))),
            net,
            home,
        });
    });
}

impl Scene<'_> {
    fn ask(&self, title: &str) -> i64 {
        let question = Question {
            title: title.into(),
            text: text("What to do about it?"),
            lang: "en".into(),
            ..Question::default()
        };
        self.town.act(self.lena, move |tx, a, rules, now| ask::ask(tx, a, &question, rules, now)).question_id
    }

    fn row(&self, question: i64) -> Escalation {
        self.town.read(|conn| rows::find(conn, question)).expect("it stands somewhere")
    }

    fn route(&self, question: i64, team: i64) {
        let seen = self.row(question).version;
        self.town.act(self.ada, move |tx, a, rules, now| route::route(tx, a, question, seen, team, "", rules, now));
    }

    /// A question that waits with a team.
    fn with(&self, team: i64, title: &str) -> i64 {
        let question = self.ask(title);
        self.route(question, team);
        question
    }

    fn answer(&self, person: i64, question_id: i64) -> i64 {
        let answer = NewAnswer { question_id, text: text("Hold the button."), lang: "en".into(), key: String::new() };
        self.town.act(person, move |tx, a, rules, now| answer::answer(tx, a, &answer, rules, now)).post_id
    }

    /// From now on only answers count that somebody says help.
    fn only_helpful_answers_count(&self) {
        self.town.act(self.ada, |tx, a, rules, now| {
            let mut policy = Book::load(tx.conn())?.expect("terms").policies.remove(0);
            policy.policy.answered = Answered::Helpful;
            change(tx, a, &Change::Policy(policy), rules, now)
        });
    }
}

fn post(browser: &mut Browser, path: &str, question: i64, seen: i64, fields: &[(&str, &str)]) -> Answer {
    let (question, seen) = (question.to_string(), seen.to_string());
    let all: Vec<(&str, &str)> =
        [("question", question.as_str()), ("seen", seen.as_str())].into_iter().chain(fields.iter().copied()).collect();
    browser.post(path, &all)
}

#[test]
fn staff_see_what_waits_for_their_teams_most_overdue_first() {
    scenes(|scene| {
        let town = scene.town;
        let first = scene.with(scene.net, "The red light blinks");
        town.forum.clock.advance(HOUR);
        scene.with(scene.net, "The green light blinks");
        scene.with(scene.home, "The shutter is stuck");
        scene.ask("Still with its peers");
        let mut mia = town.browser_of(scene.mia);
        let page = mia.get("/desk");
        assert_eq!(texts(&page, ".desk li a"), ["The red light blinks", "The green light blinks"]);
        assert_eq!(texts(&page, ".due"), ["in 23 h", "in 24 h"]);
        assert_eq!(texts(&town.browser_of(scene.otto).get("/desk"), ".desk li a"), ["The shutter is stuck"]);
        let mut ada = town.browser_of(scene.ada);
        assert_eq!(texts(&ada.get("/desk"), ".desk li a").len(), 3);
        let one = ada.get(&format!("/desk?team={}", scene.home));
        assert_eq!(texts(&one, ".desk li a"), ["The shutter is stuck"]);
        assert!(texts(&ada.get("/desk?team=none"), ".desk li a").is_empty());
        // Other teams' are not theirs, and what does not exist is not there.
        assert_eq!(mia.get(&format!("/desk?team={}", scene.home)).status, 403);
        assert_eq!(mia.get("/desk?team=999").status, 404);
        assert_eq!(mia.get("/desk?question=999").status, 404);
        assert_eq!(town.browser_of(scene.otto).get(&format!("/desk?question={first}")).status, 403);
        assert_eq!(town.browser_of(scene.lena).get("/desk").status, 403);
        assert_eq!(town.forum.browser().get("/desk").location(), "/sign-in?next=%2Fdesk");
        assert!(attributes(&mia.get("/"), ".menu-list a", "href").contains(&"/desk".to_owned()));
        assert!(!town.browser_of(scene.lena).get("/").body.contains("\"/desk\""));
        town.forum.clock.advance(30 * HOUR);
        // The clock of escalation may by now have sent the third one here, too: it is the least overdue.
        let over = texts(&mia.get("/desk"), ".due.over");
        assert_eq!(over.get(..2), Some(["7 h over".to_owned(), "6 h over".to_owned()].as_slice()), "{over:?}");
        // Turning pages by what was the last one.
        let after = format!("/desk?after={}_{first}", scene.row(first).due.expect("due").0);
        assert_eq!(texts(&mia.get(&after), ".desk li a").first().map(String::as_str), Some("The green light blinks"));
    });
}

#[test]
fn taken_given_left_and_taken_back() {
    scenes(|scene| {
        let town = scene.town;
        let question = scene.with(scene.net, "The red light blinks");
        let mut mia = town.browser_of(scene.mia);
        let open = format!("/desk?question={question}");
        let page = mia.get(&open);
        assert_eq!(page.text("#desk-question").as_deref(), Some("The red light blinks"));
        assert_eq!(page.field("seen"), scene.row(question).version.to_string());
        let me = scene.mia.to_string();
        let seen = || scene.row(question).version;
        let done = post(&mut mia, "/desk/assign", question, seen(), &[("person", &me)]);
        assert_eq!(done.location(), open);
        assert_eq!(scene.row(question).assigned_to, Some(scene.mia));
        let page = mia.follow(&done);
        assert!(page.text(".flash").is_some_and(|text| text.contains("It is yours now")), "{}", page.body);
        assert_eq!(texts(&mia.get("/desk?who=mine"), ".desk li a"), ["The red light blinks"]);
        assert!(texts(&mia.get("/desk?who=free"), ".desk li a").is_empty());
        let undo = attributes(&page, ".flash form", "action").remove(0);
        assert_eq!(mia.post(&undo, &[]).location(), open);
        assert_eq!(scene.row(question).assigned_to, None);
        assert_eq!(mia.post(&undo, &[]).status, 404, "once");
        // To a colleague, but not to somebody of another team.
        let mirko = scene.mirko.to_string();
        assert_eq!(post(&mut mia, "/desk/assign", question, seen(), &[("person", &mirko)]).status, 303);
        for nobody in [scene.otto.to_string(), "x".into()] {
            let refused = post(&mut mia, "/desk/assign", question, seen(), &[("person", &nobody)]);
            assert_eq!(refused.status, 422, "{nobody}");
            assert!(refused.text("#errors").is_some(), "{}", refused.body);
        }
        let left = post(&mut town.browser_of(scene.mirko), "/desk/assign", question, seen(), &[("person", "")]);
        assert_eq!((left.status, scene.row(question).assigned_to), (303, None));
        let other = post(&mut town.browser_of(scene.otto), "/desk/assign", question, seen(), &[("person", &me)]);
        assert_eq!(other.status, 403, "{}", other.body);
        assert_eq!(post(&mut mia, "/desk/assign", 999, 1, &[]).status, 404);
        assert_eq!(town.browser_of(scene.lena).post("/desk/assign", &[]).status, 403);
    });
}

#[test]
fn routed_and_snoozed_with_what_is_wrong_at_its_field() {
    scenes(|scene| {
        let question = scene.with(scene.net, "The red light blinks");
        let mut mia = scene.town.browser_of(scene.mia);
        let seen = || scene.row(question).version;
        let refused = post(&mut mia, "/desk/snooze", question, seen(), &[("until", "24"), ("reason", " ")]);
        assert_eq!(refused.status, 422);
        assert!(refused.text("#snooze-reason-error").is_some(), "{}", refused.body);
        assert_eq!(attributes(&refused, "#snooze-until option[selected]", "value"), ["24"]);
        let refused = post(&mut mia, "/desk/snooze", question, seen(), &[("until", "9999"), ("reason", "Firmware")]);
        assert_eq!(refused.status, 422);
        assert!(refused.text("#snooze-until-error").is_some());
        assert_eq!(attributes(&refused, "#snooze-reason", "value"), ["Firmware"]);
        let done = post(&mut mia, "/desk/snooze", question, seen(), &[("until", "24"), ("reason", "Firmware")]);
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(scene.row(question).snoozed_until.is_some());
        assert!(mia.follow(&done).body.contains("snoozed"));
        let long = "x".repeat(501);
        let to = scene.home.to_string();
        let refused = post(&mut mia, "/desk/route", question, seen(), &[("to", &to), ("reason", &long)]);
        assert_eq!(refused.status, 422);
        assert!(refused.text("#route-reason-error").is_some());
        let refused = post(&mut mia, "/desk/route", question, seen(), &[("to", "999"), ("reason", "")]);
        assert!(refused.status == 422 && refused.text("#route-to-error").is_some(), "{}", refused.body);
        let done = post(&mut mia, "/desk/route", question, seen(), &[("to", &to), ("reason", "Theirs")]);
        assert_eq!(done.location(), "/desk");
        assert_eq!(scene.row(question).team_id, Some(scene.home));
        // An admin routes from triage and from peers, too, and may look at what is not with staff yet.
        let early = scene.ask("Not with staff yet");
        let mut ada = scene.town.browser_of(scene.ada);
        assert_eq!(ada.get(&format!("/desk?question={early}")).status, 200);
        assert_eq!(mia.get(&format!("/desk?question={early}")).status, 403);
        let version = scene.row(early).version;
        assert_eq!(post(&mut ada, "/desk/route", early, version, &[("to", &to)]).status, 303);
    });
}

#[test]
fn who_is_there_is_shown_by_name() {
    scenes(|scene| {
        let mut mia = scene.town.browser_of(scene.mia);
        scene.town.browser_of(scene.otto);
        let mirko = scene.town.browser_of(scene.mirko);
        let names = |page: &Answer| texts(page, ".page-head .name");
        assert_eq!(names(&mia.get("/desk")), ["Mia", "Mirko"], "of the own team");
        drop(mirko);
        scene.town.forum.clock.advance(kiez::ground::clock::MINUTE * 6);
        assert_eq!(names(&mia.get("/desk")), ["Mia"], "and those who went are gone");
    });
}
