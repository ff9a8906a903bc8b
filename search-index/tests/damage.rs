//! Damage: an index that cannot be trusted is put aside, and the program starts.

use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use search_index::{Error, Index, OpenState};
use tempfile::TempDir;

use crate::support::{Bench, ask, question};

/// A closed index of two commits with a deletion, and its files.
fn closed() -> (TempDir, Vec<PathBuf>) {
    let docs: Vec<_> = (1..=5).map(|id| question(id, "Router", &format!("Frage {id}"))).collect();
    let bench = Bench::with(&docs);
    bench.remove(3).unwrap();
    bench.put(&question(6, "Router", "")).unwrap();
    bench.commit(7).unwrap();
    let dir = bench.close();
    let mut files: Vec<PathBuf> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|end| end != "lock"))
        .collect();
    files.sort();
    (dir, files)
}

fn copy(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.path().join(path.file_name().unwrap())).unwrap();
    }
    to
}

/// Flips a bit where it lies, as a failing disk would.
fn flip(path: &Path, at: u64) {
    let mut file = OpenOptions::new().read(true).write(true).open(path).unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(at)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[byte[0] ^ 0x10]).unwrap();
}

/// It opens, empty, with the damaged one aside, and works.
fn heals(dir: &Path, what: &str) {
    let opened = Index::open_or_create(dir).unwrap();
    assert!(matches!(opened.state, OpenState::Damaged(_)), "{what}: {:?}", opened.state);
    assert_eq!((opened.index.documents(), opened.index.cursor()), (0, None), "{what}");
    assert!(fs::read_dir(dir.join("aside")).unwrap().next().is_some(), "{what}");
    opened.index.put(&question(1, "Router", "")).unwrap();
    opened.index.commit(1).unwrap();
    assert_eq!(opened.index.search(&ask("router")).unwrap().total, 1, "{what}");
    drop(opened.index);
    assert_eq!(Index::open_or_create(dir).unwrap().state, OpenState::Existing, "{what}");
}

#[test]
fn a_file_cut_short_or_missing_heals() {
    let (dir, files) = closed();
    assert!(files.iter().any(|path| path.extension().is_some_and(|end| end == "del")));
    for path in &files {
        let name = path.file_name().unwrap();
        let length = fs::metadata(path).unwrap().len();
        for keep in [0, 3, length / 2, length - 1] {
            let copy = copy(dir.path());
            OpenOptions::new().write(true).open(copy.path().join(name)).unwrap().set_len(keep).unwrap();
            heals(copy.path(), &format!("{name:?} cut to {keep} of {length}"));
        }
        let copy = copy(dir.path());
        fs::remove_file(copy.path().join(name)).unwrap();
        heals(copy.path(), &format!("{name:?} missing"));
    }
}

#[test]
fn a_flipped_bit_is_never_believed() {
    let (dir, files) = closed();
    for path in &files {
        let name = path.file_name().unwrap();
        let length = fs::metadata(path).unwrap().len();
        for at in (0..length).step_by((length as usize / 6).max(1)) {
            let copy = copy(dir.path());
            flip(&copy.path().join(name), at);
            let opened = Index::open_or_create(copy.path()).unwrap();
            // The engine's version numbers in a file's foot may change without harm.
            if opened.state == OpenState::Existing {
                assert_eq!(opened.index.cursor(), Some(7), "{name:?} at {at}");
                assert_eq!(opened.index.search(&ask("router")).unwrap().total, 5, "{name:?} at {at}");
            } else {
                assert_eq!(opened.index.documents(), 0, "{name:?} at {at}");
            }
        }
    }
}

#[test]
fn only_the_last_damaged_one_is_kept_and_nothing_else_touched() {
    let (dir, _) = closed();
    fs::write(dir.path().join("notes.txt"), "mine").unwrap();
    for _ in 0..3 {
        fs::write(dir.path().join("meta.json"), "{}").unwrap();
        heals(dir.path(), "no meta");
    }
    assert_eq!(fs::read_to_string(dir.path().join("notes.txt")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(dir.path().join("aside/meta.json")).unwrap(), "{}");
}

#[test]
fn damage_at_run_time_is_reported() {
    let docs: Vec<_> = (1..=50).map(|id| question(id, "Router", &format!("Frage {id}"))).collect();
    let bench = Bench::with(&docs);
    bench.verify().unwrap();
    let mut files = fs::read_dir(bench.dir.path()).unwrap().map(|entry| entry.unwrap().path());
    let store = files.find(|path| path.extension().is_some_and(|end| end == "store")).unwrap();
    flip(&store, 40);
    assert!(matches!(bench.verify(), Err(Error::Damaged(reason)) if reason.contains("checksum")));
    // Nothing of the store makes sense any more.
    let length = fs::metadata(&store).unwrap().len() as usize;
    OpenOptions::new().write(true).open(&store).unwrap().write_all(&vec![0x55; length]).unwrap();
    assert!(matches!(bench.search(&ask("router")), Err(Error::Damaged(_))));
    let dir = bench.close();
    let fresh = Index::create_fresh(dir.path()).unwrap();
    fresh.put(&docs[0]).unwrap();
    fresh.commit(9).unwrap();
    assert_eq!(fresh.search(&ask("router")).unwrap().total, 1);
}

#[test]
fn a_file_cut_short_at_run_time_kills_nobody() {
    let docs: Vec<_> = (1..=50).map(|id| question(id, "Router", &format!("Frage {id}"))).collect();
    let bench = Bench::with(&docs);
    for entry in fs::read_dir(bench.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end != "lock" && end != "json") {
            OpenOptions::new().write(true).open(path).unwrap().set_len(0).unwrap();
        }
    }
    assert!(matches!(bench.search(&ask("router")), Err(Error::Damaged(_))));
    assert!(matches!(bench.verify(), Err(Error::Damaged(_))));
    bench.put(&question(51, "Router", "")).unwrap();
    bench.commit(2).ok();
}

#[test]
fn a_lost_batch_moves_no_cursor() {
    let bench = Bench::with(&[question(1, "Router", "")]);
    // The engine cannot make its files where a directory went away.
    let hidden = bench.dir.path().with_extension("hidden");
    fs::rename(bench.dir.path(), &hidden).unwrap();
    bench.put(&question(2, "Router", "")).ok();
    assert!(bench.commit(2).is_err());
    assert_eq!(bench.cursor(), Some(1));
    fs::rename(&hidden, bench.dir.path()).unwrap();
    bench.put(&question(2, "Router", "")).unwrap();
    bench.commit(2).unwrap();
    assert_eq!((bench.cursor(), bench.documents()), (Some(2), 2));
}

#[test]
fn an_older_format_is_put_aside() {
    let dir = tempfile::tempdir().unwrap();
    drop(Index::open_or_create(dir.path()).unwrap());
    let meta = dir.path().join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let (json, _) = text.split_once("#seal ").unwrap();
    fs::write(&meta, sealed(&json.replace("de_1", "de_0"))).unwrap();
    let opened = Index::open_or_create(dir.path()).unwrap();
    assert_eq!((opened.state, opened.index.documents()), (OpenState::OldFormat, 0));
}

fn sealed(json: &str) -> String {
    let hash = json
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{json}#seal {hash:016x}\n")
}
