//! The import from the first look to the last line.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::ground::clock::Micros;
use crate::ground::db::Db;
use crate::interop::Progress;

use super::report::Report;
use super::survey::Survey;
use super::{comments, extras, people, posts, settle, source};

/// Rows in one transaction: enough to share its cost, few enough to leave room for the forum's own writes.
pub const BATCH: usize = 300;

/// A folder with a dump.
pub struct Dump {
    /// Where it is.
    pub folder: PathBuf,
}

impl Dump {
    /// A file that must be there.
    ///
    /// # Errors
    /// When it is not.
    pub fn file(&self, name: &str) -> anyhow::Result<PathBuf> {
        self.optional(name).with_context(|| {
            format!(
                "{} has no {name}; give the folder with the XML files of a Stack Exchange dump",
                self.folder.display()
            )
        })
    }

    /// A file that may be missing.
    pub fn optional(&self, name: &str) -> Option<PathBuf> {
        Some(self.folder.join(name)).filter(|path| path.is_file())
    }
}

/// What every step needs.
pub struct Step<'a> {
    pub db: &'a Db,
    pub dump: &'a Dump,
    pub survey: &'a Survey,
    pub source: &'a str,
    pub host: &'a str,
    pub now: Micros,
    pub report: &'a mut Report,
    pub progress: &'a mut dyn Progress,
}

/// Imports a dump. `source` is the name to remember it by, the folder's without; `host` is the forum's own, so that
/// links to it are known; `now` is written where the dump has no date.
///
/// # Errors
/// A broken file (nothing is written then), a name that belongs to another dump, or a database that fails; a second
/// run goes on where this one ended.
pub fn import(
    db: &Db,
    folder: &Path,
    source: Option<&str>,
    host: &str,
    now: Micros,
    progress: &mut dyn Progress,
) -> anyhow::Result<Report> {
    ensure!(folder.is_dir(), "{} is not a folder; give the one with the dump's XML files", folder.display());
    let dump = Dump { folder: folder.to_path_buf() };
    let source = source::name(&dump, source)?;
    let mut report = Report { source: source.clone(), ..Report::default() };
    let survey = Survey::take(&dump, &mut report, progress)?;
    source::bind(db, &dump, &source)?;
    let mut step = Step { db, dump: &dump, survey: &survey, source: &source, host, now, report: &mut report, progress };
    people::import(&mut step)?;
    posts::questions(&mut step)?;
    posts::answers(&mut step)?;
    comments::import(&mut step)?;
    extras::import(&mut step)?;
    settle::import(&mut step)?;
    Ok(report)
}
