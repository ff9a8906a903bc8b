//! A question's language can be put right, and search knows it at once.

use super::pages::{hits, links};
use super::town::{Town, signed_in};
use crate::support::Forum;

#[test]
fn the_asker_and_editors_put_the_language_right() {
    let forum = Forum::start();
    let town = Town::new(&forum.services.db);
    let (title, body) = ("Drucker druckt Streifen", "Nur auf Papier, sonst nirgends.");
    let id = town.ask_in("en", title, body, &["drucker"], None);
    let path = format!("/posts/{id}/edit");
    let change = |lang: &'static str| {
        [("title", title), ("body", body), ("tags", "drucker"), ("lang", lang), ("base", "1"), ("reason", "")]
    };
    let (mut asker, mut admin) = (signed_in(&forum, town.asker.id), signed_in(&forum, town.admin.id));
    let mut visitor = forum.browser();
    assert_eq!(hits(&visitor.get("/search?q=drucker&lang=en")), [title]);
    assert_eq!(asker.get(&path).text("#lang option[selected]").as_deref(), Some("English"));

    let saved = asker.post(&path, &change("de"));
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert!(!asker.follow(&saved).body.contains("/rollback?to="), "there is nothing to take back");
    let page = visitor.get("/search?q=drucker&lang=de");
    assert_eq!(hits(&page), [title]);
    assert!(page.body.contains("lang=\"de\">") && !links(&page, ".facets a").is_empty());
    assert!(hits(&visitor.get("/search?q=drucker&lang=en")).is_empty());

    assert_eq!(admin.post(&path, &change("en")).status, 303);
    assert_eq!(hits(&visitor.get("/search?q=drucker&lang=en")), [title]);
    let refused = admin.post(&path, &change("xx"));
    assert_eq!((refused.status, refused.text("#lang-error").is_some()), (422, true), "{}", refused.body);

    // Who may only suggest is not asked for it, and cannot smuggle it in.
    let mut helper = signed_in(&forum, town.helper.id);
    assert_eq!(helper.get(&path).text("#lang"), None);
    helper.post(&path, &change("de"));
    assert_eq!(hits(&visitor.get("/search?q=drucker&lang=en")), [title]);
}
