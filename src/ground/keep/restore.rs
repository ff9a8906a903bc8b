//! Puts a backup in the place of a forum. It is checked before anything is touched and put beside; what changes the
//! forum at last is one step: SQLite's file gets its name, PostgreSQL commits. Whatever stops it, before that step the
//! forum is the old one, and after it the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use diesel::connection::SimpleConnection;

use super::catalogue::catalogue;
use super::manifest::Manifest;
use super::standing::{InUse, Standing, alone, count, is_there, open_file, position, standing};
use super::{Place, Watch, attached, files, pg_restore, snapshot};
use crate::ground::db::{AnyConnection, Target, known};

/// Restores; returns what the backup says about itself. A forum that is there is only replaced if `overwrite` says so.
///
/// # Errors
/// A backup that is damaged or for another database, a forum that is there or in use, a disk that is full. The forum
/// is as it was.
pub fn restore(dir: &Path, place: &Place<'_>, overwrite: bool, watch: Watch<'_>) -> anyhow::Result<Manifest> {
    let manifest = Manifest::read(dir)?;
    ensure!(
        manifest.engine == place.database.kind(),
        "this backup is of a {} database and yours is {}: restore it into one of its own kind, then move that with \
         `kiez migrate-database`",
        manifest.engine,
        place.database.kind()
    );
    manifest.verify(dir, watch)?;
    let file = dir.join(snapshot::file_of(&manifest.engine));
    let ours = known(&manifest.engine)?;
    let newer = manifest.migrations.iter().any(|migration| !ours.contains(migration));
    ensure!(!newer, "this backup was made by a newer Kiez ({}); use that one", manifest.kiez);
    let before = examine(place, overwrite)?;
    match place.database {
        Target::Sqlite(path) => into_sqlite(dir, &file, path, &manifest, place, watch)?,
        Target::Postgres(url) => {
            attached::bring(&manifest, dir, place, watch)?;
            watch("stepping in", 0, 1)?;
            forget_index(place.data_dir)?;
            pg_restore::run(url, &file, &manifest, place, watch)?;
        }
    }
    watch("tidying up", 0, 1)?;
    let mut conn = place.database.connect_read_only()?;
    let now = attached::named(&mut conn, place.names)?;
    attached::discard(place, before.into_iter().filter(|name| !now.contains(name)))?;
    Ok(manifest)
}

/// Looks at what is there, and refuses to take its place unless that was said; returns its uploads.
fn examine(place: &Place<'_>, overwrite: bool) -> anyhow::Result<BTreeSet<String>> {
    if !is_there(place.database) {
        return Ok(BTreeSet::new());
    }
    let looked = look(place, overwrite);
    match (&looked, place.database) {
        // A file that cannot be read any more is a good reason to restore one.
        (Err(why), Target::Sqlite(_)) if overwrite && !why.is::<InUse>() => Ok(BTreeSet::new()),
        _ => looked,
    }
}

fn look(place: &Place<'_>, overwrite: bool) -> anyhow::Result<BTreeSet<String>> {
    let mut conn = alone(place.database)?;
    match standing(&mut conn)? {
        Standing::Empty => Ok(BTreeSet::new()),
        Standing::Forum(position) if !overwrite => bail!(
            "there is a forum already ({position} events). `kiez backup` keeps it; then say --overwrite to replace it"
        ),
        Standing::Moving if !overwrite => {
            bail!("a forum is being moved into this database; say --overwrite to drop it")
        }
        Standing::Fresh | Standing::Forum(_) | Standing::Moving => attached::named(&mut conn, place.names),
    }
}

fn into_sqlite(
    dir: &Path,
    file: &Path,
    path: &Path,
    manifest: &Manifest,
    place: &Place<'_>,
    watch: Watch<'_>,
) -> anyhow::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let beside = with_ending(path, ".restoring");
    for ending in ["", "-journal", "-wal", "-shm"] {
        // What a restore that was killed left behind.
        files::remove(&with_ending(&beside, ending))?;
    }
    copy(file, &beside, manifest, watch)?;
    watch("checking the database", 0, 1)?;
    let mut conn = open_file(&beside)?;
    snapshot::check(&mut conn).context("the database of this backup is damaged. Use another backup")?;
    compare(&mut conn, manifest)?;
    drop(conn);
    attached::bring(manifest, dir, place, watch)?;
    let held = hold(place)?;
    watch("stepping in", 0, 1)?;
    for ending in ["-journal", "-wal", "-shm"] {
        // They belong to a file that is there and folded them in, or to one that is gone.
        files::remove(&with_ending(path, ending))?;
    }
    forget_index(place.data_dir)?;
    std::fs::rename(&beside, path).with_context(|| format!("cannot replace {}", path.display()))?;
    drop(held);
    files::settle(path)?;
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(Ok(()), files::settle)
}

/// Nobody may open the old file while the new one takes its name. One that cannot be read is nobody's.
fn hold(place: &Place<'_>) -> anyhow::Result<Option<AnyConnection>> {
    if !is_there(place.database) {
        return Ok(None);
    }
    match alone(place.database) {
        Err(why) if why.is::<InUse>() => Err(why),
        held => Ok(held.ok()),
    }
}

fn copy(from: &Path, to: &Path, manifest: &Manifest, watch: Watch<'_>) -> anyhow::Result<()> {
    use std::io::Write;
    let mut file = files::create(to)?;
    let expected = manifest.files.get(snapshot::file_of(&manifest.engine)).cloned().unwrap_or_default();
    let found = files::read_through(from, |part, done| {
        file.write_all(part).with_context(|| format!("cannot write {}", to.display()))?;
        watch("database", done, expected.bytes)
    })?;
    file.sync_all().with_context(|| format!("cannot write {}", to.display()))?;
    ensure!(found == expected, "{} changed while it was read", from.display());
    Ok(())
}

/// Refuses a database that is not what the manifest says.
fn compare(conn: &mut AnyConnection, manifest: &Manifest) -> anyhow::Result<()> {
    let mut rows = BTreeMap::new();
    for table in catalogue(conn)? {
        let counted = count(conn, &format!("SELECT COUNT(*) AS n FROM \"{}\"", table.name))?;
        rows.insert(table.name, counted);
    }
    ensure!(rows == manifest.tables, "the tables of this backup do not hold what its manifest says. Use another one");
    let position = position(conn)?;
    ensure!(position == manifest.log_position, "the log of this backup ends at {position}, not where it should");
    // What is stepped in must be one file.
    Ok(conn.batch_execute("PRAGMA journal_mode = DELETE")?)
}

/// The index of another forum is worse than none: the next start makes it anew.
fn forget_index(data_dir: &Path) -> anyhow::Result<()> {
    let index = data_dir.join("index");
    match std::fs::remove_dir_all(&index) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            Err(why).with_context(|| format!("cannot remove the search index in {}", index.display()))
        }
        _ => Ok(()),
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
