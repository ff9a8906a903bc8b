//! What several nodes count together.

use std::net::IpAddr;

use kiez::ground::refusal::Refusal;
use kiez::ground::settings;
use kiez::ground::web::Limit;

use super::*;

/// Tries until it is refused; how often it was let through, and the seconds to wait.
fn tries(forum: &Forum, limit: Limit, person: i64) -> (usize, u64) {
    for n in 0..1_000 {
        if let Some(wait) = refused(forum, limit, Some(person), None) {
            return (n, wait);
        }
    }
    panic!("there is no limit");
}

/// One try; the seconds to wait, if it is refused.
pub fn refused(forum: &Forum, limit: Limit, person: Option<i64>, address: Option<IpAddr>) -> Option<u64> {
    match actix_web::rt::System::new().block_on(forum.services.limits.check(limit, person, address)) {
        Ok(()) => None,
        Err(Refusal::TooMany(wait)) => Some(wait),
        Err(why) => panic!("{why}"),
    }
}

#[test]
fn nodes_count_together() {
    let Some(redis) = RedisServer::start() else { return };
    let on = |config: &mut Config| config.rate_limits = true;
    let Some(database) = Database::postgres() else { return };
    let there = node(database.shared(), &redis.url(), on);
    let here = node(database, &redis.url(), on);
    // Ten at once, one a minute.
    for n in 0..10 {
        let at = if n % 2 == 0 { &here } else { &there };
        assert_eq!(refused(at, Limit::Code, Some(7), None), None, "try {n}");
    }
    for at in [&here, &there] {
        let wait = refused(at, Limit::Code, Some(7), None).expect("ten were enough");
        assert!((50..=61).contains(&wait), "{wait} s");
    }
    assert_eq!(refused(&there, Limit::Code, Some(8), None), None, "somebody else");
    assert_eq!(refused(&there, Limit::Account, Some(7), None), None, "something else");
    // A node that was alone with it is refused by what the other let through, all at once or not.
    assert_eq!(tries(&here, Limit::SignUp, 9).0, 10);
    assert_eq!(tries(&there, Limit::SignUp, 9).0, 0);
}

#[test]
fn addresses_are_not_kept_and_other_forums_count_for_themselves() {
    let Some(redis) = RedisServer::start() else { return };
    let on = |config: &mut Config| config.rate_limits = true;
    let here = node(Database::sqlite(), &redis.url(), on);
    let other = Database::sqlite();
    let secret: Verdict<()> = other.open().write_blocking(|tx| Ok(settings::put(tx, "secret", "of another forum")?));
    secret.expect("a secret");
    let elsewhere = node(other, &redis.url(), on);
    let address = "203.0.113.77".parse().ok();
    for at in [&here, &elsewhere] {
        let passed = (0..100).take_while(|_| refused(at, Limit::Code, None, address).is_none()).count();
        assert_eq!(passed, 10);
    }
    let client = redis::Client::open(redis.url()).expect("an address");
    let mut line = client.get_connection().expect("a connection");
    let keys: Vec<String> = redis::cmd("KEYS").arg("*").query(&mut line).expect("keys");
    assert_eq!(keys.len(), 2, "{keys:?}");
    for key in keys {
        let left: i64 = redis::cmd("PTTL").arg(&key).query(&mut line).expect("a time");
        assert!((500_000..=600_000).contains(&left), "{key} goes away when all is free again, in {left} ms");
        let last = key.rsplit(':').next().unwrap_or_default();
        assert!(last.len() == 32 && last.bytes().all(|byte| byte.is_ascii_hexdigit()), "{key}");
    }
}
