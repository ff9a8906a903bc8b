//! Requirements 27, 31 and 32: whatever is sent to whatever address, it is refused or it is text. Nothing breaks, nothing leads
//! elsewhere.

use kiez::accounts::sessions;

use super::raw::{FORM, Raw, form};
use super::routes;
use super::whole::{self, fill};
use crate::pages::town::{Town, town, towns};
use crate::support::{Answer, START};

/// Values that no form wants.
fn values() -> Vec<String> {
    vec![
        "a\u{0}b\u{1}\u{8}\u{1f}\u{7f}\u{85}\u{2028}\u{fffe}\u{202e}\u{2066}\u{feff}e\u{301}\u{301}\u{1f4bb}".into(),
        "'; DROP TABLE people; -- \" \\ %s %n {{7*7}} ${7*7} ../../etc/passwd".into(),
        "//evil.example/\\@https://evil.example/".into(),
        format!("0{}", "x".repeat(3_500)),
    ]
}

/// Bodies that are no forms, or none that anybody's browser makes.
fn bodies(names: &[String]) -> Vec<(&'static str, Vec<u8>)> {
    let each = |suffix: &str, value: &str| {
        names.iter().map(|name| format!("{name}{suffix}={value}")).collect::<Vec<_>>().join("&").into_bytes()
    };
    let twice = [each("", "a"), b"&".to_vec(), each("", "b")].concat();
    vec![
        (FORM, Vec::new()),
        (FORM, each("", "")),
        (FORM, each("", "%FF%FE%C0%80")),
        (FORM, each("", "%")),
        (FORM, each("%5B0%5D%5Bx%5D", "1")),
        (FORM, twice),
        (FORM, b"\xff\xfe\x00=\x00&&&===&%00=%00".to_vec()),
        ("application/json", br#"{"id": 1, "name": ["x"], "body": {"a": null}}"#.to_vec()),
        ("application/json", "[".repeat(20_000).into_bytes()),
        ("text/plain", b"name=x".to_vec()),
        ("multipart/form-data", b"--b\r\n".to_vec()),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx".to_vec()),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\n\x00\r\n--b--\r\n".to_vec()),
        ("multipart/form-data; boundary=\"", vec![b'-'; 5_000]),
    ]
}

/// Panics if something broke, or leads elsewhere.
fn sound(answer: Option<Answer>, what: &str) {
    let answer = answer.unwrap_or_else(|| panic!("{what}: the connection broke off"));
    // A forum says so itself while its first search index is made.
    let waits = what.starts_with("/readyz") && answer.body.contains("no search index is open yet");
    assert!(
        answer.status < 500 || waits,
        "{what}: {} {}",
        answer.status,
        answer.body.chars().take(3_000).collect::<String>()
    );
    if let Some(to) = answer.header("location") {
        let here = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n']);
        assert!(here, "{what} leads to {to}");
    }
}

/// A session of its own for each address: some of them end the one they are sent with.
fn admin(town: &Town, person: i64, n: usize) -> Raw {
    let token = format!("{:040x}", 0xf000_0000 + n);
    let cookie = token.clone();
    town.write(move |tx| sessions::open(tx, person, &cookie, "a test", START));
    Raw::with(&town.forum, &[("kiez-session".to_owned(), token)].into())
}

#[test]
fn no_form_breaks_whatever_it_holds() {
    towns(|town| {
        let all = whole::build(town);
        let names: Vec<String> = routes::fields().into_iter().filter(|name| name != "csrf").collect();
        let numbers = routes::numbers();
        let (values, bodies) = (values(), bodies(&names));
        let postgres = format!("{:?}", town.forum.services.config.database).contains("ostgres");
        let mut sent = 0;
        for (n, pattern) in routes::patterns(true).into_iter().enumerate() {
            let browser = admin(town, all.ada, n);
            let path = all.fill(&pattern);
            // Numbers that are none, and text with the numbers as they should be, so that it is looked at.
            let odd = form(names.iter().map(|name| (name.as_str(), "-99999999999999999999999999")));
            sound(browser.post(&path, FORM, &odd), &format!("{path} with large numbers"));
            sent += 1;
            // What is no form, and what is only long, never comes as far as a database.
            for value in values.iter().take(if postgres { 1 } else { 3 }) {
                let likely = form(names.iter().map(|name| match routes::good(name) {
                    Some(good) => (name.as_str(), good),
                    None if numbers.contains(name) => (name.as_str(), "1"),
                    None => (name.as_str(), value.as_str()),
                }));
                sound(browser.post(&path, FORM, &likely), &format!("{path} with {value:?}"));
                sent += 1;
            }
            if !postgres {
                for turn in 0..5 {
                    // Each address gets a third of them, and all of them go to each kind of address.
                    let (kind, body) = &bodies[(n + 3 * turn) % bodies.len()];
                    let shown = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
                    sound(browser.post(&path, kind, body), &format!("{path} with {kind} {shown:?}"));
                    sent += 1;
                }
                let id = ["x", "-1", "99999999999999999999", "%00", "%ff", "..%2f"][n % 6];
                sound(browser.post(&fill(&pattern, id), FORM, b""), &format!("{pattern} of {id}"));
                sent += 1;
            }
        }
        // And all pages can still be looked at.
        let browser = admin(town, all.ada, 999_999);
        for pattern in routes::patterns(false).iter().filter(|pattern| !pattern.ends_with("/live")) {
            sound(browser.get(&all.fill(pattern), &[]), pattern);
        }
        println!("{sent} hostile forms");
    });
}

#[test]
fn two_megabytes_are_refused_before_they_are_read() {
    town(|town| {
        let all = whole::build(town);
        let long = format!("title={}&body=x", "x".repeat(2 * 1024 * 1024));
        for (n, pattern) in ["/ask", "/preview", "/language", "/sign-in", "/admin/products"].iter().enumerate() {
            let browser = admin(town, all.ada, 5_000 + n);
            let answer = browser.post(pattern, FORM, long.as_bytes());
            // A server that has said no may hang up on whoever goes on talking.
            let status = answer.map_or(413, |answer| answer.status);
            assert_eq!(status, 413, "{pattern}");
        }
    });
}

#[test]
fn no_address_breaks_whatever_is_asked_of_it() {
    towns(|town| {
        let all = whole::build(town);
        let names: Vec<String> = routes::fields().into_iter().collect();
        let more =
            ["q", "page", "before", "after", "sort", "tab", "from", "to", "by", "act", "item", "state", "comments"];
        let names: Vec<&str> = names.iter().map(String::as_str).chain(more).collect();
        let query = |value: &str| {
            let pairs: Vec<String> = names.iter().map(|name| format!("{name}={value}")).collect();
            pairs.join("&")
        };
        let postgres = format!("{:?}", town.forum.services.config.database).contains("ostgres");
        // What is no number and no text has nothing to do with which database there is.
        let most = if postgres { 2 } else { 5 };
        let values = ["%00", "99999999999999999999", "%FF%FE", "-1", "%27%3B--%20%22%E2%80%AE"];
        let queries: Vec<String> = values.iter().take(most).map(|value| query(value)).collect();
        let (visitor, admin) = (Raw::of(&town.forum, &town.forum.browser()), admin(town, all.ada, 7_000));
        let mut asked = 0;
        for pattern in routes::patterns(false).iter().filter(|pattern| !pattern.ends_with("/live")) {
            for (n, query) in queries.iter().enumerate() {
                let path = format!("{}?{query}", all.fill(pattern));
                sound(admin.get(&path, &[]), &path);
                if n == 0 && !postgres {
                    sound(visitor.get(&path, &[]), &path);
                }
                asked += 1;
            }
            for id in ["-1", "%00", "x", "99999999999999999999", "%ff"].into_iter().take(most) {
                sound(admin.get(&fill(pattern, id), &[]), &format!("{pattern} of {id}"));
                asked += 1;
            }
        }
        println!("{asked} hostile addresses");
    });
}

#[test]
fn no_cookie_breaks_a_page_or_comes_back_in_it() {
    town(|town| {
        let all = whole::build(town);
        let session = town.browser_of(all.lena).cookies["kiez-session"].clone();
        let mark = "<script>alert(1)</script>";
        let odd = ["", "x", "%00", "%FF", "\u{1f4a9}", mark, "\"", "a=b=c", "..", "m=flash-x&n=9999999999999999999999"];
        let names = ["kiez-session", "kiez-device", "kiez-flash", "kiez-theme", "kiez-language", "kiez-zone"];
        for name in names.into_iter().chain(["kiez-visitor", "kiez-challenge", "kiez-demo", "__Host-kiez-session"]) {
            for value in odd.iter().map(|value| (*value).to_owned()).chain(["x".repeat(3_000)]) {
                let mut cookies: std::collections::BTreeMap<String, String> =
                    [("kiez-session".to_owned(), session.clone())].into();
                cookies.insert(name.to_owned(), value.clone());
                let browser = Raw::with(&town.forum, &cookies);
                for path in ["/", "/settings"] {
                    // What is no header at all the client itself does not send.
                    let Some(answer) = browser.get(path, &[]) else { continue };
                    assert!(answer.status < 500, "{name} {value}: {}", answer.status);
                    assert!(!answer.body.contains(mark), "{name} {value}");
                }
            }
        }
    });
}
