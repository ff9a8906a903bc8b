//! Where uploaded pictures are kept: a local folder by default, a bucket that speaks S3 if the configuration says so, both
//! behind `object_store`. Names are 160 random bits and never reused, so they cannot be guessed and may be cached for ever.
//!
//! | file      | what it is for                                     |
//! |-----------|----------------------------------------------------|
//! | `place`   | what the configuration says of a bucket            |
//! | `s3`      | the bucket, opened; with the feature `s3`          |
//! | `carrier` | its requests over HTTP; with the feature `s3`      |
//!
//! Whoever uses the store must not know which of the two it is, nor keep anything in it that may not be lost with it.

#[cfg(feature = "s3")]
mod carrier;
mod place;
#[cfg(feature = "s3")]
mod s3;

use std::path::Path as FsPath;
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

pub use place::Bucket;

use crate::ground::config::Config;
use crate::ground::refusal::{Refusal, Verdict};

/// What `kiez doctor` writes, and takes away again.
const PROBE: &str = ".kiez-doctor";

/// The store; cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<dyn ObjectStore>);

impl Store {
    /// The one that the configuration names.
    ///
    /// # Errors
    /// As `open`.
    pub fn of(config: &Config) -> anyhow::Result<Self> {
        Self::open(config.bucket.as_ref(), &config.data_dir.join("uploads"))
    }

    /// The bucket if there is one, else the folder. Nobody is asked yet: a bucket that is away keeps no forum from starting.
    ///
    /// # Errors
    /// When the folder cannot be made, or buckets are not built in.
    pub fn open(bucket: Option<&Bucket>, folder: &FsPath) -> anyhow::Result<Self> {
        match bucket {
            None => Self::folder(folder),
            #[cfg(feature = "s3")]
            Some(bucket) => Ok(Self(s3::open(bucket)?)),
            #[cfg(not(feature = "s3"))]
            Some(_) => anyhow::bail!(
                "uploads_url (KIEZ_UPLOADS_URL) names a bucket, but this program was built without S3; \
                 build it with: cargo build --profile production --features s3"
            ),
        }
    }

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

    /// Keeps something, reads it, and takes it away: whether all three are possible.
    ///
    /// # Errors
    /// The first that was not.
    pub async fn check(&self) -> Verdict<()> {
        self.put(PROBE, b"ok".to_vec()).await?;
        self.get(PROBE).await?;
        self.remove(PROBE).await
    }
}
