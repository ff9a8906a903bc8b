//! Reports over HTTP: who may look, and whether each figure is what its definition says.

use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::teams;
use kiez::escalation::clock;
use kiez::ground::clock::{DAY, HOUR, MINUTE};

use super::town::{Town, texts, towns};
use crate::support::{Browser, START};

const SHEETS: [&str; 8] =
    ["first-answer", "solution", "answered-by", "by-policy", "by-team", "waiting", "saved", "review"];

/// Lets time pass, and the clock do what is due.
fn pass(town: &Town, micros: i64) {
    town.forum.clock.advance(micros);
    let now = town.forum.clock.now();
    while town.write(move |tx| clock::tick(tx, now)) > 0 {}
}

fn ask(browser: &mut Browser, title: &str) -> String {
    let body = "Since yesterday nothing happens when I press it.";
    let fields = [("title", title), ("body", body), ("tags", "wlan"), ("lang", "en"), ("similar_shown", "1")];
    let asked = browser.post("/ask", &fields);
    assert_eq!(asked.status, 303, "{}", asked.body);
    asked.location().to_owned()
}

/// Answers; the answer's number.
fn answer(browser: &mut Browser, question: &str) -> String {
    let id = question.split('/').nth(2).expect("a number");
    let body = "Hold the button for ten seconds until the light is green, then let go of it.";
    let answered = browser.post(&format!("/questions/{id}/answers"), &[("body", body)]);
    assert_eq!(answered.status, 303, "{}", answered.body);
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).collect();
    answered.location().split("/answers/").nth(1).map(digits).expect("a number")
}

/// A report's lines, the names of its columns first.
fn lines(browser: &mut Browser, name: &str, query: &str) -> Vec<Vec<String>> {
    let file = browser.get(&format!("/reports/{name}.csv{query}"));
    assert_eq!(file.status, 200, "{name}: {}", file.body);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.body.as_bytes());
    reader.records().map(|line| line.expect("a line").iter().map(str::to_owned).collect()).collect()
}

/// The last line: everything together.
fn all(browser: &mut Browser, name: &str, query: &str) -> Vec<String> {
    lines(browser, name, query).pop().expect("a line")
}

#[test]
fn moderators_leads_and_admins_see_them() {
    towns(|town| {
        for (name, role) in [("Mo", Role::Moderator), ("Lea", Role::Lead), ("Ada", Role::Admin)] {
            let person = town.person(name, 1);
            town.grant(person, role, Scope::Everywhere);
            let mut browser = town.browser_of(person);
            let page = browser.get("/reports");
            assert_eq!(page.status, 200);
            assert!(page.body.contains("href=\"/reports\""));
            assert!(page.body.contains("Nobody waits") && page.body.contains("noindex"));
            assert_eq!(browser.get("/reports/salaries.csv").status, 404);
        }
        let staff = town.person("Sam", 1);
        town.grant(staff, Role::Staff, Scope::Everywhere);
        for mut browser in [town.browser_of(staff), town.browser_of(staff)] {
            assert_eq!(browser.get("/reports").status, 403);
            assert_eq!(browser.get("/reports/waiting.csv").status, 403);
            assert!(!browser.get("/").body.contains("href=\"/reports\""));
        }
        assert!(town.forum.browser().get("/reports").location().starts_with("/sign-in"));
    });
}

#[test]
fn figures_are_what_their_definitions_say() {
    towns(|town| {
        let (lena, paul) = (town.person("Lena", 1), town.person("Paul", 1_000));
        let mo = town.person("Mo", 1);
        town.grant(mo, Role::Moderator, Scope::Everywhere);
        town.write(|tx| teams::add(tx, None, "Netz", START));
        let (mut lena, mut paul, mut mo) = (town.browser_of(lena), town.browser_of(paul), town.browser_of(mo));

        let quick = ask(&mut lena, "The quick one with the blue light");
        pass(town, 10 * MINUTE);
        answer(&mut paul, &quick);
        let slow = ask(&mut lena, "The slow one with the red light");
        pass(town, 5 * HOUR);
        let late = answer(&mut paul, &slow);
        let forgotten = ask(&mut lena, "The forgotten one with no light");
        pass(town, 12 * DAY);
        ask(&mut lena, "The new one with a green light");

        let query = "?period=quarter";
        assert_eq!(
            lines(&mut mo, "first-answer", query)[0],
            ["from", "asked", "answered", "median_seconds", "p90_seconds"]
        );
        assert_eq!(lines(&mut mo, "first-answer", query).len(), 15, "a heading, thirteen weeks, all together");
        // Half of two is the quicker one.
        assert_eq!(all(&mut mo, "first-answer", query), ["All", "4", "2", "600", "18000"]);
        assert_eq!(all(&mut mo, "solution", query), ["All", "4", "0", "", ""]);
        // The slow one had left its peers after four hours.
        assert_eq!(all(&mut mo, "answered-by", query), ["All", "1", "1", "0", "2", "50"]);
        // The forgotten one went on to staff and was not answered there.
        assert_eq!(all(&mut mo, "by-policy", query)[1..], ["0", "1", "0"]);
        assert_eq!(all(&mut mo, "by-team", query)[1..], ["0", "1", "0"]);
        // It waits for twelve days; the new one has just been asked.
        let waits = lines(&mut mo, "waiting", query);
        assert_eq!(waits[1], ["Less than 1 hour", "1", "0", "0", "1"]);
        assert_eq!(waits[6], ["A week and longer", "0", "0", "1", "1"]);
        assert_eq!(all(&mut mo, "waiting", query), ["All", "1", "0", "1", "2"]);
        // Twelve days ago is not this week.
        assert_eq!(all(&mut mo, "first-answer", "?period=week"), ["All", "1", "0", "", ""]);

        let page = mo.get("/reports?period=quarter");
        let said = texts(&page, "h2").join("\n");
        assert!(said.contains("Half had a first answer within 10 min, nine of ten within 5 h"), "{said}");
        assert!(said.contains("2 questions wait now"), "{said}");
        assert_eq!(texts(&page, "figure svg").len(), SHEETS.len());
        for name in SHEETS {
            assert!(page.body.contains(&format!("href=\"/reports/{name}.csv?period=quarter\"")), "{name}");
        }

        // What is taken away counts no more.
        let hide = |mo: &mut Browser, post: &str| {
            assert_eq!(mo.post(&format!("/posts/{post}/hide"), &[("reason", "wrong")]).status, 303);
        };
        hide(&mut mo, &late);
        assert_eq!(all(&mut mo, "answered-by", query), ["All", "1", "0", "0", "3", "100"]);
        hide(&mut mo, forgotten.split('/').nth(2).expect("a number"));
        assert_eq!(all(&mut mo, "answered-by", query), ["All", "1", "0", "0", "2", "100"]);
        assert_eq!(all(&mut mo, "by-policy", query)[1..], ["0", "0", ""]);
    });
}

#[test]
fn one_product_or_all_and_nothing_that_cannot_be_asked() {
    towns(|town| {
        let (lena, mo) = (town.person("Lena", 1), town.person("Mo", 1));
        town.grant(mo, Role::Moderator, Scope::Everywhere);
        let (mut lena, mut mo) = (town.browser_of(lena), town.browser_of(mo));
        let product = town.product("box", "Box");
        ask(&mut lena, "The quick one with the blue light");
        assert_eq!(all(&mut mo, "first-answer", "")[1], "1");
        assert_eq!(all(&mut mo, "first-answer", &format!("?product={product}"))[1], "0");
        assert_eq!(all(&mut mo, "waiting", &format!("?product={product}"))[4], "0");
        for query in ["?product=4711", "?product=x&period=ever", "?period=&product="] {
            assert_eq!(all(&mut mo, "first-answer", query)[1], "1", "{query}");
        }
    });
}
