//! The triage board over HTTP: who may look, what it shows, each act with its way back, and who was faster.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::teams;
use kiez::escalation::clock;
use kiez::escalation::rows::{Escalation, find};
use kiez::escalation::stage::Stage;
use kiez::ground::clock::{HOUR, MINUTE};

use super::town::{Town, texts, towns};
use crate::support::{Answer, Browser};

/// A town with an asker, two moderators and a team.
struct Board<'a> {
    town: &'a Town,
    asker: i64,
    lena: Browser,
    mo: Browser,
    mia: Browser,
    team: i64,
}

fn boards(play: impl Fn(Board<'_>)) {
    towns(|town| {
        let (lena, mo, mia) = (town.person("Lena", 1), town.person("Mo", 1), town.person("Mia", 1));
        for moderator in [mo, mia] {
            town.grant(moderator, Role::Moderator, Scope::Everywhere);
        }
        let team = town.write(|tx| teams::add(tx, None, "Netz", crate::support::START));
        let asker = lena;
        let (lena, mo, mia) = (town.browser_of(lena), town.browser_of(mo), town.browser_of(mia));
        play(Board { town, asker, lena, mo, mia, team });
    });
}

impl Board<'_> {
    fn ask(&mut self, title: &str, lang: &str, product: &str) -> i64 {
        let body = "Since yesterday nothing happens when I press the button for a long time.";
        let fields = [
            ("title", title),
            ("body", body),
            ("tags", "wlan"),
            ("lang", lang),
            ("product", product),
            ("similar_shown", "1"),
        ];
        let asked = self.lena.post("/ask", &fields);
        assert_eq!(asked.status, 303, "{}", asked.body);
        asked.location().split('/').nth(2).and_then(|id| id.parse().ok()).expect("a number")
    }

    /// Lets time pass, and the clock do what is due.
    fn pass(&self, micros: i64) {
        self.town.forum.clock.advance(micros);
        let now = self.town.forum.clock.now();
        while self.town.write(move |tx| clock::tick(tx, now)) > 0 {}
    }

    /// A question that peers' time is over for.
    fn in_triage(&mut self, title: &str) -> i64 {
        let question = self.ask(title, "en", "");
        self.pass(4 * HOUR);
        assert_eq!(self.row(question).stage, Stage::Triage);
        question
    }

    fn row(&self, question: i64) -> Escalation {
        self.town.read(|conn| find(conn, question)).expect("it stands somewhere")
    }
}

fn beside(question: i64) -> String {
    format!("/triage?question={question}")
}

/// Sends a form of the board as it was seen, back to the whole board.
fn act(browser: &mut Browser, seen: &Answer, question: i64, verb: &str, fields: &[(&str, &str)]) -> Answer {
    let version = seen.field("seen");
    let mut all = vec![("seen", version.as_str()), ("back", "/triage?lang=en")];
    all.extend(fields);
    browser.post(&format!("/triage/{question}/{verb}"), &all)
}

/// Follows to the board and presses undo there.
fn undo(browser: &mut Browser, done: &Answer) -> Answer {
    let page = browser.follow(done);
    let html = scraper::Html::parse_document(&page.body);
    let form = scraper::Selector::parse(".flash form").expect("a selector");
    let path = html.select(&form).next().and_then(|form| form.value().attr("action")).expect("an undo").to_owned();
    let undone = browser.post(&path, &[]);
    assert_eq!(undone.status, 303, "{path}: {}", undone.body);
    undone
}

#[test]
fn only_moderators_see_the_board() {
    boards(|mut board| {
        let question = board.in_triage("The red light blinks all night");
        let mut visitor = board.town.forum.browser();
        for path in ["/triage", "/triage/live", &format!("/triage/why/{question}")] {
            assert!(visitor.get(path).location().starts_with("/sign-in?next="), "{path}");
            assert_eq!(board.lena.get(path).status, 403, "{path}");
        }
        let claim = format!("/triage/{question}/claim");
        assert!(visitor.post(&claim, &[("seen", "1")]).location().starts_with("/sign-in"));
        assert_eq!(board.lena.post(&claim, &[("seen", "1")]).status, 403);
        assert_eq!(board.lena.post("/triage/undo/1", &[]).status, 403);
        for path in [beside(4711), "/triage/why/4711".into()] {
            assert_eq!(board.mo.get(&path).status, 404, "{path}");
        }
        assert_eq!(board.mo.post("/triage/4711/claim", &[("seen", "1")]).status, 404);
        assert_eq!(board.mo.post("/triage/undo/4711", &[]).status, 404);
        assert_eq!(board.mo.post(&format!("/triage/{question}/burn"), &[]).status, 404);
        assert!(board.mo.get("/").body.contains("Triage (1 waits)"));
        assert!(!board.lena.get("/").body.contains("/triage"));
    });
}

#[test]
fn the_most_urgent_come_first_and_filters_stand_in_the_address() {
    boards(|mut board| {
        let product = board.town.product("tannbox", "TannBox");
        let first = board.ask("The first one to blink", "en", &product.to_string());
        board.pass(10 * MINUTE);
        let second = board.ask("Das zweite Licht blinkt nachts", "de", "");
        board.pass(10 * MINUTE);
        board.ask("The third one that blinks", "en", "");
        board.pass(4 * HOUR - 5 * MINUTE);
        let page = board.mo.get("/triage");
        assert_eq!(texts(&page, ".rows a"), ["The first one to blink", "Das zweite Licht blinkt nachts"]);
        assert_eq!(texts(&page, ".rows .due"), ["in 105 min", "in 115 min"]);
        assert_eq!(texts(&page, ".tabs a"), ["All 2", "Free 2", "Mine 0", "Snoozed 0"]);
        assert!(page.body.contains(&format!("id=\"t{second}\" href=\"/triage?question={second}\" lang=\"de\"")));
        let title = |path: &str, browser: &mut Browser| texts(&browser.get(path), ".rows a");
        assert_eq!(title("/triage?lang=de", &mut board.mo), ["Das zweite Licht blinkt nachts"]);
        assert_eq!(title(&format!("/triage?product={product}"), &mut board.mo), ["The first one to blink"]);
        assert!(title("/triage?priority=2", &mut board.mo).is_empty());
        assert!(title("/triage?who=mine", &mut board.mo).is_empty());
        let seen = board.mo.get(&beside(first));
        assert!(seen.body.contains(&format!("<option value=\"{product}\">TannBox (1)</option>")));
        assert_eq!(act(&mut board.mo, &seen, first, "prioritise", &[("priority", "2")]).status, 303);
        assert_eq!(title("/triage?priority=2", &mut board.mo), ["The first one to blink"]);
        let seen = board.mo.get(&beside(first));
        assert_eq!(act(&mut board.mo, &seen, first, "claim", &[]).status, 303);
        assert_eq!(title("/triage?who=mine", &mut board.mo), ["The first one to blink"]);
        assert_eq!(title("/triage?who=free", &mut board.mia), ["Das zweite Licht blinkt nachts"]);
        assert_eq!(board.mia.get("/triage").text(".rows .state").as_deref(), Some("Mo"));
        assert_eq!(board.mo.get("/triage?who=x&product=y&after=z&lang=%00").status, 200);
    });
}

#[test]
fn fifty_to_a_page() {
    boards(|mut board| {
        // Anybody else who asks so much at once is looked at first.
        board.town.grant(board.asker, Role::Expert, Scope::Everywhere);
        for n in 0..53 {
            board.ask(&format!("Light number {n} blinks all night"), "en", "");
        }
        board.pass(4 * HOUR);
        let page = board.mo.get("/triage?who=free");
        assert_eq!(texts(&page, ".rows a").len(), 50);
        let html = scraper::Html::parse_document(&page.body);
        let next = scraper::Selector::parse("a[rel=next]").expect("a selector");
        let path = html.select(&next).next().and_then(|a| a.value().attr("href")).expect("a next page").to_owned();
        assert!(path.starts_with("/triage?who=free&after="), "{path}");
        let rest = board.mo.get(&path);
        let last = [
            "Light number 50 blinks all night",
            "Light number 51 blinks all night",
            "Light number 52 blinks all night",
        ];
        assert_eq!(texts(&rest, ".rows a"), last);
        assert!(rest.text("a[rel=next]").is_none());
    });
}

#[test]
fn a_claim_is_seen_left_and_taken_over() {
    boards(|mut board| {
        let question = board.in_triage("The red light blinks all night");
        let seen = board.mo.get(&beside(question));
        let done = act(&mut board.mo, &seen, question, "claim", &[]);
        assert_eq!(done.location(), format!("/triage?lang=en&question={question}"));
        undo(&mut board.mo, &done);
        assert_eq!(board.row(question).claimed_by, None);
        let seen = board.mo.get(&beside(question));
        act(&mut board.mo, &seen, question, "claim", &[]);
        let theirs = board.mia.get(&beside(question));
        assert!(theirs.body.contains("Mo has it") && theirs.text("#snooze-reason").is_none());
        assert_eq!(act(&mut board.mia, &theirs, question, "take-over", &[]).status, 303);
        let seen = board.mo.get(&beside(question));
        assert!(seen.body.contains("Mia has it"));
        let late = act(&mut board.mo, &seen, question, "leave", &[]);
        assert_eq!(late.status, 409);
        let mine = board.mia.get(&beside(question));
        let done = act(&mut board.mia, &mine, question, "leave", &[]);
        undo(&mut board.mia, &done);
        assert!(board.row(question).claimed_by.is_some());
    });
}

#[test]
fn every_act_has_a_way_back() {
    boards(|mut board| {
        let other = board.ask("The green light blinks all night", "en", "");
        let question = board.in_triage("The red light blinks all night");
        let (team, original) = (board.team.to_string(), other.to_string());
        let acts: [(&str, &[(&str, &str)]); 4] = [
            ("send-back", &[("reason", "Clearer now")]),
            ("route", &[("team", &team), ("reason", "A fault of the line")]),
            ("snooze", &[("until", "2026-03-03T12:00"), ("reason", "The firmware comes tomorrow")]),
            ("prioritise", &[("priority", "2")]),
        ];
        // The board is open on weekdays; the next day at noon is a day that is always allowed.
        let tomorrow = board.town.forum.clock.now().plus(20 * HOUR).timestamp().to_string();
        for (verb, fields) in acts {
            let seen = board.mo.get(&beside(question));
            let before = board.row(question);
            let until = &tomorrow[..16];
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(n, v)| (*n, if *n == "until" { until } else { *v })).collect();
            let done = act(&mut board.mo, &seen, question, verb, &fields);
            assert_eq!(done.status, 303, "{verb}: {}", done.body);
            let gone =
                !texts(&board.mia.get("/triage"), ".rows a").contains(&"The red light blinks all night".to_owned());
            assert_eq!(gone, verb != "prioritise", "{verb}");
            if verb == "snooze" {
                assert_eq!(texts(&board.mia.get("/triage?who=snoozed"), ".rows a"), ["The red light blinks all night"]);
            }
            assert_eq!(undo(&mut board.mo, &done).location(), format!("/triage?lang=en&question={question}"), "{verb}");
            let after = board.row(question);
            assert_eq!(
                (after.stage, after.due, after.priority, after.snoozed_until),
                (before.stage, before.due, before.priority, before.snoozed_until),
                "{verb}"
            );
        }
        for (verb, name, value) in [("close", "reason", "unclear"), ("duplicate", "original", original.as_str())] {
            let fields = [(name, value), ("back", "/triage?lang=en")];
            let done = board.mo.post(&format!("/questions/{question}/{verb}"), &fields);
            assert_eq!(done.location(), "/triage?lang=en", "{verb}");
            assert!(!board.row(question).waits);
            assert_eq!(undo(&mut board.mo, &done).location(), "/triage?lang=en");
            assert!(board.row(question).waits);
        }
        // Another address than the board's is none of ours.
        let fields = [("reason", "unclear"), ("back", "//evil.example")];
        let done = board.mo.post(&format!("/questions/{question}/close"), &fields);
        assert!(done.location().starts_with(&format!("/questions/{question}/")));
        let again = board.mo.post(&format!("/questions/{question}/close"), &[("reason", "spam"), ("back", "/triage")]);
        assert_eq!((again.status, again.field("back")), (409, "/triage".to_owned()));
    });
}

#[test]
fn whoever_was_faster_is_named_and_nothing_is_lost() {
    boards(|mut board| {
        let question = board.in_triage("The red light blinks all night");
        let seen = board.mia.get(&beside(question));
        act(&mut board.mo, &seen, question, "send-back", &[]);
        board.town.forum.clock.advance(20 * 1_000_000);
        let team = board.team.to_string();
        let late = act(&mut board.mia, &seen, question, "route", &[("team", &team), ("reason", "My long reason")]);
        assert_eq!(late.status, 409);
        assert!(late.text("#errors").is_some_and(|t| t.starts_with("Mo sent it back to peers, 20 seconds ago.")));
        assert_eq!(late.text("#kept").as_deref(), Some("My long reason"));
        assert!(late.body.contains("With peers"));

        let other = board.in_triage("The green light blinks all night");
        let seen = board.mia.get(&beside(other));
        act(&mut board.mo, &seen, other, "claim", &[]);
        let until = [("until", "2026-03-03T12:00"), ("reason", "My other reason")];
        let late = act(&mut board.mia, &seen, other, "snooze", &until);
        assert_eq!(late.status, 409);
        assert!(late.text("#errors").is_some_and(|t| t.starts_with("Mo took it up, 1 second ago.")), "{}", late.body);
        assert_eq!(late.text("#snooze-reason").as_deref(), Some("My other reason"));
        assert!(late.body.contains("value=\"2026-03-03T12:00\""));
        let mut german = board.town.forum.browser();
        german.cookies = board.mia.cookies.clone();
        german.cookies.insert("kiez-language".into(), "de".into());
        let late = act(&mut german, &seen, other, "snooze", &until);
        assert!(late.text("#errors").is_some_and(|t| t.starts_with("Mo hat sie übernommen, vor 1 Sekunde.")));
    });
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    boards(|mut board| {
        let question = board.in_triage("The red light blinks all night");
        let long = "x".repeat(501);
        let team = board.team.to_string();
        let cases: [(&str, &[(&str, &str)], &str); 7] = [
            ("snooze", &[("until", "soon"), ("reason", "Typed")], "#snooze-until-error"),
            ("snooze", &[("until", "2020-01-01T12:00"), ("reason", "Typed")], "#snooze-until-error"),
            ("snooze", &[("until", "2126-01-01T12:00"), ("reason", "Typed")], "#snooze-until-error"),
            ("route", &[("team", "x"), ("reason", "Typed")], "#route-team-error"),
            ("route", &[("team", "4711"), ("reason", "Typed")], "#route-team-error"),
            ("route", &[("team", &team), ("reason", &long)], "#route-reason-error"),
            ("send-back", &[("reason", &long)], "#send-back-reason-error"),
        ];
        for (verb, fields, place) in cases {
            let seen = board.mo.get(&beside(question));
            let page = act(&mut board.mo, &seen, question, verb, fields);
            assert_eq!(page.status, 422, "{verb} {fields:?}");
            assert!(page.text(place).is_some(), "{verb} {fields:?}");
            let reason = fields.iter().find(|(n, _)| *n == "reason").map(|(_, v)| (*v).to_owned());
            assert_eq!(page.text(&format!("#{verb}-reason")), reason, "{verb}");
            assert!(page.text(&format!("details[open] #{verb}-reason")).is_some(), "its form is open");
        }
        let seen = board.mo.get(&beside(question));
        for priority in ["9", "x", ""] {
            let page = act(&mut board.mo, &seen, question, "prioritise", &[("priority", priority)]);
            assert_eq!((page.status, page.text("#priority-error").is_some()), (422, true));
        }
        for nonsense in ["", "x", "99999999999999999999"] {
            let path = format!("/triage/{question}/claim");
            assert_eq!(board.mo.post(&path, &[("seen", nonsense), ("back", "//evil.example")]).status, 409);
        }
        let tomorrow = board.town.forum.clock.now().plus(20 * HOUR).timestamp().to_string();
        let fields = [("until", &tomorrow[..16]), ("reason", "a\0b")];
        assert!(act(&mut board.mo, &seen, question, "snooze", &fields).status < 500);
    });
}

#[test]
fn the_reasoning_is_in_words() {
    boards(|mut board| {
        let question = board.in_triage("The red light blinks all night");
        let seen = board.mo.get(&beside(question));
        assert!(seen.body.contains(&format!("/triage/why/{question}")));
        let why = board.mo.get(&format!("/triage/why/{question}"));
        assert_eq!(why.status, 200);
        assert!(why.body.contains("2 hours of opening hours"), "{}", why.body);
        assert!(why.body.contains("14:00 to 16:00") && why.body.contains("Next: it goes to staff"));
        assert!(why.body.contains("Peers’ time was over, and it came to triage"));
        board.mo.language = "de".into();
        assert_eq!(board.mo.get("/triage").status, 200);
    });
}

#[test]
fn others_hear_that_something_changed() {
    boards(|mut board| {
        let question = board.in_triage("The red light blinks all night");
        let address = board.town.forum.url.strip_prefix("http://").expect("an address").to_owned();
        let mut socket = TcpStream::connect(&address).expect("a connection");
        socket.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        let cookie = &board.mia.cookies["kiez-session"];
        write!(socket, "GET /triage/live HTTP/1.1\r\nhost: {address}\r\ncookie: kiez-session={cookie}\r\n\r\n")
            .expect("asked");
        let mut lines = BufReader::new(socket).lines();
        let mut next = || {
            let data = lines.by_ref().map(|line| line.expect("a line")).find(|line| line.starts_with("data: "));
            data.and_then(|line| line["data: ".len()..].parse::<i64>().ok()).expect("a position")
        };
        let first = next();
        let seen = board.mo.get(&beside(question));
        act(&mut board.mo, &seen, question, "claim", &[]);
        assert!(next() > first);
        assert!(board.mia.get("/triage").body.contains("data-live=\"/triage/live\""));
    });
}
