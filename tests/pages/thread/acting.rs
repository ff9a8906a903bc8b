use kiez::accounts::roles::Role;

use super::house::{BODY, House, TITLE, attribute, count};

#[test]
fn answering_voting_and_accepting() {
    let house = House::open();
    let (mut lena, mut sven, mut aylin) = (house.guest("Lena", 200), house.guest("Sven", 1), house.guest("Aylin", 200));
    let (path, question) = lena.ask(TITLE, BODY);
    let answer = sven.answer(question, "Hold the button for **ten** seconds.");
    let place = sven.browser.get(&format!("/answers/{answer}"));
    assert_eq!((place.status, place.location()), (302, format!("{path}#a{answer}").as_str()));

    let vote = aylin.browser.post_with(
        &format!("/answers/{answer}/vote"),
        &[("vote", "up")],
        &[("origin", &house.forum.url), ("accept", "application/json")],
    );
    assert_eq!((vote.status, vote.body.as_str()), (200, r#"{"down":0,"mine":"up","score":1,"up":1}"#));
    let page = aylin.browser.get(&path);
    let pressed = format!("#a{answer} .vote button[aria-pressed='true']");
    assert_eq!(attribute(&page, &pressed, "value").as_deref(), Some("none"));
    let back = aylin.send(&format!("/answers/{answer}/vote"), &[("vote", "none")]);
    assert_eq!(back.location(), format!("/answers/{answer}"));
    assert_eq!(count(&aylin.browser.get(&path), &pressed), 0);

    lena.press(&format!("/answers/{answer}/accept"));
    let page = lena.browser.get(&path);
    assert_eq!(count(&page, &format!("#a{answer}.accepted .verdict-accepted")), 1);
    assert_eq!(count(&page, ".thread-head .state-solved"), 1);
    let undo = attribute(&page, ".flash form", "action").expect("an undo");
    lena.press(&undo);
    assert_eq!(count(&lena.browser.get(&path), ".thread-head .state-answered"), 1);
}

#[test]
fn a_vote_that_is_refused_says_why() {
    let house = House::open();
    let (mut lena, mut sven) = (house.guest("Lena", 1), house.guest("Sven", 1));
    let (path, question) = lena.ask(TITLE, BODY);
    let json = |origin: &str| [("origin", origin.to_owned()), ("accept", "application/json".to_owned())];
    let headers = json(&house.forum.url);
    let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let own = lena.browser.post_with(&format!("/questions/{question}/vote"), &[("vote", "up")], &headers);
    assert_eq!(own.status, 403);
    assert!(own.body.contains("\"error\""), "{}", own.body);
    let poor = sven.browser.post_with(&format!("/questions/{question}/vote"), &[("vote", "up")], &headers);
    assert_eq!(poor.status, 403);
    assert!(poor.body.contains("15"), "{}", poor.body);
    let page = sven.browser.get(&path);
    assert_eq!(count(&page, ".vote button[disabled]"), 2);
    let odd = sven.browser.post(&format!("/questions/{question}/vote"), &[("vote", "sideways")]);
    assert_eq!(odd.status, 422);
    let visitor = house.forum.browser().post(&format!("/questions/{question}/vote"), &[("vote", "up")]);
    assert_eq!(visitor.location(), format!("/sign-in?next=%2Fquestions%2F{question}"));
}

#[test]
fn an_answer_that_needs_another_look_is_shown_with_its_text() {
    let house = House::open();
    let (mut lena, mut sven) = (house.guest("Lena", 1), house.guest("Sven", 1));
    let (_, question) = lena.ask(TITLE, BODY);
    let page = sven.browser.post(&format!("/questions/{question}/answers"), &[("body", "<no>"), ("key", "k9")]);
    assert_eq!(page.status, 422);
    assert_eq!(page.text("#answer").as_deref(), Some("<no>"));
    assert!(page.text("#answer-error").is_some_and(|t| t.contains("10")), "{}", page.body);
    assert_eq!(page.text("h1").as_deref(), Some(TITLE));
    let page =
        sven.browser.post(&format!("/questions/{question}/answers"), &[("body", "Some *text*."), ("preview", "1")]);
    assert_eq!((page.status, page.text("#answer-preview em").as_deref()), (200, Some("text")));

    let first = sven.send(&format!("/questions/{question}/answers"), &[("body", "Hold the button."), ("key", "k9")]);
    let again = sven.send(&format!("/questions/{question}/answers"), &[("body", "Hold the button."), ("key", "k9")]);
    assert_eq!(first.location(), again.location());
}

#[test]
fn comments_are_folded_and_have_their_own_addresses() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (path, question) = lena.ask(TITLE, BODY);
    let mut last = String::new();
    for n in 1..=7 {
        let posted = lena.send(&format!("/posts/{question}/comments"), &[("body", &format!("Comment number {n}"))]);
        last = posted.location().to_owned();
    }
    let page = lena.browser.get(&path);
    assert_eq!(count(&page, ".comment"), 5);
    assert!(page.body.contains("Show 2 more comments"));
    let place = lena.browser.get(&last);
    assert!(place.location().starts_with(&format!("{path}?comments={question}#c")), "{}", place.location());
    let page = lena.browser.get(place.location().split('#').next().unwrap_or_default());
    assert_eq!(count(&page, ".comment"), 7);

    let short = lena.browser.post(&format!("/posts/{question}/comments"), &[("body", "no")]);
    assert_eq!((short.status, short.text(&format!("#c-{question}")).as_deref()), (422, Some("no")));
    let id = last.rsplit('/').next().unwrap_or_default().to_owned();
    lena.press(&format!("/comments/{id}/delete"));
    assert_eq!(house.guest("Sven", 1).browser.get(&last).status, 404);
}

#[test]
fn joining_watching_and_their_undo() {
    let house = House::open();
    let (mut lena, mut sven) = (house.guest("Lena", 1), house.guest("Sven", 1));
    let (path, question) = lena.ask(TITLE, BODY);
    for act in ["join", "watch"] {
        sven.send(&format!("/questions/{question}/{act}"), &[("on", "1")]);
        let page = sven.browser.get(&path);
        let button = format!(".side form[action='/questions/{question}/{act}'] button");
        assert_eq!(attribute(&page, &button, "aria-pressed").as_deref(), Some("true"), "{act}");
        let undo = attribute(&page, ".flash form", "action").expect("an undo");
        sven.press(&undo);
        assert_eq!(attribute(&sven.browser.get(&path), &button, "aria-pressed").as_deref(), Some("false"), "{act}");
    }
    sven.send("/tags/wlan/watch", &[("on", "1")]);
    assert_eq!(sven.browser.post("/tags/nothing-like-it/watch", &[]).status, 404);
}

#[test]
fn experts_endorse_with_a_note() {
    let house = House::open();
    let (mut lena, mut sven, mut mirko) = (house.guest("Lena", 1), house.guest("Sven", 1), house.guest("Mirko", 1));
    house.grant(mirko.id, Role::Expert);
    let (path, question) = lena.ask(TITLE, BODY);
    let answer = sven.answer(question, "Hold the button for ten seconds.");
    assert_eq!(count(&mirko.browser.get(&path), &format!("a[href='/posts/{answer}/endorse']")), 1);
    assert_eq!(count(&sven.browser.get(&path), &format!("a[href='/posts/{answer}/endorse']")), 0);
    assert_eq!(mirko.browser.get(&format!("/posts/{answer}/endorse")).status, 200);
    mirko.send(&format!("/answers/{answer}/endorse"), &[("note", "<i>Right</i>"), ("version", "5.14")]);
    let page = mirko.browser.get(&path);
    let verdict = page.text(&format!("#a{answer} .verdict-endorsed")).expect("an endorsement");
    assert!(verdict.contains("<i>Right</i>") && verdict.contains("5.14"), "{verdict}");
    mirko.press(&format!("/answers/{answer}/withdraw"));
    let page = mirko.browser.get(&path);
    assert_eq!(count(&page, ".verdict-endorsed"), 0);
    let undo = attribute(&page, ".flash form", "action").expect("a way back");
    mirko.press(&undo);
    assert!(mirko.browser.get(&path).text(".verdict-endorsed").is_some_and(|t| t.contains("5.14")));
    assert_eq!(sven.browser.post(&format!("/answers/{answer}/endorse"), &[("note", "mine")]).status, 403);
}

#[test]
fn closing_marking_and_reopening() {
    let house = House::open();
    let (mut lena, mut karl) = (house.guest("Lena", 1), house.guest("Karl", 1));
    house.grant(karl.id, Role::Moderator);
    let (original, first) = lena.ask(TITLE, BODY);
    let (path, second) = lena.ask("Red light blinks every night, too", BODY);
    assert_eq!(karl.browser.get(&format!("/posts/{second}/close")).status, 200);
    let unreadable = karl.browser.post(&format!("/questions/{second}/duplicate"), &[("original", "what?")]);
    assert_eq!((unreadable.status, attribute(&unreadable, "#original", "value").as_deref()), (422, Some("what?")));
    karl.send(&format!("/questions/{second}/duplicate"), &[("original", &format!("https://kiez.example{original}"))]);
    let page = karl.browser.get(&path);
    assert_eq!(count(&page, &format!(".notice a[href='{original}']")), 1, "{}", page.body);
    assert_eq!(count(&page, ".thread-head .state-duplicate"), 1);
    assert_eq!(count(&page, "#answer"), 0);
    assert_eq!(count(&karl.browser.get(&original), &format!(".side a[href='{path}']")), 1);
    let refused =
        karl.browser.post(&format!("/questions/{second}/answers"), &[("body", "An answer that came too late.")]);
    assert_eq!(refused.status, 409);
    karl.press(&format!("/questions/{second}/reopen"));
    let undo = attribute(&karl.browser.get(&path), ".flash form", "action").expect("an undo");
    assert_eq!(undo, format!("/questions/{second}/duplicate?original={first}"));
    karl.press(&undo);
    karl.press(&format!("/questions/{second}/reopen"));
    karl.send(&format!("/questions/{second}/close"), &[("reason", "off_topic")]);
    assert_eq!(count(&karl.browser.get(&path), ".state-closed"), 1);
    assert_eq!(karl.browser.post(&format!("/questions/{first}/close"), &[("reason", "whatever")]).status, 422);
}
