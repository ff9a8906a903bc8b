//! Settings for several nodes: what is understood, and what is said of the rest.

use kiez::ground::config::{Config, describe, gather, resolve};
use kiez::ground::db::Target;
use kiez::ground::redis::Address;

fn with(variables: &[(&str, &str)]) -> anyhow::Result<Config> {
    let given = gather(None, variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))?;
    resolve(&given)
}

#[test]
fn redis_is_found_under_its_usual_name_and_under_ours() {
    let number = |variables: &[(&str, &str)]| match with(variables).expect("good settings").redis {
        Some(Address::One(server)) => Some(server.redis_settings().db()),
        other => other.map(|_| -1),
    };
    let (ours, usual) = (("KIEZ_REDIS_URL", "redis://localhost/1"), ("REDIS_URL", "redis://localhost/2"));
    assert_eq!([number(&[]), number(&[ours]), number(&[usual])], [None, Some(1), Some(2)]);
    assert_eq!([number(&[ours, usual]), number(&[usual, ours])], [Some(1); 2], "ours wins");
    let given = gather(None, [("REDIS_URL".to_owned(), "redis://:secret@localhost".to_owned())].into_iter());
    let told = describe(&given.expect("good settings"));
    assert!(
        told.contains("[KIEZ_REDIS_URL or REDIS_URL]") && told.contains("from the environment: REDIS_URL"),
        "{told}"
    );
    assert!(!told.contains("secret@"), "{told}");
    let why = format!("{:#}", with(&[("REDIS_URL", "http://:secret@localhost")]).expect_err("no Redis"));
    assert!(why.starts_with("the environment: REDIS_URL will not do") && !why.contains("secret"), "{why}");
}

#[test]
fn peers_are_bare_addresses_of_nodes() {
    let peers = "KIEZ_INDEX_PEERS";
    let read = with(&[(peers, "http://kiez-1:8080, https://kiez-2.example.com,")]).expect("good settings");
    let all: Vec<String> = read.index_peers.iter().map(ToString::to_string).collect();
    assert_eq!(all, ["http://kiez-1:8080/", "https://kiez-2.example.com/"]);
    assert!(with(&[]).expect("good settings").index_peers.is_empty());
    for bad in [
        "kiez-1:8080",
        "ftp://kiez-1",
        "http://kiez-1/index",
        "http://me:secret@kiez-1",
        "http://:secret@kiez-1",
        "http://one?x, http://two",
    ] {
        let why = format!("{:#}", with(&[(peers, bad)]).expect_err(bad));
        assert!(why.starts_with("the environment: KIEZ_INDEX_PEERS will not do") && !why.contains("secret"), "{why}");
    }
}

#[test]
fn replicas_are_postgresqls_beside_a_postgresql() {
    let (primary, replicas) = (("DATABASE_URL", "postgres://one/kiez"), "KIEZ_READ_DATABASE_URLS");
    let read = with(&[primary, (replicas, "postgres://two/kiez, postgresql://three/kiez,")]).expect("good settings");
    let all = ["postgres://two/kiez", "postgresql://three/kiez"].map(|url| Target::Postgres(url.into()));
    assert_eq!(read.replicas, all);
    assert!(with(&[primary]).expect("good settings").replicas.is_empty());
    for bad in [vec![(replicas, "postgres://two/kiez")], vec![primary, (replicas, "sqlite://x")]] {
        let why = format!("{:#}", with(&bad).expect_err("no replicas"));
        assert!(why.starts_with("the environment: KIEZ_READ_DATABASE_URLS will not do"), "{why}");
    }
}
