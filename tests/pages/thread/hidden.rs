use kiez::accounts::roles::Role;

use super::house::{BODY, House, TITLE, attribute, count};

#[test]
fn a_hidden_thread_is_404_everywhere_but_for_its_author_and_moderators() {
    let house = House::open();
    let (mut lena, mut sven, mut karl) = (house.guest("Lena", 1), house.guest("Sven", 100), house.guest("Karl", 1));
    house.grant(karl.id, Role::Moderator);
    let (path, question) = lena.ask(TITLE, BODY);
    let answer = sven.answer(question, "Hold the button for ten seconds.");
    let comment =
        lena.send(&format!("/posts/{question}/comments"), &[("body", "Which button is it?")]).location().to_owned();
    assert_eq!(karl.browser.get(&format!("/posts/{question}/hide")).status, 200);
    assert_eq!(karl.browser.post(&format!("/posts/{question}/hide"), &[]).status, 422);
    karl.send(&format!("/posts/{question}/hide"), &[("reason", "personal_data")]);
    let mut visitor = house.forum.browser();
    let addresses = [
        path.clone(),
        format!("/questions/{question}"),
        format!("/questions/{question}/feed.atom"),
        format!("/posts/{question}/revisions"),
        format!("/posts/{answer}/revisions"),
        format!("/answers/{answer}"),
        comment,
    ];
    for address in &addresses {
        assert_eq!(visitor.get(address).status, 404, "visitor {address}");
        if *address != format!("/questions/{question}/feed.atom") {
            assert!(karl.browser.get(address).status < 400, "moderator {address}");
        }
    }
    let mut aylin = house.guest("Aylin", 5_000);
    for address in
        [format!("/posts/{question}/edit"), format!("/posts/{question}/close"), format!("/posts/{question}/hide")]
    {
        assert_eq!(aylin.browser.get(&address).status, 404, "{address}");
    }
    for (address, fields) in [
        (format!("/questions/{question}/answers"), [("body", "An answer to something hidden.")]),
        (format!("/posts/{question}/comments"), [("body", "A comment on it.")]),
        (format!("/questions/{question}/vote"), [("vote", "up")]),
        (format!("/questions/{question}/join"), [("on", "1")]),
        (format!("/questions/{question}/watch"), [("on", "1")]),
        (format!("/posts/{question}/edit"), [("body", "Something else entirely.")]),
        (format!("/posts/{question}/delete"), [("on", "1")]),
        (format!("/questions/{question}/close"), [("reason", "spam")]),
    ] {
        assert_eq!(aylin.browser.post(&address, &fields).status, 404, "{address}");
    }
    assert_eq!(lena.browser.get(&path).status, 200);
    let page = karl.browser.get(&path);
    assert!(page.text(".notice").is_some_and(|t| t.contains("public")), "{}", page.body);
    assert_eq!(attribute(&page, "meta[name='robots']", "content").as_deref(), Some("noindex"));
    karl.press(&format!("/posts/{question}/show"));
    assert_eq!(visitor.get(&path).status, 200);
}

#[test]
fn a_deleted_answer_is_gone_and_comes_back() {
    let house = House::open();
    let (mut lena, mut sven) = (house.guest("Lena", 1), house.guest("Sven", 1));
    let (path, question) = lena.ask(TITLE, BODY);
    let answer = sven.answer(question, "A secret that must not stay public.");
    sven.press(&format!("/posts/{answer}/delete"));
    let mut visitor = house.forum.browser();
    let page = visitor.get(&path);
    assert!(!page.body.contains("secret"), "{}", page.body);
    assert_eq!(page.text("#answers").as_deref(), Some("No answers yet"));
    assert!(!visitor.get(&format!("/questions/{question}/feed.atom")).body.contains("secret"));
    assert_eq!(visitor.get(&format!("/answers/{answer}")).status, 404);
    let undo = attribute(&sven.browser.get(&path), ".flash form", "action").expect("an undo");
    sven.press(&undo);
    assert_eq!(count(&visitor.get(&path), &format!("#a{answer}")), 1);
}

#[test]
fn the_feed_is_well_formed_and_scripts_stay_text() {
    let house = House::open();
    let mut mallory = house.guest("<script>alert(0)</script>", 100);
    let title = "</script><script>alert(1)</script> & \"quotes\"";
    let body = "<script>alert(2)</script> <img src=x onerror=alert(3)> [x](javascript:alert(4)) and words";
    let posted = mallory.send(
        "/ask",
        &[("title", title), ("body", body), ("tags", "<svg/onload=alert(5)>")]
            .map(|(n, v)| if n == "tags" { (n, "") } else { (n, v) }),
    );
    let path = posted.location().to_owned();
    let id = super::house::number(&path);
    let bad_tag = mallory.browser.post("/ask", &[("title", title), ("body", body), ("tags", "<svg/onload=alert(5)>")]);
    assert!(!bad_tag.body.contains("<svg/onload"), "{}", bad_tag.body);
    mallory.send(&format!("/posts/{id}/comments"), &[("body", "<script>alert(6)</script> a comment")]);
    mallory.answer(id, "<iframe src=//evil></iframe> an answer <b onclick=alert(7)>b</b>");
    let page = house.forum.browser().get(&path);
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1").as_deref(), Some(title));
    assert_eq!(
        count(
            &page,
            ".thread script, .thread iframe, .thread [onclick], .thread [onerror], .thread [onload], a[href^='javascript']"
        ),
        0,
        "{}",
        page.body
    );
    assert_eq!(count(&page, "script:not([nonce]):not([type='application/json'])"), 0);
    let data = page.text("script[type='application/ld+json']").expect("structured data");
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(data["mainEntity"]["name"], title);
    assert_eq!(data["mainEntity"]["answerCount"], 1);
    assert_eq!(data["mainEntity"]["suggestedAnswer"][0]["@type"], "Answer");

    let feed = house.forum.browser().get(&format!("/questions/{id}/feed.atom"));
    assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    let mut reader = quick_xml::Reader::from_str(&feed.body);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    let mut entries = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(tag) => {
                depth += 1;
                entries += usize::from(tag.name().as_ref() == "entry");
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, entries), (0, 2));
    assert!(!feed.body.contains("<script"), "{}", feed.body);
}
