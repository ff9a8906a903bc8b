use actix_web::App;
use actix_web::cookie::Cookie;
use actix_web::test::{self, TestRequest};
use actix_web::web::Data;
use kiez::threads::kinds::State;
use kiez::threads::similar::{Finder, SimilarQuestion, Wanted};

use crate::support::Answer;

use super::house::{BODY, House, TITLE, attribute, count, number};

#[test]
fn a_question_is_on_the_very_next_page() {
    let house = House::open();
    house.furnish();
    let mut lena = house.guest("Lena", 1);
    let form = lena.browser.get("/ask");
    assert_eq!(form.status, 200, "{}", form.body);
    let key = form.field("key");
    let fields = [
        ("title", TITLE),
        ("body", BODY),
        ("product", "1"),
        ("category", "1"),
        ("tags", "WLAN, red light"),
        ("key", &key),
    ];
    let posted = lena.browser.post("/ask", &fields);
    assert_eq!(posted.status, 303, "{}", posted.body);
    let page = lena.browser.follow(&posted);
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.text("h1").as_deref(), Some(TITLE));
    assert_eq!(attribute(&page, "h1", "lang").as_deref(), Some("en"));
    assert_eq!(page.text(".q-meta a[href='/products/tannbox']").as_deref(), Some("TannBox"));
    assert_eq!(page.text(".q-meta a[href='/categories/faults']").as_deref(), Some("Faults"));
    assert_eq!(count(&page, "a.tag[href='/tags/red-light']"), 1);
    assert_eq!(count(&page, ".state-waiting"), 1);
    assert!(page.text(".flash").is_some_and(|t| t.contains("online")), "{}", page.body);
    assert_eq!(attribute(&page, "meta[name='draft-done']", "content").as_deref(), Some("ask"));
    assert_eq!(attribute(&page, ".flash form", "action"), Some(format!("/posts/{}/delete", number(posted.location()))));
}

#[test]
fn a_double_click_asks_once_and_another_text_asks_again() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let first = lena.send("/ask", &[("title", TITLE), ("body", BODY), ("key", "k1")]);
    let second = lena.send("/ask", &[("title", TITLE), ("body", BODY), ("key", "k1")]);
    assert_eq!(first.location(), second.location());
    let other = "Another text from the same page of the history.";
    let third = lena.send("/ask", &[("title", TITLE), ("body", other), ("similar_shown", "1"), ("key", "k1")]);
    assert_ne!(first.location(), third.location());
}

#[test]
fn errors_stand_at_their_fields_and_keep_the_text() {
    let house = House::open();
    house.furnish();
    let mut lena = house.guest("Lena", 1);
    let fields = [
        ("title", "Short"),
        ("body", "<b>tiny"),
        ("product", "1"),
        ("tags", "a,b,c,d,e,f"),
        ("lang", "de"),
        ("key", "k1"),
    ];
    let page = lena.browser.post("/ask", &fields);
    assert_eq!(page.status, 422);
    assert_eq!(attribute(&page, "#title", "value").as_deref(), Some("Short"));
    assert_eq!(attribute(&page, "#title", "aria-invalid").as_deref(), Some("true"));
    assert!(attribute(&page, "#title", "aria-describedby").is_some_and(|ids| ids.contains("title-error")));
    assert!(page.text("#title-error").is_some_and(|t| !t.contains("problem-")), "{}", page.body);
    assert_eq!(page.text("#body").as_deref(), Some("<b>tiny"));
    assert_eq!(attribute(&page, "#tags", "value").as_deref(), Some("a,b,c,d,e,f"));
    assert_eq!(attribute(&page, "#product option[selected]", "value").as_deref(), Some("1"));
    assert_eq!(attribute(&page, "#lang option[selected]", "value").as_deref(), Some("de"));
    assert_eq!(page.field("key"), "k1");
    assert_eq!(count(&page, "#errors li"), 3, "{}", page.body);
}

#[test]
fn the_preview_button_shows_the_text_and_keeps_the_form() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let page = lena
        .browser
        .post("/ask", &[("title", TITLE), ("body", "So **bold** <script>alert(1)</script>"), ("preview", "1")]);
    assert_eq!(page.status, 200);
    assert_eq!(page.text("#preview strong").as_deref(), Some("bold"));
    assert_eq!(count(&page, "#preview script"), 0);
    assert_eq!(attribute(&page, "#title", "value").as_deref(), Some(TITLE));
    assert!(page.text("#body").is_some_and(|t| t.contains("**bold**")));
    let fragment = lena.browser.post("/preview", &[("body", "So **bold** <script>alert(1)</script>")]);
    assert!(fragment.body.contains("<strong>bold</strong>") && !fragment.body.contains("<script"), "{}", fragment.body);
}

#[test]
fn visitors_are_asked_to_sign_in() {
    let house = House::open();
    let mut visitor = house.forum.browser();
    assert_eq!(visitor.get("/ask").location(), "/sign-in?next=%2Fask");
    assert_eq!(visitor.post("/ask", &[("title", TITLE), ("body", BODY)]).location(), "/sign-in?next=%2Fask");
    assert_eq!(visitor.post("/preview", &[("body", BODY)]).status, 303);
}

#[test]
fn a_link_can_fill_the_form_in() {
    let house = House::open();
    house.furnish();
    let mut lena = house.guest("Lena", 1);
    let page = lena.browser.get("/ask?title=Why%20%22this%22%3F&product=tannbox&tags=wlan");
    assert_eq!(attribute(&page, "#title", "value").as_deref(), Some("Why \"this\"?"));
    assert_eq!(attribute(&page, "#product option[selected]", "value").as_deref(), Some("1"));
}

#[test]
fn without_scripts_similar_questions_are_shown_once_and_nothing_typed_is_lost() {
    let house = House::open();
    let lena = house.guest("Lena", 1);
    let session = Cookie::new("kiez-session", lena.browser.cookies["kiez-session"].clone());
    let services = house.forum.services.clone();
    actix_web::rt::System::new().block_on(async move {
        let find = |wanted: Wanted| async move {
            let path = format!("/questions/9/{}", wanted.title.len());
            let title = "<b>The same light</b>".into();
            let excerpt = "Press it for ten seconds.".to_owned();
            vec![SimilarQuestion {
                id: 9,
                title,
                path,
                lang: "en".into(),
                state: State::Solved,
                answer_count: 3,
                excerpt,
            }]
        };
        let finder = Finder::new(find, |_, _, _| None);
        let app = App::new()
            .app_data(Data::new(services))
            .app_data(Data::new(finder))
            .configure(kiez::threads::routes::routes);
        let app = test::init_service(app).await;
        let post = |more: &[(&'static str, &'static str)]| {
            let mut fields = vec![("title", TITLE), ("body", BODY), ("tags", "wlan"), ("key", "k1")];
            fields.extend(more);
            TestRequest::post().uri("/ask").cookie(session.clone()).set_form(fields).to_request()
        };
        let first = test::call_service(&app, post(&[])).await;
        assert_eq!(first.status(), 200);
        let body = String::from_utf8(test::read_body(first).await.to_vec()).expect("text");
        let page = Answer { status: 200, headers: Vec::new(), body };
        assert_eq!(page.text("#similar a").as_deref(), Some("<b>The same light</b>"));
        assert_eq!(count(&page, "#similar .state-solved"), 1);
        assert_eq!(attribute(&page, "#title", "value").as_deref(), Some(TITLE));
        assert_eq!(page.text("#body").as_deref(), Some(BODY));
        assert_eq!(page.field("key"), "k1");
        assert_eq!(
            attribute(&page, "#lang option[selected]", "value").as_deref(),
            Some("en"),
            "the guess can be corrected"
        );
        assert_eq!(page.field("similar_shown"), "1");
        let second = test::call_service(&app, post(&[("similar_shown", "1")])).await;
        assert_eq!(second.status(), 303);
    });
}
