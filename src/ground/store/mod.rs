//! Where uploaded pictures are kept: a local folder by default, behind `object_store`.
//! Names are 160 random bits and never reused, so they cannot be guessed and may be cached for ever.

use std::path::Path as FsPath;
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::ground::refusal::{Refusal, Verdict};

/// The store; cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<dyn ObjectStore>);

impl Store {
    /// A folder on this machine, made if missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn folder(path: &FsPath) -> anyhow::Result<Self> {
        std::fs::create_dir_all(path)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(path)?)))
    }

    /// Keeps bytes under a name.
    ///
    /// # Errors
    /// When they cannot be kept, for example on a full disk.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Verdict<()> {
        let path = Path::from(name);
        self.0
            .put(&path, bytes.into())
            .await
            .map_err(|why| Refusal::Unavailable(format!("the upload was not stored: {why}")))?;
        Ok(())
    }

    /// The bytes of a name.
    ///
    /// # Errors
    /// `NotFound` when there is no such name.
    pub async fn get(&self, name: &str) -> Verdict<Bytes> {
        let missing = |why| match why {
            object_store::Error::NotFound { .. } => Refusal::NotFound,
            other => Refusal::Unavailable(other.to_string()),
        };
        let found = self.0.get(&Path::from(name)).await.map_err(missing)?;
        found.bytes().await.map_err(missing)
    }

    /// Takes a name's bytes away; one that is gone already is no mistake.
    ///
    /// # Errors
    /// When the store is away.
    pub async fn remove(&self, name: &str) -> Verdict<()> {
        match self.0.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(why) => Err(Refusal::Unavailable(why.to_string())),
        }
    }
}
