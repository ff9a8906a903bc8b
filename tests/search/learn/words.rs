//! Synonyms and pinned answers: the verbs, and what a search makes of them.

use kiez::accounts::Actor;
use kiez::ground::db::Db;
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::search::Found;
use kiez::search::learn::{pins, synonyms};
use kiez::threads::kinds::HideReason;
use kiez::threads::{delete, hide};

use super::read;
use crate::search::town::{Running, Town, until, wait};
use crate::support::{START, on_both};

fn put(db: &Db, actor: &Actor, id: Option<i64>, words: &str) -> Verdict<i64> {
    let (actor, words) = (actor.clone(), words.to_owned());
    db.write_blocking(move |tx| synonyms::put(tx, &actor, id, &words, START))
}

fn pin(db: &Db, actor: &Actor, term: &str, target: impl ToString) -> Verdict<i64> {
    let (actor, term, target) = (actor.clone(), term.to_owned(), target.to_string());
    db.write_blocking(move |tx| pins::add(tx, &actor, &term, &target, START))
}

fn problem<T: std::fmt::Debug>(done: Verdict<T>) -> (&'static str, &'static str, i64) {
    match done {
        Err(Refusal::Invalid(errors)) => (errors[0].field, errors[0].message, errors[0].n),
        other => panic!("{other:?}"),
    }
}

fn pinned(found: &Found) -> Vec<i64> {
    found.pinned.iter().map(|shown| shown.question.id).collect()
}

#[test]
fn a_word_stands_in_one_group() {
    on_both(|db| {
        let town = Town::new(&db);
        let first = put(&db, &town.admin, None, "WLAN = WiFi, wireless LAN").expect("a group");
        assert_eq!(problem(put(&db, &town.admin, None, "Router, wifi!")), ("words", "learn-problem-taken", 2));
        let second = put(&db, &town.admin, None, "Router; Modem").expect("another");
        assert_eq!(problem(put(&db, &town.admin, Some(second), "Router = WLAN")).1, "learn-problem-taken");
        assert_eq!(problem(put(&db, &town.admin, None, "allein")).1, "learn-problem-count");
        put(&db, &town.admin, Some(first), "WLAN = Funknetz").expect("other words");
        put(&db, &town.admin, Some(second), "Router = WiFi").expect("a word that is free now");
        let groups: Vec<_> =
            read(&db, synonyms::groups).into_iter().map(|group| (group.words.join(" "), group.by)).collect();
        let by = Some(town.admin.id);
        assert_eq!(groups, [("Router WiFi".to_owned(), by), ("WLAN Funknetz".to_owned(), by)]);
        assert!(matches!(put(&db, &town.asker, None, "a, b"), Err(Refusal::Forbidden(..))));
        assert!(matches!(put(&db, &town.admin, Some(999), "x, y"), Err(Refusal::NotFound)));
        let admin = town.admin.clone();
        db.write_blocking(move |tx| synonyms::remove(tx, &admin, first, START)).expect("it goes");
        assert_eq!(read(&db, synonyms::groups).len(), 1);
    });
}

#[test]
fn what_is_pinned_is_there_and_everybody_may_see_it() {
    on_both(|db| {
        let town = Town::new(&db);
        let ids: Vec<i64> =
            (0..4).map(|n| town.ask(&format!("Frage Nummer {n} zum Pinnen"), "Ein längerer Text.", &[])).collect();
        let answer = town.answer(ids[0], "So geht es am besten.");
        town.act(&town.admin, {
            let id = ids[3];
            move |tx, a, r, now| hide::hide(tx, a, id, HideReason::Spam, r, now)
        });
        for target in [ids[3].to_string(), "999999".into(), "".into(), "/tags/1".into()] {
            assert_eq!(
                problem(pin(&db, &town.admin, "pinnen", &target)),
                ("target", "learn-problem-target", 0),
                "{target}"
            );
        }
        assert_eq!(problem(pin(&db, &town.admin, " ?! ", ids[0])).0, "term");
        assert!(matches!(pin(&db, &town.asker, "pinnen", ids[0]), Err(Refusal::Forbidden(..))));
        pin(&db, &town.admin, "Pinnen?", format!("https://kiez.example/answers/{answer}")).expect("an answer");
        assert_eq!(problem(pin(&db, &town.admin, "pinnen", ids[0])).1, "learn-problem-pinned");
        let second = pin(&db, &town.admin, "pinnen", format!("/questions/{}/x", ids[1])).expect("a question");
        pin(&db, &town.admin, "pinnen", ids[2]).expect("a third one");
        let more = town.ask("Noch eine Frage zum Pinnen", "Ein längerer Text.", &[]);
        assert_eq!(problem(pin(&db, &town.admin, "PINNEN", more)), ("term", "learn-problem-pins", 3));
        let admin = town.admin.clone();
        db.write_blocking(move |tx| pins::remove(tx, &admin, second, START)).expect("it goes");
        pin(&db, &town.admin, "pinnen", more).expect("there is room again");
        let pins = read(&db, pins::pins);
        assert_eq!(
            pins.iter().map(|pin| (pin.question_id, pin.answer_id)).collect::<Vec<_>>(),
            [(ids[0], Some(answer)), (more, None), (ids[2], None)]
        );
    });
}

#[test]
fn pins_stand_above_the_hits_and_not_among_them() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let one = town.ask("Die Waschmaschine brummt laut", "Beim Schleudern.", &[]);
        let other = town.ask("Die Waschmaschine wackelt", "Beim Schleudern.", &[]);
        let answer = town.answer(one, "Stell sie gerade hin, dann brummt sie nicht mehr.");
        let running = Running::start(&db, folder.path());
        pin(&db, &town.admin, "Waschmaschine", format!("/answers/{answer}")).expect("a pin");
        put(&db, &town.admin, None, "Waschmaschine = Waschautomat").expect("a group");
        wait(running.service.renew_words()).expect("they are loaded");
        for text in ["q=waschmaschine", "q=Waschmaschine%3F", "q=Waschautomat"] {
            let found = running.find(text);
            assert_eq!(pinned(&found), [one], "{text}");
            assert_eq!(found.pinned[0].answer, Some(answer));
            assert!(found.pinned[0].snippet.text().starts_with("Stell sie gerade"), "{text}");
            assert!(found.hits.iter().all(|hit| hit.question.id != one), "{text}: not twice");
            assert!(found.total >= 1);
        }
        for text in ["q=waschmaschine+laut", "q=waschmaschine&lang=de", "q=waschmaschine&page=2", "q=", "lang=de"] {
            assert!(running.find(text).pinned.is_empty(), "{text}");
        }
        // An answer that is gone takes its pin with it, and so does a hidden question.
        town.act(&town.helper, move |tx, a, r, now| delete::delete(tx, a, answer, r, now));
        assert!(running.find("q=waschmaschine").pinned.is_empty());
        pin(&db, &town.admin, "Waschmaschine", other).expect("a pin");
        wait(running.service.renew_words()).expect("they are loaded");
        assert_eq!(pinned(&running.find("q=waschmaschine")), [other]);
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, other, HideReason::Spam, r, now));
        assert!(running.find("q=waschmaschine").pinned.is_empty());
        let seen: Vec<bool> = read(&db, pins::pins).iter().map(|pin| pin.question.is_some()).collect();
        assert_eq!(seen, [false, false]);
    });
}

#[test]
fn other_nodes_hear_of_it_and_a_new_index_knows() {
    on_both(|db| {
        let (here, there) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let town = Town::new(&db);
        let one = town.ask("Das Funknetz ist langsam", "Abends ganz besonders.", &[]);
        let nodes = [Running::start(&db, here.path()), Running::start(&db, there.path())];
        pin(&db, &town.admin, "Funknetz", one).expect("a pin");
        put(&db, &town.admin, None, "WLAN = Funknetz").expect("a group");
        for node in &nodes {
            until("the words arrive", || pinned(&node.find("q=wlan")) == [one]);
        }
        nodes[0].service.make_again("a test".to_owned());
        until("it is whole again", || !nodes[0].service.degraded());
        assert_eq!(pinned(&nodes[0].find("q=wlan")), [one]);
        let late = tempfile::tempdir().expect("a folder");
        assert_eq!(pinned(&Running::start(&db, late.path()).find("q=wlan")), [one], "from the start");
    });
}

/// Needs the index to know synonyms.
#[test]
fn a_synonym_finds_with_the_next_search() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let one = town.ask("Das Funknetz ist langsam", "Abends ganz besonders.", &[]);
        let running = Running::start(&db, folder.path());
        assert!(running.ids("q=wlan").is_empty());
        let group = put(&db, &town.admin, None, "WLAN = Funknetz").expect("a group");
        wait(running.service.renew_words()).expect("they are loaded");
        assert_eq!(running.ids("q=wlan"), [one]);
        let admin = town.admin.clone();
        db.write_blocking(move |tx| synonyms::remove(tx, &admin, group, START)).expect("it goes");
        wait(running.service.renew_words()).expect("they are loaded");
        assert!(running.ids("q=wlan").is_empty());
    });
}
