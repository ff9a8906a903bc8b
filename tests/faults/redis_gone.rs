//! 3: Redis is killed, frozen and comes back while people write: reading, posting and signing in work, and limits fall back to those
//! of one process.

use std::time::Duration;

use super::house::House;
use super::writes::{Client, Log, is_whole};
use super::{databases, percentile, report, sized, within};
use crate::support::redis::RedisServer;

/// How long anybody may wait, whatever Redis does.
const PROMISE: Duration = Duration::from_secs(5);

/// Reading and signing in; a wrong password is answered, too.
fn works(client: &Client, times: &mut Vec<Duration>) {
    let visitor = client.get("/people").expect("an answer");
    assert_eq!(visitor.status, 200);
    let refused = client.post("/sign-in", &[("email", "nobody@example.org"), ("password", "wrong"), ("next", "/")]);
    let refused = refused.expect("an answer");
    assert!((400..500).contains(&refused.status), "{} {}", refused.status, refused.body);
    times.extend([visitor.took, refused.took]);
}

#[test]
fn people_go_on_without_redis() {
    let Some(mut redis) = RedisServer::start() else {
        assert!(!super::full(), "redis-server is missing");
        return;
    };
    let (people, rounds) = sized((4, 1), (20, 5));
    for (name, database) in databases() {
        let house = House::on(database, 10);
        let mut command = house.kiez(&["serve"]);
        command.env("KIEZ_REDIS_URL", redis.url());
        let node = house.serve_with(command);
        let (client, log, mut times) = (house.client(&node), Log::default(), Vec::new());
        let up = || client.get("/metrics").is_some_and(|page| page.body.contains("kiez_redis_up 1"));
        let mut back = Duration::ZERO;
        log.while_writing(&house, &client, (people, 50_000), || {
            for _ in 0..rounds {
                within(30, "Redis is known", up);
                redis.kill();
                within(30, "its end is noticed", || !up());
                (0..5).for_each(|_| works(&client, &mut times));
                redis.start_again();
                back = back.max(within(30, "it is back", up));
                redis.freeze();
                (0..5).for_each(|_| works(&client, &mut times));
                redis.thaw();
                back = back.max(within(30, "it is back", up));
            }
        });
        let all = log.all();
        assert!(all.iter().all(|done| done.acknowledged()), "{:?}", all.iter().find(|done| !done.acknowledged()));
        is_whole(&house, &all);
        times.extend(all.iter().map(|done| done.ended - done.sent));
        let slowest = percentile(&mut times, 100);
        assert!(slowest < PROMISE, "{slowest:?}");
        report(
            "3 redis_gone",
            &format!("{name}: Redis killed and frozen {rounds} times while {people} people write"),
            "reading, posting and signing in work",
            &format!("{} writes, all kept; the slowest request {slowest:.1?}; known again {back:.1?} later", all.len()),
        );
    }
}
