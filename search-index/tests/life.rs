//! The life of an index: put, remove, commit, close, open, and who may hold it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use search_index::{Error, Index, OpenState};

use crate::support::{Bench, ask, ids, question};

#[test]
fn a_commit_is_seen_at_once_and_not_before() {
    let bench = Bench::with(&[]);
    bench.put(&question(1, "Router", "")).unwrap();
    assert_eq!(bench.ids("router"), [0; 0]);
    bench.commit(2).unwrap();
    assert_eq!(bench.ids("router"), [1]);
    assert_eq!(bench.documents(), 1);
}

#[test]
fn putting_again_replaces() {
    let bench = Bench::with(&[question(1, "Router", "")]);
    bench.put(&question(1, "Telefon", "")).unwrap();
    bench.put(&question(1, "Rechnung", "")).unwrap();
    bench.commit(2).unwrap();
    assert_eq!(bench.ids("router telefon"), [0; 0]);
    assert_eq!(bench.ids("rechnung"), [1]);
    assert_eq!(bench.documents(), 1);
}

#[test]
fn removing() {
    let bench = Bench::with(&[question(1, "Router", ""), question(-2, "Router", "")]);
    bench.remove(1).unwrap();
    bench.remove(99).unwrap();
    bench.put(&question(3, "Router", "")).unwrap();
    bench.remove(3).unwrap();
    bench.commit(2).unwrap();
    assert_eq!(bench.ids("router"), [-2]);
    assert_eq!(bench.search(&ask("router")).unwrap().total, 1);
}

#[test]
fn rolling_back() {
    let bench = Bench::with(&[question(1, "Router", "")]);
    bench.put(&question(2, "Router", "")).unwrap();
    bench.remove(1).unwrap();
    bench.rollback();
    bench.commit(2).unwrap();
    assert_eq!(bench.ids("router"), [1]);
}

#[test]
fn the_cursor_survives() {
    let dir = tempfile::tempdir().unwrap();
    let opened = Index::open_or_create(dir.path()).unwrap();
    assert_eq!((opened.state, opened.index.cursor()), (OpenState::Created, None));
    opened.index.put(&question(1, "Router", "")).unwrap();
    opened.index.commit(41).unwrap();
    opened.index.commit(42).unwrap();
    assert_eq!(opened.index.cursor(), Some(42));
    opened.index.put(&question(2, "Nie geschrieben", "")).unwrap();
    drop(opened.index);

    let opened = Index::open_or_create(dir.path()).unwrap();
    assert_eq!((opened.state, opened.index.cursor()), (OpenState::Existing, Some(42)));
    assert_eq!(opened.index.documents(), 1);
    opened.index.put(&question(3, "Router", "")).unwrap();
    opened.index.commit(43).unwrap();
    assert_eq!(opened.index.documents(), 2);
    assert!(opened.index.size_on_disk() > 1_000);
}

#[test]
fn an_index_without_a_commit_is_empty_not_damaged() {
    let dir = tempfile::tempdir().unwrap();
    drop(Index::open_or_create(dir.path()).unwrap());
    let opened = Index::open_or_create(dir.path()).unwrap();
    assert_eq!((opened.state, opened.index.cursor()), (OpenState::Existing, None));
}

#[test]
fn many_commits_merge_and_verify() {
    let bench = Bench::with(&[]);
    for round in 1..=40 {
        bench.put(&question(round % 7, "Router", &format!("Runde {round}"))).unwrap();
        bench.commit(round).unwrap();
        if round % 10 == 0 {
            bench.verify().unwrap();
        }
    }
    assert_eq!(bench.documents(), 7);
    let dir = bench.close();
    let opened = Index::open_or_create(dir.path()).unwrap();
    assert_eq!((opened.state, opened.index.cursor()), (OpenState::Existing, Some(40)));
    assert_eq!(opened.index.documents(), 7);
}

#[test]
fn one_holder_at_a_time() {
    let bench = Bench::with(&[question(1, "Router", "")]);
    assert!(matches!(Index::open_or_create(bench.dir.path()), Err(Error::Locked(_))));
    assert!(matches!(Index::create_fresh(bench.dir.path()), Err(Error::Locked(_))));
    assert_eq!(bench.ids("router"), [1]);
    let dir = bench.close();
    let fresh = Index::create_fresh(dir.path()).unwrap();
    assert_eq!((fresh.documents(), fresh.cursor()), (0, None));
}

#[test]
fn asking_while_writing() {
    let bench = Bench::with(&[question(1, "Router", "")]);
    let index: &Index = &bench;
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..50 {
                    assert!(ids(&index.search(&ask("router")).unwrap()).contains(&1));
                }
            });
        }
        for id in 2..12 {
            index.put(&question(id, "Router", "")).unwrap();
            index.commit(id).unwrap();
        }
    });
    assert_eq!(bench.documents(), 11);
}

#[test]
fn verifying_while_writing() {
    let bench = Bench::with(&[question(1, "Router", ""), question(2, "Router", "")]);
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for round in 2..40 {
                bench.put(&question(round % 3, "Router", "")).unwrap();
                bench.commit(round).unwrap();
            }
        });
        while !writing.is_finished() {
            bench.verify().unwrap();
            bench.files().unwrap();
        }
        writing.join().unwrap();
    });
}

const CHILD: &str = "SEARCH_INDEX_TEST_CHILD";

/// Runs itself as another process, which opens the index and is then killed.
#[test]
fn a_dead_holder_stops_nobody() {
    if let Some(dir) = std::env::var_os(CHILD) {
        return hold(Path::new(&dir));
    }
    let dir = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "life::a_dead_holder_stops_nobody", "--nocapture"])
        .env(CHILD, dir.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("holding")));
    assert!(matches!(Index::open_or_create(dir.path()), Err(Error::Locked(_))));
    child.kill().unwrap();
    child.wait().unwrap();

    let opened = Index::open_or_create(dir.path()).unwrap();
    assert_eq!((opened.state, opened.index.cursor()), (OpenState::Existing, Some(5)));
    opened.index.put(&question(3, "Router", "")).unwrap();
    opened.index.commit(6).unwrap();
    assert_eq!(opened.index.documents(), 2);
}

fn hold(dir: &Path) {
    let index = Index::open_or_create(dir).unwrap().index;
    index.put(&question(1, "Router", "")).unwrap();
    index.commit(5).unwrap();
    index.put(&question(2, "Router", "")).unwrap();
    println!("holding");
    // Until it is killed.
    let _ = std::io::stdin().read(&mut [0]);
}
