//! Pictures in texts for those without scripts: the form goes up with the picture and comes back with it in the text.

use super::house::{BODY, House, TITLE, attribute, count};

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::RgbImage::from_pixel(40, 20, image::Rgb([30, 90, 200]));
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a PNG");
    bytes
}

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
