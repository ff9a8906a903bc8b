//! What not everybody may see is nowhere: no hit, no count, no snippet, no completion, nothing similar, no author.

use diesel::prelude::*;
use kiez::threads::events::PostHeld;
use kiez::threads::kinds::{HideReason, Status};
use kiez::threads::tables::{posts, questions, tags};
use kiez::threads::{delete, hide};

use super::pages::{hits, links};
use super::town::{Town, signed_in};
use crate::support::{Browser, Database, Forum};

/// In every text that is taken away.
const SECRET: &str = "Quittenbrot";

fn hold(town: &Town, question_id: i64, post_id: i64) {
    town.act(&town.admin, move |tx, _, _, now| {
        diesel::update(posts::table.find(post_id)).set(posts::status.eq(Status::Held)).execute(tx.conn())?;
        if post_id == question_id {
            diesel::update(questions::table.find(post_id)).set(questions::shown.eq(false)).execute(tx.conn())?;
            let tag = tags::table.filter(tags::name.eq("geheim"));
            diesel::update(tag).set(tags::question_count.eq(tags::question_count - 1)).execute(tx.conn())?;
        }
        tx.record(None, &PostHeld { question_id, post_id }, now);
        Ok(())
    });
}

/// Everything that search shows, for the secret word and for everything.
fn surfaces(browser: &mut Browser) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for path in [
        "/search?q=quittenbrot",
        "/search?q=%22quittenbrot%22&sort=newest",
        "/search?q=quittenbrot+drucker&sort=votes",
        "/search?q=quittenbrod", // which would be put right
        "/search",
        "/search?tag=geheim",
        "/search?q=user:gunnar",
        "/search?q=user:lena",
        "/search/complete?q=quitten",
        "/search/complete?q=drucker+quit",
        "/search/complete?q=geh",
        "/similar?title=Quittenbrot+im+Drucker",
    ] {
        let page = browser.get(path);
        assert_eq!(page.status, 200, "{path}");
        all.push((path, page.body));
    }
    all
}

#[test]
fn nothing_of_what_is_taken_away_is_anywhere() {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        let forum = Forum::start_with(database, |_| {});
        let town = Town::new(&forum.services.db);
        let ask = |n: u8| town.ask(&format!("{SECRET} im Drucker {n}"), &format!("Das {SECRET} klemmt."), &["geheim"]);
        let (hidden, deleted, held) = (ask(1), ask(2), ask(3));
        let open = town.ask("Drucker steht still", "Er druckt gar nichts.", &["offen"]);
        let answer = || town.answer(open, &format!("Nimm das {SECRET} aus dem Schacht."));
        let answers = [answer(), answer(), answer()];
        let mut visitor = forum.browser();
        assert_eq!(hits(&visitor.get("/search?q=quittenbrot")).len(), 4, "it was there");
        assert!(!visitor.get("/similar?title=Quittenbrot+im+Drucker").body.is_empty());

        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, hidden, HideReason::Spam, r, now));
        town.act(&town.asker, move |tx, a, r, now| delete::delete(tx, a, deleted, r, now));
        hold(&town, held, held);
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, answers[0], HideReason::Spam, r, now));
        town.act(&town.helper, move |tx, a, r, now| delete::delete(tx, a, answers[1], r, now));
        hold(&town, open, answers[2]);

        let people = [town.asker.id, town.helper.id, town.admin.id];
        for mut browser in people.map(|person| signed_in(&forum, person)).into_iter().chain([visitor]) {
            for (path, body) in surfaces(&mut browser) {
                let shown = scraper::Html::parse_document(&body);
                let parts = ".page-main, .facets, [role=listbox], .similar-list"; // the box keeps what was typed
                let parts = scraper::Selector::parse(parts).expect("a selector");
                let texts: String = shown.select(&parts).flat_map(|part| part.text()).collect();
                let secret = if path.ends_with("brod") {
                    texts.to_lowercase().contains("quittenbrot")
                } else {
                    texts.contains(SECRET)
                };
                assert!(!secret, "{path}: {texts}");
            }
            assert_eq!(hits(&browser.get("/search")), ["Drucker steht still"]);
            let facets: Vec<String> =
                links(&browser.get("/search"), ".facets a").into_iter().map(|(name, _)| name).collect();
            assert_eq!(facets.iter().filter(|name| name.ends_with(" 1")).count(), facets.len(), "{facets:?}");
            assert!(!facets.iter().any(|name| name.contains("geheim")), "{facets:?}");
            assert!(hits(&browser.get("/search?q=user:gunnar")).is_empty(), "an answer that is gone has no author");
            assert_eq!(browser.get("/search/complete?q=geh").body, "");
        }
    }
}

#[test]
fn whoever_left_is_not_found_by_name() {
    let forum = Forum::start();
    let (town, mut browser) = (Town::new(&forum.services.db), forum.browser());
    let question = town.ask("Drucker steht still", "Er druckt gar nichts.", &[]);
    town.answer(question, "Ein anderes Kabel hat bei mir geholfen.");
    assert_eq!(hits(&browser.get("/search?q=user:gunnar")).len(), 1);
    let person = town.helper.id;
    town.act(&town.admin, move |tx, actor, _, now| kiez::accounts::erase::erase(tx, actor, person, now));
    let page = browser.get("/search?q=user:gunnar");
    assert_eq!((page.field("q").as_str(), links(&page, ".chips a").len()), ("user:gunnar", 0));
}
