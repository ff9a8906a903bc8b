//! One holder per directory. The lock is the kernel's, on an open file: it ends with its
//! process however that ends, so a leftover file stops nobody.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::{Error, Result};

const NAME: &str = ".search-index.lock";

/// Held as long as it lives.
#[derive(Debug)]
pub(crate) struct DirLock {
    _file: File,
}

impl DirLock {
    /// Takes the directory, at once or not at all ([`Error::Locked`]).
    pub(crate) fn take(dir: &Path) -> Result<DirLock> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(dir.join(NAME))?;
        match file.try_lock() {
            Ok(()) => Ok(DirLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Locked(dir.to_owned())),
            Err(TryLockError::Error(error)) => Err(Error::Io(error)),
        }
    }
}
