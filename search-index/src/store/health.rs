//! Whether what lies on disk is what was written. The directory may be in use: the engine writes each file once, and what
//! a later commit no longer names may go at any moment, so only what is still named when it is found wrong is damage.
//!
//! Files are read piece by piece, never as a map, so that a file cut short meanwhile is an error and not a crash, and a
//! huge one does not take its size in memory.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crc32fast::Hasher;
use serde::{Deserialize, Serialize};
use tantivy::directory::error::OpenReadError;
use tantivy::directory::footer::Footer;
use tantivy::{Directory, Index, IndexMeta, IndexReader, ReloadPolicy, TantivyError};

use super::sealed::SealedDirectory;
use crate::error::{Error, Result, guarded};
use crate::schema::{FORMAT, Fields};

/// The engine's list of the files that it has written.
const MANAGED: &str = ".managed.json";

/// What a commit says about itself.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Payload {
    pub(crate) format: u32,
    pub(crate) cursor: i64,
}

/// The condition of an index that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Health {
    Whole,
    /// Made by another version of this crate or of the engine.
    OldFormat,
}

/// Checks everything and reads every byte; [`Error::Damaged`] says what is wrong.
pub(crate) fn check(dir: &Path) -> Result<Health> {
    guarded(|| {
        let index = match Index::open(SealedDirectory::open(dir)?) {
            Ok(index) => index,
            Err(TantivyError::IncompatibleIndex(_)) => return Ok(Health::OldFormat),
            Err(error) => return Err(error.into()),
        };
        let format = payload(&index.load_metas()?)?.map_or(FORMAT, |payload| payload.format);
        if format != FORMAT || index.schema() != Fields::build().0 {
            return Ok(Health::OldFormat);
        }
        read(dir, present(dir)?.into_keys())?;
        opens(&index)
    })
}

/// The files of the last commit, by their names, and what the file system says of them. None is read.
pub(crate) fn present(dir: &Path) -> Result<BTreeMap<PathBuf, Metadata>> {
    guarded(|| {
        let directory = SealedDirectory::open(dir)?;
        let _nothing_goes = directory.hold()?;
        let index = Index::open(directory)?;
        if !index.directory().exists(Path::new(MANAGED))? {
            return Err(Error::Damaged("the list of files is missing".to_owned()));
        }
        // A commit names files that were never needed; the list knows those that were written.
        let written = index.directory().list_managed_files();
        let mut present = BTreeMap::new();
        for path in index.load_metas()?.list_segment_files().intersection(&written) {
            match fs::metadata(dir.join(path)) {
                Ok(metadata) => drop(present.insert(path.clone(), metadata)),
                Err(why) if why.kind() == io::ErrorKind::NotFound => {
                    return Err(Error::Damaged(format!("{} is missing", path.display())));
                }
                Err(why) => return Err(why.into()),
            }
        }
        Ok(present)
    })
}

/// Reads these files.
fn read(dir: &Path, files: impl Iterator<Item = PathBuf>) -> Result<()> {
    let directory = SealedDirectory::open(dir)?;
    for path in files {
        match is_sound(&directory, &path) {
            Ok(true) => {}
            Ok(false) => still_named(dir, &path, "its checksum is wrong")?,
            Err(Error::Damaged(why)) => still_named(dir, &path, &why)?,
            Err(why) => return Err(why),
        }
    }
    Ok(())
}

/// What is wrong with a file, unless no commit needs it any more.
fn still_named(dir: &Path, path: &Path, wrong: &str) -> Result<()> {
    let named = Index::open(SealedDirectory::open(dir)?)?.load_metas()?.list_segment_files();
    if named.contains(path) { Err(Error::Damaged(format!("{}: {wrong}", path.display()))) } else { Ok(()) }
}

/// Whether a file is as its checksum says.
fn is_sound(directory: &SealedDirectory, path: &Path) -> Result<bool> {
    let (footer, body) = Footer::extract_footer(directory.open_read(path)?).map_err(TantivyError::from)?;
    let mut hasher = Hasher::new();
    for piece in body.stream_file_chunks() {
        hasher.update(piece.map_err(TantivyError::from)?.as_slice());
    }
    Ok(hasher.finalize() == footer.crc)
}

/// Whether the engine can open it. It keeps files from going while it opens them.
fn opens(index: &Index) -> Result<Health> {
    let opened: tantivy::Result<IndexReader> = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
    match opened {
        Ok(_) => Ok(Health::Whole),
        Err(TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_))) => Ok(Health::OldFormat),
        Err(error) => Err(error.into()),
    }
}

/// The payload of the last commit, if there was one.
pub(crate) fn payload(meta: &IndexMeta) -> Result<Option<Payload>> {
    let read =
        |text: &String| serde_json::from_str(text).map_err(|e| Error::Damaged(format!("the commit's payload: {e}")));
    meta.payload.as_ref().map(read).transpose()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::PathBuf;

    use super::{check, present, read};
    use crate::{Document, Error, Index, State};

    fn question(id: i64) -> Document {
        Document {
            id,
            lang: "de".to_owned(),
            title: "Router".to_owned(),
            body: String::new(),
            answers: Vec::new(),
            tags: Vec::new(),
            product: None,
            people: Vec::new(),
            state: State::Open,
            score: 0,
            asked_at: id,
            active_at: id,
        }
    }

    fn files(index: &Index) -> BTreeSet<PathBuf> {
        index.files().unwrap().into_keys().collect()
    }

    #[test]
    fn what_went_while_it_was_read_is_no_damage() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::create_fresh(dir.path()).unwrap();
        let write = |ids: &[i64], cursor| {
            for id in ids {
                index.put(&question(*id)).unwrap();
            }
            index.commit(cursor).unwrap();
            files(&index)
        };
        write(&[1, 2, 3], 1);
        let then = write(&[1], 2);
        // Their list of deletions is another one from now on.
        let now = write(&[2], 3);
        let gone: Vec<PathBuf> = then.difference(&now).cloned().collect();
        assert!(!gone.is_empty() && gone.iter().all(|path| !dir.path().join(path).exists()), "{gone:?}");
        read(dir.path(), then.into_iter()).unwrap();
        check(dir.path()).unwrap();

        for path in &now {
            let (kept, away) = (dir.path().join(path), dir.path().join("away"));
            fs::rename(&kept, &away).unwrap();
            for found in [read(dir.path(), [path.clone()].into_iter()), present(dir.path()).map(drop)] {
                assert!(matches!(&found, Err(Error::Damaged(why)) if why.contains("missing")), "{path:?}: {found:?}");
            }
            fs::rename(&away, &kept).unwrap();
        }
        check(dir.path()).unwrap();
    }
}
