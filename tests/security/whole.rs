//! A forum with something of everything in it, and the addresses of all of it.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::tables::people;
use kiez::accounts::teams;
use kiez::escalation::kinds::SystemKind;
use kiez::escalation::{route, rows};
use kiez::ground::random::Random;
use kiez::interop::tickets::systems::{self, Draft};

use crate::pages::town::Town;
use crate::support::Browser;

/// Who is there, and what they wrote.
#[derive(Clone, Debug)]
pub struct Whole {
    pub lena: i64,
    pub sven: i64,
    pub karl: i64,
    pub nele: i64,
    pub mo: i64,
    pub ada: i64,
    pub question: i64,
    pub answer: i64,
    pub comment: i64,
    /// A question that is with the team.
    pub desk: i64,
    pub system: i64,
}

/// What is written there.
pub const BODY: &str = "Since yesterday the red light blinks and nothing else happens.";

fn number(path: &str) -> i64 {
    path.split('/').nth(2).and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no number in {path}"))
}

/// Sends a form that must be taken.
pub fn send(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = browser.post(path, fields);
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    answer.location().to_owned()
}

/// Somebody with an address and a role.
fn somebody(town: &Town, name: &str, reputation: i64, role: Option<(Role, Scope)>) -> i64 {
    let id = town.person(name, reputation);
    let email = format!("{}@people.example", name.to_lowercase());
    town.write(move |tx| {
        diesel::update(people::table.find(id)).set(people::email.eq(Some(email))).execute(tx.conn())?;
        Ok(())
    });
    if let Some((role, scope)) = role {
        town.grant(id, role, scope);
    }
    id
}

/// Builds it.
pub fn build(town: &Town) -> Whole {
    let now = town.forum.clock.now();
    let product = town.product("tannbox", "TannBox").to_string();
    let category = town.category("faults").to_string();
    let team = town.write(move |tx| teams::add(tx, None, "Network", now));
    let everywhere = |role| Some((role, Scope::Everywhere));
    let (lena, sven) = (somebody(town, "Lena", 500, None), somebody(town, "Sven", 500, None));
    let (karl, mirko) = (somebody(town, "Karl", 5_000, None), somebody(town, "Mirko", 1, everywhere(Role::Expert)));
    let nele = somebody(town, "Nele", 1, Some((Role::Staff, Scope::Team(team))));
    let (mo, ada) =
        (somebody(town, "Mo", 1, everywhere(Role::Moderator)), somebody(town, "Ada", 1, everywhere(Role::Admin)));
    let [mut asker, mut helper, mut knower, mut keeper, mut admin, mut staff] =
        [lena, sven, karl, mo, ada, nele].map(|id| town.browser_of(id));
    let ask = |browser: &mut Browser, title: &str| {
        let fields = [
            ("title", title),
            ("body", BODY),
            ("tags", "wlan, light"),
            ("lang", "en"),
            ("product", &product),
            ("category", &category),
            ("similar_shown", "1"),
        ];
        number(&send(browser, "/ask", &fields))
    };
    let question = ask(&mut asker, "The red light blinks all night");
    let answer = number(&send(
        &mut helper,
        &format!("/questions/{question}/answers"),
        &[("body", "Hold the button for ten seconds, @lena.")],
    ));
    let said = send(&mut asker, &format!("/posts/{answer}/comments"), &[("body", "Which of the buttons is it?")]);
    let comment = number(&said);
    let edit = [
        ("base", "1"),
        ("title", "The red light blinks every night"),
        ("body", BODY),
        ("tags", "wlan"),
        ("reason", "clearer"),
    ];
    send(&mut asker, &format!("/posts/{question}/edit"), &edit);
    let suggestion = [("base", "1"), ("body", "Hold the reset button for ten seconds."), ("reason", "which one")];
    send(&mut asker, &format!("/posts/{answer}/edit"), &suggestion);
    send(&mut knower, &format!("/posts/{answer}/flag"), &[("reason", "not_an_answer"), ("note", "A guess")]);
    send(&mut town.browser_of(mirko), &format!("/answers/{answer}/endorse"), &[("note", "So it is"), ("version", "5")]);
    let sanction = [("kind", "warn"), ("reason", "rude"), ("note", "Be kind"), ("posts", "kept")];
    send(&mut keeper, &format!("/people/{sven}/sanctions"), &sanction);
    let appeal = [("about", &*format!("person:{sven}")), ("text", "I have always been kind.")];
    send(&mut helper, "/appeals", &appeal);
    let desk = ask(&mut helper, "The green light is off, too");
    let system = town.act(ada, move |tx, actor, rules, now| {
        let seen = rows::find(tx.conn(), desk)?.map_or(0, |row| row.version);
        route::route(tx, actor, desk, seen, team, "", rules, now)?;
        let draft = Draft {
            name: "Tickets".into(),
            kind: Some(SystemKind::Webhook),
            address: "http://127.0.0.1:9/hook".into(),
            ..Draft::default()
        };
        Ok(systems::add(tx, actor, &draft, &Random::seeded(3), rules, now)?.0)
    });
    let note = [("question", &*desk.to_string()), ("seen", "1"), ("body", "The customer called twice.")];
    send(&mut staff, "/desk/note", &note);
    for (path, fields) in [
        ("/desk/canned", vec![("name", "Reset"), ("lang", "en"), ("team", ""), ("body", "Dear { name }")]),
        ("/admin/search/synonyms", vec![("words", "wlan, wifi")]),
        ("/admin/search/pins", vec![("term", "light"), ("target", &*question.to_string())]),
    ] {
        send(&mut admin, path, &fields);
    }
    Whole { lena, sven, karl, nele, mo, ada, question, answer, comment, desk, system }
}

impl Whole {
    /// An address of that pattern with what is there.
    pub fn fill(&self, pattern: &str) -> String {
        let id = match pattern.split('/').nth(1).unwrap_or_default() {
            "questions" => self.question,
            "answers" | "posts" => self.answer,
            "comments" => self.comment,
            "people" => self.sven,
            "triage" => self.question,
            "admin" if pattern.starts_with("/admin/people") => self.sven,
            "api" => self.system,
            _ => 1,
        };
        fill(pattern, &id.to_string())
    }
}

/// An address of that pattern with this in place of its number.
pub fn fill(pattern: &str, id: &str) -> String {
    let values = [
        ("{id}", id),
        ("{step}", "1"),
        ("{person}", id),
        ("{slug}", if pattern.starts_with("/categories") { "faults" } else { "tannbox" }),
        ("{handle}", "sven"),
        ("{part}", "0"),
        ("{version}", "0"),
        ("{language}", "de"),
        ("{token}", "0123456789abcdef0123456789abcdef01234567"),
        ("{proof}", "0123456789abcdef"),
        ("{topics}", "answers"),
        ("{direction}", "up"),
        ("{verb}", "claim"),
    ];
    let name = match pattern {
        _ if pattern.starts_with("/tags") => "wlan",
        _ if pattern.starts_with("/reports") => "waits",
        _ => "x",
    };
    let filled = values.iter().fold(pattern.to_owned(), |path, (mark, value)| path.replace(mark, value));
    let filled = filled.replace("{name}", name);
    assert!(!filled.contains('{'), "nobody knows what stands in {pattern}");
    filled
}
