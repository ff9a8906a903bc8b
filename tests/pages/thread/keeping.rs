use kiez::accounts::roles::Role;

use super::house::{BODY, Guest, House, TITLE, attribute, count};

/// Where an undo in the flash leads.
fn undo(answer: &crate::support::Answer) -> String {
    attribute(answer, ".flash form", "action").expect("an undo")
}

/// Presses the undo that a page offers.
fn take_back(guest: &mut Guest, page: &str) {
    let page = guest.browser.get(page);
    guest.press(&undo(&page));
}

#[test]
fn locking_and_protecting_are_said_on_the_page_and_taken_back() {
    let house = House::open();
    let (mut lena, mut sven, mut mo) = (house.guest("Lena", 1), house.guest("Sven", 1), house.guest("Mo", 1));
    house.grant(mo.id, Role::Moderator);
    let (path, question) = lena.ask(TITLE, BODY);
    assert_eq!(lena.browser.get(&format!("/posts/{question}/lock")).status, 403);
    assert_eq!(house.forum.browser().get(&format!("/posts/{question}/lock")).status, 303);
    assert_eq!(mo.browser.get(&format!("/posts/{question}/lock")).status, 200);
    assert_eq!(mo.browser.post(&format!("/posts/{question}/lock"), &[]).status, 422);
    mo.send(&format!("/posts/{question}/lock"), &[("reason", "heated")]);
    let page = mo.browser.get(&path);
    assert!(page.text("#locked").is_some_and(|t| t.contains("heated") && t.contains("Mo")), "{}", page.body);
    assert_eq!(mo.browser.post(&format!("/posts/{question}/lock"), &[("reason", "noise")]).status, 409);
    assert_eq!(count(&sven.browser.get(&path), "#answer"), 0);
    let refused =
        sven.browser.post(&format!("/questions/{question}/answers"), &[("body", "Try another cable, maybe.")]);
    assert_eq!((refused.status, refused.text("#answer").as_deref()), (409, Some("Try another cable, maybe.")));
    mo.press(&undo(&page));
    let page = mo.browser.get(&path);
    assert_eq!(count(&page, "#locked"), 0);
    mo.press(&undo(&page));
    assert!(mo.browser.get(&path).text("#locked").is_some_and(|t| t.contains("heated")), "for the same reason");
    mo.press(&format!("/posts/{question}/unlock"));

    mo.press(&format!("/posts/{question}/protect"));
    let page = sven.browser.get(&path);
    assert!(page.text("#protected").is_some_and(|t| t.contains("10")), "{}", page.body);
    assert_eq!((count(&page, "#answer"), count(&lena.browser.get(&path), "#answer")), (0, 1));
    assert_eq!(sven.browser.post(&format!("/questions/{question}/answers"), &[("body", "Try it again.")]).status, 403);
    take_back(&mut mo, &path);
    sven.answer(question, "Try another cable, maybe.");
}

#[test]
fn merged_addresses_lead_on_for_ever_and_never_to_what_is_hidden() {
    let house = House::open();
    let (mut lena, mut sven, mut mo) = (house.guest("Lena", 1), house.guest("Sven", 1), house.guest("Mo", 1));
    house.grant(mo.id, Role::Moderator);
    let (old, from) = lena.ask(TITLE, BODY);
    let (path, into) = sven.ask("The light is red all the time", "It has been like that since Monday evening.");
    let answer = sven.answer(from, "Hold the button for ten seconds.");
    let said =
        lena.send(&format!("/posts/{from}/comments"), &[("body", "I tried that already.")]).location().to_owned();
    let merge = format!("/posts/{from}/merge");
    assert_eq!(lena.browser.get(&merge).status, 403);
    assert_eq!(mo.browser.get(&format!("{merge}?which={from}")).status, 422, "into itself");
    let odd = mo.browser.get(&format!("{merge}?which=/questions/4711"));
    assert_eq!((odd.status, attribute(&odd, "#which", "value").as_deref()), (422, Some("/questions/4711")));
    let preview = mo.browser.get(&format!("{merge}?which={}{path}", house.forum.url));
    assert_eq!(preview.status, 200);
    assert!(preview.text("section ul").is_some_and(|t| t.contains("One answer") && t.contains("One comment")));
    let into_text = into.to_string();
    let saw = preview.field("saw");
    let fields = [("into", into_text.as_str()), ("saw", saw.as_str())];
    let done = mo.send(&merge, &fields);
    assert_eq!(done.location(), format!("/questions/{into}"));
    assert_eq!(mo.browser.post(&merge, &fields).status, 409, "somebody was faster");

    let mut visitor = house.forum.browser();
    for address in [old.clone(), format!("/questions/{from}"), format!("/questions/{from}/any-thing")] {
        let moved = visitor.get(&address);
        assert_eq!((moved.status, moved.location()), (301, path.as_str()), "{address}");
    }
    let place = visitor.get(&format!("/answers/{answer}"));
    assert_eq!(place.location(), format!("{path}#a{answer}"));
    assert!(visitor.get(&said).location().starts_with(&format!("{path}?comments={into}#c")));
    let feed = visitor.get(&format!("/questions/{from}/feed.atom"));
    assert_eq!((feed.status, feed.location()), (301, format!("/questions/{into}/feed.atom").as_str()));
    let sitemap = visitor.get("/sitemap/0.xml").body;
    assert!(sitemap.contains(&path) && !sitemap.contains(&old));
    assert!(!visitor.get("/feed.atom").body.contains(&old));
    let page = visitor.get(&path);
    assert!(page.text(&format!("#q{from} .prose")).is_some_and(|t| t.contains("nothing else happens")), "still there");
    assert_eq!(count(&page, &format!("#a{answer}")), 1);

    // Whoever wrote an answer to the old address meanwhile keeps their text, on the page that it leads to.
    let late = sven.browser.post(&format!("/questions/{from}/answers"), &[("body", "Have you tried another cable?")]);
    assert_eq!((late.status, late.text("#answer").as_deref()), (409, Some("Have you tried another cable?")));
    assert_eq!(late.text("h1").as_deref(), Some("The light is red all the time"));
    sven.send(&format!("/posts/{from}/comments"), &[("body", "Goes where the others went.")]);

    mo.send(&format!("/posts/{into}/hide"), &[("reason", "other")]);
    for address in [old.clone(), format!("/questions/{from}"), format!("/answers/{answer}"), said.clone()] {
        assert_eq!(visitor.get(&address).status, 404, "{address}");
    }
    assert_eq!(visitor.get(&format!("/questions/{from}/feed.atom")).status, 404);
    mo.press(&format!("/posts/{into}/show"));
    let page = mo.browser.get(&path);
    let apart = attribute(&page, &format!("#q{from} form"), "action").expect("it can be taken apart later");
    let apart = mo.press(&apart);
    assert_eq!(mo.browser.get(apart.location()).location(), old);
    assert_eq!(visitor.get(&old).status, 200);
    assert_eq!(visitor.get(&format!("/answers/{answer}")).location(), format!("{old}#a{answer}"));
}

#[test]
fn moving_splitting_and_converting_keep_addresses_and_can_be_undone() {
    let house = House::open();
    let (mut lena, mut sven, mut mo) = (house.guest("Lena", 1), house.guest("Sven", 1), house.guest("Mo", 1));
    house.grant(mo.id, Role::Moderator);
    let (path, question) = lena.ask(TITLE, BODY);
    let (other, second) = sven.ask("The light is red all the time", "It has been like that since Monday evening.");
    let answer = sven.answer(question, "Hold the button for ten seconds.");
    let spot = |browser: &mut crate::support::Browser| browser.get(&format!("/answers/{answer}")).location().to_owned();
    let mut visitor = house.forum.browser();

    let form = mo.browser.get(&format!("/posts/{answer}/move?which={second}"));
    assert_eq!(form.status, 200);
    let (into, from) = (form.field("into"), form.field("from"));
    let why = "It answers that one";
    mo.send(&format!("/posts/{answer}/move"), &[("into", &into), ("from", &from), ("reason", why)]);
    assert_eq!(spot(&mut visitor), format!("{other}#a{answer}"));
    for page in [mo.browser.get(&path), mo.browser.get(&other), mo.browser.get(&other)] {
        let told = page.text("li[id^='move-']");
        assert!(told.is_some_and(|t| t.contains(why)), "both threads say why, not only at once: {}", page.body);
    }
    assert_eq!(count(&lena.browser.get(&other), "li[id^='move-']"), 0, "for those who keep order");
    let later = attribute(&mo.browser.get(&path), "li[id^='move-'] form", "action").expect("an undo for later");
    mo.press(&later);
    assert_eq!(spot(&mut visitor), format!("{path}#a{answer}"));

    let form = mo.browser.get(&format!("/posts/{answer}/to-comment"));
    assert!(form.text("section li").is_some_and(|t| t.contains("32") && t.contains("1,000")), "{}", form.body);
    assert_eq!(mo.browser.post(&format!("/posts/{answer}/to-comment"), &[("under", "x")]).status, 422);
    let question_text = question.to_string();
    let made = mo.send(&format!("/posts/{answer}/to-comment"), &[("under", &question_text)]);
    let comment = made.location().to_owned();
    assert!(visitor.get(&comment).location().starts_with(&format!("{path}?comments={question}#c")));
    assert_eq!(spot(&mut visitor), visitor.get(&comment).location());
    assert_eq!(count(&sven.browser.get(&path), &format!("#a{answer}")), 0, "not even for its author");
    assert_eq!(mo.browser.get(&format!("{comment}/to-answer")).status, 200);
    mo.press(&format!("{comment}/to-answer"));
    assert_eq!(spot(&mut visitor), format!("{path}#a{answer}"));
    assert_eq!(visitor.get(&comment).location(), format!("{path}#a{answer}"));

    let form = mo.browser.get(&format!("/posts/{question}/split"));
    assert_eq!(count(&form, "input[name='pick']"), 1);
    let (pick, saw) = (format!("a{answer}"), form.field("saw"));
    let bad = mo.browser.post(&format!("/posts/{question}/split"), &[("pick", &pick), ("title", "Fan"), ("saw", &saw)]);
    assert_eq!((bad.status, attribute(&bad, "#title", "value").as_deref()), (422, Some("Fan")));
    assert_eq!(count(&bad, "input[name='pick'][checked]"), 1);
    let fields = [("pick", pick.as_str()), ("title", "The fan is loud at night"), ("saw", saw.as_str())];
    assert_eq!(mo.send(&format!("/posts/{question}/split"), &fields).location(), format!("/questions/{answer}"));
    let new = visitor.get(&format!("/questions/{answer}")).location().to_owned();
    assert_eq!(spot(&mut visitor), new);
    let page = visitor.get(&new);
    assert_eq!(page.text("h1").as_deref(), Some("The fan is loud at night"));
    assert_eq!(attribute(&page, ".thread-head .notice a", "href").as_deref(), Some(path.as_str()));
    assert!(visitor.get(&path).body.contains(&format!("href=\"{new}\"")), "links both ways");
    take_back(&mut mo, &new);
    assert_eq!(visitor.get(&new).location(), format!("{path}#a{answer}"), "its address as a question leads on");
    assert_eq!(spot(&mut visitor), format!("{path}#a{answer}"));

    let form = lena.browser.get(&format!("/posts/{question}/title"));
    let base = form.field("base");
    let change = |title: &'static str, reason: &'static str| [("title", title), ("reason", reason)];
    let short = lena
        .browser
        .post(&format!("/posts/{question}/title"), &[&change("Help", "x")[..], &[("base", &base)]].concat());
    assert_eq!((short.status, attribute(&short, "#title", "value").as_deref()), (422, Some("Help")));
    let fields = [&change("The red light of the box blinks", "Says which")[..], &[("base", &base)]].concat();
    lena.send(&format!("/posts/{question}/title"), &fields);
    let moved = visitor.get(&path);
    assert_eq!(moved.status, 301);
    assert_eq!(visitor.follow(&moved).text("h1").as_deref(), Some("The red light of the box blinks"));
    assert!(visitor.get(&format!("/posts/{question}/revisions")).body.contains("Says which"));
}
