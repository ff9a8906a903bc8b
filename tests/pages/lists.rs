//! Home, tags, products and categories.

use kiez::accounts::roles::Role;
use kiez::accounts::roles::Scope;
use kiez::ground::clock::HOUR;
use kiez::reputation::leaderboard;
use kiez::threads::kinds::{Status, WatchKind};
use kiez::threads::{tags, watch};

use super::town::{Town, asked, attributes, texts, towns};
use crate::support::{Browser, START};

/// Follows "older" to the end, then "newer" to the top; the titles of both ways.
fn walk(browser: &mut Browser, path: &str) -> (Vec<String>, Vec<String>) {
    let (mut down, mut up) = (Vec::new(), Vec::new());
    let mut next = path.to_owned();
    let mut page = browser.get(&next);
    for _ in 0..20 {
        page = browser.get(&next);
        assert_eq!(page.status, 200, "{next}");
        down.extend(texts(&page, ".q-title"));
        match attributes(&page, ".pager [rel=next]", "href").pop() {
            Some(href) => next = href,
            None => break,
        }
    }
    for _ in 0..20 {
        let titles = texts(&page, ".q-title");
        up.splice(0..0, titles);
        match attributes(&page, ".pager [rel=prev]", "href").pop() {
            Some(href) => page = browser.get(&href),
            None => break,
        }
    }
    (down, up)
}

#[test]
fn pages_turn_both_ways_though_all_questions_are_of_the_same_moment() {
    towns(|town| {
        let lena = town.person("Lena", 1);
        let (product, category) = (town.product("tannbox", "TannBox"), town.category("faults"));
        for n in 0..70 {
            let question = kiez_question(&format!("Question number {n:02}"), product, category);
            town.ask(lena, question);
        }
        let all: Vec<String> = (0..70).rev().map(|n| format!("Question number {n:02}")).collect();
        let mut browser = town.forum.browser();
        let paths = [
            "/",
            "/?sort=active",
            "/?sort=unanswered",
            "/tags/wlan",
            "/tags/wlan?sort=active",
            "/products/tannbox",
            "/categories/faults?lang=en",
        ];
        for path in paths {
            let (down, up) = walk(&mut browser, path);
            assert_eq!(down, all, "{path}");
            assert_eq!(up, all, "{path}");
        }
    });
}

fn kiez_question(title: &str, product: i64, category: i64) -> super::town::Asked {
    super::town::Asked { product: Some(product), category: Some(category), tags: vec!["wlan"], ..asked(title) }
}

#[test]
fn tabs_show_what_they_say_and_nothing_that_is_hidden() {
    towns(|town| {
        let (lena, sven) = (town.person("Lena", 1), town.person("Sven", 1));
        let waiting = town.ask(lena, asked("Who waits"));
        let solved = town.ask(
            lena,
            super::town::Asked { lang: "de", at: START.plus(-HOUR), tags: vec!["wlan"], ..asked("Was gelöst ist") },
        );
        town.answer(solved, sven, Status::Visible, true);
        for status in [Status::Hidden, Status::Deleted, Status::Held] {
            town.ask(
                lena,
                super::town::Asked { status, tags: vec!["wlan"], ..asked(&format!("Secret {}", status.word())) },
            );
        }
        let mut browser = town.forum.browser();
        for (path, titles) in [
            ("/", vec!["Who waits", "Was gelöst ist"]),
            ("/?sort=unanswered", vec!["Who waits"]),
            ("/?sort=solved", vec!["Was gelöst ist"]),
            ("/?lang=de", vec!["Was gelöst ist"]),
            ("/?lang=en&sort=solved", vec![]),
            ("/tags/wlan", vec!["Was gelöst ist"]),
            ("/tags/wlan?sort=active", vec!["Was gelöst ist"]),
            ("/tags/wlan?sort=unanswered", vec![]),
        ] {
            let page = browser.get(path);
            assert_eq!(texts(&page, ".q-title"), titles, "{path}");
            assert!(!page.body.contains("Secret"), "{path}");
            assert_eq!(page.text(".empty").is_some(), titles.is_empty(), "{path}");
        }
        let page = browser.get("/?lang=de&sort=solved");
        assert!(attributes(&page, ".tabs a", "href").contains(&"/?sort=unanswered&lang=de".to_owned()));
        assert_eq!(page.text(".q-state").as_deref(), Some("Solved"));
        assert_eq!(attributes(&page, ".q-title a", "lang"), ["de"]);
        // Right on the next page: the one that waited has an answer.
        assert!(browser.get("/").body.contains("1 question waits"));
        town.answer(waiting, sven, Status::Visible, false);
        let page = browser.get("/");
        assert!(page.body.contains("Every question has an answer"));
        assert_eq!(texts(&page, ".q-meta span").first().map(String::as_str), Some("1 answer"));
    });
}

#[test]
fn what_is_for_you_is_what_you_follow() {
    towns(|town| {
        let (lena, sven) = (town.person("Lena", 1), town.person("Sven", 1));
        let product = town.product("tannbox", "TannBox");
        town.ask(sven, super::town::Asked { product: Some(product), ..asked("About the box") });
        town.ask(sven, super::town::Asked { tags: vec!["dns"], ..asked("About names") });
        town.ask(sven, asked("About nothing"));
        let visitor = town.forum.browser().get("/?sort=for-you");
        assert_eq!(visitor.status, 303);
        let mut browser = town.browser_of(lena);
        assert!(texts(&browser.get("/?sort=for-you"), ".q-title").is_empty());
        town.act(lena, move |tx, actor, _, now| watch::watch(tx, actor, WatchKind::Product, product, true, now));
        assert_eq!(texts(&browser.get("/?sort=for-you"), ".q-title"), ["About the box"]);
        let dns = town.read(|conn| Ok(tags::resolve(conn, "dns"))).expect("a lookup").expect("a tag").0;
        town.act(lena, move |tx, actor, _, now| watch::watch(tx, actor, WatchKind::Tag, dns, true, now));
        assert_eq!(texts(&browser.get("/?sort=for-you"), ".q-title"), ["About names", "About the box"]);
        let page = browser.get("/tags/dns");
        assert_eq!(attributes(&page, "form[action=\"/tags/dns/watch\"] button", "aria-pressed"), ["true"]);
        let answer = browser.post("/tags/dns/watch", &[("on", "0")]);
        assert_eq!(answer.location(), "/tags/dns");
        assert_eq!(texts(&browser.get("/?sort=for-you"), ".q-title"), ["About the box"]);
    });
}

#[test]
fn a_tag_has_its_page_its_other_names_and_its_best() {
    towns(|town| {
        let (lena, sven) = (town.person("Lena", 1), town.person("Sven", 1));
        let admin = town.person("Ines", 1);
        town.grant(admin, Role::Admin, Scope::Everywhere);
        town.ask(lena, super::town::Asked { tags: vec!["wlan", "türsensor"], ..asked("Two tags") });
        let wlan = town.read(|conn| Ok(tags::resolve(conn, "wlan"))).expect("a lookup").expect("a tag").0;
        town.write(move |tx| leaderboard::add(tx, &[wlan], sven, 1_240, START));
        town.act(admin, move |tx, actor, rules, now| tags::add_synonym(tx, actor, wlan, "wifi", rules, now));
        let mut browser = town.forum.browser();
        for (path, target) in [
            ("/tags/wifi", "/tags/wlan"),
            ("/tags/WLAN", "/tags/wlan"),
            ("/tags/wifi/feed.atom", "/tags/wlan/feed.atom"),
        ] {
            let moved = browser.get(path);
            assert_eq!((moved.status, moved.location()), (301, target), "{path}");
        }
        let page = browser.get("/tags/wlan");
        assert!(page.body.contains("Also called: wifi."));
        assert_eq!(texts(&page, ".ranked .points"), ["+1,240", "+1,240"]);
        assert!(!page.headers.iter().any(|(name, _)| name == "set-cookie"), "a visitor who only reads gets no cookie");
        assert_eq!(browser.get("/tags/t%C3%BCrsensor").status, 200);
        assert_eq!(browser.get("/tags/nothing").status, 404);
        assert_eq!(texts(&browser.get("/tags?q=wl"), ".card-title"), ["wlan"]);
        assert!(browser.get("/tags?q=%25").text(".empty").is_some());
        assert_eq!(texts(&browser.get("/tags"), ".card-title").len(), 2);
    });
}

#[test]
fn products_are_listed_with_what_waits() {
    towns(|town| {
        let lena = town.person("Lena", 1);
        let product = town.product("tannbox", "TannBox");
        town.product("tanntv", "TannTV");
        let expert = town.person("Mirko", 1);
        town.grant(expert, Role::Expert, Scope::Product(product));
        town.ask(lena, super::town::Asked { product: Some(product), ..asked("About the box") });
        let mut browser = town.forum.browser();
        let page = browser.get("/products");
        assert_eq!(texts(&page, ".cards .num"), ["1 question · 1 waits", "no questions yet"]);
        let page = browser.get("/products/tannbox");
        assert_eq!(page.text("aside .name").as_deref(), Some("Mirko"));
        assert_eq!(browser.get("/products/none").status, 404);
        assert_eq!(browser.get("/categories/none").status, 404);
        assert!(browser.get("/products/tanntv").text(".empty").is_some());
    });
}

#[test]
fn no_address_is_an_error_of_ours() {
    towns(|town: &Town| {
        let lena = town.person("Lena", 1);
        town.product("tannbox", "TannBox");
        town.ask(lena, super::town::Asked { tags: vec!["wlan"], ..asked("A question") });
        let mut browser = town.browser_of(lena);
        let hostile = [
            "?before=",
            "?before=_",
            "?before=9223372036854775807_9223372036854775807",
            "?before=-9223372036854775808_-1",
            "?after=9223372036854775808_1",
            "?after=1_1&before=1_1",
            "?sort=%00%FF",
            "?sort[]=x&sort=a&sort=b",
            "?lang=de'--",
            "?q=%25%27%22%5C%00",
            "?q=%F0%9F%92%A9",
            "?by=%27",
            "?tab=reputation&before=x",
            "?%",
            "?&&&=",
            "?before=0_0&sort=for-you",
        ];
        for path in [
            "/",
            "/tags",
            "/tags/wlan",
            "/products",
            "/products/tannbox",
            "/people",
            "/people/1/lena",
            "/feed.atom",
            "/sitemap.xml",
            "/help",
        ] {
            for query in hostile {
                let status = browser.get(&format!("{path}{query}")).status;
                assert!(status < 400, "{path}{query}: {status}");
            }
        }
        for path in [
            "/tags/%00",
            "/tags/%FF",
            "/tags/..%2f..",
            "/people/99999999999999999999",
            "/people/-1",
            "/people/x/y",
            "/people/by-handle/%00",
            "/sitemap/-1.xml",
            "/sitemap/9223372036854775807.xml",
            "/sitemap/x.xml",
            "/products/%27",
        ] {
            let status = browser.get(path).status;
            assert!((400..500).contains(&status), "{path}: {status}");
        }
    });
}

#[test]
fn visitors_are_told_what_this_is_and_members_are_not() {
    towns(|town| {
        let lena = town.person("Lena", 1);
        let mut visitor = town.forum.browser();
        visitor.language = "de".into();
        let page = visitor.get("/");
        assert_eq!(page.text("#welcome").as_deref(), Some("Niemand wartet ewig"));
        assert_eq!(page.text(".empty .btn").as_deref(), Some("Frage stellen"));
        assert!(town.browser_of(lena).get("/").text("#welcome").is_none());
        assert!(visitor.get("/?sort=active").text("#welcome").is_none());
    });
}
