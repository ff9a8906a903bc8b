//! A backup while people write, and its restoration elsewhere.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use diesel::prelude::*;
use kiez::ground::db::health;
use kiez::threads::tables::posts;

use super::{Home, why};
use crate::support::stage::text;

#[test]
fn a_backup_under_load_is_whole_elsewhere() {
    for home in Home::each() {
        let stage = home.furnish("Red light");
        let folder = tempfile::tempdir().expect("a folder");
        let dir = folder.path().join("copies/first");
        let (stop, acknowledged) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let gunnar = stage.person("Gunnar", 1);
        let writer = std::thread::spawn({
            let (stop, acknowledged) = (stop.clone(), acknowledged.clone());
            move || {
                let question = stage.read(|conn| posts::table.select(posts::id).first::<i64>(conn));
                while !stop.load(Ordering::SeqCst) {
                    let id = stage.try_answer(gunnar, question, "Hold the button.").expect("an answer").post_id;
                    acknowledged.lock().expect("no panic").push(id);
                }
                stage
            }
        });
        while acknowledged.lock().expect("no panic").len() < 5 {
            std::thread::yield_now();
        }
        let before: Vec<i64> = acknowledged.lock().expect("no panic").clone();
        let made = home.backup(&dir).expect("a backup");
        stop.store(true, Ordering::SeqCst);
        let stage = writer.join().expect("the writer writes on");
        assert!(acknowledged.lock().expect("no panic").len() > before.len(), "it was written to meanwhile");
        assert!(why(home.backup(&dir)).contains("holds a backup already"));
        drop(stage);

        for (path, mode) in [("", 0o700), ("manifest.json", 0o600), ("uploads/red-light.png", 0o600)] {
            let found = std::fs::metadata(dir.join(path)).expect("it is there").permissions().mode() & 0o777;
            assert_eq!(found, mode, "{path}");
        }
        let there = home.sibling();
        let told = there.restore(&dir, false).expect("restored");
        assert_eq!(told, made);
        assert_eq!(std::fs::read(there.file_of("Red light")).expect("the picture"), b"Red light");
        let mut conn = there.conn();
        assert_eq!(health::integrity(&mut conn).expect("looked"), Vec::<String>::new());
        let ids: Vec<i64> = posts::table.select(posts::id).order(posts::id).load(&mut conn).expect("posts");
        let known: BTreeSet<i64> = ids.iter().copied().collect();
        assert!(before.iter().all(|id| known.contains(id)), "{before:?} in {ids:?}");
        assert_eq!(Some(&(ids.len() as i64)), made.tables.get("posts"));
        drop(conn);
        let stage = there.stage();
        stage.is_consistent();
        assert_eq!(stage.log().last().map(|event| event.position), Some(made.log_position));
        let next = stage.ask(gunnar, "Does it go on?", &["router"]);
        assert!(Some(&next) > ids.last(), "{next} after {ids:?}");
        stage
            .act(gunnar, move |tx, actor, rules, now| {
                let note =
                    kiez::threads::comment::Comment { post_id: next, text: text("It does."), key: String::new() };
                kiez::threads::comment::comment(tx, actor, &note, rules, now)
            })
            .expect("a comment");
    }
}

#[test]
fn an_upload_that_is_lost_is_named() {
    let home = Home::on(crate::support::Database::sqlite());
    drop(home.furnish("Red light"));
    std::fs::remove_file(home.file_of("Red light")).expect("removed");
    let folder = tempfile::tempdir().expect("a folder");
    let made = home.backup(folder.path()).expect("a folder that is there and empty will do");
    assert_eq!((made.missing_uploads, made.uploads), (vec!["red-light.png".to_owned()], 0));
    assert_eq!(home.sibling().restore(folder.path(), false).expect("restored").missing_uploads.len(), 1);
}
