//! Open event streams end with the rights they were opened with, and open only for their owner's own pages.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use kiez::accounts::sanctions::{SanctionKind, impose};

use super::sanctions::{cast, measure};
use super::*;
use crate::pages::town::{Town, asked, towns};

/// An event stream that was opened with a cookie.
pub fn stream(town: &Town, browser: &Browser, path: &str, more: &str) -> (u16, BufReader<TcpStream>) {
    let address = town.forum.url.trim_start_matches("http://").to_owned();
    let mut socket = TcpStream::connect(&address).expect("a connection");
    socket.set_read_timeout(Some(Duration::from_secs(10))).expect("patience");
    let cookie = &browser.cookies["kiez-session"];
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: kiez-session={cookie}\r\n{more}\r\n");
    socket.write_all(request.as_bytes()).expect("asked");
    let mut reader = BufReader::new(socket);
    let mut head = String::new();
    reader.read_line(&mut head).expect("a head");
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
    (status, reader)
}

/// Whether a stream ends within the reader's patience.
pub fn ends(mut reader: BufReader<TcpStream>) -> bool {
    let mut line = String::new();
    loop {
        line.clear();
        match reader.read_line(&mut line) {
            // The last chunk of a body that has an end.
            Ok(0) => return true,
            Ok(_) if line.trim_end() == "0" => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

#[test]
fn open_streams_end_with_the_rights_and_the_sessions() {
    towns(|town| {
        let cast = cast(town);
        let question = town.ask(cast.mia, asked("Something to look at"));
        let path = format!("/questions/{question}/live");
        type Change<'a> = (&'a str, i64, &'a str, Box<dyn Fn(&Browser) + 'a>);
        let sanction = |kind: SanctionKind| {
            move |_: &Browser| {
                town.act(cast.mo, move |tx, actor, _, now| impose(tx, actor, cast.lena, &measure(kind), now));
            }
        };
        let changes: Vec<Change<'_>> = vec![
            ("silenced", cast.lena, &path, Box::new(sanction(SanctionKind::Silence))),
            ("suspended", cast.lena, "/inbox/live", Box::new(sanction(SanctionKind::Suspend))),
            (
                "role taken",
                cast.mia,
                "/triage/live",
                Box::new(|_| {
                    town.act(cast.ada, move |tx, actor, _, now| {
                        grant::revoke(tx, Some(actor.id), cast.mia, Role::Moderator, Scope::Everywhere, now)
                    });
                }),
            ),
            (
                "signed out",
                cast.mo,
                "/triage/live",
                Box::new(|browser| {
                    let mut other = town.forum.browser();
                    other.cookies = browser.cookies.clone();
                    assert_eq!(other.post("/sign-out", &[]).status, 303);
                }),
            ),
        ];
        for (what, person, path, change) in changes {
            let browser = town.browser_of(person);
            let (status, reader) = stream(town, &browser, path, "");
            assert_eq!(status, 200, "{what}");
            change(&browser);
            assert!(ends(reader), "{what}: the stream goes on");
            if path == "/triage/live" {
                assert_ne!(stream(town, &browser, path, "").0, 200, "{what}: and is not opened again");
            }
        }
    });
}

#[test]
fn streams_look_at_cookie_and_origin() {
    towns(|town| {
        let cast = cast(town);
        let browser = town.browser_of(cast.mo);
        let question = town.ask(cast.mia, asked("Something to look at"));
        for path in [format!("/questions/{question}/live"), "/inbox/live".into(), "/triage/live".into()] {
            for foreign in ["origin: https://evil.example\r\n", "sec-fetch-site: cross-site\r\n"] {
                assert_eq!(stream(town, &browser, &path, foreign).0, 403, "{path} {foreign}");
            }
            assert_eq!(stream(town, &browser, &path, "sec-fetch-site: same-origin\r\n").0, 200, "{path}");
        }
        let mut stranger = town.browser_of(cast.mo);
        stranger.cookies.insert("kiez-session".into(), "f".repeat(40));
        assert_ne!(stream(town, &stranger, "/triage/live", "").0, 200);
    });
}
