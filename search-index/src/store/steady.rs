//! A file that is read by calls rather than through a map. A map of a file that somebody cuts short kills
//! the whole process when it is touched; a call only fails, and the index counts as damaged.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tantivy::HasLen;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{FileHandle, OwnedBytes};

/// Longer stretches are mapped after all, so that checking a huge file does not take its size in memory.
const LONG: usize = 64 << 20;

/// Columns and lengths of texts (some 10 MB for a million posts) are read at every query, whole: up to this many bytes of
/// a file are kept.
const KEPT: usize = 16 << 20;
/// The endings of such files.
const READ_OFTEN: [&str; 2] = ["fast", "fieldnorm"];

/// An open file of the index; it stays readable when its name is deleted.
#[derive(Debug)]
pub(super) struct SteadyFile {
    file: File,
    map: Arc<dyn FileHandle>,
    /// All of it, from the first reading on, if it is kept.
    kept: Option<OnceLock<OwnedBytes>>,
}

impl SteadyFile {
    /// Opens the file that `map` is a map of.
    pub(super) fn open(map: Arc<dyn FileHandle>, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let wrong = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(error, path.to_owned()),
        };
        let file = File::open(path).map_err(wrong)?;
        let often = path.extension().is_some_and(|ending| READ_OFTEN.iter().any(|one| ending == *one));
        let kept = (often && map.len() <= KEPT).then(OnceLock::new);
        Ok(Arc::new(SteadyFile { file, map, kept }))
    }

    #[cfg(unix)]
    fn read(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        use std::os::unix::fs::FileExt;
        let mut bytes = vec![0; range.len()];
        self.file.read_exact_at(&mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

impl HasLen for SteadyFile {
    fn len(&self) -> usize {
        self.map.len()
    }
}

impl FileHandle for SteadyFile {
    #[cfg(unix)]
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        match &self.kept {
            Some(kept) => {
                if kept.get().is_none() {
                    // Two who come at once both read; the second one's bytes are given back.
                    drop(kept.set(self.read(0..self.len())?));
                }
                let whole = kept.get().filter(|whole| range.end <= whole.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
                Ok(whole.slice(range))
            }
            None if range.len() > LONG => self.map.read_bytes(range),
            None => self.read(range),
        }
    }

    /// Elsewhere the system does not let anybody cut a mapped file short.
    #[cfg(not(unix))]
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.map.read_bytes(range)
    }
}
