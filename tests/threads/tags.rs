//! Tags: one name for one thing, and old names that still lead there.

use kiez::accounts::roles::{Role, Scope};
use kiez::threads::kinds::WatchKind;
use kiez::threads::tags::{add_synonym, remove_synonym, rename, resolve};
use kiez::threads::watch::{watch, watched};

use crate::support::stage::{Stage, stages, why};

fn find(stage: &Stage, name: &str) -> Option<(i64, String)> {
    stage.read(|conn| Ok(resolve(conn, name).expect("tags")))
}

#[test]
fn synonyms_merge_and_are_resolved() {
    stages(|stage| {
        let (lena, admin) = (stage.person("Lena", 1), stage.person("Adam", 1));
        stage.grant(admin, Role::Admin, Scope::Everywhere);
        stage.ask(lena, "Router does not start any more", &["wifi", "wlan"]);
        stage.ask(lena, "Router starts, but does nothing else", &["WiFi"]);
        let wlan = find(stage, "wlan").expect("a tag").0;
        let wifi = find(stage, "wifi").expect("a tag").0;
        stage.act(lena, move |tx, actor, _, now| watch(tx, actor, WatchKind::Tag, wifi, true, now)).expect("watched");
        let synonym = |person, name: &'static str| {
            stage.act(person, move |tx, actor, rules, now| add_synonym(tx, actor, wlan, name, rules, now))
        };
        assert_eq!(why(synonym(lena, "wifi")), "problem-needs-role");
        assert_eq!(why(synonym(admin, "wlan")), "problem-tag-same");
        synonym(admin, "wifi").expect("merged");
        synonym(admin, "Wireless LAN").expect("a new name");
        assert_eq!(find(stage, "wifi"), Some((wlan, "wlan".into())));
        assert_eq!(stage.tag_count("wlan"), 2);
        assert_eq!(stage.read(|conn| Ok(watched(conn, lena).expect("watches"))), [(WatchKind::Tag, wlan)]);
        stage.ask(lena, "Router is warm, is that a problem?", &["wireless lan", "wifi", "wlan"]);
        assert_eq!(stage.tag_count("wlan"), 3);
        stage
            .act(admin, |tx, actor, rules, now| remove_synonym(tx, actor, "wireless-lan", rules, now))
            .expect("removed");
        assert_eq!(find(stage, "wireless-lan"), None);
        stage.is_consistent();
    });
}

#[test]
fn a_renamed_tag_keeps_its_old_name_as_a_synonym() {
    stages(|stage| {
        let (lena, admin) = (stage.person("Lena", 1), stage.person("Adam", 1));
        stage.grant(admin, Role::Admin, Scope::Everywhere);
        stage.ask(lena, "Router does not start any more", &["modem", "router"]);
        let modem = find(stage, "modem").expect("a tag").0;
        let rename = |name: &'static str| {
            stage.act(admin, move |tx, actor, rules, now| rename(tx, actor, modem, name, rules, now))
        };
        assert_eq!(why(rename("router")), "problem-tag-taken");
        assert_eq!(why(rename("//")), "problem-tag-bad");
        rename("cable modem").expect("renamed");
        assert_eq!(find(stage, "modem"), Some((modem, "cable-modem".into())));
        rename("modem").expect("and back");
        assert_eq!(find(stage, "cable-modem"), Some((modem, "modem".into())));
        assert_eq!(find(stage, "modem"), Some((modem, "modem".into())));
    });
}
