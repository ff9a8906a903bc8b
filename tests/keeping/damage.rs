//! Backups that are not whole, and restorations that are stopped.

use std::fs;
use std::path::Path;

use anyhow::bail;
use kiez::ground::db::{Target, health};
use kiez::ground::keep;

use super::{Home, why};
use crate::support::Database;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).expect("a file");
    let at = at.min(bytes.len() - 1);
    bytes[at] ^= 1;
    fs::write(path, bytes).expect("written");
}

type Damage = fn(&Path);

#[test]
fn what_is_not_whole_is_refused_and_the_forum_untouched() {
    let home = Home::on(Database::sqlite());
    drop(home.furnish("New"));
    let folder = tempfile::tempdir().expect("a folder");
    let good = folder.path().join("good");
    home.backup(&good).expect("a backup");
    let other = home.sibling();
    drop(other.furnish("Old"));
    let damages: [(&str, Damage, &str); 9] = [
        ("flipped", |dir| flip(&dir.join("database.sqlite"), 5_000), "database.sqlite is not what was saved"),
        ("picture", |dir| flip(&dir.join("uploads/new.png"), 1), "new.png is not what was saved"),
        ("no-picture", |dir| fs::remove_file(dir.join("uploads/new.png")).expect("removed"), "new.png is missing"),
        ("no-database", |dir| fs::remove_file(dir.join("database.sqlite")).expect("removed"), "is missing"),
        ("no-manifest", |dir| fs::remove_file(dir.join("manifest.json")).expect("removed"), "is not a whole backup"),
        ("manifest", |dir| flip(&dir.join("manifest.json"), 40), "manifest.json is damaged"),
        ("list", |dir| flip(&dir.join("uploads.sha256"), 3), "uploads.sha256 is not what was saved"),
        (
            "cut",
            |dir| {
                let file = fs::OpenOptions::new().write(true).open(dir.join("database.sqlite")).expect("a file");
                file.set_len(8_192).expect("cut");
            },
            "database.sqlite is not what was saved",
        ),
        ("gone", |dir| fs::remove_dir_all(dir).expect("removed"), "there is no backup"),
    ];
    for (name, damage, said) in damages {
        let dir = folder.path().join(name);
        copy(&good, &dir);
        damage(&dir);
        let told = why(other.restore(&dir, true));
        assert!(told.contains(said), "{name}: {told}");
        assert_eq!(other.titles(), ["Old"], "{name}");
        assert!(other.file_of("Old").exists(), "{name}");
    }
    let told = why(other.restore(&good, false));
    assert!(told.contains("there is a forum already") && told.contains("--overwrite"), "{told}");
    let served = other.stage();
    let told = why(other.restore(&good, true));
    assert!(told.contains("in use"), "{told}");
    drop(served);
    let elsewhere = Target::Postgres("postgres://127.0.0.1:1/none".into());
    let place = keep::Place { database: &elsewhere, ..other.place() };
    let told = why(keep::restore(&good, &place, true, &mut |_, _, _| Ok(())));
    assert!(told.contains("kiez migrate-database"), "{told}");
    other.restore(&good, true).expect("restored at last");
    assert_eq!(other.titles(), ["New"]);
    assert!(other.file_of("New").exists() && !other.file_of("Old").exists(), "the pictures are the new forum's");
    if let Target::Sqlite(path) = &other.database.target {
        fs::write(path, "this is no database any more").expect("written");
        other.restore(&good, true).expect("that is what backups are for");
        assert_eq!(other.titles(), ["New"]);
    }
}

#[test]
fn a_restoration_that_is_stopped_leaves_the_one_forum_or_the_other() {
    for home in Home::each() {
        drop(home.furnish("New"));
        let folder = tempfile::tempdir().expect("a folder");
        home.backup(folder.path()).expect("a backup");
        let other = home.sibling();
        drop(other.furnish("Old"));
        let mut seen: Vec<String> = Vec::new();
        let mut states = Vec::new();
        loop {
            // Stopped where something begins that no run before has come to.
            let mut reached = None;
            let done = keep::restore(folder.path(), &other.place(), true, &mut |what, _, _| {
                if seen.iter().any(|known| known == what) {
                    return Ok(());
                }
                reached = Some(what.to_owned());
                bail!("killed")
            });
            seen.extend(reached);
            let titles = other.titles();
            assert!(titles == ["Old"] || titles == ["New"], "{seen:?}: {titles:?}");
            assert!(other.file_of(&titles[0]).exists(), "{seen:?}: its picture");
            assert_eq!(health::integrity(&mut other.conn()).expect("looked"), Vec::<String>::new(), "{seen:?}");
            states.push(titles[0].clone());
            if done.is_ok() {
                break;
            }
        }
        assert_eq!(states.last().map(String::as_str), Some("New"));
        assert!(states.iter().filter(|title| *title == "Old").count() >= 4, "{seen:?} {states:?}");
    }
}

#[test]
fn half_a_backup_looks_like_none() {
    let home = Home::on(Database::sqlite());
    drop(home.furnish("New"));
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("half");
    for stop in ["database", "uploads", "summing up"] {
        let told = why(keep::backup(&home.place(), &dir, crate::support::START, &mut |what, _, _| {
            anyhow::ensure!(what != stop, "the disk is full");
            Ok(())
        }));
        assert_eq!((told.as_str(), dir.exists()), ("the disk is full", false), "{stop}");
    }
    home.backup(&dir).expect("now there is room");
}
