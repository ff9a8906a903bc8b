use diesel::prelude::*;
use kiez::ground::clock::MINUTE;
use kiez::threads::tables::questions;

use super::house::{BODY, House, TITLE, attribute, count};

#[test]
fn addresses_are_permanent() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (path, id) = lena.ask(TITLE, BODY);
    let mut visitor = house.forum.browser();
    for wrong in
        [format!("/questions/{id}"), format!("/questions/{id}/some-other-words"), format!("/questions/{id}/vote")]
    {
        let moved = visitor.get(&wrong);
        assert_eq!((moved.status, moved.location()), (301, path.as_str()), "{wrong}");
    }
    let page = visitor.get(&path);
    assert_eq!(attribute(&page, "link[rel='canonical']", "href"), Some(format!("{}{path}", house.forum.url)));
    assert_eq!(attribute(&page, "meta[property='og:title']", "content").as_deref(), Some(TITLE));
    assert!(attribute(&page, "meta[name='description']", "content").is_some_and(|t| t.starts_with("Since yesterday")));
    assert_eq!(visitor.get("/questions/99999").status, 404);
    assert_eq!(visitor.get("/questions/99999999999999999999/x").status, 404);
    assert_eq!(visitor.get("/answers/1").status, 404, "a question is no answer");
}

#[test]
fn a_visitor_gets_no_cookie_for_reading() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (path, _) = lena.ask(TITLE, BODY);
    let mut visitor = house.forum.browser();
    let page = visitor.get(&path);
    assert_eq!(page.header("set-cookie"), None);
    assert_eq!(count(&page, "#answer"), 0);
    assert_eq!(count(&page, ".your-answer a[href^='/sign-in?next=']"), 1);
}

#[test]
fn odd_queries_are_the_first_page_or_404() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (path, _) = lena.ask(TITLE, BODY);
    let mut visitor = house.forum.browser();
    for (query, status) in [
        ("?page=x&sort=drop+table", 200),
        ("?page=2", 404),
        ("?page=0", 404),
        ("?page=-1", 200),
        ("?comments=abc", 200),
        ("?comments=-5", 200),
    ] {
        assert_eq!(visitor.get(&format!("{path}{query}")).status, status, "{query}");
    }
}

#[test]
fn long_threads_have_pages_and_answers_are_found_on_them() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (path, id) = lena.ask(TITLE, BODY);
    let mut last = 0;
    for n in 1..=31 {
        house.forum.clock.advance(MINUTE);
        last = lena.answer(id, &format!("This is the answer number {n} of many."));
    }
    let page = lena.browser.get(&path);
    assert_eq!(count(&page, ".answer"), 30);
    assert_eq!(attribute(&page, "a[rel='next']", "href").as_deref(), Some("?page=2#answers"));
    assert_eq!(lena.browser.get(&format!("/answers/{last}")).location(), format!("{path}?page=2#a{last}"));
    let newest = lena.browser.get(&format!("{path}?sort=newest"));
    assert_eq!(attribute(&newest, ".answer", "id"), Some(format!("a{last}")));
    assert!(page.body.len() < 200_000, "{}", page.body.len());
}

#[test]
fn a_thread_of_ten_answers_is_light() {
    let house = House::open();
    let (mut lena, mut sven) = (house.guest("Lena", 1), house.guest("Sven", 100));
    let (path, id) = lena.ask(TITLE, BODY);
    for n in 1..=10 {
        sven.answer(
            id,
            &format!("Answer {n}: hold the button for ten seconds, then wait until the light is green again."),
        );
    }
    for size in [house.forum.browser().get(&path).body.len(), sven.browser.get(&path).body.len()] {
        assert!(size < 60_000, "{size} bytes");
    }
}

#[test]
fn views_are_counted_now_and_then() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (path, id) = lena.ask(TITLE, BODY);
    let mut visitor = house.forum.browser();
    let mut views = 0;
    // Written in the background, so a few rounds may be needed.
    for _ in 0..200 {
        visitor.get(&path);
        house.forum.clock.advance(MINUTE);
        views = house.read(|conn| questions::table.find(id).select(questions::views).first::<i64>(conn));
        if views > 0 {
            break;
        }
    }
    assert!(views > 0);
}

#[test]
fn german_readers_are_spoken_to_in_german() {
    let house = House::open();
    let mut lena = house.guest("Lena", 1);
    let (path, _) = lena.ask(TITLE, BODY);
    let mut visitor = house.forum.browser();
    visitor.language = "de".into();
    let page = visitor.get(&path);
    assert_eq!(attribute(&page, "html", "lang").as_deref(), Some("de"));
    assert_eq!(attribute(&page, "h1", "lang").as_deref(), Some("en"));
    assert_eq!(page.text("#answers").as_deref(), Some("Noch keine Antwort"));
}
