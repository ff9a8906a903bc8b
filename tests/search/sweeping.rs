//! The sweep finds what was changed behind the forum's back, and a server takes an index that was made beside it.

use std::path::{Path, PathBuf};

use kiez::ground::clock::Stopwatch;
use kiez::ground::web::Metrics;
use kiez::search::{Mended, figures, rebuild};
use search_index::{Document, Index, State};

use super::town::{Running, Town, log_position, until, wait};
use crate::support::on_both;

fn generations(data_dir: &Path) -> Vec<PathBuf> {
    let all = std::fs::read_dir(data_dir.join("index")).expect("the folder");
    let mut dirs: Vec<PathBuf> = all.map(|entry| entry.expect("an entry").path()).collect();
    dirs.sort();
    dirs
}

/// Writes into the index while nobody serves it.
fn tamper(data_dir: &Path, with: impl FnOnce(&Index)) {
    let dir = generations(data_dir).pop().expect("an index");
    let index = Index::open_or_create(&dir).expect("nobody holds it").index;
    with(&index);
    index.commit(index.cursor().expect("a cursor")).expect("committed");
}

fn forged(id: i64, title: &str) -> Document {
    let text = "So steht es nirgends geschrieben.".to_owned();
    Document {
        id,
        lang: "de".to_owned(),
        title: title.to_owned(),
        body: text,
        answers: Vec::new(),
        tags: Vec::new(),
        product: None,
        people: Vec::new(),
        state: State::Open,
        score: 0,
        asked_at: 0,
        active_at: 0,
    }
}

#[test]
fn what_differs_is_put_right_and_counted() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let ids: Vec<i64> = (0..5)
            .map(|n| town.ask(&format!("Fahrrad Nummer {n} quietscht"), "Immer beim Bremsen.", &["rad"]))
            .collect();
        let search = Running::start(&db, folder.path());
        assert_eq!(search.find("q=fahrrad").total, 5);
        assert_eq!(search.service.sweep().expect("a sweep"), Mended::default(), "nothing is wrong yet");
        drop(search.end());
        tamper(folder.path(), |index| {
            index.remove(ids[0]).expect("removed");
            index.put(&forged(ids[1], "Fahrrad, gefälscht")).expect("put");
            index.put(&forged(ids[4] + 1_000, "Fahrrad, erfunden")).expect("put");
        });
        let search = Running::start(&db, folder.path());
        until("it serves", || !search.service.degraded());
        let mended = search.service.sweep().expect("a sweep");
        assert_eq!(mended, Mended { missing: 1, different: 1, extra: 1 });
        assert_eq!(search.service.sweep().expect("a sweep"), Mended::default());
        let mut found = search.ids("q=bremsen");
        found.sort_unstable();
        assert_eq!((found, search.find("q=nirgends").total), (ids, 0));
        let metrics = Metrics::new().expect("metrics");
        wait(figures(&search.service, &metrics));
        wait(figures(&search.service, &metrics));
        let text = String::from_utf8(metrics.text()).expect("text");
        for kind in ["missing", "different", "extra"] {
            assert!(text.contains(&format!("kiez_search_mended_total{{kind=\"{kind}\"}} 1")), "{text}");
        }
        // The log goes on where it was.
        let next = town.ask("Fahrrad ist weg", "Wo ist es hingekommen?", &[]);
        assert_eq!(search.ids("q=weg"), [next]);
    });
}

#[test]
fn what_the_log_still_brings_is_no_difference() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let first = town.ask("Fahrrad quietscht", "Immer beim Bremsen.", &[]);
        let search = Running::start(&db, folder.path());
        assert_eq!(search.ids("q=fahrrad"), [first]);
        let service = search.end(); // nothing is read any more
        town.ask("Fahrrad ist platt", "Nur das vordere Rad.", &[]);
        town.answer(first, "Ein Tropfen Öl auf die Bremse hilft dagegen nicht.");
        let before = wait(service.lag()).expect("the lag");
        assert!(before >= 2);
        assert_eq!(service.sweep().expect("a sweep"), Mended::default());
        assert_eq!(wait(service.lag()).expect("the lag"), before, "a sweep reads nothing of the log");
    });
}

#[test]
fn more_than_one_chunk_is_compared() {
    let database = crate::support::Database::sqlite();
    let db = database.open();
    let folder = tempfile::tempdir().expect("a folder");
    let town = Town::new(&db);
    let ids: Vec<i64> =
        (0..1_010).map(|n| town.ask(&format!("Frage Nummer {n} zum Zaun"), "Nur ganz kurz.", &[])).collect();
    rebuild(&db, folder.path(), &mut |_, _| {}).expect("an index");
    tamper(folder.path(), |index| {
        for id in [ids[0], ids[499], ids[500], ids[1_009]] {
            index.remove(id).expect("removed");
        }
        (1..=700).for_each(|n| index.put(&forged(ids[1_009] + n, "Erfunden")).expect("put"));
    });
    let search = Running::start(&db, folder.path());
    until("it serves", || !search.service.degraded());
    assert_eq!(search.service.sweep().expect("a sweep"), Mended { missing: 4, different: 0, extra: 700 });
    assert_eq!(search.find("").total, 1_010);
}

#[test]
fn an_index_that_is_made_beside_a_server_is_taken() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = Town::new(&db);
        let first = town.ask("Rauchmelder piept", "Schon die ganze Nacht.", &[]);
        let search = Running::start(&db, folder.path());
        assert_eq!(search.ids("q=rauchmelder"), [first]);
        let old = generations(folder.path());
        assert_eq!(old.len(), 1);
        rebuild(&db, folder.path(), &mut |_, _| {}).expect("an index");
        let second = town.ask("Rauchmelder schweigt", "Auch bei Rauch.", &[]);
        until("the new one serves alone", || {
            let now = generations(folder.path());
            now.len() == 1 && now != old
        });
        assert_eq!(search.ids("q=rauchmelder&sort=newest"), [second, first]);
        let third = town.ask("Rauchmelder ist weg", "Wer hat ihn gesehen?", &[]);
        assert_eq!(search.ids("q=rauchmelder&sort=newest"), [third, second, first], "and follows the log");
        assert!(!search.service.degraded());
    });
}

#[test]
fn the_index_keeps_up_with_bursts() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let (town, search) = (Town::new(&db), Running::start(&db, folder.path()));
        for burst in 0..3 {
            for n in 0..100 {
                town.ask(&format!("Schwall {burst}, Frage {n}"), "Alle auf einmal.", &[]);
            }
            let watch = Stopwatch::start();
            until("it has come up", || wait(search.service.lag()).expect("the lag") == 0);
            println!("100 questions: known {:?} after the last one", watch.elapsed());
        }
        assert!(log_position(&db) >= 300);
        assert_eq!(search.find("q=schwall").total, 300);
    });
}
