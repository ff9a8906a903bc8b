//! An index in its directory: `DATA_DIR/index/gen-N`. A new one is made beside the one that serves; whichever is the
//! newest whole one when the program starts is the one that counts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use search_index::{Error, Index, OpenState, Opened};
use tempfile::TempDir;

/// The highest number that this process has used. A number is never used twice: when somebody deletes the directory
/// of an index that is open, its successor must not get the same name, or the old one, once retired, deletes it.
static HIGHEST: AtomicU64 = AtomicU64::new(0);

/// The file that says that an index is whole. Others may know that without opening it, which would lock it.
const WHOLE: &str = ".whole";

/// An open index, which deletes its directory when it is retired and nobody asks it any more.
pub(super) struct Generation {
    // Dropped first: the directory is given up before it is deleted.
    pub(super) index: Index,
    pub(super) dir: PathBuf,
    number: u64,
    writer: Mutex<()>,
    remains: Remains,
}

struct Remains {
    dir: PathBuf,
    retired: AtomicBool,
}

impl Drop for Remains {
    fn drop(&mut self) {
        if self.retired.load(Ordering::Relaxed)
            && let Err(why) = fs::remove_dir_all(&self.dir)
        {
            tracing::warn!(dir = %self.dir.display(), %why, "an old search index could not be deleted");
        }
    }
}

/// What was found when the newest index was looked for.
pub(super) enum Newest {
    /// A whole one.
    Whole(Box<Generation>),
    /// None, and why.
    Missing(String),
    /// Somebody else has it open.
    Busy,
}

impl Generation {
    /// Opens the newest whole index under `root`.
    pub(super) fn newest(root: &Path) -> Newest {
        let mut why = "there is none yet".to_owned();
        let mut busy = false;
        for number in numbers(root).unwrap_or_default().into_iter().rev() {
            let dir = root.join(name(number));
            match Index::open_or_create(&dir) {
                Ok(opened) => match opened.state {
                    // Without a cursor it was never finished.
                    OpenState::Existing if opened.index.cursor().is_some() => {
                        return Newest::Whole(Box::new(Self::new(opened.index, dir, number)));
                    }
                    OpenState::Existing | OpenState::Created => {}
                    OpenState::Damaged(reason) => why = format!("it was damaged: {reason}"),
                    OpenState::OldFormat => why = "it was made by another version".to_owned(),
                },
                Err(Error::Locked(_)) if is_whole(&dir) => return Newest::Busy,
                // Somebody is making it; until it is whole an older one serves.
                Err(Error::Locked(_)) => busy = true,
                Err(reason) => why = reason.to_string(),
            }
        }
        if busy { Newest::Busy } else { Newest::Missing(why) }
    }

    /// The newest one that another process has made since and given up: `kiez reindex` beside a server.
    pub(super) fn newer(&self, root: &Path) -> Option<Self> {
        let newer = numbers(root).unwrap_or_default().into_iter().rev().take_while(|number| *number > self.number);
        for number in newer {
            let dir = root.join(name(number));
            // Only a whole one is touched: the lock of one in the making belongs to its maker.
            if !is_whole(&dir) {
                continue;
            }
            match Index::open_or_create(&dir) {
                Ok(Opened { index, state: OpenState::Existing }) if index.cursor().is_some() => {
                    return Some(Self::new(index, dir, number));
                }
                Err(Error::Locked(_)) => {}
                Ok(_) | Err(_) => {
                    tracing::warn!(dir = %dir.display(), "a new search index was damaged before it was taken");
                    // Not whole, so it is not looked at again; the next tidying deletes it.
                    if let Err(why) = fs::remove_file(dir.join(WHOLE)) {
                        tracing::warn!(dir = %dir.display(), %why, "it could not be marked as that");
                    }
                }
            }
        }
        None
    }

    /// Held by whoever writes into the index, so that a batch is one writer's alone.
    pub(super) fn writing(&self) -> MutexGuard<'_, ()> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An empty index with a number of its own. Until `keep` it is deleted when it is dropped.
    pub(super) fn fresh(root: &Path) -> Result<Self, Error> {
        let number = next(root)?;
        let dir = root.join(name(number));
        let index = Index::create_fresh(&dir)?;
        let generation = Self::new(index, dir, number);
        generation.retire();
        Ok(generation)
    }

    /// Makes a folder with the files of an index one of the generations, if they are a whole one; every byte is read. It
    /// is deleted otherwise, and until `keep` when it is dropped.
    pub(super) fn adopt(root: &Path, folder: TempDir) -> Result<Self, String> {
        let number = next(root).map_err(|why| why.to_string())?;
        let dir = root.join(name(number));
        fs::rename(folder.path(), &dir).map_err(|why| why.to_string())?;
        let _ = folder.keep();
        let opened = Index::open_or_create(&dir).map_err(|why| why.to_string())?;
        let generation = Self::new(opened.index, dir, number);
        generation.retire();
        match opened.state {
            OpenState::Existing => Ok(generation),
            OpenState::Damaged(why) => Err(format!("what came is damaged: {why}")),
            OpenState::OldFormat => Err("what came was made by another version".to_owned()),
            OpenState::Created => Err("what came is no index".to_owned()),
        }
    }

    fn new(index: Index, dir: PathBuf, number: u64) -> Self {
        HIGHEST.fetch_max(number, Ordering::Relaxed);
        let remains = Remains { dir: dir.clone(), retired: AtomicBool::new(false) };
        Self { index, dir, number, writer: Mutex::default(), remains }
    }

    /// It is whole and stays.
    pub(super) fn keep(&self) {
        if let Err(why) = fs::write(self.dir.join(WHOLE), b"") {
            tracing::warn!(dir = %self.dir.display(), %why, "a new search index could not be marked as whole");
        }
        self.remains.retired.store(false, Ordering::Relaxed);
    }

    /// It is deleted as soon as nobody uses it.
    pub(super) fn retire(&self) {
        self.remains.retired.store(true, Ordering::Relaxed);
    }

    /// Deletes every other index under `root` that nobody has open.
    pub(super) fn tidy(&self, root: &Path) {
        for number in numbers(root).unwrap_or_default().into_iter().filter(|n| *n != self.number) {
            let dir = root.join(name(number));
            // Taking it over is how to know that nobody has it.
            let gone = match Index::create_fresh(&dir) {
                Ok(index) => {
                    drop(index);
                    fs::remove_dir_all(&dir)
                }
                Err(Error::Locked(_)) => Ok(()),
                Err(_) => fs::remove_dir_all(&dir),
            };
            if let Err(why) = gone {
                tracing::warn!(dir = %dir.display(), %why, "an old search index could not be deleted");
            }
        }
    }
}

fn is_whole(dir: &Path) -> bool {
    dir.join(WHOLE).exists()
}

fn name(number: u64) -> String {
    format!("gen-{number}")
}

/// A number that no generation has had, here or in this process.
fn next(root: &Path) -> io::Result<u64> {
    let there = numbers(root)?.last().copied().unwrap_or(0);
    Ok(HIGHEST.fetch_max(there, Ordering::Relaxed).max(there) + 1)
}

/// The numbers of the generations that are there, in order.
fn numbers(root: &Path) -> io::Result<Vec<u64>> {
    fs::create_dir_all(root)?;
    let mut numbers = Vec::new();
    for entry in fs::read_dir(root)? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("gen-")).and_then(|n| n.parse().ok());
        // "gen-007" is nobody's.
        numbers.extend(number.filter(|n| name.to_str() == Some(self::name(*n).as_str())));
    }
    numbers.sort_unstable();
    Ok(numbers)
}
