//! What is typed into the box beside words, and what the page makes of it.

use super::pages::{hits, links};
use super::town::{Town, signed_in};
use crate::support::Forum;

fn forum() -> (Forum, Town) {
    let forum = Forum::start();
    let town = Town::new(&forum.services.db);
    let box_ = town.product("home-box", "Home Box");
    let answered = town.ask_in("de", "Drucker druckt Streifen", "Nur auf Papier.", &["drucker"], Some(box_));
    town.answer(answered, "Die Walze muss sauber sein, dann druckt er wieder.");
    town.ask("Drucker macht nachts Lärm", "Immer um drei.", &["drucker"]);
    (forum, town)
}

#[test]
fn people_and_days_narrow_down() {
    let (forum, _town) = forum();
    let mut browser = forum.browser();
    let both = ["Drucker macht nachts Lärm", "Drucker druckt Streifen"];
    for (typed, found) in [
        ("drucker+user:gunnar", &both[1..]),
        ("drucker+user:@Gunnar+user:lena", &both[1..]),
        ("drucker+user:lena", &both),
        ("drucker+product:%22home+box%22", &both[1..]),
        ("drucker+PRODUCT:Home-Box", &both[1..]),
        ("drucker+after:2026-03+before:2026-03-03", &both),
        ("drucker+after:2026-03-03", &[]),
        ("drucker+before:2026-3-2", &[]),
        ("drucker+is:endorsed", &[]),
        ("drucker+-streifen", &both[..1]),
    ] {
        assert_eq!(hits(&browser.get(&format!("/search?q={typed}&sort=newest"))), found, "{typed}");
    }
    // The reader's days begin where they live: asked at ten in the morning UTC, that is the next day in Kiritimati.
    browser.cookies.insert("kiez-zone".into(), "Pacific/Kiritimati".into());
    assert_eq!(hits(&browser.get("/search?q=drucker+after:2026-03-03&sort=newest")), both);
    assert_eq!(hits(&browser.get("/search?q=drucker+before:2026-03-03")), Vec::<String>::new());
}

#[test]
fn each_operator_is_a_chip_that_can_be_taken_away() {
    let (forum, _town) = forum();
    let mut browser = forum.browser();
    let page = browser.get(
        "/search?q=laut+tag:drucker+user:gunnar+product:%22Home+Box%22+is:solved+lang:de+is:endorsed+after:2026+before:2027-1",
    );
    let chips = links(&page, ".chips a");
    let names: Vec<&str> = chips.iter().map(|(name, _)| name.trim_end_matches(" (remove)")).collect();
    let all =
        ["drucker", "with Gunnar", "Home Box", "Solved", "Deutsch", "endorsed answer", "from 2026", "before 2027-01"];
    assert_eq!(names, all);
    let parts = [
        "tag=drucker",
        "user=gunnar",
        "product=home-box",
        "state=solved",
        "lang=de",
        "endorsed=1",
        "after=2026",
        "before=2027-01",
    ];
    for (n, (_, href)) in chips.iter().enumerate() {
        let expected: Vec<&str> = parts.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, part)| *part).collect();
        assert_eq!(*href, format!("/search?q=laut&{}", expected.join("&")));
    }
    for part in parts {
        let (name, value) = part.split_once('=').expect("a pair");
        assert_eq!(page.field(name), value);
    }
    assert_eq!(page.field("q"), "laut");
}

#[test]
fn what_nobody_knows_is_words() {
    let (forum, _town) = forum();
    let mut browser = forum.browser();
    for (typed, kept) in [
        ("drucker user:niemand", "drucker user:niemand"),
        ("product:\"Away Box\" drucker", "drucker product:\"away box\""),
        ("drucker tag:nirgends", "drucker tag:nirgends"),
        ("drucker lang:xx before:gestern", "drucker lang:xx before:gestern"),
        ("drucker is:mine", "drucker is:mine"),
    ] {
        let query = typed.replace(' ', "+").replace('"', "%22");
        let page = browser.get(&format!("/search?q={query}"));
        assert_eq!((page.status, page.field("q").as_str()), (200, kept));
        assert!(links(&page, ".chips a").is_empty(), "{typed}");
    }
    // Old links with a product that is gone say what they looked for.
    assert_eq!(browser.get("/search?q=drucker&product=gone").field("q"), "drucker product:gone");
}

#[test]
fn ones_own_threads_are_found_by_whoever_is_signed_in() {
    let (forum, town) = forum();
    let mut gunnar = signed_in(&forum, town.helper.id);
    let page = gunnar.get("/search?q=drucker+is:mine");
    assert_eq!(hits(&page), ["Drucker druckt Streifen"]);
    let chips = [("mit mir (entfernen)".to_owned(), "/search?q=drucker".to_owned())];
    assert_eq!((links(&page, ".chips a"), page.field("mine").as_str()), (chips.into(), "1"));
    assert!(hits(&signed_in(&forum, town.admin.id).get("/search?q=drucker&mine=1")).is_empty());
}

#[test]
fn the_page_says_how_to_search_in_both_languages() {
    let (forum, _town) = forum();
    let mut browser = forum.browser();
    for (lang, word) in [("en", "How to search"), ("de", "So suchst du")] {
        browser.language = lang.into();
        let page = browser.get("/search");
        assert_eq!(page.text("#how summary").as_deref(), Some(word));
        for operator in [
            "tag:",
            "user:",
            "product:",
            "lang:",
            "is:solved",
            "is:unanswered",
            "is:endorsed",
            "is:mine",
            "after:",
            "before:",
        ] {
            assert!(page.text("#how table").is_some_and(|text| text.contains(operator)), "{operator}");
        }
    }
}

#[test]
fn mistyped_words_are_put_right() {
    let forum = Forum::start();
    let (town, mut browser) = (Town::new(&forum.services.db), forum.browser());
    for n in 0..4 {
        town.ask(&format!("Router startet nicht, Fall {n}"), "Er bleibt einfach dunkel.", &["router"]);
    }
    town.ask("Rotes Licht am Telefon", "Es leuchtet seit gestern.", &[]);
    let page = browser.get("/search?q=Roter+startet+nich");
    assert_eq!(hits(&page).len(), 4);
    let said = page.text(".page-main p[role=status] ~ p").expect("a sentence");
    assert!(said.contains("Router startet nicht"), "{said}");
    assert_eq!(page.field("q"), "Roter startet nich", "what was typed stays");
    let near = browser.get("/search?q=telefon+xylophonkasten");
    assert!(!hits(&near).is_empty() && near.body.contains("Nothing has all of these words"), "{}", near.body);
}

#[test]
fn whoever_finds_nothing_asks_in_their_own_words() {
    let (forum, _town) = forum();
    let page = forum.browser().get("/search?q=Zeppelin+%22in+Luft%22+%26+mehr&lang=de");
    let ways: Vec<String> = links(&page, ".empty a").into_iter().map(|(_, href)| href).collect();
    assert_eq!(ways[1], "/ask?title=Zeppelin+%22in+Luft%22+%26+mehr");
}

#[test]
fn only_admins_are_told_why() {
    let (forum, town) = forum();
    let reasons = |page: &crate::support::Answer| links(page, ".q-main details summary").len();
    let link = |page: &crate::support::Answer| links(page, ".page-main > p.small a").pop().map(|(_, href)| href);
    for mut browser in [forum.browser(), signed_in(&forum, town.helper.id)] {
        let page = browser.get("/search?q=drucker&explain=1");
        assert_eq!((reasons(&page), link(&page)), (0, None), "{}", page.body);
    }
    let mut admin = signed_in(&forum, town.admin.id);
    let page = admin.get("/search?q=drucker&lang=de");
    assert_eq!((reasons(&page), link(&page).as_deref()), (0, Some("/search?q=drucker&lang=de&explain=1")));
    assert_eq!(link(&admin.get("/search?q=drucker&sort=votes")), None, "no order by words, no reasons");
    let page = admin.get("/search?q=drucker&explain=1");
    assert_eq!(reasons(&page), 2, "{}", page.body);
    assert!(page.text(".q-main details table code").is_some(), "{}", page.body);
}
