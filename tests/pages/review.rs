//! The expert's page, the review queue, and the care of tags.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::moderation::tables::review_items;
use kiez::threads::events::PostHeld;
use kiez::threads::kinds::Status;
use kiez::threads::revise::{self, Revision};
use kiez::threads::tables::posts;
use kiez::threads::tags;

use super::town::{Asked, Town, asked, attributes, text, texts, towns};

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

/// The address of the item beside the list, by what it is about.
fn item(town: &Town, subject: &str) -> i64 {
    let open = review_items::table.filter(review_items::decided_at.is_null());
    town.read(|conn| open.filter(review_items::subject.eq(subject)).select(review_items::id).first(conn))
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
        assert!(browser.get("/review").text(".tabs").is_none(), "only moderators see what else waits");
        let id = item(town, "edit:1");
        let page = browser.get(&format!("/review?item={id}"));
        assert!(page.text(".diff ins").is_some() && page.body.contains("clearer"));
        let path = |verb: &str| format!("/review/{id}/{verb}");
        assert_eq!(browser.post(&path("nonsense"), &[]).status, 404);
        assert_eq!(browser.post(&path("hide"), &[]).status, 422);
        // Whose post it is sees it too, and so does nobody else without the privilege, least of all who suggested it.
        assert!(town.browser_of(lena).get("/review").body.contains(&format!("item={id}")));
        for other in [sven, jule] {
            assert!(!town.browser_of(other).get("/review").body.contains(&format!("item={id}")));
            assert_eq!(town.browser_of(other).post(&path("accept"), &[]).status, 404);
            assert_eq!(town.browser_of(other).get(&format!("/review?item={id}")).status, 404);
        }
        let done = browser.post(&path("accept"), &[("words", "")]);
        assert_eq!((done.status, done.location()), (303, "/review"));
        let body: String = town.read(|conn| posts::table.find(question).select(posts::body).first(conn));
        assert_eq!(body, "What exactly is there to do?");
        assert!(browser.get("/review").text(".empty").is_some());
        let late = town.browser_of(lena).post(&path("decline"), &[("words", "Not so fast")]);
        assert_eq!(late.status, 409);
        assert!(late.text("#errors").is_some_and(|told| told.starts_with("Karl accepted it")), "{}", late.body);
        assert_eq!(late.text("#kept").as_deref(), Some("Not so fast"), "and nothing is lost");
        assert_eq!(browser.post("/review/999/accept", &[]).status, 404);
        assert_eq!(town.forum.browser().get("/review").status, 303);
    });
}

#[test]
fn waiting_posts_are_let_through_or_not() {
    towns(|town| {
        let (lena, jonas) = (town.person("Lena", 1), town.person("Jonas", 1));
        town.grant(jonas, Role::Moderator, Scope::Everywhere);
        let held = |title: &str| {
            let id = town.ask(lena, Asked { status: Status::Held, ..asked(title) });
            town.write(move |tx| {
                let waits = diesel::update(posts::table.find(id));
                waits.set(posts::status_at.eq(Some(crate::support::START))).execute(tx.conn())?;
                tx.record(None, &PostHeld { question_id: id, post_id: id }, crate::support::START);
                Ok(())
            });
            id
        };
        let (good, bad) = (held("A good one"), held("A bad one"));
        let mut browser = town.browser_of(jonas);
        assert_eq!(texts(&browser.get("/review"), ".rows li a"), ["A good one", "A bad one"]);
        assert!(texts(&town.forum.browser().get("/"), ".q-title").is_empty());
        let (good, bad) = (item(town, &format!("post:{good}")), item(town, &format!("post:{bad}")));
        assert_eq!(town.browser_of(lena).post(&format!("/review/{bad}/release"), &[]).status, 404);
        let done = browser.post(&format!("/review/{good}/release"), &[("back", "/review?kind=held")]);
        assert_eq!((done.status, done.location()), (303, format!("/review?kind=held&item={bad}").as_str()));
        let page = browser.follow(&done);
        assert_eq!(page.text("#detail-h").as_deref(), Some("A bad one"), "the next one loads by itself");
        let undo = attributes(&page, ".flash form", "action");
        assert_eq!(browser.post(&undo[0], &[]).status, 303);
        assert!(texts(&town.forum.browser().get("/"), ".q-title").is_empty(), "it waits again");
        assert_eq!(browser.post(&format!("/review/{good}/release"), &[]).status, 303);
        assert_eq!(browser.post(&format!("/review/{bad}/reject"), &[("words", "No.")]).location(), "/review");
        assert_eq!(texts(&town.forum.browser().get("/"), ".q-title"), ["A good one"]);
        assert!(browser.get("/review").body.contains("Nothing waits"));
        assert!(browser.get("/metrics").body.contains("kiez_review_waiting{kind=\"held\"} 0"));
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
