//! Feeds, sitemaps, robots.txt.

use kiez::threads::kinds::Status;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::town::{Asked, asked, towns};
use crate::support::Answer;

/// Reads the whole document; the text of every element of that name.
fn elements(answer: &Answer, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(&answer.body);
    let (mut found, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) if tag.name().as_ref() == name => {
                inside = true;
                found.push(String::new());
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => {
                if let Some(last) = found.last_mut() {
                    last.push_str(&text);
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_feed_is_well_formed_and_hides_what_is_hidden() {
    towns(|town| {
        let lena = town.person("Lena", 1);
        town.ask(lena, Asked { tags: vec!["wlan"], ..asked("Seen & <b>quoted</b> \"here\"") });
        town.ask(lena, asked("Without the tag"));
        for status in [Status::Hidden, Status::Deleted, Status::Held] {
            town.ask(lena, Asked { status, tags: vec!["wlan"], ..asked(&format!("Secret {}", status.word())) });
        }
        let mut browser = town.forum.browser();
        let feed = browser.get("/feed.atom");
        assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
        assert_eq!(elements(&feed, "entry").len(), 2);
        assert!(!feed.body.contains("Secret") && !feed.body.contains("<b>"), "{}", feed.body);
        assert_eq!(feed.header("cache-control"), Some("public, max-age=60"));
        assert!(feed.header("set-cookie").is_none());
        let tagged = browser.get("/tags/wlan/feed.atom");
        assert_eq!(elements(&tagged, "entry").len(), 1);
        assert!(elements(&tagged, "title").first().is_some_and(|t| t.contains("wlan")));
        assert_eq!(browser.get("/tags/none/feed.atom").status, 404);
    });
}

#[test]
fn who_has_a_feed_already_is_not_sent_it_again() {
    towns(|town| {
        let lena = town.person("Lena", 1);
        town.ask(lena, asked("A question"));
        let mut browser = town.forum.browser();
        let feed = browser.get("/feed.atom");
        let (etag, date) =
            (feed.header("etag").expect("a tag").to_owned(), feed.header("last-modified").expect("a date").to_owned());
        assert_eq!(date, "Mon, 02 Mar 2026 10:00:00 GMT");
        let ask = |name: &str, value: &str| {
            let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
            let response =
                agent.get(format!("{}/feed.atom", town.forum.url)).header(name, value).call().expect("an answer");
            response.status().as_u16()
        };
        assert_eq!(ask("if-none-match", &etag), 304);
        assert_eq!(ask("if-none-match", &format!("W/{etag}, \"x\"")), 304);
        assert_eq!(ask("if-modified-since", &date), 304);
        town.ask(lena, Asked { at: crate::support::START.plus(5_000_000), ..asked("Another one") });
        assert_eq!(ask("if-none-match", &etag), 200);
        assert_eq!(ask("if-modified-since", &date), 200);
    });
}

#[test]
fn sitemaps_list_what_may_be_found() {
    towns(|town| {
        let lena = town.person("Lena", 1);
        let shown = town.ask(lena, Asked { tags: vec!["wlan"], ..asked("Seen by all") });
        town.ask(lena, Asked { status: Status::Hidden, ..asked("Secret thing") });
        town.product("tannbox", "TannBox");
        let mut browser = town.forum.browser();
        let site = &town.forum.url;
        assert_eq!(
            elements(&browser.get("/sitemap.xml"), "loc"),
            [format!("{site}/sitemap/pages.xml"), format!("{site}/sitemap/0.xml")]
        );
        assert_eq!(elements(&browser.get("/sitemap/0.xml"), "loc"), [format!("{site}/questions/{shown}/seen-by-all")]);
        assert_eq!(browser.get("/sitemap/1.xml").status, 404);
        let pages = elements(&browser.get("/sitemap/pages.xml"), "loc");
        for path in ["/", "/products/tannbox", "/tags/wlan"] {
            assert!(pages.contains(&format!("{site}{path}")), "{pages:?}");
        }
        let robots = browser.get("/robots.txt");
        assert!(
            robots.body.contains(&format!("Sitemap: {site}/sitemap.xml")) && robots.body.contains("Disallow: /admin")
        );
    });
}
