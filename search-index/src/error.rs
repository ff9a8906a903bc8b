//! What can go wrong. Each kind says what the caller does about it; none is ever a visitor's
//! fault, because any typed text is a valid query.
//!
//! The engine may panic on bytes it does not expect, so calls into it run under [`guarded`],
//! which turns a panic into [`Error::Damaged`].

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a call on the index failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another [`Index`](crate::Index), in this process or a living other one, holds the
    /// directory. For the operator: stop the other one.
    #[error("the search index in {} is in use", .0.display())]
    Locked(PathBuf),
    /// Bytes on disk are not what was written. For the caller: drop the index and make a fresh
    /// one with [`Index::create_fresh`](crate::Index::create_fresh), then fill it again.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    /// An earlier call since the last commit failed, so the batch is gone and the cursor stays.
    /// For the caller: begin again at [`Index::cursor`](crate::Index::cursor).
    #[error("the batch was lost by an earlier error")]
    BatchLost,
    /// The file system refused: no space, no permission. For the operator; try again later.
    #[error("the search index cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// Anything else that the engine reports. A bug, or a machine out of threads or memory.
    #[error("the search engine failed: {0}")]
    Engine(String),
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        let text = error.to_string();
        match error {
            TantivyError::DataCorruption(_)
            | TantivyError::DeserializeError(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::InternalError(_) => Error::Damaged(text),
            TantivyError::OpenReadError(error) => error.into(),
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. })
            | TantivyError::LockFailure(LockError::IoError(io_error), _)
            | TantivyError::IoError(io_error) => from_io(&io_error),
            TantivyError::LockFailure(LockError::LockBusy, _) => Error::Locked(PathBuf::new()),
            _ => Error::Engine(text),
        }
    }
}

impl From<OpenReadError> for Error {
    fn from(error: OpenReadError) -> Self {
        match error {
            OpenReadError::IoError { io_error, .. } => from_io(&io_error),
            OpenReadError::FileDoesNotExist(path) => Error::Damaged(format!("{} is missing", path.display())),
            OpenReadError::IncompatibleIndex(_) => Error::Damaged(error.to_string()),
        }
    }
}

/// Tells a disk that refuses from bytes that make no sense.
fn from_io(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::NotFound => Error::Damaged(error.to_string()),
        kind => Error::Io(io::Error::new(kind, error.to_string())),
    }
}

/// Runs a call into the engine; its panic becomes [`Error::Damaged`].
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|panic| Err(Error::Damaged(format!("the engine panicked: {}", said(&*panic)))))
}

fn said(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a word")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_damage() {
        let result: Result<()> = guarded(|| panic!("index {} out of range", 7));
        assert!(matches!(result, Err(Error::Damaged(text)) if text.contains("index 7")));
    }

    #[test]
    fn a_full_disk_is_not_damage() {
        let full = TantivyError::from(io::Error::from(io::ErrorKind::StorageFull));
        assert!(matches!(Error::from(full), Error::Io(_)));
        let cut = TantivyError::from(io::Error::from(io::ErrorKind::UnexpectedEof));
        assert!(matches!(Error::from(cut), Error::Damaged(_)));
    }
}
