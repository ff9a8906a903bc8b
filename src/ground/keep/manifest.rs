//! What a backup says about itself. It is written last: a folder without it is no backup.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::files::{self, Sum};
use super::{Watch, attached};

/// The name of the file.
pub const FILE: &str = "manifest.json";
/// Raised when an older program could not read a backup any more.
const FORMAT: u32 = 1;

/// A backup's account of itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Manifest {
    /// How to read the rest.
    pub format: u32,
    /// The version of Kiez that made it.
    pub kiez: String,
    /// When, in UTC.
    pub made_at: String,
    /// `sqlite` or `postgresql`.
    pub engine: String,
    /// The migrations that had run.
    pub migrations: Vec<String>,
    /// How far the event log had come.
    pub log_position: i64,
    /// Rows of each table.
    pub tables: BTreeMap<String, i64>,
    /// Uploads that are in it.
    pub uploads: u64,
    /// Their bytes.
    pub upload_bytes: u64,
    /// Uploads that the database names and the store did not have.
    pub missing_uploads: Vec<String>,
    /// The files beside this one; the uploads have a list of their own among them.
    pub files: BTreeMap<String, Sum>,
    /// SHA-256 of all of the above, as it is written with this left empty.
    pub seal: String,
}

impl Manifest {
    /// An account that is still to be filled.
    pub fn begin(engine: &str, made_at: String) -> Self {
        Self {
            format: FORMAT,
            kiez: env!("CARGO_PKG_VERSION").into(),
            made_at,
            engine: engine.into(),
            migrations: Vec::new(),
            log_position: 0,
            tables: BTreeMap::new(),
            uploads: 0,
            upload_bytes: 0,
            missing_uploads: Vec::new(),
            files: BTreeMap::new(),
            seal: String::new(),
        }
    }

    fn sealed(&self) -> anyhow::Result<String> {
        let open = Self { seal: String::new(), ..self.clone() };
        Ok(Sum::of(&serde_json::to_vec(&open)?).sha256)
    }

    /// Seals and writes it, whole or not at all.
    pub fn write(&mut self, dir: &Path) -> anyhow::Result<()> {
        self.seal = self.sealed()?;
        let part = dir.join("manifest.json.part");
        files::write(&part, &serde_json::to_vec_pretty(self)?)?;
        std::fs::rename(&part, dir.join(FILE)).context("the manifest cannot be put into its place")?;
        files::settle(dir)
    }

    /// Reads it.
    pub fn read(dir: &Path) -> anyhow::Result<Self> {
        ensure!(dir.is_dir(), "there is no backup in {}", dir.display());
        let text = match std::fs::read(dir.join(FILE)) {
            Ok(text) => text,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => bail!(
                "{} is not a whole backup: it has no {FILE}, which is written last. Use another one",
                dir.display()
            ),
            Err(why) => return Err(why).with_context(|| format!("cannot read {}", dir.join(FILE).display())),
        };
        let damaged = || format!("{} is damaged. Use another backup", dir.join(FILE).display());
        let value: serde_json::Value = serde_json::from_slice(&text).with_context(damaged)?;
        let format = value.get("format").and_then(serde_json::Value::as_u64).with_context(damaged)?;
        ensure!(format == u64::from(FORMAT), "this backup was made by another Kiez (format {format}); use that one");
        let manifest: Self = serde_json::from_value(value).with_context(damaged)?;
        ensure!(manifest.seal == manifest.sealed()?, "{}", damaged());
        Ok(manifest)
    }

    /// Looks whether every file is there and as it was.
    pub fn verify(&self, dir: &Path, watch: Watch<'_>) -> anyhow::Result<()> {
        for (name, sum) in &self.files {
            let path = dir.join(name);
            ensure!(path.is_file(), "the backup is not whole: {name} is missing. Use another one");
            let found = files::read_through(&path, |_, done| watch(&format!("checking {name}"), done, sum.bytes))?;
            ensure!(found == *sum, "the backup is damaged: {name} is not what was saved. Use another one");
        }
        attached::verify(self, dir, watch)
    }
}
