//! Settings, requests for help and the bell over HTTP.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::escalation::tables::nudges;
use kiez::ground::web::cookies;
use kiez::notifications::nudge::why::{Common, Why};
use kiez::notifications::nudge::{NudgeState, consent};
use kiez::notifications::topics::{Pace, Topic};
use kiez::notifications::{preferences, read};

use super::inbox::House;
use crate::support::Browser;

/// A form as it is sent unchanged.
const SETTINGS: [(&str, &str); 9] = [
    ("answers", "hourly"),
    ("solved", "off"),
    ("credit", "at_once"),
    ("talk", "daily"),
    ("posts", "daily"),
    ("help", "at_once"),
    ("quiet_from", "22:00"),
    ("quiet_to", "07:00"),
    ("zone", "Europe/Berlin"),
];

fn with<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    SETTINGS.iter().map(|(name, old)| if *name == field { (*name, value) } else { (*name, *old) }).collect()
}

#[test]
fn settings_are_kept_and_shown_again() {
    House::on_both(|house| {
        let ada = house.street.person("Ada");
        assert_eq!(house.forum.browser().get("/settings/notifications").status, 303, "visitors sign in");
        let mut browser = house.browser_of(ada);
        let page = browser.get("/settings/notifications");
        assert_eq!(page.text("#answers option[selected]").as_deref(), Some("at once"));
        assert_eq!(page.text("#triage"), None, "only for those who triage");
        let saved = browser.post("/settings/notifications", &SETTINGS);
        assert_eq!(saved.location(), "/settings/notifications");
        let page = browser.follow(&saved);
        assert_eq!(page.text("#answers option[selected]").as_deref(), Some("hourly, together"));
        assert_eq!((page.field("quiet_from").as_str(), page.field("zone").as_str()), ("22:00", "Europe/Berlin"));
        let chosen = house.street.read(|conn| Ok(preferences::of(conn, ada)?));
        assert_eq!((chosen.pace(Topic::Solved), chosen.pace(Topic::Talk)), (Pace::Off, Pace::Daily));
        browser.post("/settings/notifications", &[("answers", "at_once"), ("zone", "UTC")]);
        let chosen = house.street.read(|conn| Ok(preferences::of(conn, ada)?));
        assert_eq!((chosen.pace(Topic::Solved), chosen.quiet), (Pace::Off, None), "what is not sent stays");
    });
}

#[test]
fn odd_input_comes_back_with_what_was_typed() {
    House::on_both(|house| {
        let ada = house.street.person("Ada");
        let mut browser = house.browser_of(ada);
        for (field, value, at) in [
            ("zone", "Mars/Base", "zone"),
            ("quiet_from", "25:00", "quiet_from"),
            ("quiet_from", "", "quiet_from"),
            ("quiet_to", "22:00", "quiet_to"),
        ] {
            let page = browser.post("/settings/notifications", &with(field, value));
            assert_eq!(page.status, 422, "{field}: {value}");
            assert!(page.text(&format!("#{at}-error")).is_some(), "{field}: {value}");
            assert_eq!(page.text("#answers option[selected]").as_deref(), Some("hourly, together"));
            assert_eq!(page.field(field), value);
        }
    });
}

#[test]
fn moderators_and_staff_choose_for_their_work() {
    House::on_both(|house| {
        let [mo, nora] = ["Mo", "Nora"].map(|name| house.street.person(name));
        house.street.grant(mo, "moderator");
        house.street.grant(nora, "staff");
        let page = house.browser_of(mo).get("/settings/notifications");
        assert!(page.text("#triage").is_some() && page.text("#work").is_none());
        let page = house.browser_of(nora).get("/settings/notifications");
        assert!(page.text("#triage").is_none() && page.text("#work").is_some());
        assert!(page.body.contains("That holds for work, too"), "quiet hours hold work back, and the page says so");
        assert_eq!(house.browser_of(mo).get("/triage/requests").status, 200);
        assert_eq!(house.browser_of(nora).get("/triage/requests").status, 403);
    });
}

#[test]
fn consent_is_offered_once_given_and_withdrawn() {
    House::on_both(|house| {
        let street = &house.street;
        let [ada, ben] = ["Ada", "Ben"].map(|name| street.person(name));
        let question = street.asks(ada);
        let answer = street.answers(ben, question, "Try another channel.");
        let mut browser = house.browser_of(ben);
        assert_eq!(browser.get("/inbox").text("#offer-h"), None, "nothing helped yet");
        street.accepts(ada, answer);
        assert!(browser.get("/inbox").text("#offer-h").is_some());
        let back = browser.post("/settings/notifications/help", &[("given", "true"), ("next", "/inbox")]);
        assert_eq!(back.location(), "/inbox");
        assert_eq!(browser.follow(&back).text("#offer-h"), None);
        let given = || street.read(|conn| Ok(consent::of(conn, ben)?));
        assert_eq!(given(), Some(true));
        browser.post("/settings/notifications/help", &[("given", "false"), ("next", "https://evil.example/")]);
        assert_eq!(given(), Some(false));
        assert_eq!(browser.get("/inbox").text("#offer-h"), None, "once decided, never again");
        assert_eq!(browser.post("/settings/notifications/help", &[("given", "perhaps")]).status, 422);
    });
}

#[test]
fn whoever_is_asked_sees_why_and_can_say_not_me() {
    House::on_both(|house| {
        let street = &house.street;
        let [ada, ben, cem] = ["Ada", "Ben", "Cem"].map(|name| street.person(name));
        let question = street.asks(ada);
        let now = street.clock.now();
        street.write(move |tx| {
            let why = Why { about: Common::Tag(0), solved: 1, months: 1 }.json();
            let rows = [(ben, NudgeState::Asked), (cem, NudgeState::HeldOut)];
            for (person, state) in rows {
                diesel::insert_into(nudges::table)
                    .values((
                        nudges::question_id.eq(question),
                        nudges::person_id.eq(person),
                        nudges::why.eq(&why),
                        nudges::state.eq(state),
                        nudges::created_at.eq(now.0),
                    ))
                    .execute(tx.conn())?;
            }
            Ok(())
        });
        let (page, mut browser) = (format!("/inbox/asked/{question}"), house.browser_of(ben));
        assert!(browser.get(&page).body.contains("You helped with similar questions."));
        let thread = format!("/questions/{question}/the-router-b-blinks-b-red-at-night");
        let found = browser.get(&thread);
        let found = if found.status == 200 { found } else { browser.follow(&found) };
        assert!(found.text("#asked-h").is_some(), "{}", found.body);
        for person in [ada, cem] {
            let mut other = house.browser_of(person);
            assert_eq!(other.get(&page).status, 404, "who was not asked, or was left out");
            assert_eq!(other.post(&format!("{page}/decline"), &[]).status, 404);
        }
        assert_eq!(house.forum.browser().post(&format!("{page}/decline"), &[]).status, 303, "visitors sign in");
        let declined = browser.post(&format!("{page}/decline"), &[("next", &thread)]);
        assert_eq!(declined.location(), thread);
        let state: NudgeState = street
            .read(|conn| Ok(nudges::table.filter(nudges::person_id.eq(ben)).select(nudges::state).first(conn)?));
        assert_eq!(state, NudgeState::Declined);
        assert!(browser.get(&page).body.contains("This is settled"));
        let listed = house.browser_of(cem).get("/settings/notifications");
        assert!(listed.body.contains("left out at random"), "whoever was left out can see that, too");
    });
}

/// An open stream, read line by line.
struct Stream(BufReader<TcpStream>);

impl Stream {
    fn open(house: &House, browser: &Browser, path: &str) -> Self {
        let address = house.forum.url.strip_prefix("http://").expect("an address").to_owned();
        let mut socket = TcpStream::connect(&address).expect("a connection");
        socket.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        let session = &browser.cookies[cookies::SESSION];
        let cookie = format!("{}={session}", cookies::SESSION);
        write!(socket, "GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n\r\n").expect("asked");
        Self(BufReader::new(socket))
    }

    /// The number in the next message of that name.
    fn next(&mut self, name: &str) -> i64 {
        let mut here = false;
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("a line within the limit") > 0, "the stream has ended");
            if let Some(event) = line.strip_prefix("event: ") {
                here = event.trim() == name;
            } else if let Some(number) = line.strip_prefix("data: ").filter(|_| here) {
                return number.trim().parse().expect("a number");
            }
        }
    }
}

#[test]
fn the_bell_rings_on_every_stream_of_its_owner() {
    House::on_both(|house| {
        let street = &house.street;
        let [ada, ben] = ["Ada", "Ben"].map(|name| street.person(name));
        assert_eq!(house.forum.browser().get("/inbox/live").status, 303, "visitors have no bell");
        let (question, other) = (street.asks(ada), street.asks(ben));
        let mut browser = house.browser_of(ada);
        let home = browser.get("/").body;
        assert!(home.contains("data-unread"), "there is something to show the number in");
        let mut here = Stream::open(house, &browser, "/inbox/live");
        let mut there = Stream::open(house, &browser, &format!("/questions/{other}/live"));
        assert_eq!((here.next("inbox"), there.next("inbox")), (0, 0));
        street.answers(ben, question, "Try another channel.");
        assert_eq!((here.next("inbox"), there.next("inbox")), (1, 1));
        let now = street.clock.now();
        street.write(move |tx| {
            let ada = Actor::load(tx.conn(), ada)?;
            read::read_all(tx, &ada, i64::MAX, now)
        });
        assert_eq!((here.next("inbox"), there.next("inbox")), (0, 0), "read in another window");
    });
}
