//! A directory whose small files carry a seal. The engine protects its big files by checksums
//! but reads `meta.json` and its list of files as they are; one flipped digit there would go
//! unseen. So a last line with a hash is written behind them, and checked and taken off on reading.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::steady::SteadyFile;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle,
    WritePtr,
};

const MARK: &str = "#seal ";
/// The mark, 16 hex digits and the end of the line.
const SEAL_LEN: usize = MARK.len() + 16 + 1;

/// Files that can be cut short without harm, small ones sealed.
#[derive(Debug, Clone)]
pub(crate) struct SealedDirectory {
    inner: MmapDirectory,
    root: PathBuf,
}

impl SealedDirectory {
    pub(crate) fn open(dir: &Path) -> crate::Result<SealedDirectory> {
        let inner = MmapDirectory::open(dir).map_err(tantivy::TantivyError::from)?;
        Ok(SealedDirectory { inner, root: dir.to_owned() })
    }

    /// Keeps the engine from deleting files until it is dropped: for moments, because its writer waits.
    pub(crate) fn hold(&self) -> crate::Result<DirectoryLock> {
        Ok(self.inner.acquire_lock(&META_LOCK).map_err(tantivy::TantivyError::from)?)
    }
}

/// The 64-bit FNV-1a hash: against accidents, not against malice.
fn hash(data: &[u8]) -> u64 {
    data.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn seal(data: &[u8]) -> String {
    format!("{MARK}{:016x}\n", hash(data))
}

/// The same bytes with their seal behind them.
pub(crate) fn sealed(mut data: Vec<u8>) -> Vec<u8> {
    let seal = seal(&data);
    data.extend_from_slice(seal.as_bytes());
    data
}

fn unseal(mut data: Vec<u8>) -> Option<Vec<u8>> {
    let end = data.len().checked_sub(SEAL_LEN)?;
    let (text, found) = data.split_at(end);
    if seal(text).as_bytes() != found {
        return None;
    }
    data.truncate(end);
    Some(data)
}

impl Directory for SealedDirectory {
    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        unseal(self.inner.atomic_read(path)?).ok_or_else(|| {
            let text = format!("{} does not bear its seal", path.display());
            OpenReadError::wrap_io_error(io::Error::new(io::ErrorKind::InvalidData, text), path.to_owned())
        })
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.inner.atomic_write(path, &sealed(data.to_vec()))
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        SteadyFile::open(self.inner.get_file_handle(path)?, &self.root.join(path))
    }

    fn open_read(&self, path: &Path) -> Result<FileSlice, OpenReadError> {
        Ok(FileSlice::new(self.get_file_handle(path)?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_and_breaks() {
        let text = b"{\"cursor\":41}\n".to_vec();
        let data = sealed(text.clone());
        assert_eq!(unseal(data.clone()), Some(text));
        for at in 0..data.len() {
            let mut flipped = data.clone();
            flipped[at] ^= 1;
            assert_eq!(unseal(flipped), None, "byte {at}");
            assert_eq!(unseal(data[..at].to_vec()), None, "cut at {at}");
        }
    }
}
