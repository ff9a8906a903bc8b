//! Whether what lies on disk is what was written. Reads every byte once (gigabytes a second when
//! cached), by maps of its own, so that a file cut short meanwhile is an error and not a crash.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::error::OpenReadError;
use tantivy::{Directory, Index, IndexMeta, TantivyError};

use super::sealed::SealedDirectory;
use crate::error::{Error, Result, guarded};
use crate::schema::{FORMAT, Fields};

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

/// How often a check begins again when segments were merged away under it.
const TRIES: usize = 4;

/// Checks everything; [`Error::Damaged`] says what is wrong. The directory may be in use.
pub(crate) fn check(dir: &Path) -> Result<Health> {
    let mut tried = 0;
    loop {
        tried += 1;
        let before = segments(dir);
        let result = guarded(|| check_once(dir));
        let disturbed = matches!(&before, Ok(before) if segments(dir).is_ok_and(|now| now != *before));
        if result.is_ok() || !disturbed || tried == TRIES {
            return result;
        }
    }
}

/// The payload of the last commit, if there was one.
pub(crate) fn payload(meta: &IndexMeta) -> Result<Option<Payload>> {
    let read =
        |text: &String| serde_json::from_str(text).map_err(|e| Error::Damaged(format!("the commit's payload: {e}")));
    meta.payload.as_ref().map(read).transpose()
}

fn check_once(dir: &Path) -> Result<Health> {
    let index = match Index::open(SealedDirectory::open(dir)?) {
        Ok(index) => index,
        Err(TantivyError::IncompatibleIndex(_)) => return Ok(Health::OldFormat),
        Err(error) => return Err(error.into()),
    };
    let meta = index.load_metas()?;
    let format = payload(&meta)?.map_or(FORMAT, |payload| payload.format);
    if format != FORMAT || index.schema() != Fields::build().0 {
        return Ok(Health::OldFormat);
    }
    match check_files(&index, &meta) {
        Err(TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_))) => Ok(Health::OldFormat),
        Err(error) => Err(error.into()),
        Ok(Some(damage)) => Err(Error::Damaged(damage)),
        Ok(None) => Ok(Health::Whole),
    }
}

/// The checksum of every file, then whether the engine can open them.
fn check_files(index: &Index, meta: &IndexMeta) -> tantivy::Result<Option<String>> {
    if !index.directory().exists(Path::new(".managed.json"))? {
        return Ok(Some("the list of files is missing".to_owned()));
    }
    if let Some(path) = index.validate_checksum()?.into_iter().min() {
        return Ok(Some(format!("the checksum of {} is wrong", path.display())));
    }
    let docs: u64 = meta.segments.iter().map(|segment| u64::from(segment.num_docs())).sum();
    let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
    let found = reader.searcher().num_docs();
    Ok((found < docs).then(|| format!("{found} documents instead of {docs}")))
}

/// The segments of the last commit, by [`names`].
pub(crate) fn segments(dir: &Path) -> Result<Vec<String>> {
    guarded(|| Ok(names(&Index::open(SealedDirectory::open(dir)?)?.load_metas()?)))
}

/// A commit's segments, each told from itself before its next deletion.
pub(crate) fn names(meta: &IndexMeta) -> Vec<String> {
    let name =
        |segment: &tantivy::SegmentMeta| format!("{}.{:?}", segment.id().uuid_string(), segment.delete_opstamp());
    meta.segments.iter().map(name).collect()
}
