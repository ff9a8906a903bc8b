//! The index's files from outside. The engine writes each file once and later deletes it; a file that changes when
//! it should rest was changed by something else. This is only a hint to read the checksums.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a look has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing odd.
    Same,
    /// Files went, as they do when the engine merges.
    Gone,
    /// A file is not what it was, or the list of files is away.
    Changed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Seen {
    length: u64,
    at: Option<SystemTime>,
    /// It was the same at two looks, so it is not being written.
    settled: bool,
}

/// What was seen last time.
#[derive(Default)]
pub(super) struct Disk {
    dir: PathBuf,
    files: HashMap<OsString, Seen>,
}

impl Disk {
    /// Compares a directory with the last look at it; another directory begins anew.
    pub(super) fn look(&mut self, dir: &Path) -> Look {
        if self.dir != dir {
            *self = Self { dir: dir.to_owned(), files: HashMap::new() };
        }
        let Ok(mut now) = list(dir) else {
            self.files.clear();
            return Look::Changed;
        };
        let mut look = if dir.join("meta.json").is_file() { Look::Same } else { Look::Changed };
        for (name, before) in self.files.iter().filter(|(_, before)| before.settled) {
            match now.get(name) {
                Some(file) if (file.length, file.at) == (before.length, before.at) => {}
                Some(_) => look = Look::Changed,
                None if look == Look::Same => look = Look::Gone,
                None => {}
            }
        }
        for (name, file) in &mut now {
            file.settled = self.files.get(name).is_some_and(|f| (f.length, f.at) == (file.length, file.at));
        }
        self.files = now;
        look
    }
}

/// Files that are written once: not the engine's lists, locks and files in the making.
fn list(dir: &Path) -> io::Result<HashMap<OsString, Seen>> {
    let mut files = HashMap::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let Ok(meta) = entry.metadata() else { continue };
        let rests = name.to_str().is_some_and(|name| !name.starts_with('.') && !name.ends_with(".json"));
        if rests && meta.is_file() {
            files.insert(name, Seen { length: meta.len(), at: meta.modified().ok(), settled: false });
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{Disk, Look};

    #[test]
    fn only_what_rested_and_changed_is_odd() {
        let dir = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).expect("a file");
        let mut disk = Disk::default();
        assert_eq!(disk.look(dir.path()), Look::Changed, "no list of files");
        write("meta.json", "{}");
        write("a.store", "a");
        assert_eq!(disk.look(dir.path()), Look::Same);
        write("a.store", "ab");
        assert_eq!(disk.look(dir.path()), Look::Same, "still being written");
        assert_eq!(disk.look(dir.path()), Look::Same);
        write("a.store", "abc");
        write("meta.json", "{ }");
        assert_eq!(disk.look(dir.path()), Look::Changed);
        assert_eq!(disk.look(dir.path()), Look::Same);
        std::fs::remove_file(dir.path().join("a.store")).expect("gone");
        assert_eq!(disk.look(dir.path()), Look::Gone);
        assert_eq!(disk.look(&dir.path().join("none")), Look::Changed);
    }
}
