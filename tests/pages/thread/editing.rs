use super::house::{BODY, House, TITLE, attribute, count, number};

#[test]
fn an_edit_becomes_a_version_with_a_readable_difference() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (path, id) = lena.ask(TITLE, BODY);
    let form = lena.browser.get(&format!("/posts/{id}/edit"));
    assert_eq!(form.text("#body").as_deref(), Some(BODY));
    assert_eq!(attribute(&form, "#tags", "value").as_deref(), Some("light, wlan"));
    let body = BODY.replace("yesterday", "Tuesday");
    let base = form.field("base");
    let title = "The red light blinks all day";
    lena.send(
        &format!("/posts/{id}/edit"),
        &[("title", title), ("body", &body), ("tags", "wlan"), ("reason", "the day"), ("base", &base)],
    );
    let old = lena.browser.get(&path);
    assert_eq!(old.status, 301);
    assert_eq!(old.header("cache-control"), Some("no-cache"));
    let page = lena.browser.follow(&old);
    assert_eq!(page.text("h1").as_deref(), Some(title));
    let versions = lena.browser.get(&format!("/posts/{id}/revisions"));
    assert_eq!(versions.text("tr.del del").as_deref(), Some("yesterday"));
    assert_eq!(versions.text("tr.add ins").as_deref(), Some("Tuesday"));
    assert_eq!(versions.text(".diff-inline del").as_deref(), Some("night"));
    assert_eq!(count(&versions, ".revision"), 2);
    assert!(versions.body.contains("the day"));

    lena.send(&format!("/posts/{id}/rollback"), &[("to", "1")]);
    assert_eq!(lena.browser.get(&path).text("h1").as_deref(), Some(TITLE));
}

#[test]
fn a_conflict_shows_both_versions_and_loses_nothing() {
    let house = House::open();
    let (mut lena, mut gunnar) = (house.guest("Lena", 1), house.guest("Gunnar", 2_000));
    let (_, id) = lena.ask(TITLE, BODY);
    let edit = format!("/posts/{id}/edit");
    gunnar.send(
        &edit,
        &[("title", TITLE), ("body", "Theirs: the light is red and it blinks."), ("tags", "wlan"), ("base", "1")],
    );
    let page = lena.browser.post(
        &edit,
        &[
            ("title", TITLE),
            ("body", "Mine: the light is blue and it blinks."),
            ("tags", "wlan"),
            ("reason", "why not"),
            ("base", "1"),
        ],
    );
    assert_eq!(page.status, 409, "{}", page.body);
    assert_eq!(page.text("#body").as_deref(), Some("Mine: the light is blue and it blinks."));
    assert_eq!(attribute(&page, "#reason", "value").as_deref(), Some("why not"));
    assert!(page.text(".version .prose").is_some_and(|t| t.starts_with("Theirs")));
    assert!(page.text(".versions").is_some_and(|t| t.contains("Gunnar")));
    assert!(page.text("tr.add").is_some_and(|t| t.contains("Mine")));
    let base = page.field("base");
    assert_eq!(base, "2");
    lena.send(
        &edit,
        &[("title", TITLE), ("body", "Both: the light is red or blue."), ("tags", "wlan"), ("base", &base)],
    );
    let form = lena.browser.get(&edit);
    assert_eq!(form.text("#body").as_deref(), Some("Both: the light is red or blue."));
}

#[test]
fn below_the_privilege_an_edit_is_a_suggestion() {
    let house = House::open();
    let (mut lena, mut sven) = (house.guest("Lena", 1), house.guest("Sven", 50));
    let (path, id) = lena.ask(TITLE, BODY);
    let form = sven.browser.get(&format!("/posts/{id}/edit"));
    assert_eq!(form.text("h1").as_deref(), Some("Suggest an edit"));
    sven.send(
        &format!("/posts/{id}/edit"),
        &[("title", TITLE), ("body", "Since Tuesday the red light blinks."), ("reason", "shorter"), ("base", "1")],
    );
    assert!(lena.browser.get(&path).text(".prose").is_some_and(|t| t.contains("yesterday")));
    assert_eq!(lena.browser.get(&format!("/posts/{id}/edit")).text("#body").as_deref(), Some(BODY));
}

#[test]
fn an_edit_that_needs_another_look_keeps_the_text() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (_, id) = lena.ask(TITLE, BODY);
    let page = lena.browser.post(
        &format!("/posts/{id}/edit"),
        &[("title", "x"), ("body", "tiny"), ("tags", "a b"), ("reason", "r"), ("base", "1")],
    );
    assert_eq!(page.status, 422);
    assert_eq!(page.text("#body").as_deref(), Some("tiny"));
    assert_eq!(attribute(&page, "#reason", "value").as_deref(), Some("r"));
    assert_eq!(attribute(&page, "#title", "value").as_deref(), Some("x"));
}

#[test]
fn a_comment_is_edited_deleted_and_brought_back() {
    let house = House::open();
    let (mut lena, mut gunnar) = (house.guest("Lena", 1), house.guest("Gunnar", 50));
    let (path, id) = lena.ask(TITLE, BODY);
    let posted = gunnar.send(&format!("/posts/{id}/comments"), &[("body", "Which model is it?"), ("key", "k")]);
    let comment = number(posted.location());
    let edit = format!("/comments/{comment}/edit");
    assert_eq!(count(&gunnar.browser.get(&path), &format!("a[href='{edit}']")), 1);
    assert_eq!(count(&lena.browser.get(&path), &format!("a[href='{edit}']")), 0);
    assert_eq!(lena.browser.get(&edit).status, 403);
    let form = gunnar.browser.get(&edit);
    assert_eq!((form.text("#body").as_deref(), form.field("base").as_str()), (Some("Which model is it?"), "0"));
    let short = gunnar.browser.post(&edit, &[("body", "Eh?"), ("base", "0")]);
    assert_eq!((short.status, short.text("#body").as_deref()), (422, Some("Eh?")));
    assert!(short.text("#body-error").is_some(), "{}", short.body);
    gunnar.send(&edit, &[("body", "Which model, **which** version?"), ("base", "0")]);
    let shown = gunnar.browser.get(&path);
    assert_eq!(shown.text(".comment strong").as_deref(), Some("which"));
    assert!(shown.text(".comment .byline").is_some_and(|t| t.contains("edited")));

    let stale = gunnar.browser.post(&edit, &[("body", "From another window"), ("base", "0")]);
    assert_eq!((stale.status, stale.text("#body").as_deref()), (409, Some("From another window")));
    assert!(stale.text("main .prose").is_some_and(|t| t.contains("which version")), "{}", stale.body);
    gunnar.send(&edit, &[("body", "From another window"), ("base", &stale.field("base"))]);

    gunnar.press(&format!("/comments/{comment}/delete"));
    let undo = attribute(&gunnar.browser.get(&path), ".flash form", "action").expect("a way back");
    assert_eq!(count(&lena.browser.get(&path), ".comment"), 0);
    gunnar.press(&undo);
    assert!(lena.browser.get(&path).text(".comment").is_some_and(|t| t.contains("From another window")));
}
