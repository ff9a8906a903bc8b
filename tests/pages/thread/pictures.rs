//! Pictures in texts for those without scripts: the form goes up with the picture and comes back with it in the text.

use super::house::{BODY, House, TITLE, attribute, count};
use crate::support::{multipart, png};

#[test]
fn a_picture_is_put_below_the_text_and_everything_typed_stays() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let fields = [("title", TITLE), ("body", BODY), ("tags", "wlan"), ("key", "k1"), ("picture", "1")];
    let form = lena.browser.post_file("/ask", &fields, &png());
    assert_eq!(form.status, 200, "{}", form.body);
    assert_eq!(attribute(&form, "#title", "value").as_deref(), Some(TITLE));
    assert_eq!(attribute(&form, "#tags", "value").as_deref(), Some("wlan"));
    assert_eq!(form.field("key"), "k1");
    let body = form.text("#body").expect("the text");
    assert!(body.starts_with(BODY) && body.contains("](/uploads/"), "{body}");
    assert_eq!(count(&form, "#preview img"), 1);

    let (path, id) = lena.ask(TITLE, &body);
    let page = lena.browser.get(&path);
    let source = attribute(&page, ".prose img", "src").expect("a picture");
    assert_eq!(lena.browser.get(&source).status, 200);

    let answering = format!("/questions/{id}/answers");
    let fields = [("body", "Hold the button for ten seconds."), ("picture", "1")];
    let form = lena.browser.post_file(&answering, &fields, &png());
    assert!(form.text("#answer").is_some_and(|t| t.contains("](/uploads/")), "{}", form.body);
    let editing = format!("/posts/{id}/edit");
    let fields = [("title", TITLE), ("body", "Only this text."), ("base", "1"), ("picture", "1")];
    let form = lena.browser.post_file(&editing, &fields, &png());
    assert!(form.text("#body").is_some_and(|t| t.contains("](/uploads/")), "{}", form.body);
}

#[test]
fn what_is_no_picture_is_said_at_the_text_which_stays() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (_, id) = lena.ask(TITLE, BODY);
    for (path, field) in [("/ask".to_owned(), "#body"), (format!("/questions/{id}/answers"), "#answer")] {
        let fields = [("title", TITLE), ("body", BODY), ("picture", "1")];
        let form = lena.browser.post_file(&path, &fields, b"<html><script>alert(1)</script>");
        assert_eq!((form.status, form.text(field).as_deref()), (422, Some(BODY)), "{path}");
        assert_eq!(count(&form, "#body-error, #answer-error"), 1, "{}", form.body);
    }
}

#[test]
fn a_picture_that_was_chosen_but_not_sent_is_not_lost_in_silence() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let form = lena.browser.post("/ask", &[("title", TITLE), ("body", BODY), ("file", "light.jpg")]);
    assert_eq!(form.status, 422, "{}", form.body);
    assert!(form.text("#body-error").is_some_and(|t| t.contains("picture")), "{}", form.body);
}

#[test]
fn a_form_of_nothing_but_names_is_refused() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let name = "n".repeat(4_000);
    let fields: Vec<(&str, &str)> = std::iter::repeat_n((name.as_str(), ""), 200).collect();
    let refused = lena.browser.post_multipart("/ask", &multipart(&fields, &png()), "text/html");
    // Not the form with its own faults: the body was not even taken for one.
    assert_eq!((refused.status, count(&refused, "#title")), (422, 0), "{}", refused.body);
}
