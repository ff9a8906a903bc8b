//! The uploads of a backup: a folder, and a list of them that `sha256sum --check` understands.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, anyhow, bail, ensure};
use diesel::prelude::*;
use tokio::runtime::{Builder, Runtime};

use super::files::{self, Sum};
use super::manifest::Manifest;
use super::{Place, Watch};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Refusal;

/// The folder of uploads in a backup.
pub const FOLDER: &str = "uploads";
/// Their sums.
pub const LIST: &str = "uploads.sha256";

/// Names of uploads that a database speaks of, in order of a number: those after that number, with theirs. Empty at
/// the end.
pub type Names = fn(&mut AnyConnection, i64) -> QueryResult<Vec<(i64, String)>>;

/// Everything that the database names.
pub fn named(conn: &mut AnyConnection, names: Names) -> anyhow::Result<BTreeSet<String>> {
    let (mut all, mut after) = (BTreeSet::new(), 0);
    loop {
        let page = names(conn, after)?;
        let Some((last, _)) = page.last() else { return Ok(all) };
        after = *last;
        all.extend(page.into_iter().map(|(_, name)| name));
    }
}

/// Copies what the snapshot names. The snapshot is older: whatever it names was stored before, unless it is lost, or
/// its owner took it away since.
pub fn save(place: &Place<'_>, named: &BTreeSet<String>, dir: &Path, watch: Watch<'_>) -> anyhow::Result<Saved> {
    let folder = dir.join(FOLDER);
    files::folder(&folder)?;
    let (runtime, mut saved) = (runtime()?, Saved::default());
    let mut list = String::new();
    for (done, name) in named.iter().enumerate() {
        watch(FOLDER, done as u64, named.len() as u64)?;
        ensure!(harmless(name), "the database names an upload {name:?}, which is no name of a file");
        match runtime.block_on(place.store.get(name)) {
            Ok(bytes) => {
                files::write(&folder.join(name), &bytes)?;
                let sum = Sum::of(&bytes);
                writeln!(list, "{}  {FOLDER}/{name}", sum.sha256)?;
                saved.files += 1;
                saved.bytes += sum.bytes;
            }
            Err(Refusal::NotFound) => saved.missing.push(name.clone()),
            Err(why) => return Err(anyhow!("cannot read the upload {name}: {why}")),
        }
    }
    files::settle(&folder)?;
    files::write(&dir.join(LIST), list.as_bytes())?;
    saved.sum = Sum::of(list.as_bytes());
    watch(FOLDER, named.len() as u64, named.len() as u64)?;
    Ok(saved)
}

/// What was copied.
#[derive(Default)]
pub struct Saved {
    pub files: u64,
    pub bytes: u64,
    pub missing: Vec<String>,
    pub sum: Sum,
}

/// Looks whether every upload of a backup is there and as it was.
pub fn verify(manifest: &Manifest, dir: &Path, watch: Watch<'_>) -> anyhow::Result<()> {
    each(manifest, dir, watch, "checking uploads", |_, _| Ok(()))
}

/// Puts the uploads of a backup into the store. Names are by chance and never used twice: what is there stays right.
pub fn bring(manifest: &Manifest, dir: &Path, place: &Place<'_>, watch: Watch<'_>) -> anyhow::Result<()> {
    let runtime = runtime()?;
    each(manifest, dir, watch, FOLDER, |name, bytes| {
        runtime
            .block_on(place.store.put(name, bytes.to_vec()))
            .map_err(|why| anyhow!("cannot store the upload {name}: {why}"))?;
        let path = place.data_dir.join(FOLDER).join(name);
        if path.is_file() { files::settle(&path) } else { Ok(()) }
    })?;
    let folder = place.data_dir.join(FOLDER);
    if folder.is_dir() { files::settle(&folder) } else { Ok(()) }
}

/// Takes uploads away that belonged to the forum before.
pub fn discard(place: &Place<'_>, names: impl Iterator<Item = String>) -> anyhow::Result<()> {
    let runtime = runtime()?;
    for name in names {
        runtime.block_on(place.store.remove(&name)).map_err(|why| anyhow!("cannot remove the upload {name}: {why}"))?;
    }
    Ok(())
}

fn each(
    manifest: &Manifest,
    dir: &Path,
    watch: Watch<'_>,
    title: &str,
    mut work: impl FnMut(&str, &[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let list = std::fs::read_to_string(dir.join(LIST)).with_context(|| format!("cannot read {LIST}"))?;
    let mut found = 0;
    for line in list.lines() {
        let entry = line.split_once("  uploads/").filter(|(_, name)| harmless(name));
        let Some((sha256, name)) = entry else { bail!("the backup is damaged: {LIST} has a line that is none") };
        let bytes = std::fs::read(dir.join(FOLDER).join(name))
            .with_context(|| format!("the backup is not whole: the upload {name} is missing. Use another one"))?;
        ensure!(Sum::of(&bytes).sha256 == sha256, "the backup is damaged: the upload {name} is not what was saved");
        work(name, &bytes)?;
        found += 1;
        watch(title, found, manifest.uploads)?;
    }
    ensure!(found == manifest.uploads, "the backup is damaged: {LIST} names {found} uploads, not {}", manifest.uploads);
    Ok(())
}

/// A backup may come from anywhere: its names must not lead out of its folder.
fn harmless(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !name.is_empty() && name.len() < 200 && !name.starts_with('.') && name.chars().all(plain)
}

/// The store is asynchronous, commands are not.
fn runtime() -> anyhow::Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        assert!(harmless("k3J_x-9.webp"));
        for name in ["", ".", "..", "../kiez.db", "a/b", "/etc/passwd", ".hidden", "a b"] {
            assert!(!harmless(name), "{name}");
        }
    }
}
