//! A copy of an index for elsewhere: the files of one commit, held open. The engine writes each file once, so whatever
//! is committed, merged or deleted while the copy is read, it stays what it was when it was taken.
//!
//! Whoever gets it needs nothing but the files: opened as an index, the copy's own seals and checksums say whether it
//! arrived whole.

use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::Path;

use tantivy::IndexMeta;

use super::health::payload;
use super::sealed::{SealedDirectory, sealed};
use crate::error::{Error, Result, guarded};
use crate::schema::FORMAT;

/// The engine's two lists, which a copy has anew.
const META: &str = "meta.json";
const MANAGED: &str = ".managed.json";

/// The files of one commit.
pub struct Copied {
    /// The position in the log up to which they know everything.
    pub cursor: i64,
    /// Each once; the engine's lists last, so that half a copy is no index.
    pub files: Vec<CopiedFile>,
}

/// One file of a copy.
pub struct CopiedFile {
    /// Its name in the directory; [`is_part`] of an index.
    pub name: String,
    /// Its length in bytes.
    pub length: u64,
    /// What is in it, from the beginning.
    pub content: Box<dyn Read + Send>,
}

/// What a copy's maker and its reader must have in common: layout and engine.
pub fn version() -> String {
    format!("{FORMAT}.{}", tantivy::INDEX_FORMAT_VERSION)
}

/// Whether a file of an index is called like that. Such a name leads out of no directory.
pub fn is_part(name: &str) -> bool {
    super::files::is_ours(name)
}

/// Takes a copy of the index in a directory that may be in use.
pub(crate) fn take(dir: &Path) -> Result<Copied> {
    guarded(|| {
        let directory = SealedDirectory::open(dir)?;
        let _nothing_goes = directory.hold()?;
        let meta = tantivy::Index::open(directory)?.load_metas()?;
        let cursor = payload(&meta)?.map(|payload| payload.cursor);
        let cursor = cursor.ok_or_else(|| Error::Engine("there is nothing to copy yet".to_owned()))?;
        Ok(Copied { cursor, files: open_all(dir, &meta)? })
    })
}

/// Those of the commit's files that are there: the engine names more than it writes.
fn open_all(dir: &Path, meta: &IndexMeta) -> Result<Vec<CopiedFile>> {
    let mut files = Vec::new();
    for path in meta.list_segment_files() {
        let file = match File::open(dir.join(&path)) {
            Ok(file) => file,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => continue,
            Err(why) => return Err(why.into()),
        };
        let name = path.to_string_lossy().into_owned();
        files.push(CopiedFile { name, length: file.metadata()?.len(), content: Box::new(file) });
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let mut managed: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    managed.push(META);
    let lists = [(MANAGED, json(&managed)?), (META, json(meta)?)];
    files.extend(lists.map(|(name, text)| {
        let text = sealed(text);
        CopiedFile { name: name.to_owned(), length: text.len() as u64, content: Box::new(Cursor::new(text)) }
    }));
    Ok(files)
}

fn json(list: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec(list).map_err(|why| Error::Engine(why.to_string()))?;
    text.push(b'\n');
    Ok(text)
}

/// Puts everything that was written into a directory on disk, names included.
///
/// # Errors
/// When the disk refuses.
pub fn settle(dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        File::open(entry?.path())?.sync_all()?;
    }
    // Elsewhere a directory cannot be opened, and need not be.
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    Ok(())
}
