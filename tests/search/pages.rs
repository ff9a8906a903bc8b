//! The pages: filters, facets, marks, hostile input.

use kiez::ground::web::Metrics;
use kiez::search::{Service, figures};
use kiez::threads::kinds::HideReason;
use kiez::threads::{accept, hide};

use super::town::{Town, wait};
use crate::support::{Answer, Forum};

pub fn hits(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let page = scraper::Html::parse_document(&answer.body);
    let links = scraper::Selector::parse(".q-title a").expect("a selector");
    page.select(&links).map(|link| link.text().collect()).collect()
}

/// Names and numbers of a facet's entries, and where each leads.
pub fn links(answer: &Answer, selector: &str) -> Vec<(String, String)> {
    let page = scraper::Html::parse_document(&answer.body);
    let links = scraper::Selector::parse(selector).expect("a selector");
    let words = |link: scraper::ElementRef<'_>| {
        link.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(&links).map(|link| (words(link), link.value().attr("href").unwrap_or_default().to_owned())).collect()
}

#[test]
fn ones_own_post_is_on_the_next_page_and_a_hidden_one_is_not() {
    let forum = Forum::start();
    let (town, mut browser) = (Town::new(&forum.services.db), forum.browser());
    for n in 0..10 {
        let title = format!("Die Waschmaschine Nummer {n} brummt");
        let id = town.ask(&title, "Beim Schleudern.", &[]);
        assert_eq!(hits(&browser.get(&format!("/search?q=waschmaschine+%22nummer+{n}%22"))), [title]);
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, id, HideReason::Spam, r, now));
        let gone = browser.get("/search?q=schleudern");
        assert!(hits(&gone).is_empty() && !gone.body.contains("Schleudern"), "{}", gone.body);
        let similar = browser.get(&format!("/similar?title=Waschmaschine+Nummer+{n}+brummt"));
        assert_eq!((similar.status, similar.body.as_str()), (200, ""));
    }
}

#[test]
fn filters_and_facets_narrow_down() {
    let forum = Forum::start();
    let (town, mut browser) = (Town::new(&forum.services.db), forum.browser());
    let tannbox = town.product("tannbox", "TannBox & Co");
    town.ask_in("de", "Router im Keller findet niemand", "Kein Empfang.", &["wlan", "router"], Some(tannbox));
    town.ask_in("en", "Router in the attic keeps crashing", "No signal at all.", &["wlan"], None);
    let solved = town.ask_in("de", "Router auf dem Dach ist nass", "Es regnet.", &["router"], Some(tannbox));
    let answer = town.answer(solved, "Ein Schirm hilft gegen den Regen auf dem Router.");
    town.act(&town.asker, move |tx, a, r, now| accept::accept(tx, a, answer, r, now));

    let all = browser.get("/search?q=router");
    assert_eq!(hits(&all).len(), 3);
    assert!(all.body.matches("<mark>Router</mark>").count() >= 3, "{}", all.body);
    let facets = links(&all, ".facets a");
    let names: Vec<&str> = facets.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["Waiting 2", "Solved 1", "TannBox & Co 2", "wlan 2", "router 2", "Deutsch 2", "English 1"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    for (name, href) in &facets {
        let narrowed = browser.get(href);
        let n: usize = name.rsplit(' ').next().and_then(|n| n.parse().ok()).expect("a number");
        assert_eq!(hits(&narrowed).len(), n, "{name}");
        let chips = links(&narrowed, ".chips a");
        assert_eq!(chips.len(), 1, "{name}");
        assert_eq!(chips[0].1, "/search?q=router");
        let chosen = links(&narrowed, ".facets a[aria-current]");
        assert_eq!(chosen, [(name.clone(), "/search?q=router".to_owned())]);
    }
    assert_eq!(hits(&browser.get("/search?q=tag:router+is:solved")), ["Router auf dem Dach ist nass"]);
    assert_eq!(hits(&browser.get("/search?q=router&product=tannbox&state=unanswered&lang=de")).len(), 1);
    assert!(links(&all, ".tabs a").contains(&("Newest".to_owned(), "/search?q=router&sort=newest".to_owned())));
    let form = browser.get("/search?q=router+tag:wlan&sort=votes");
    assert_eq!(
        (form.field("tag"), form.field("sort"), form.field("q")),
        ("wlan".into(), "votes".into(), "router".into())
    );
    browser.language = "de".into();
    let german = browser.get("/search?q=router&state=solved");
    assert!(german.body.contains("Gelöst") && german.body.contains("1 Thema"), "{}", german.body);
    let similar = browser.get("/similar?title=Mein+Router+ist+nass&lang=de");
    assert_eq!(similar.text("li a").as_deref(), Some("Router auf dem Dach ist nass"));
    assert!(similar.body.contains("Ein Schirm hilft"), "{}", similar.body);
}

#[test]
fn pages_turn_and_nothing_found_helps() {
    let forum = Forum::start();
    let (town, mut browser) = (Town::new(&forum.services.db), forum.browser());
    for n in 0..25 {
        town.ask(&format!("Die Lampe {n} flackert abends"), "Immer um acht.", &["wlan"]);
    }
    let first = browser.get("/search?q=lampe&sort=newest");
    assert_eq!((hits(&first).len(), first.text("p[role=status]").as_deref()), (20, Some("25 threads")));
    let next = links(&first, ".pager a");
    assert_eq!(next.len(), 1);
    let second = browser.get(&next[0].1);
    assert_eq!(hits(&second).len(), 5);
    assert_eq!(links(&second, ".pager a")[0].1, "/search?q=lampe&sort=newest");
    let beyond = browser.get("/search?q=lampe&page=7");
    assert_eq!(hits(&beyond).len(), 0);
    let none = browser.get("/search?q=unauffindbar&tag=wlan");
    assert_eq!(hits(&none).len(), 0);
    let ways: Vec<String> = links(&none, ".empty a").into_iter().map(|(_, href)| href).collect();
    assert_eq!(ways, ["/search?q=unauffindbar", "/ask?title=unauffindbar"]);
}

#[test]
fn hostile_input_is_only_text() {
    let forum = Forum::start();
    let (town, mut browser) = (Town::new(&forum.services.db), forum.browser());
    town.ask("<script>alert(1)</script> & \"Anführung\"", "Ein `<img src=x onerror=alert(2)>` im Text.", &["c++"]);
    for query in
        ["/search?q=alert", "/search?q=script", "/search?q=%3Cscript%3Ealert(3)%3C/script%3E&tag=%22%3E%3Cb%3E"]
    {
        let page = browser.get(query);
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{}", page.body);
    }
    assert_eq!(hits(&browser.get("/search?q=alert")), ["<script>alert(1)</script> & \"Anführung\""]);
    assert!(!browser.get("/similar?title=script+alert+Anf%C3%BChrung").body.contains("<script>"));
    let long = "a+".repeat(2_000);
    for query in [
        "q=%00%01%FF",
        "q=%22%22%22-+-+%22",
        "q=((((((",
        "q=*:*+AND+OR+NOT",
        "q=title:x^99",
        "q=tag:+is:+-",
        "q=&page=-5",
        "q=x&page=99999999999999999999",
        "q=x&page=200&sort=%27;--",
        "state=%00&lang=../../etc&product=%00",
        "tag=%00&tag=a&tag=a",
        "%",
        "&&&=",
        "q",
        &format!("q={long}"),
        "q=%F0%9F%92%A9+%E2%80%AE+%EF%BF%BE",
    ] {
        let page = browser.get(&format!("/search?{query}"));
        assert!(page.status < 500, "{query}: {}", page.status);
        let similar = browser.get(&format!("/similar?{}", query.replace("q=", "title=")));
        assert!(similar.status < 500, "similar {query}: {}", similar.status);
    }
}

#[test]
fn searches_are_limited_and_counted() {
    let forum = Forum::start_with(crate::support::Database::sqlite(), |config| config.rate_limits = true);
    let mut browser = forum.browser();
    let answers: Vec<u16> = (0..80).map(|_| browser.get("/similar?title=lang+genug").status).collect();
    assert!(answers.contains(&200) && answers.contains(&429), "{answers:?}");

    let folder = tempfile::tempdir().expect("a folder");
    let town = Town::new(&forum.services.db);
    town.ask("Eine Frage für die Zahlen", "Nur eine einzige.", &[]);
    kiez::search::rebuild(&forum.services.db, folder.path(), &mut |_, _| {}).expect("an index");
    let service = Service::open(forum.services.db.clone(), forum.services.clock.clone(), folder.path());
    town.ask("Noch eine Frage für die Zahlen", "Diese kennt er nicht.", &[]);
    let metrics = Metrics::new().expect("metrics");
    wait(figures(&service, &metrics));
    let text = String::from_utf8(metrics.text()).expect("text");
    for line in ["{name=\"index_documents\"} 1", "{name=\"index_degraded\"} 0", "{reader=\"search\"} 2"] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("{name=\"index_bytes\"} 0"));
}
