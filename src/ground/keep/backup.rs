//! Makes a folder that holds a forum, while the forum runs and is written to.

use std::path::Path;

use anyhow::{Context, ensure};

use super::catalogue::catalogue;
use super::manifest::Manifest;
use super::standing::{Standing, count, is_there, position, standing};
use super::{Place, Watch, attached, files, manifest, snapshot};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, ran};

/// Makes it. `dir` must not exist, or be empty. Everything that was acknowledged before this began is in it. If it
/// fails, nothing stays that looks like a backup.
///
/// # Errors
/// A folder that is not empty, a database that cannot be read or is damaged, a disk that is full.
pub fn backup(place: &Place<'_>, dir: &Path, now: Micros, watch: Watch<'_>) -> anyhow::Result<Manifest> {
    ensure!(
        is_there(place.database),
        "there is no database to back up; `kiez config` says where it is looked for (DATABASE_URL, KIEZ_DATA_DIR)"
    );
    let there = dir.exists();
    if there {
        let whole = dir.join(manifest::FILE).exists();
        let mut entries = std::fs::read_dir(dir).with_context(|| format!("{} is not a folder", dir.display()))?;
        ensure!(
            entries.next().is_none(),
            "{} {}; name a new folder",
            dir.display(),
            if whole { "holds a backup already" } else { "is not empty" }
        );
    }
    files::folder(dir)?;
    let made = fill(place, dir, now, watch);
    if made.is_err() {
        clear(dir, there);
    }
    made
}

fn fill(place: &Place<'_>, dir: &Path, now: Micros, watch: Watch<'_>) -> anyhow::Result<Manifest> {
    let mut manifest = Manifest::begin(place.database.kind(), now.rfc3339());
    let mut conn = snapshot::take(place.database, dir, &place.tools, watch)?;
    let standing = standing(&mut conn)?;
    ensure!(!matches!(standing, Standing::Moving), "a forum is being moved into this database; back it up afterwards");
    ensure!(!matches!(standing, Standing::Empty), "this database holds no forum");
    look_at(&mut conn, &mut manifest)?;
    let named = attached::named(&mut conn, place.names)?;
    // Closed before it is read as a file.
    drop(conn);
    let mut saved = attached::save(place, &named, dir, watch)?;
    if !saved.missing.is_empty() {
        // What its owner took away meanwhile is not lost.
        let still = attached::named(&mut place.database.connect_read_only()?, place.names)?;
        saved.missing.retain(|name| still.contains(name));
    }
    (manifest.uploads, manifest.upload_bytes, manifest.missing_uploads) = (saved.files, saved.bytes, saved.missing);
    manifest.files.insert(attached::LIST.into(), saved.sum);
    let name = snapshot::file_of(&manifest.engine);
    let path = dir.join(name);
    let bytes = std::fs::metadata(&path).map_or(0, |meta| meta.len());
    let sum = files::read_through(&path, |_, done| watch("summing up", done, bytes))?;
    manifest.files.insert(name.into(), sum);
    manifest.write(dir)?;
    Ok(manifest)
}

/// What there is to compare a copy with.
fn look_at(conn: &mut AnyConnection, manifest: &mut Manifest) -> anyhow::Result<()> {
    manifest.migrations = ran(conn)?;
    manifest.log_position = position(conn)?;
    for table in catalogue(conn)? {
        let rows = count(conn, &format!("SELECT COUNT(*) AS n FROM \"{}\"", table.name))?;
        manifest.tables.insert(table.name, rows);
    }
    Ok(())
}

/// Takes half a backup away; a folder that was there stays. What cannot be removed has no manifest.
fn clear(dir: &Path, keep_folder: bool) {
    let emptied = std::fs::read_dir(dir).map(|entries| {
        for entry in entries.flatten() {
            let path = entry.path();
            let _ = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        }
    });
    if emptied.is_ok() && !keep_folder {
        let _ = std::fs::remove_dir(dir);
    }
}
