//! A migrated database for each test: copied from a template that is made once a machine and schema.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use kiez::ground::db::{AnyConnection, Db, DbOptions, Target, migrate};
use sha2::{Digest, Sha256};

/// A database that goes away with the test.
pub struct Database {
    /// Where it is.
    pub target: Target,
    admin: Option<(String, String)>,
    _folder: Option<tempfile::TempDir>,
}

impl Database {
    /// Opens it.
    pub fn open(&self) -> Db {
        Db::open(self.target.clone(), DbOptions { readers: 4, ..DbOptions::default() }).expect("a fresh database opens")
    }

    /// The same one for another node; it goes away with the first.
    pub fn shared(&self) -> Self {
        Self { target: self.target.clone(), admin: None, _folder: None }
    }

    /// One that somebody else keeps; brought up to date.
    pub fn at(target: Target) -> Self {
        migrate(&mut target.connect().expect("it opens")).expect("the migrations run");
        Self { target, admin: None, _folder: None }
    }

    /// A fresh SQLite file.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("kiez.db");
        std::fs::copy(sqlite_template(), &path).expect("the template can be copied");
        Self { target: Target::Sqlite(path), admin: None, _folder: Some(folder) }
    }

    /// A fresh PostgreSQL database, if a server is there.
    pub fn postgres() -> Option<Self> {
        let server = std::env::var("KIEZ_TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())?;
        let template = postgres_template(&server);
        let name = format!("kiez_test_{}_{}", std::process::id(), count());
        let mut admin = connect(&server);
        retry(&mut admin, &format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Some(Self { target: Target::Postgres(sibling(&server, &name)), admin: Some((server, name)), _folder: None })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.admin {
            let _ = connect(server).batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// Runs a test on SQLite, and on PostgreSQL where KIEZ_TEST_POSTGRES_URL names a server.
pub fn on_both(test: impl Fn(Db)) {
    let database = Database::sqlite();
    test(database.open());
    if let Some(database) = Database::postgres() {
        test(database.open());
    }
}

fn count() -> u64 {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// Changes whenever a migration does.
fn schema() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files = Vec::new();
    for tree in ["sqlite", "postgresql"] {
        for entry in std::fs::read_dir(root.join(tree)).expect("a migration tree") {
            files.push(entry.expect("a migration").path().join("up.sql"));
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(std::fs::read(file).expect("an up.sql"));
    }
    hex::encode(&hash.finalize()[..6])
}

fn sqlite_template() -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("template-{}.db", schema()));
    if !path.exists() {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for the template");
        let fresh = folder.path().join("kiez.db");
        let mut conn = Target::Sqlite(fresh.clone()).connect().expect("a new file opens");
        migrate(&mut conn).expect("the migrations run");
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").expect("a checkpoint");
        drop(conn);
        // Tests run in processes of their own: whoever is last replaces an equal file.
        std::fs::rename(fresh, &path).expect("the template moves into place");
    }
    path
}

fn postgres_template(server: &str) -> String {
    let name = format!("kiez_template_{}", schema());
    let mut admin = connect(server);
    admin.batch_execute("SELECT pg_advisory_lock(815)").expect("a lock");
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let AnyConnection::Postgres(inner) = &mut admin else { unreachable!("the address says postgres") };
    let known: Count =
        diesel::sql_query(format!("SELECT count(*) AS n FROM pg_database WHERE datname = '{name}_ready'"))
            .get_result(inner)
            .expect("the list of databases");
    if known.n == 0 {
        let fresh = format!("{name}_ready_{}", std::process::id());
        admin.batch_execute(&format!("CREATE DATABASE {fresh}")).expect("a new database");
        let mut conn = connect(&sibling(server, &fresh));
        migrate(&mut conn).expect("the migrations run");
        drop(conn);
        retry(&mut admin, &format!("ALTER DATABASE {fresh} RENAME TO {name}_ready"));
    }
    admin.batch_execute("SELECT pg_advisory_unlock(815)").expect("unlocked");
    format!("{name}_ready")
}

/// A connection that was just closed may linger for a moment and hold its database.
fn retry(admin: &mut AnyConnection, sql: &str) {
    for attempt in 0.. {
        match admin.batch_execute(sql) {
            Ok(()) => return,
            Err(why) if attempt < 100 && why.to_string().contains("being accessed") => {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            Err(why) => panic!("{sql}: {why}"),
        }
    }
}

fn connect(url: &str) -> AnyConnection {
    Target::Postgres(url.into()).connect().expect("the PostgreSQL of the tests answers")
}

fn sibling(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("an address ends with a database");
    format!("{base}/{name}")
}
