//! The index's files from outside. Each is written once, before a commit names it; one that changes afterwards was changed
//! by something else. This is only a hint to read the checksums.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Length in bytes, and when it was written.
type Seen = (u64, Option<SystemTime>);

/// What was seen last time.
#[derive(Default)]
pub(super) struct Disk {
    dir: PathBuf,
    files: BTreeMap<PathBuf, Seen>,
}

impl Disk {
    /// Whether one of these files in a directory is not what it was at the last look; another directory begins anew.
    pub(super) fn changed(&mut self, dir: &Path, files: BTreeMap<PathBuf, Metadata>) -> bool {
        if self.dir != dir {
            *self = Self { dir: dir.to_owned(), files: BTreeMap::new() };
        }
        let now: BTreeMap<PathBuf, Seen> =
            files.into_iter().map(|(name, meta)| (name, (meta.len(), meta.modified().ok()))).collect();
        let changed = self.files.iter().any(|(name, before)| now.get(name).is_some_and(|seen| seen != before));
        self.files = now;
        changed
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs::{Metadata, metadata, write};
    use std::path::PathBuf;

    use super::Disk;

    #[test]
    fn only_what_is_still_there_and_changed_is_odd() {
        let dir = tempfile::tempdir().expect("a folder");
        let files = |names: &[&str]| -> BTreeMap<PathBuf, Metadata> {
            let of = |name: &&str| (PathBuf::from(name), metadata(dir.path().join(name)).expect("a file"));
            names.iter().map(of).collect()
        };
        let mut disk = Disk::default();
        let text = |name: &str, text: &str| write(dir.path().join(name), text).expect("a file");
        text("a.store", "a");
        assert!(!disk.changed(dir.path(), files(&["a.store"])));
        text("b.store", "b");
        assert!(!disk.changed(dir.path(), files(&["a.store", "b.store"])), "another one");
        text("a.store", "ab");
        assert!(disk.changed(dir.path(), files(&["a.store", "b.store"])));
        assert!(!disk.changed(dir.path(), files(&["a.store", "b.store"])), "only once");
        assert!(!disk.changed(dir.path(), files(&["b.store"])), "merged away");
        text("b.store", "bc");
        assert!(!disk.changed(&dir.path().join("other"), files(&["b.store"])), "another index");
    }
}
