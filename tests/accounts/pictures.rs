//! Pictures: drawn ones, uploaded ones, and what is none.

use super::*;
use crate::support::{multipart, png};

/// A form with one file: the status, what was said, and where it leads.
fn form(browser: &mut Browser, path: &str, file: &[u8], accept: &str) -> (u16, String, String) {
    let answer = browser.post_multipart(path, &multipart(&[("other", "x")], file), accept);
    let location = answer.header("location").unwrap_or_default().to_owned();
    (answer.status, answer.body, location)
}

#[test]
fn everybody_has_a_picture() {
    let forum = Forum::start();
    let lena = person(&forum.services.db, "Lena Vogt");
    let mut browser = forum.browser();
    let path = format!("/people/{lena}/picture.svg");
    let answer = browser.get(&path);
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains(">LV<"));
    assert_eq!(answer.header("content-type"), Some("image/svg+xml"));
    assert!(answer.header("cache-control").is_some_and(|v| v.starts_with("public, max-age=")));
    assert!(answer.header("content-security-policy").is_some_and(|v| v.contains("sandbox")));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.header("etag").is_some_and(|tag| tag.starts_with('"')));
    assert_eq!(browser.get("/people/999/picture.svg").status, 404);
}

#[test]
fn uploads_are_made_anew_and_cached_for_ever() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let (status, body, _) = form(&mut browser, "/uploads", &png(), "application/json");
    assert_eq!(status, 200, "{body}");
    let markdown =
        serde_json::from_str::<serde_json::Value>(&body).expect("JSON")["markdown"].as_str().expect("text").to_owned();
    let path = link(&markdown, "/uploads/") + ".png";
    let picture = browser.get(&path);
    assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/png")));
    assert_eq!(picture.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(picture.header("x-content-type-options"), Some("nosniff"));
    let (status, page, _) = form(&mut browser, "/uploads", &png(), "text/html");
    assert!(status == 200 && page.contains("![Picture](/uploads/"), "{page}");
    for name in [
        "x.png",
        "..%2Fkiez.db",
        "0123456789abcdef0123456789abcdef01234567.png",
        "0123456789abcdef0123456789abcdef01234567.svg",
    ] {
        assert_eq!(browser.get(&format!("/uploads/{name}")).status, 404, "{name}");
    }
}

#[test]
fn what_is_no_picture_is_refused_in_words() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    person_with(&forum.services.db, "Una Unknown", false);
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    for file in [&b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"[..], b"<html>", b"", b"hello"] {
        let (status, body, _) = form(&mut browser, "/uploads", file, "application/json");
        assert_eq!(status, 422);
        assert!(body.contains("\"error\":"), "{body}");
    }
    let (status, _, _) = form(&mut browser, "/settings/picture", b"hello", "text/html");
    assert_eq!(status, 422);
    let mut stranger = forum.browser();
    assert_eq!(form(&mut stranger, "/uploads", &png(), "text/html").0, 303, "to sign-in");
    let mut unverified = signed_in(&forum, "una-unknown@example.org", GOOD);
    let (status, body, _) = form(&mut unverified, "/uploads", &png(), "application/json");
    assert!(status == 403 && body.contains("confirm your mail address"), "{body}");
}

#[test]
fn ones_own_picture_comes_and_goes() {
    let forum = Forum::start();
    let lena = person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    assert_eq!(form(&mut browser, "/settings/picture", &png(), "text/html").2, "/settings");
    let first = actor(&forum.services.db, lena).picture.expect("a picture");
    assert!(browser.get("/settings").body.contains(&format!("/uploads/{first}")));
    form(&mut browser, "/settings/picture", &png(), "text/html");
    let second = actor(&forum.services.db, lena).picture.expect("a picture");
    assert_ne!(first, second);
    assert_eq!(
        (browser.get(&format!("/uploads/{first}")).status, browser.get(&format!("/uploads/{second}")).status),
        (404, 200)
    );
    assert_eq!(browser.post("/settings/picture/remove", &[]).status, 303);
    assert_eq!(actor(&forum.services.db, lena).picture, None);
    assert_eq!(browser.get(&format!("/uploads/{second}")).status, 404);
}
