//! Copies of a forum, and its way to another database.

mod backing_up;
mod commands;
mod damage;
mod in_a_bucket;
mod moving;
mod refused;

use std::path::{Path, PathBuf};

use diesel::prelude::*;
use kiez::accounts::upload::{self, Kept};
use kiez::ground::db::{AnyConnection, Db, Target};
use kiez::ground::keep::{self, Manifest, Place, Tools};
use kiez::ground::store::Store;
use kiez::threads::Rules;
use kiez::threads::tables::questions;

use crate::accounts::person;
use crate::support::stage::Stage;
use crate::support::{Database, START, clock};

/// A title must be of some length.
const REST: &str = ": what does the router want to say?";

/// An installation that nobody serves.
pub struct Home {
    pub database: Database,
    pub folder: tempfile::TempDir,
    store: Store,
}

impl Home {
    pub fn on(database: Database) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::folder(&folder.path().join("uploads")).expect("a store");
        Self { database, folder, store }
    }

    /// One on each database that is there.
    pub fn each() -> Vec<Self> {
        let databases = [Some(Database::sqlite()), Database::postgres()];
        databases.into_iter().flatten().map(Self::on).collect()
    }

    /// Another one, empty, on a database of the same kind.
    pub fn sibling(&self) -> Self {
        Self::on(match self.database.target {
            Target::Sqlite(_) => Database::sqlite(),
            Target::Postgres(_) => Database::postgres().expect("there is one already"),
        })
    }

    pub fn place(&self) -> Place<'_> {
        Place {
            database: &self.database.target,
            store: &self.store,
            names: upload::names,
            data_dir: self.folder.path(),
            tools: Tools::default(),
        }
    }

    pub fn stage(&self) -> Stage {
        Stage { db: self.database.open(), clock: clock(), rules: Rules::default() }
    }

    /// Somebody who can sign in, a question of that title, and a picture.
    pub fn furnish(&self, title: &str) -> Stage {
        let stage = self.stage();
        let lena = person(&stage.db, "Lena Vogt");
        stage.ask(lena, &format!("{title}{REST}"), &["router"]);
        self.picture(&stage.db, lena, title);
        stage
    }

    /// Keeps a picture of somebody's.
    pub fn picture(&self, db: &Db, person: i64, words: &str) {
        let name = picture_name(words);
        let bytes = i64::try_from(words.len()).expect("short");
        wait(self.store.put(&name, words.as_bytes().to_vec())).expect("stored");
        let kept = Kept { name, mime: "image/png", bytes, width: 1, height: 1 };
        db.write_blocking(move |tx| upload::note(tx, person, &kept, START)).expect("noted");
    }

    pub fn file_of(&self, words: &str) -> PathBuf {
        self.folder.path().join("uploads").join(picture_name(words))
    }

    pub fn backup(&self, dir: &Path) -> anyhow::Result<Manifest> {
        keep::backup(&self.place(), dir, START, &mut |_, _, _| Ok(()))
    }

    pub fn restore(&self, dir: &Path, overwrite: bool) -> anyhow::Result<Manifest> {
        keep::restore(dir, &self.place(), overwrite, &mut |_, _, _| Ok(()))
    }

    pub fn conn(&self) -> AnyConnection {
        self.database.target.connect().expect("a connection")
    }

    pub fn titles(&self) -> Vec<String> {
        let titles = questions::table.select(questions::title).order(questions::id).limit(100);
        let titles: Vec<String> = titles.load(&mut self.conn()).expect("titles");
        titles.iter().map(|title| title.trim_end_matches(REST).to_owned()).collect()
    }
}

fn picture_name(words: &str) -> String {
    format!("{}.png", words.to_lowercase().replace(' ', "-"))
}

pub fn wait<F: Future>(work: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}

/// What an error says, with its causes.
pub fn why<T>(result: anyhow::Result<T>) -> String {
    match result {
        Ok(_) => panic!("it was done"),
        Err(why) => format!("{why:#}"),
    }
}
