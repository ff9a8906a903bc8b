//! Chance looks for what nobody thought of: a few hundred tries at every reader of foreign text that has an address of its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use jiff::civil::date;
use jiff::tz::TimeZone;
use kiez::escalation::holidays;
use kiez::ground::clock::Stopwatch;
use kiez::ground::markdown::{Links, Place, Words, clean, render};
use kiez::ground::web::{Flash, device, local};
use kiez::interop::Quiet;
use kiez::interop::stackexchange::import;
use kiez::search::Asked;
use proptest::prelude::*;
use proptest::sample::select;

use super::allowed::{prose, tricks};
use super::raw::Raw;
use super::worst::worst;
use crate::support::{Database, Forum, START};

struct Everybody;

impl Links for Everybody {
    fn mention(&self, handle: &str) -> Option<String> {
        Some(format!("/people/by-handle/{}", handle.to_lowercase()))
    }

    fn host(&self) -> &str {
        "kiez.example"
    }
}

const PLACE: Place<'static> = Place {
    prefix: "a7",
    words: Words { table: "Table <b>", task_done: "\"done\"", task_open: "to & do", back: "Back" },
    links: &Everybody,
};

fn few(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Marks of Markdown, and pieces of tricks and of the worst texts.
fn pieces() -> Vec<String> {
    let marks = "* ** _ ` ``` ~~ [ ] ( ) ![ ]( < > </ /> \" ' | & &lt; &#x22; [^1] [a]: @ada #12 http://a.b/ javascript: /uploads/ \
        <kbd> </kbd> <sub> <br> <!-- --> <script> <svg> <math> <style> <table> onload= ```html [[masked:01 ]] \\ \u{0} \u{202e} \
        <noscript> <template> <title> <textarea> <select> <option> <form> <base <meta data: //evil.example {{ ${";
    let mut all: Vec<String> = marks.split_whitespace().map(str::to_owned).collect();
    all.extend(
        ["\n", "\n\n", "> ", "- ", "1. ", "# ", "    ", "\t", "|-|\n", "[^1]: ", "- [x] ", " "].map(str::to_owned),
    );
    all.extend(tricks());
    all.extend(worst().into_iter().map(|(_, text)| text.chars().take(40).collect()));
    all
}

#[test]
fn every_trick_in_every_place_is_text() {
    for trick in tricks() {
        for source in [
            trick.clone(),
            format!("a {trick} b"),
            format!("> - **{trick}**\n>   {trick}"),
            format!("# {trick}\n\n[y {trick}](/z \"{trick}\") ![{trick}](/uploads/a.png)"),
            format!("|a|\n|-|\n|{trick}|\n\n[^1] <sub>{trick}\n\n[^1]: {trick}"),
            format!("<kbd>{trick}</kbd>\n\n```html\n{trick}\n```\n\n    {trick}"),
        ] {
            let html = render(&source, &PLACE).expect("short").html;
            prose(&html, &source);
            assert_eq!(clean(&html), html, "cleaning it again changes it: {source:?}");
        }
        prose(&clean(&trick), &trick);
    }
}

proptest! {
    #![proptest_config(few(300))]

    #[test]
    fn markdown(parts in proptest::collection::vec(prop_oneof![4 => select(pieces()), 1 => "\\PC{0,6}"], 0..30)) {
        let source = parts.concat();
        let clock = Stopwatch::start();
        let rendered = render(&source, &PLACE).expect("short");
        prop_assert!(clock.elapsed() < Duration::from_secs(3), "{} bytes", source.len());
        prose(&rendered.html, &source);
        prop_assert_eq!(clean(&rendered.html), rendered.html.clone(), "from {:?}", source);
        let again = render(&source, &PLACE).expect("short");
        prop_assert_eq!(again, rendered, "the same text is the same HTML");
    }

    #[test]
    fn searches(parts in proptest::collection::vec(
        prop_oneof![select(vec!["tag:", "is:", "user:@", "\"", "-", " ", "after:", "before:9999-", "&q=", "%", "+", "(", "*", "\u{0}"])
            .prop_map(str::to_owned), "\\PC{0,8}"], 0..24)) {
        let text = parts.concat();
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", &text).finish();
        for query in [query, text.clone()] {
            let asked = Asked::parse(&query);
            prop_assert!(asked.text.chars().count() <= 300 && asked.page >= 1);
            let address = asked.address();
            prop_assert!(address.starts_with("/search") && !address.contains(['\n', '\r', '"', '<']), "{address}");
            let again = Asked::parse(address.split_once('?').map_or("", |(_, query)| query));
            prop_assert_eq!(again.address(), address, "an address leads to itself");
        }
    }

    #[test]
    fn calendars(lines in proptest::collection::vec(prop_oneof![
        3 => select(vec![
            "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:", "RRULE:FREQ=YEARLY", "RRULE:FREQ=",
            "DTSTART;VALUE=DATE:20261225", "DTSTART:20260229T250061Z", "DTSTART:99991231", "DTEND;VALUE=DATE:00010101",
            "DTSTART;TZID=\"Nowhere/At\":20261225T000000", "DTSTART;TZID=:1", "DTEND:-99991231T000000", " folded", "\tfolded",
            "SUMMARY:Weihnachten\\, \\n\\; <b>", "SUMMARY;LANGUAGE=de:\u{202e}x", "X;Y=\"unclosed:1", ";;;:::", "DTSTART:ä",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,30}",
    ], 0..40), bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let whole = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", lines.join("\r\n"));
        let torn = [whole.as_bytes(), &bytes].concat();
        for file in [whole.as_bytes(), &torn, &bytes] {
            if let Ok(feed) = holidays::read(file, &TimeZone::UTC, date(2026, 3, 2)) {
                prop_assert!(feed.days.len() <= holidays::LISTED);
                let names = feed.days.iter().all(|(day, name)| *day >= date(2026, 3, 2) && name.chars().count() <= 60);
                prop_assert!(names, "{:?}", feed.days);
            }
        }
    }

    #[test]
    fn flashes_and_paths(value in prop_oneof!["\\PC{0,60}", "m=flash-[a-z<>.]{0,20}&n=[0-9-]{0,30}&u=[/\\\\a.%0-9]{0,20}&d=\\PC{0,9}"]) {
        if let Some(flash) = Flash::decode(&value) {
            let plain = flash.message.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            prop_assert!(flash.message.starts_with("flash-") && plain, "{:?}", flash);
            prop_assert!(flash.undo.as_deref().is_none_or(|path| path.starts_with('/') && !path.starts_with("//")), "{:?}", flash);
            prop_assert_eq!(Flash::decode(&flash.encode()).map(|again| again.message), Some(flash.message));
        }
        let path = local(&value);
        prop_assert!(path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'), "{path}");
        prop_assert!(device(&value).chars().count() < 40);
    }
}

#[test]
fn cookies_and_headers_of_chance_break_nothing() {
    let forum = Forum::start();
    let names =
        ["kiez-session", "kiez-flash", "kiez-theme", "kiez-language", "kiez-zone", "kiez-device", "kiez-visitor"];
    let mut runner = proptest::test_runner::TestRunner::new(few(120));
    let strategy = (proptest::collection::vec("[!#-+.-:<-\\[\\]-~]{0,50}", names.len()), "[ -~]{0,80}");
    let ran = runner.run(&strategy, |(values, header)| {
        let cookies: BTreeMap<String, String> = names.iter().map(|name| (*name).to_owned()).zip(values).collect();
        let headers = [("user-agent", header.as_str()), ("accept-language", &header), ("x-forwarded-for", &header)];
        let answer = Raw::with(&forum, &cookies).get("/help/keys", &headers);
        let status = answer.map(|answer| answer.status);
        prop_assert_eq!(status, Some(200));
        Ok(())
    });
    ran.expect("no cookie breaks a page");
}

/// A dump with something wrong in it is refused with its place, or read; it never breaks, and nothing of a refused one stays.
#[test]
fn dumps_are_read_or_refused_whole() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stackexchange");
    let files = ["Users.xml", "Posts.xml", "Comments.xml", "Votes.xml", "Tags.xml"];
    let mut runner = proptest::test_runner::TestRunner::new(few(24));
    let what = select(vec![
        "<",
        ">",
        "\"",
        "&",
        "&#0;",
        "&x;",
        "<!DOCTYPE x [<!ENTITY e 'x'>]>",
        "&e;",
        "\u{0}",
        "-1",
        "99999999999999999999",
        "<row ",
        "/>",
        "]]>",
        "\u{ffff}",
    ]);
    let strategy = (select(files.to_vec()), any::<proptest::sample::Index>(), what, any::<bool>());
    let ran = runner.run(&strategy, |(name, place, piece, cut)| {
        let folder = tempfile::tempdir().expect("a folder");
        for entry in std::fs::read_dir(&fixture).expect("the fixture").flatten() {
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
        }
        let path = folder.path().join(name);
        let mut text = std::fs::read_to_string(&path).expect("a file");
        let mut at = place.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        if cut {
            text.truncate(at);
        }
        text.insert_str(at, piece);
        std::fs::write(&path, text).expect("written");
        let database = Database::sqlite();
        let db = database.open();
        let counts = || db.read_blocking(kiez_counts).expect("counts");
        let before = counts();
        let done = import(&db, folder.path(), None, "kiez.example", START, &mut Quiet);
        prop_assert!(done.is_ok() || counts() == before, "half of it stayed: {done:?}");
        Ok(())
    });
    ran.expect("no dump breaks it");
}

fn kiez_counts(conn: &mut kiez::ground::db::AnyConnection) -> kiez::ground::refusal::Verdict<(i64, i64, i64)> {
    let stats = kiez::pages::operator::stats(conn)?;
    Ok((stats.people, stats.questions, stats.answers))
}
