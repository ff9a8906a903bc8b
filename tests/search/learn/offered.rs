//! Where similar questions are offered: while asking, and where somebody closes a duplicate.

use kiez::threads::kinds::HideReason;
use kiez::threads::{accept, hide};

use super::sign_in;
use crate::search::town::Town;
use crate::support::Forum;

/// A solved question, and another one like it.
fn solved(town: &Town) -> (i64, i64) {
    let original = town.ask("Die Waschmaschine brummt beim Schleudern", "Sie brummt sehr laut beim Schleudern.", &[]);
    let answer = town.answer(original, "Stell die Füße gerade, dann brummt sie nicht mehr.");
    town.act(&town.asker, move |tx, a, r, now| accept::accept(tx, a, answer, r, now));
    (original, town.ask("Meine Waschmaschine brummt beim Schleudern", "Das Brummen hört man im ganzen Haus.", &[]))
}

#[test]
fn while_typing_only_those_signed_in_can_say_that_it_is_answered() {
    let forum = Forum::start();
    let town = Town::new(&forum.services.db);
    let (original, _) = solved(&town);
    let path = "/similar?title=Waschmaschine+brummt+beim+Schleudern&lang=de";
    let mut visitor = forum.browser();
    let list = visitor.get(path);
    assert!(list.body.contains("Stell die Füße gerade") && !list.body.contains("button"), "{}", list.body);
    let mut lena = forum.browser();
    sign_in(&forum, &mut lena, town.asker.id);
    let list = lena.get(path);
    let button = format!("form=\"answered\" name=\"question\" value=\"{original}\" aria-describedby=\"s{original}\"");
    assert!(list.body.contains(&button) && list.body.contains(&format!("id=\"s{original}\"")), "{}", list.body);
    let form = lena.get("/ask");
    assert!(form.body.contains("<form id=\"answered\" method=\"post\" action=\"/similar/answered\">"), "{}", form.body);
    let fields =
        [("title", "Waschmaschine brummt beim Schleudern"), ("body", "Sie brummt beim Schleudern."), ("lang", "de")];
    let step = lena.post("/ask", &fields);
    assert_eq!(step.status, 200);
    assert!(step.body.contains(&button) && step.body.contains("Stell die Füße gerade"), "{}", step.body);
}

#[test]
fn likely_duplicates_are_offered_where_one_closes() {
    let forum = Forum::start();
    let town = Town::new(&forum.services.db);
    let (original, other) = solved(&town);
    let mut admin = forum.browser();
    sign_in(&forum, &mut admin, town.admin.id);
    // Which waits for the index.
    assert_eq!(admin.get("/similar?title=Waschmaschine+brummt&lang=de").status, 200);
    let page = admin.get(&format!("/posts/{other}/close"));
    assert_eq!(page.text(&format!("#s{original}")).as_deref(), Some("Die Waschmaschine brummt beim Schleudern"));
    assert!(page.body.contains("Stell die Füße gerade"), "{}", page.body);
    assert_eq!(page.field("original"), original.to_string());
    let again = admin.post(&format!("/questions/{other}/duplicate"), &[("original", "nonsense")]);
    assert_eq!(again.status, 422);
    assert!(again.text(&format!("#s{original}")).is_some(), "they are still there: {}", again.body);
    let done = admin.post(&format!("/questions/{other}/duplicate"), &[("original", &original.to_string())]);
    assert_eq!(done.status, 303);
    let page = admin.get(&format!("/posts/{other}/close"));
    assert!(page.text(&format!("#s{original}")).is_none(), "what it is already is not offered");
    town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, original, HideReason::Spam, r, now));
    let third = town.ask("Unsere Waschmaschine brummt beim Schleudern", "Das Brummen stört die Nachbarn.", &[]);
    let page = admin.get(&format!("/posts/{third}/close"));
    assert!(!page.body.contains("Stell die Füße gerade"), "{}", page.body);
}
