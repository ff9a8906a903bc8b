//! What is sent, and to whom.

use std::io::Read;

use kiez::ground::clock::{HOUR, SECOND};
use kiez::threads::kinds::Status;

use super::{a_town, asked, fetch, figures, header, path_of, rendered, towns, visitor};

/// The bytes as they were before.
pub fn unpacked(coding: &str, bytes: Vec<u8>) -> Vec<u8> {
    let mut plain = Vec::new();
    match coding {
        "br" => brotli::Decompressor::new(&bytes[..], 4_096).read_to_end(&mut plain).expect("brotli"),
        "gzip" => flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut plain).expect("gzip"),
        _ => return bytes,
    };
    plain
}

#[test]
fn a_page_is_rendered_once_and_sent_as_each_reader_wants_it() {
    a_town(|town| {
        let lena = town.person("Lena", 1);
        let question = town.ask(lena, asked("The red light blinks"));
        let path = path_of(town, question);
        let url = format!("{}{path}", town.forum.url);
        let (status, first, plain) = fetch(&url, &[]);
        assert_eq!((status, header(&first, "content-encoding")), (200, ""));
        assert_eq!(header(&first, "cache-control"), "private, no-cache");
        assert_eq!(header(&first, "vary"), "Accept-Encoding, Accept-Language, Cookie");
        assert!(header(&first, "set-cookie").is_empty());
        assert!(String::from_utf8_lossy(&plain).contains("nonce=\"\""), "a word that is good for one answer");

        let (status, headers, small) = fetch(&url, &[("accept-encoding", "gzip, deflate, br")]);
        assert_eq!((status, header(&headers, "content-encoding")), (200, "br"));
        assert!(small.len() < plain.len() / 2 && unpacked("br", small) == plain);
        let (status, zipped_headers, zipped) = fetch(&url, &[("accept-encoding", "gzip")]);
        assert_eq!((status, header(&zipped_headers, "content-encoding")), (200, "gzip"));
        assert!(unpacked("gzip", zipped) == plain);

        let tag = header(&first, "etag");
        assert!(tag.starts_with('"') && header(&headers, "etag") == format!("W/{tag}"), "{tag}");
        for known in [tag.to_owned(), format!("W/{tag}"), format!("\"x\", W/{tag}"), "*".to_owned()] {
            let (status, headers, body) = fetch(&url, &[("if-none-match", &known), ("accept-encoding", "br")]);
            assert_eq!((status, body.len(), header(&headers, "content-encoding")), (304, 0, ""), "{known}");
            assert!(header(&headers, "etag").ends_with(tag) && !header(&headers, "vary").is_empty());
        }
        assert_eq!(fetch(&url, &[("if-none-match", "\"x\"")]).0, 200);
        let now = figures(town);
        assert_eq!((now.misses, now.hits, now.pages), (1, 7, 1), "{now:?}");
        assert!(now.bytes > u64::try_from(plain.len()).expect("a length"), "{now:?}");
        // Each answer still has its own id, none names a word that would let a script of the page's own run, and the metrics know of
        // all of them.
        let ids: std::collections::BTreeSet<String> =
            (0..3).map(|_| header(&fetch(&url, &[]).1, "x-request-id").to_owned()).collect();
        assert!(ids.len() == 3 && !ids.contains(""));
        for _ in 0..3 {
            let headers = fetch(&url, &[]).1;
            let policy = header(&headers, "content-security-policy");
            assert!(policy.contains("script-src 'self';") && !policy.contains("nonce"), "{policy}");
        }
        let metrics = town.forum.browser().get("/metrics").body;
        for line in [
            "kiez_page_cache_total{outcome=\"hit\"} 13",
            "kiez_page_cache_total{outcome=\"miss\"} 1",
            "kiez_figure{name=\"page_cache_pages\"} 1",
            "kiez_requests_total{route=\"/questions/{id}/{slug}\",status=\"200\"} 10",
            "kiez_requests_total{route=\"/questions/{id}/{slug}\",status=\"304\"} 4",
        ] {
            assert!(metrics.contains(line), "{line} is not in {metrics}");
        }
    });
}

#[test]
fn readers_who_want_it_otherwise_get_their_own() {
    a_town(|town| {
        let lena = town.person("Lena", 1);
        let question = town.ask(lena, asked("The red light blinks"));
        let path = path_of(town, question);
        let url = format!("{}{path}", town.forum.url);
        let body = |headers: &[(&str, &str)]| String::from_utf8_lossy(&fetch(&url, headers).2).into_owned();
        for _ in 0..2 {
            let english = body(&[]);
            assert!(english.contains("lang=\"en\"") && !english.contains("data-theme"));
            assert!(body(&[("accept-language", "de-AT,en;q=0.5")]).contains("<html lang=\"de\""));
            assert!(body(&[("cookie", "kiez-language=de")]).contains("<html lang=\"de\""));
            assert!(body(&[("cookie", "kiez-theme=dark")]).contains("data-theme=\"dark\""));
            assert_eq!(body(&[("cookie", "kiez-theme=pink")]), english);
            assert!(body(&[("cookie", "kiez-zone=Europe/Berlin")]).contains("11:00 CET"), "ten o'clock here");
            assert!(body(&[("cookie", "kiez-zone=nowhere")]) == english);
            assert_eq!(body(&[("host", "evil.example"), ("x-forwarded-host", "evil.example")]), english);
        }
        // German twice, as wished and as chosen, is one page; so are colours and zones that there are not.
        assert_eq!((figures(town).pages, figures(town).misses), (4, 4));
        // What a page does not read, and what is no page, is not kept.
        for other in [&format!("{path}?utm=1"), "/help", "/questions/99/x", "/sign-in"] {
            visitor(town, other);
        }
        assert_eq!(figures(town).pages, 4);
        assert_eq!(visitor(town, &format!("{path}?sort=newest")), rendered(town, &format!("{path}?sort=newest")));
        assert_eq!(figures(town).pages, 5);
    });
}

#[test]
fn a_page_grows_old_and_its_readers_are_counted() {
    a_town(|town| {
        let lena = town.person("Lena", 1);
        let question = town.ask(lena, asked("The red light blinks"));
        let path = path_of(town, question);
        town.answer(question, lena, Status::Visible, false);
        for (after, misses) in [(0, 1), (29 * SECOND, 1), (SECOND, 2), (HOUR, 3)] {
            town.forum.clock.advance(after);
            assert_eq!(visitor(town, &path), rendered(town, &path), "after {after}");
            assert_eq!(figures(town).misses, misses, "after {after}");
        }
        // Views are written now and then, whoever rendered the page.
        let views = || {
            use diesel::prelude::*;
            use kiez::threads::tables::questions;
            town.read(move |conn| questions::table.find(question).select(questions::views).first::<i64>(conn))
        };
        let before = figures(town).misses;
        for _ in 0..40 {
            visitor(town, &path);
        }
        assert_eq!(figures(town).misses, before, "a view changes no page");
        let patience = kiez::ground::clock::Stopwatch::start();
        while views() < 20 && patience.elapsed() < std::time::Duration::from_secs(10) {
            town.forum.clock.advance(61 * SECOND);
            visitor(town, &path);
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        assert!(views() >= 20, "{}", views());
    });
}

#[test]
fn views_of_the_last_minute_are_written_before_a_clean_end() {
    use diesel::prelude::*;
    use kiez::threads::tables::questions;
    towns(|town| {
        let lena = town.person("Lena", 1);
        let (often, once) = (town.ask(lena, asked("Read often")), town.ask(lena, asked("Read once")));
        town.ask(lena, asked("Read never"));
        let (path, other) = (path_of(town, often), path_of(town, once));
        for path in [&path, &path, &other, &path] {
            visitor(town, path);
        }
        let views =
            || town.read(|conn| questions::table.order(questions::id).select(questions::views).load::<i64>(conn));
        assert_eq!(views(), [0, 0, 0]);
        town.forum.end();
        assert_eq!(views(), [3, 1, 0]);
    });
}
