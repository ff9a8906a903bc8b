//! Files for nobody else's eyes: a backup holds personal data.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use anyhow::Context;
use sha2::{Digest, Sha256};

/// How long a file is, and what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sum {
    /// Its length.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

impl Sum {
    /// Of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: hex::encode(Sha256::digest(bytes)) }
    }
}

/// Makes a folder that only its owner may enter; one that is there must be empty and is closed to others.
pub fn folder(path: &Path) -> anyhow::Result<()> {
    let made = || -> std::io::Result<()> {
        if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent)?;
        }
        match DirBuilder::new().mode(0o700).create(path) {
            Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => {
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
            }
            other => other,
        }
    };
    made().with_context(|| format!("cannot make the folder {}", path.display()))
}

/// A new file that only its owner may read.
pub fn create(path: &Path) -> anyhow::Result<File> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.with_context(|| format!("cannot write {}", path.display()))
}

/// Writes such a file, and returns when it is on disk.
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut file = create(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).with_context(|| format!("cannot write {}", path.display()))
}

/// Returns when everything that was written to the file, and its name, is on disk.
pub fn settle(path: &Path) -> anyhow::Result<()> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .with_context(|| format!("{} is not safely on disk", path.display()))
}

/// Reads a file to its end, part by part; says how much was read so far.
pub fn read_through(path: &Path, mut part: impl FnMut(&[u8], u64) -> anyhow::Result<()>) -> anyhow::Result<Sum> {
    let unreadable = || format!("cannot read {}", path.display());
    let mut file = File::open(path).with_context(unreadable)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer).with_context(unreadable)?;
        if read == 0 {
            return Ok(Sum { bytes, sha256: hex::encode(hash.finalize()) });
        }
        bytes += read as u64;
        hash.update(&buffer[..read]);
        part(&buffer[..read], bytes)?;
    }
}

/// Removes a file; one that is not there is no mistake.
pub fn remove(path: &Path) -> anyhow::Result<()> {
    match std::fs::remove_file(path) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            Err(why).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}
