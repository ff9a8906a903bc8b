//! What a search may go on as, while it is typed.

use diesel::prelude::*;
use kiez::threads::hide;
use kiez::threads::kinds::HideReason;
use kiez::threads::tables::tags;

use super::pages::links;
use super::town::Town;
use crate::support::{Database, Forum};

fn forums(visit: impl Fn(&Forum, &Town)) {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        let forum = Forum::start_with(database, |_| {});
        let town = Town::new(&forum.services.db);
        visit(&forum, &town);
    }
}

#[test]
fn tags_are_offered_by_their_beginning() {
    forums(|forum, town| {
        let mut browser = forum.browser();
        town.ask("Kein Empfang im Keller", "Oben geht es.", &["wlan", "wlan-gast", "wärme"]);
        town.ask("Kein Empfang im Dach", "Unten geht es.", &["wlan-gast"]);
        let gone = town.ask("Kein Empfang im Bad", "Sonst geht es.", &["wlan-bad"]);
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, gone, HideReason::Spam, r, now));
        town.act(&town.admin, move |tx, a, r, now| {
            let tag: i64 = tags::table.filter(tags::name.eq("wlan")).select(tags::id).first(tx.conn())?;
            kiez::threads::tags::add_synonym(tx, a, tag, "wifi", r, now)
        });
        let mut offered = |query: &str| -> Vec<(String, String)> {
            let page = browser.get(&format!("/search/complete?q={query}"));
            assert_eq!((page.status, page.header("cache-control")), (200, Some("no-store")), "{query}");
            links(&page, "a[role=option]").into_iter().filter(|(_, href)| href.starts_with("/search")).collect()
        };
        let line = |name: &str, n: u8, href: &str| (format!("Tag{name}{n}"), href.to_owned());
        let both = [line("wlan-gast", 2, "/search?tag=wlan-gast"), line("wlan", 1, "/search?tag=wlan")];
        assert_eq!(offered("wl"), both);
        assert_eq!(offered("WLAN"), both);
        assert_eq!(offered("wlan-g"), both[..1]);
        assert_eq!(offered("w%C3%A4"), [line("wärme", 1, "/search?tag=w%C3%A4rme")]);
        assert_eq!(offered("keller+wif"), [line("wlan", 1, "/search?q=keller&tag=wlan")], "by another name");
        for nothing in ["", "w", "+w+", "wlanx", "wlan-b", "%25", "w%25", "w_", "%00%FF", "%22%22", "tag:w"] {
            assert_eq!(offered(nothing), [], "{nothing}");
        }
    });
}

#[test]
fn questions_are_offered_as_they_may_be_seen_now() {
    forums(|forum, town| {
        let mut browser = forum.browser();
        let first = town.ask("Waschmaschine <brummt> beim Schleudern", "Ziemlich laut.", &[]);
        town.ask_in("en", "Waschmaschine is a German word", "Or is it not one?", &[], None);
        browser.get("/search"); // waits for the index
        let page = browser.get("/search/complete?q=waschm");
        assert_eq!(page.status, 200);
        let found = links(&page, "a[role=option]");
        assert_eq!(found.len(), 2, "{}", page.body);
        assert!(
            page.body.contains("<mark>Waschm") && page.body.contains("&lt;brummt") && page.body.contains("lang=\"de\"")
        );
        assert!(page.body.contains("data-said=\"2 suggestions\""), "{}", page.body);
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, first, HideReason::Spam, r, now));
        let page = browser.get("/search/complete?q=waschmaschine+brum");
        assert!(!page.body.contains("brummt"), "at once, however far the index is: {}", page.body);
    });
}
