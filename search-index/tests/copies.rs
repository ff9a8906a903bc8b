//! Copies of an index: one commit, whole, whatever happens to the original.

use std::fs;
use std::io::Read;
use std::path::Path;

use search_index::{Copied, Error, Index, OpenState, is_part, settle};

use crate::support::{Bench, ask, ids, question};

/// Writes a copy somewhere; how many bytes that were.
fn unpack(copy: Copied, dir: &Path) -> u64 {
    let mut all = 0;
    for mut file in copy.files {
        let mut bytes = Vec::new();
        file.content.read_to_end(&mut bytes).unwrap();
        assert!(is_part(&file.name), "{}", file.name);
        assert_eq!(bytes.len() as u64, file.length, "{}", file.name);
        fs::write(dir.join(&file.name), bytes).unwrap();
        all += file.length;
    }
    settle(dir).unwrap();
    all
}

#[test]
fn a_copy_is_one_commit_however_the_original_goes_on() {
    let bench = Bench::with(&[question(1, "Router", "eins"), question(2, "Router", "zwei")]);
    bench.remove(2).unwrap();
    bench.put(&question(3, "Router", "drei")).unwrap();
    bench.commit(41).unwrap();
    // Nothing of a batch that was not committed.
    bench.put(&question(4, "Router", "vier")).unwrap();
    let copy = bench.copy().unwrap();
    assert_eq!(copy.cursor, 41);
    // Deletes what was copied: every document goes, and merging takes the segments away.
    for round in 0..30 {
        (1..=4).for_each(|id| bench.remove(id).unwrap());
        bench.put(&question(100 + round, "Telefon", "")).unwrap();
        bench.commit(42 + round).unwrap();
    }
    let dir = tempfile::tempdir().unwrap();
    unpack(copy, dir.path());
    let opened = Index::open_or_create(dir.path()).unwrap();
    assert_eq!((opened.state, opened.index.cursor()), (OpenState::Existing, Some(41)));
    let mut found = ids(&opened.index.search(&ask("router")).unwrap());
    found.sort_unstable();
    assert_eq!(found, [1, 3]);
    // It is an index like any other: it takes more, forgets, and is whole when it is opened again.
    opened.index.remove(1).unwrap();
    opened.index.put(&question(5, "Router", "fünf")).unwrap();
    opened.index.commit(50).unwrap();
    drop(opened.index);
    let again = Index::open_or_create(dir.path()).unwrap();
    assert_eq!((again.state, again.index.cursor()), (OpenState::Existing, Some(50)));
    assert_eq!(again.index.documents(), 2);
    again.index.verify().unwrap();
}

#[test]
fn half_a_copy_is_no_index() {
    let bench = Bench::with(&[question(1, "Router", "eins")]);
    let number = bench.copy().unwrap().files.len();
    assert!(number > 5, "{number} files");
    for missing in 0..number {
        let (dir, mut copy) = (tempfile::tempdir().unwrap(), bench.copy().unwrap());
        let name = copy.files.remove(missing).name;
        unpack(copy, dir.path());
        let opened = Index::open_or_create(dir.path()).unwrap();
        assert!(matches!(opened.state, OpenState::Damaged(_)), "without {name}: {:?}", opened.state);
    }
    for cut in 1..number {
        let (dir, mut copy) = (tempfile::tempdir().unwrap(), bench.copy().unwrap());
        copy.files.truncate(cut);
        unpack(copy, dir.path());
        let opened = Index::open_or_create(dir.path()).unwrap();
        assert_ne!(opened.state, OpenState::Existing, "{cut} files of {number}");
    }
}

#[test]
fn a_copy_can_be_taken_while_somebody_writes() {
    let bench = Bench::with(&[question(1, "Router", "")]);
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for round in 2..60 {
                bench.put(&question(round, "Router", "")).unwrap();
                bench.remove(round - 1).unwrap();
                bench.commit(round).unwrap();
            }
        });
        let mut last = 0;
        while !writing.is_finished() {
            let (dir, copy) = (tempfile::tempdir().unwrap(), bench.copy().unwrap());
            assert!(copy.cursor >= last);
            last = copy.cursor;
            unpack(copy, dir.path());
            let opened = Index::open_or_create(dir.path()).unwrap();
            assert_eq!((opened.state, opened.index.cursor()), (OpenState::Existing, Some(last)));
            assert_eq!(ids(&opened.index.search(&ask("router")).unwrap()), [last]);
        }
        writing.join().unwrap();
    });
}

#[test]
fn an_index_without_a_commit_gives_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_fresh(dir.path()).unwrap();
    assert!(matches!(index.copy(), Err(Error::Engine(_))));
}
