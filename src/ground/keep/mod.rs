//! Keeping a forum: copies of it, and its way to another database. All of it knows tables from the database's own
//! catalogue, so that a table that is added later is kept without anybody thinking of it.
//!
//! | file        | what it does                                                          |
//! |-------------|-----------------------------------------------------------------------|
//! | `backup`    | makes a folder that holds a forum, while the forum runs                |
//! | `restore`   | puts such a folder in the place of a forum: all of it, or nothing      |
//! | `moving`    | moves a forum to another database, and goes on where it was stopped    |
//! | `manifest`  | what a backup says about itself, and whether it is true                |
//! | `attached`  | the uploads of a backup                                                |
//! | `snapshot`  | one moment of a database, in a file: SQLite's way and PostgreSQL's     |
//! | `pg_restore` | PostgreSQL's way back, in one transaction                             |
//! | `tools`     | PostgreSQL's own programs: where they are, and how they are run        |
//! | `catalogue` | tables, columns, keys, and which table must come before which          |
//! | `standing`  | whether a database holds a forum, and whether somebody uses it         |
//! | `cells`     | rows as values that both databases understand alike                    |
//! | `pour`      | many rows into a table                                                 |
//! | `progress`  | how far a move is, kept in the database that it goes to                |
//! | `numbering` | ids go on where they were                                             |
//! | `compare`   | counts and checksums of a table                                        |
//! | `files`     | files for nobody else's eyes, on disk when they are said to be         |

mod attached;
mod backup;
mod catalogue;
mod cells;
mod compare;
mod files;
mod manifest;
mod moving;
mod numbering;
mod pg_restore;
mod pour;
mod progress;
mod restore;
mod snapshot;
mod standing;
mod tools;

pub use attached::Names;
pub use backup::backup;
pub use catalogue::{Kind, Table, catalogue};
pub use compare::{Digest, digest};
pub use manifest::Manifest;
pub use moving::{Line, Move, Report, move_forum};
pub use restore::restore;
pub use standing::is_moving;
pub use tools::Tools;

use std::path::Path;

use super::db::Target;
use super::store::Store;

/// Is told what is being done, how much of it is done, and how much it is in all (0 if nobody knows). An error from it
/// stops the work there, as a kill would.
pub type Watch<'a> = &'a mut dyn FnMut(&str, u64, u64) -> anyhow::Result<()>;

/// The parts of an installation that make a forum.
pub struct Place<'a> {
    /// Its database.
    pub database: &'a Target,
    /// Its uploads.
    pub store: &'a Store,
    /// Which uploads the database speaks of.
    pub names: Names,
    /// The folder of everything else: the search index, and the uploads if they are files.
    pub data_dir: &'a Path,
    /// PostgreSQL's programs.
    pub tools: Tools,
}
