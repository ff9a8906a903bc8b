//! HEAD: what GET would say, without the page.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use kiez::ground::events::last_position;

use super::town::{asked, town};
use crate::support::{Database, Forum};

/// Status, headers in small letters and body of a request that closes its connection.
fn ask(forum: &Forum, method: &str, path: &str) -> (u16, String, Vec<u8>) {
    let host = forum.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut all = Vec::new();
    stream.read_to_end(&mut all).expect("the connection ends");
    let end = all.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&all[..end]).to_lowercase();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
    (status, head, all[end + 4..].to_vec())
}

fn length(head: &str) -> Option<usize> {
    head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
}

#[test]
fn says_what_get_says_and_sends_no_page() {
    for keeps in [0, 8] {
        super::town::visit(Forum::start_with(Database::sqlite(), |config| config.page_cache = keeps), |town| {
            let lena = town.person("Lena", 1);
            let question = town.ask(lena, asked("The router blinks red after the storm"));
            let page = format!("/questions/{question}/the-router-blinks-red-after-the-storm");
            for path in ["/", page.as_str(), "/tags", "/healthz", "/robots.txt", "/feed.atom", "/nowhere", "/inbox"] {
                let (status, head, body) = ask(&town.forum, "GET", path);
                let (same, said, nothing) = ask(&town.forum, "HEAD", path);
                assert_eq!((same, nothing.len()), (status, 0), "{path}: {said}");
                assert_eq!(length(&said), length(&head), "{path}");
                assert!(length(&head).is_none_or(|length| length == body.len()), "{path}: {head}");
                assert!(said.contains("content-security-policy") && said.contains("x-request-id"), "{path}: {said}");
            }
            let (status, head, body) = ask(&town.forum, "HEAD", &format!("/questions/{question}/live"));
            assert_eq!((status, body.len()), (200, 0), "a stream ends at once: {head}");
        });
    }
}

#[test]
fn changes_nothing() {
    town(|town| {
        let lena = town.person("Lena", 1);
        let question = town.ask(lena, asked("The router blinks red after the storm"));
        let before = town.read(last_position);
        for path in
            [format!("/questions/{question}/vote"), format!("/questions/{question}/answers"), "/sign-out".into()]
        {
            let (asked, _, _) = ask(&town.forum, "GET", &path);
            assert!(asked != 200 && asked != 303, "{path} is for posting: {asked}");
            assert_eq!(ask(&town.forum, "HEAD", &path).0, asked, "{path}");
        }
        assert_eq!(town.read(last_position), before, "nothing was written");
    });
}
