//! Redis killed, frozen and back: nobody who reads, writes or signs in notices.

use kiez::ground::clock::Stopwatch;
use kiez::ground::web::Limit;

use super::limits::refused;
use super::*;
use crate::accounts::{GOOD, person, signed_in};

/// Everything that people do works, and how long it took.
fn works(forum: &Forum, number: usize) -> Duration {
    let watch = Stopwatch::start();
    let mut lena = signed_in(forum, "lena-vogt@example.org", GOOD);
    let title = format!("Why does light number {number} blink?");
    let fields = [
        ("title", title.as_str()),
        ("body", "It blinks and blinks and nothing else happens."),
        ("lang", "en"),
        ("similar_shown", "1"),
        ("key", title.as_str()),
    ];
    let asked = lena.post("/ask", &fields);
    assert_eq!(asked.status, 303, "{}", asked.body);
    let page = lena.follow(&asked);
    assert!(page.status == 200 && page.body.contains(&title));
    assert_eq!(forum.browser().get("/").status, 200);
    watch.elapsed()
}

/// What the node says of Redis.
fn says(forum: &Forum, up: bool) {
    let mut browser = forum.browser();
    until("the node says so", || is_up(forum) == up);
    until("it is ready", || browser.get("/readyz").status == 200);
    assert_eq!(browser.get("/readyz").body.contains("Redis does not answer"), !up);
    let metrics = browser.get("/metrics").body;
    assert!(metrics.contains(&format!("kiez_redis_up {}", u8::from(up))), "{metrics}");
}

#[test]
fn a_forum_works_with_redis_killed_frozen_and_back() {
    let Some(mut redis) = RedisServer::start() else { return };
    let forum = node(Database::sqlite(), &redis.url(), |config| config.rate_limits = true);
    person(&forum.services.db, "Lena Vogt");
    says(&forum, true);
    let with = works(&forum, 1);
    redis.kill();
    let killed = works(&forum, 2);
    says(&forum, false);
    // What this node counted itself still counts.
    let passed = (0..100).take_while(|_| refused(&forum, Limit::Code, Some(7), None).is_none()).count();
    assert_eq!(passed, 10);
    redis.start_again();
    says(&forum, true);
    redis.freeze();
    let frozen = works(&forum, 3);
    says(&forum, false);
    // Only whoever asked first had to wait: a thousand more take no time.
    let watch = Stopwatch::start();
    for n in 0..1_000 {
        assert_eq!(refused(&forum, Limit::Act, Some(100 + n), None), None);
    }
    let thousand = watch.elapsed();
    assert!(thousand < Duration::from_secs(5), "a thousand would wait for 100 s: {thousand:?}");
    redis.thaw();
    says(&forum, true);
    let back = works(&forum, 4);
    println!(
        "with {with:?}, killed {killed:?}, frozen {frozen:?}, back {back:?}; 1,000 limits while frozen {thousand:?}"
    );
}

#[test]
fn a_forum_starts_without_redis_and_finds_it_later() {
    let Some(mut redis) = RedisServer::start() else { return };
    redis.kill();
    let forum = Forum::start_with(Database::sqlite(), |config| {
        config.redis = Some(Address::parse(&redis.url()).expect("an address"));
    });
    person(&forum.services.db, "Lena Vogt");
    says(&forum, false);
    works(&forum, 1);
    redis.start_again();
    says(&forum, true);
}
