//! The expert's page, the review queue, and the care of tags.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::threads::kinds::Status;
use kiez::threads::revise::{self, Revision};
use kiez::threads::tables::posts;
use kiez::threads::tags;

use super::town::{Asked, asked, text, texts, towns};

#[test]
fn experts_see_what_waits_in_their_field() {
    towns(|town| {
        let (lena, gunnar, mirko) = (town.person("Lena", 1), town.person("Gunnar", 1), town.person("Mirko", 1));
        let (ours, theirs) = (town.product("tannbox", "TannBox"), town.product("tanntv", "TannTV"));
        town.grant(mirko, Role::Expert, Scope::Product(ours));
        let mut browser = town.browser_of(mirko);
        assert!(texts(&browser.get("/expert"), ".q-title").is_empty());
        let in_field = town.ask(lena, Asked { product: Some(ours), ..asked("In the field") });
        let elsewhere = town.ask(lena, Asked { product: Some(theirs), ..asked("Elsewhere") });
        town.ask(lena, Asked { product: Some(ours), ..asked("Nobody answered") });
        let answer = town.answer(in_field, gunnar, Status::Visible, false);
        town.answer(in_field, mirko, Status::Visible, false);
        town.answer(in_field, gunnar, Status::Hidden, false);
        town.answer(elsewhere, gunnar, Status::Visible, false);
        let page = browser.get("/expert");
        assert_eq!(page.text("h1").as_deref(), Some("My field: TannBox"));
        assert_eq!(texts(&page, ".q-title"), ["In the field", "Nobody answered"]);
        let done = browser.post(&format!("/answers/{answer}/endorse"), &[("note", ""), ("version", "5.14")]);
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(texts(&browser.get("/expert"), ".q-title"), ["Nobody answered"]);
        assert_eq!(town.browser_of(lena).get("/expert").status, 403);
        assert_eq!(town.forum.browser().get("/expert").status, 303);
    });
}

#[test]
fn suggested_edits_are_shown_and_decided() {
    towns(|town| {
        let (lena, jule, karl) = (town.person("Lena", 1), town.person("Jule", 60), town.person("Karl", 1_500));
        let sven = town.person("Sven", 1);
        let question = town.ask(lena, asked("The red light"));
        let suggest = |words: &'static str| {
            town.act(jule, move |tx, actor, rules, now| {
                let revision = Revision { base: 1, text: text(words), reason: "clearer".into(), ..Revision::default() };
                revise::revise(tx, actor, question, &revision, rules, now)
            });
        };
        let mut browser = town.browser_of(karl);
        assert!(browser.get("/review").text(".empty").is_some());
        suggest("What exactly is there to do?");
        let page = browser.get("/review");
        assert!(page.text(".diff ins").is_some() && page.body.contains("clearer"));
        assert!(page.text("#review-held").is_none(), "only moderators see what waits");
        let id = page.body.split("/review/edits/").nth(1).and_then(|s| s.split('"').next()).expect("a form").to_owned();
        let path = format!("/review/edits/{id}");
        assert_eq!(browser.post(&path, &[("do", "nonsense")]).status, 422);
        assert_eq!(town.browser_of(sven).post(&path, &[("do", "accept")]).status, 403);
        // Whose post it is sees it too, and so does nobody else without the privilege.
        assert!(town.browser_of(lena).get("/review").body.contains(&path));
        assert!(!town.browser_of(sven).get("/review").body.contains(&path));
        let done = browser.post(&path, &[("do", "accept"), ("reason", "")]);
        assert_eq!((done.status, done.location()), (303, "/review"));
        let body: String = town.read(|conn| posts::table.find(question).select(posts::body).first(conn));
        assert_eq!(body, "What exactly is there to do?");
        assert!(browser.get("/review").text(".empty").is_some());
        assert_eq!(browser.post(&path, &[("do", "reject")]).status, 409);
        assert_eq!(browser.post("/review/edits/999", &[("do", "accept")]).status, 404);
        assert_eq!(town.forum.browser().get("/review").status, 303);
    });
}

#[test]
fn waiting_posts_are_let_through_or_not() {
    towns(|town| {
        let (lena, jonas) = (town.person("Lena", 1), town.person("Jonas", 1));
        town.grant(jonas, Role::Moderator, Scope::Everywhere);
        let good = town.ask(lena, Asked { status: Status::Held, ..asked("A good one") });
        let bad = town.ask(lena, Asked { status: Status::Held, ..asked("A bad one") });
        town.write(|tx| {
            diesel::update(posts::table.filter(posts::status.eq(Status::Held)))
                .set(posts::status_at.eq(Some(crate::support::START)))
                .execute(tx.conn())?;
            Ok(())
        });
        let mut browser = town.browser_of(jonas);
        assert_eq!(texts(&browser.get("/review"), ".q-title"), ["A good one", "A bad one"]);
        assert!(texts(&town.forum.browser().get("/"), ".q-title").is_empty());
        assert_eq!(browser.post(&format!("/review/held/{good}"), &[("do", "release")]).status, 303);
        assert_eq!(browser.post(&format!("/review/held/{bad}"), &[("do", "reject"), ("reason", "spam")]).status, 303);
        assert_eq!(texts(&town.forum.browser().get("/"), ".q-title"), ["A good one"]);
        assert!(browser.get("/review").body.contains("No post waits"));
        assert_eq!(town.browser_of(lena).post(&format!("/review/held/{bad}"), &[("do", "release")]).status, 403);
    });
}

#[test]
fn admins_take_care_of_tags() {
    towns(|town| {
        let (lena, ines) = (town.person("Lena", 1), town.person("Ines", 1));
        town.grant(ines, Role::Admin, Scope::Everywhere);
        town.ask(lena, Asked { tags: vec!["wlan", "wifi"], ..asked("Two words for one") });
        let id = town.read(|conn| Ok(tags::resolve(conn, "wlan"))).expect("a lookup").expect("a tag").0;
        let mut browser = town.browser_of(ines);
        assert_eq!(texts(&browser.get("/admin/tags"), ".rows a").len(), 2);
        assert_eq!(town.browser_of(lena).get("/admin/tags").status, 403);
        let page = format!("/admin/tags/{id}");
        assert_eq!(
            browser
                .post(&format!("{page}/descriptions"), &[("text-en", "Radio at home"), ("text-de", "Funk")])
                .location(),
            page
        );
        assert!(browser.get("/tags/wlan").body.contains("Radio at home"));
        // What is wrong is shown beside what was typed.
        let taken = browser.post(&format!("{page}/name"), &[("name", "wifi")]);
        assert_eq!(taken.status, 422);
        assert_eq!(taken.field("name"), "wifi");
        assert!(taken.text("#name-error").is_some());
        let same = browser.post(&format!("{page}/synonyms"), &[("name", "wlan")]);
        assert_eq!(same.status, 422);
        assert!(same.text("#synonym-error").is_some());
        assert_eq!(browser.post(&format!("{page}/synonyms"), &[("name", "wifi")]).status, 303);
        assert_eq!(browser.get("/tags/wifi").location(), "/tags/wlan");
        assert_eq!(browser.post(&format!("{page}/name"), &[("name", "Funknetz")]).status, 303);
        assert_eq!(browser.get("/tags/wlan").location(), "/tags/funknetz");
        assert_eq!(browser.post(&format!("{page}/synonyms/remove"), &[("name", "wifi")]).status, 303);
        assert_eq!(browser.get("/tags/wifi").status, 404);
        assert_eq!(browser.get("/admin/tags/999").status, 404);
    });
}
