//! Where what is measured is written.

use std::path::Path;

use anyhow::ensure;

/// A folder under `target/`, on the disk where the program is built; never in memory, where nothing waits for a disk.
///
/// # Errors
/// When there is only memory.
pub fn folder() -> anyhow::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let kind = file_system(folder.path());
    ensure!(
        !matches!(kind.as_deref(), Some("tmpfs" | "ramfs")),
        "{} is in memory; set CARGO_TARGET_DIR to a folder on a disk",
        folder.path().display()
    );
    Ok(folder)
}

/// The kind of file system that a path is on, where the system says so.
pub fn file_system(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    mounts
        .lines()
        .filter_map(|line| {
            let mut parts = line.split(' ');
            let (_, place, kind) = (parts.next()?, parts.next()?, parts.next()?);
            path.starts_with(place).then(|| (place.len(), kind.to_owned()))
        })
        // Of two mounts at one place the later one counts.
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
}
