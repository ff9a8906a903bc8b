//! A file that is read by calls rather than through a map. A map of a file that somebody cuts short kills
//! the whole process when it is touched; a call only fails, and the index counts as damaged.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{FileHandle, OwnedBytes};

/// Longer stretches are mapped after all, so that checking a huge file does not take its size in memory.
const LONG: usize = 64 << 20;

/// An open file of the index; it stays readable when its name is deleted.
#[derive(Debug)]
pub(super) struct SteadyFile {
    file: File,
    map: Arc<dyn FileHandle>,
}

impl SteadyFile {
    /// Opens the file that `map` is a map of.
    pub(super) fn open(map: Arc<dyn FileHandle>, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let wrong = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(error, path.to_owned()),
        };
        let file = File::open(path).map_err(wrong)?;
        Ok(Arc::new(SteadyFile { file, map }))
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
        use std::os::unix::fs::FileExt;
        if range.len() > LONG {
            return self.map.read_bytes(range);
        }
        let mut bytes = vec![0; range.len()];
        self.file.read_exact_at(&mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }

    /// Elsewhere the system does not let anybody cut a mapped file short.
    #[cfg(not(unix))]
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.map.read_bytes(range)
    }
}
