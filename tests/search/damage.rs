//! Whatever becomes of the index's files, the forum starts, says so, and search heals by itself while it serves.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use super::town::{Running, Town, until};
use crate::support::{Database, on_both};

fn generations(data_dir: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(data_dir.join("index")).expect("the folder");
    let mut dirs: Vec<PathBuf> = all.map(|entry| entry.expect("an entry").path()).collect();
    dirs.sort();
    dirs
}

/// The newest one; an index that heals is away for a moment.
fn generation(data_dir: &Path) -> PathBuf {
    until("an index", || !generations(data_dir).is_empty());
    generations(data_dir).pop().expect("an index")
}

fn files(dir: &Path, ending: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(dir).expect("the index").map(|entry| entry.expect("a file").path());
    all.filter(|path| path.extension().is_some_and(|end| end == ending)).collect()
}

fn town_with_questions(db: &kiez::ground::db::Db) -> Town {
    let town = Town::new(db);
    for n in 0..5 {
        town.ask(&format!("Frage {n} zum Staubsauger"), "Er saugt nicht.", &["haus"]);
    }
    town
}

#[test]
fn a_broken_index_does_not_keep_the_forum_from_starting() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let town = town_with_questions(&db);
        let search = Running::start(&db, folder.path());
        assert_eq!(search.ids("q=Staubsauger").len(), 5);
        drop(search.end());
        let breakages: [&dyn Fn(&Path); 4] = [
            &|dir: &Path| fs::remove_dir_all(dir).expect("deleted"),
            &|dir: &Path| fs::write(dir.join("meta.json"), "{}").expect("written"),
            &|dir: &Path| cut(&files(dir, "store")),
            &|dir: &Path| files(dir, "term").iter().for_each(|path| fs::remove_file(path).expect("deleted")),
        ];
        for damage in breakages {
            damage(&generation(folder.path()));
            let search = Running::start(&db, folder.path());
            until("it is whole again", || !search.service.degraded());
            assert_eq!(search.ids("q=Staubsauger").len(), 5);
            drop(search.end());
            assert_eq!(fs::read_dir(folder.path().join("index")).expect("the folder").count(), 1);
        }
        drop(town);
    });
}

fn cut(paths: &[PathBuf]) {
    assert!(!paths.is_empty());
    for path in paths {
        OpenOptions::new().write(true).open(path).expect("opens").set_len(3).expect("cut");
    }
}

#[test]
fn damage_while_serving_heals() {
    let database = Database::sqlite();
    let db = database.open();
    let folder = tempfile::tempdir().expect("a folder");
    let town = town_with_questions(&db);
    let search = Running::start(&db, folder.path());
    assert_eq!(search.ids("q=Staubsauger").len(), 5);
    let flip = |path: &PathBuf| {
        let mut bytes = fs::read(path).expect("a file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        fs::write(path, bytes).expect("written");
    };
    let breakages: [(&str, &dyn Fn(&Path)); 4] = [
        ("deleted", &|dir: &Path| fs::remove_dir_all(dir).expect("deleted")),
        ("cut", &|dir: &Path| ["store", "term", "idx", "fast"].iter().for_each(|end| cut(&files(dir, end)))),
        ("a byte", &|dir: &Path| flip(&files(dir, "store")[0])),
        ("one missing", &|dir: &Path| fs::remove_file(&files(dir, "idx")[0]).expect("deleted")),
    ];
    for (round, (what, damage)) in breakages.into_iter().enumerate() {
        // The keeper takes a file for granted that was the same at two looks.
        let (mut old, mut looks) = (PathBuf::new(), search.service.looks());
        until("the index is at rest", || {
            if search.service.looks() < looks + 2 {
                return false;
            }
            looks = search.service.looks();
            std::mem::replace(&mut old, generation(folder.path())) == old && !search.service.degraded()
        });
        damage(&old);
        // Whatever a search finds now, it answers, and writing goes on.
        search.find("q=Staubsauger");
        town.ask(&format!("Weiter {round} mit dem Staubsauger"), "Er lebt noch ein wenig.", &[]);
        until(what, || !old.exists() && !search.service.degraded() && search.ids("q=Staubsauger").len() == 6 + round);
        assert_eq!(search.ids("q=Staubsauger").len(), 6 + round, "{what}");
    }
}

#[test]
fn an_index_that_knows_too_much_is_made_again() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = Database::sqlite();
        let other = elsewhere.open();
        drop((town_with_questions(&other), kiez::search::rebuild(&other, folder.path(), &mut |_, _| {})));
        let town = Town::new(&db);
        let only = town.ask("Nur diese Frage", "Aus einer Sicherung.", &[]);
        let search = Running::start(&db, folder.path());
        until("it is made again", || !search.service.degraded());
        assert_eq!(search.ids(""), [only]);
    });
}
