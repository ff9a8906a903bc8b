//! The pages: who sees them, what they show, what is said about a form that will not do.

use kiez::ground::clock::DAY;
use kiez::threads::hide;
use kiez::threads::kinds::HideReason;

use super::{eventually, search, sign_in};
use crate::search::town::Town;
use crate::support::{Browser, Forum, START};

fn forum() -> (Forum, Town, Browser) {
    let forum = Forum::start();
    let (town, mut admin) = (Town::new(&forum.services.db), forum.browser());
    sign_in(&forum, &mut admin, town.admin.id);
    (forum, town, admin)
}

#[test]
fn admins_only() {
    let (forum, town, _) = forum();
    let (mut visitor, mut customer) = (forum.browser(), forum.browser());
    sign_in(&forum, &mut customer, town.asker.id);
    for path in ["/admin/search", "/admin/search/words", "/admin/search/without-hit.csv"] {
        assert_eq!(customer.get(path).status, 403, "{path}");
        assert!(visitor.get(path).location().starts_with("/sign-in"), "{path}");
    }
    for (path, fields) in [
        ("/admin/search/synonyms", [("words", "a, b"), ("term", "")]),
        ("/admin/search/synonyms/1", [("words", "a, b"), ("term", "")]),
        ("/admin/search/synonyms/1/delete", [("words", ""), ("term", "")]),
        ("/admin/search/pins", [("term", "a"), ("target", "1")]),
        ("/admin/search/pins/1/delete", [("words", ""), ("term", "")]),
    ] {
        assert_eq!(customer.post(path, &fields).status, 403, "{path}");
        assert_eq!(visitor.post(path, &fields).status, 303, "{path}");
        assert_eq!(customer.post_with(path, &fields, &[]).status, 403, "{path}");
    }
}

#[test]
fn searches_and_clicks_are_counted() {
    let (forum, town, mut admin) = forum();
    town.ask("Die Waschmaschine brummt", "Beim Schleudern.", &[]);
    let mut browser = forum.browser();
    browser.cookies.insert("kiez-zone".into(), "Europe/Berlin".into());
    for path in [
        "/search?q=Quarzblumenbeet",
        "/search?q=quarzblumenbeet&sort=newest",
        "/search?q=quarzblumenbeet&page=2",
        "/search?q=quarzblumenbeet&lang=de",
        "/search?q=andere+W%C3%B6rter",
        "/search",
    ] {
        assert_eq!(browser.get(path).status, 200);
    }
    eventually("two searches are counted", || {
        admin.get("/admin/search?days=7").text(".facts dd").as_deref() == Some("2")
    });
    let page = admin.get("/admin/search");
    assert!(!page.body.contains("uarzblumenbeet"), "one person is not five");
    assert!(page.body.contains("100 %"), "nothing was found: {}", page.body);
    // Of the one who has the cookie, clicks would be heard of; of the other one not.
    let mut lena = forum.browser();
    sign_in(&forum, &mut lena, town.asker.id);
    for browser in [&mut browser, &mut lena] {
        assert_eq!(browser.get("/search?q=waschmaschine").status, 200);
    }
    eventually("both are counted, one of them as followable and abandoned", || {
        admin.get("/admin/search/searches.csv?days=7").body.ends_with(",4,2,1,1\r\n")
    });
    for (fields, status) in [
        (vec![("term", "waschmaschine"), ("position", "1")], 204),
        (vec![("term", "waschmaschine"), ("position", "-1")], 422),
        (vec![("term", " "), ("position", "1")], 422),
        (vec![("term", "waschmaschine"), ("position", "x")], 422),
        (vec![("term", "waschmaschine")], 422),
    ] {
        assert_eq!(browser.post("/search/clicked", &fields).status, status, "{fields:?}");
    }
    assert_eq!(browser.post_with("/search/clicked", &[("term", "a"), ("position", "1")], &[]).status, 403);
    eventually("the click is counted", || admin.get("/admin/search/positions.csv").body.contains("1,1,100\r\n"));
    assert!(admin.get("/admin/search/searches.csv?days=7").body.ends_with(",4,2,1,0\r\n"));
    assert_eq!(admin.get("/admin/search/abandoned.csv").body, "term,searches,abandoned\r\n");
}

#[test]
fn terms_of_five_people_are_listed_and_saved_as_files() {
    let (forum, _, mut admin) = forum();
    let db = &forum.services.db;
    search(db, "glasfaser umzug", 0..6, false, START);
    search(db, "=1+1", 0..5, false, START);
    search(db, "selten gesucht", 0..4, false, START);
    search(db, "vor langer zeit", 0..9, false, START.plus(-40 * DAY));
    search(db, "router", 0..5, true, START);
    let page = admin.get("/admin/search?days=30");
    assert!(page.body.contains("glasfaser umzug") && !page.body.contains("selten"), "{}", page.body);
    assert!(!page.body.contains("vor langer"));
    assert!(page.body.contains("href=\"/search?q=glasfaser+umzug\""));
    assert!(page.body.contains("/admin/search/words?words=glasfaser+umzug#new"));
    assert_eq!(page.text(".facts dd").as_deref(), Some("20"));
    let file = admin.get("/admin/search/without-hit.csv?days=30");
    assert_eq!(file.body, "term,searches,without_hit\r\nglasfaser umzug,6,6\r\n'=1+1,5,5\r\n");
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"search-without-hit-30.csv\""));
    assert_eq!(admin.get("/admin/search/abandoned.csv").body, "term,searches,abandoned\r\nrouter,5,5\r\n");
    assert!(admin.get("/admin/search/without-hit.csv?days=90").body.contains("vor langer zeit,9,9"));
    assert!(admin.get("/admin/search/searches.csv?days=7").body.lines().count() == 8);
    assert_eq!(admin.get("/admin/search/nothing.csv").status, 404);
    for odd in ["days=0", "days=-7", "days=%FF", "days=99999999999999999999", "days=7&days=90"] {
        assert_eq!(admin.get(&format!("/admin/search?{odd}")).status, 200, "{odd}");
    }
    admin.cookies.insert("kiez-language".into(), "de".into());
    let german = admin.get("/admin/search");
    assert!(german.body.contains("Abgebrochene Begriffe"), "{}", german.body);
}

#[test]
fn words_are_set_on_the_page() {
    let (forum, town, mut admin) = forum();
    let question = town.ask("Die Waschmaschine brummt", "Beim Schleudern.", &[]);
    let prefilled = admin.get("/admin/search/words?words=glasfaser+umzug&term=rechnung");
    assert_eq!((prefilled.field("words"), prefilled.field("term")), ("glasfaser umzug".into(), "rechnung".into()));
    let wrong = admin.post("/admin/search/synonyms", &[("words", "allein & verlassen")]);
    assert_eq!((wrong.status, wrong.field("words").as_str()), (422, "allein & verlassen"));
    assert!(wrong.text("#words-error").is_some_and(|text| text.contains("2 to 10 words")), "{}", wrong.body);
    let done = admin.post("/admin/search/synonyms", &[("words", "Waschmaschine = Waschautomat")]);
    assert_eq!((done.status, done.location()), (303, "/admin/search/words"));
    let page = admin.follow(&done);
    assert_eq!(page.field("words"), "Waschmaschine = Waschautomat");
    assert!(page.body.contains("Mirko"), "who set it is shown");
    let taken = admin.post("/admin/search/synonyms", &[("words", "Trockner, waschautomat")]);
    assert!(taken.text("#words-error").is_some_and(|text| text.contains("Word number 2")), "{}", taken.body);
    let changed = admin.post("/admin/search/synonyms/1", &[("words", "nur eins")]);
    assert_eq!((changed.status, changed.field("words").as_str()), (422, "nur eins"));
    assert_eq!(admin.post("/admin/search/synonyms/99", &[("words", "x, y")]).status, 404);

    let wrong = admin.post("/admin/search/pins", &[("term", "waschmaschine"), ("target", "999")]);
    assert_eq!((wrong.status, wrong.field("target").as_str()), (422, "999"));
    assert!(wrong.text("#target-error").is_some(), "{}", wrong.body);
    let address = format!("/questions/{question}");
    assert_eq!(admin.post("/admin/search/pins", &[("term", "Waschmaschine"), ("target", &address)]).status, 303);
    let mut visitor = forum.browser();
    let found = visitor.get("/search?q=waschautomat");
    assert!(found.body.contains("Pinned by the team") && found.body.contains("brummt"), "{}", found.body);
    visitor.language = "de".into();
    assert!(visitor.get("/search?q=waschautomat").body.contains("Vom Team angeheftet"));
    assert!(!visitor.get("/search?q=waschautomat&lang=de").body.contains("Vom Team angeheftet"));
    town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, question, HideReason::Spam, r, now));
    assert!(!visitor.get("/search?q=waschautomat").body.contains("brummt"));
    let page = admin.get("/admin/search/words");
    assert!(page.body.contains("Not visible at present") && !page.body.contains("brummt"), "{}", page.body);
    for path in ["/admin/search/pins/1/delete", "/admin/search/synonyms/1/delete"] {
        assert_eq!(admin.post(path, &[]).status, 303, "{path}");
        assert_eq!(admin.post(path, &[]).status, 404, "{path}");
    }
    assert!(admin.get("/admin/audit").body.contains("pinned answers"), "it stands in the log");
}

#[test]
fn reports_tell_what_did_not_have_to_be_asked() {
    let (forum, town, mut admin) = forum();
    let question = town.ask("Die Waschmaschine brummt", "Beim Schleudern.", &[]).to_string();
    let mut lena = forum.browser();
    sign_in(&forum, &mut lena, town.asker.id);
    lena.post("/similar/answered", &[("question", &question)]);
    let reports = admin.get("/reports?period=week");
    assert_eq!(reports.text("#saved").as_deref(), Some("1 question did not have to be asked"));
    assert!(admin.get("/reports/saved.csv?period=week").body.ends_with(",1\r\n"));
    let page = admin.get("/admin/search");
    assert!(page.body.contains("Die Waschmaschine brummt"), "{}", page.body);
    assert_eq!(admin.get("/admin/search/saving.csv").body, "question,saved\r\nDie Waschmaschine brummt,1\r\n");
}
