//! A connection to either database, and how each is set up.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::erased::Erasing;

/// A connection to SQLite.
pub type Sqlite = Erasing<SqliteConnection>;
/// A connection to PostgreSQL.
pub type Postgres = Erasing<PgConnection>;

/// A connection to SQLite or PostgreSQL; queries in Diesel's language run on both.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// SQLite, bundled.
    Sqlite(Sqlite),
    /// PostgreSQL through libpq.
    Postgres(Postgres),
}

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file on this machine.
    Sqlite(PathBuf),
    /// A `postgres://` address, with its secrets.
    Postgres(String),
}

/// libpq only says that it knows no TLS, not what to do about it.
fn cannot_connect(url: &str) -> &'static str {
    let wants_tls = url.contains("sslmode=require") || url.contains("sslmode=verify");
    if wants_tls && cfg!(not(feature = "postgres-tls")) {
        "this program was built without TLS to PostgreSQL; build it with: cargo build --profile production --features postgres-tls"
    } else {
        "cannot connect to PostgreSQL"
    }
}

/// The address with limits for a network that swallows everything, where it has none of its own: libpq would wait for
/// minutes until a connection stands, and for a quarter of an hour until it sees that one is gone.
fn impatient(url: &str) -> String {
    let mut url = url.to_owned();
    for (name, value) in [("connect_timeout", "4"), ("tcp_user_timeout", "10000"), ("keepalives_idle", "10")] {
        if !url.contains(&format!("{name}=")) {
            let sign = if url.contains('?') { '&' } else { '?' };
            url.push_str(&format!("{sign}{name}={value}"));
        }
    }
    url
}

impl Target {
    /// Reads `sqlite://path` or `postgres://…`.
    ///
    /// # Errors
    /// Says which forms are understood.
    pub fn parse(url: &str) -> anyhow::Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            anyhow::ensure!(!path.is_empty(), "sqlite:// needs a path, for example sqlite://data/kiez.db");
            Ok(Self::Sqlite(Path::new(path).to_path_buf()))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self::Postgres(url.to_owned()))
        } else {
            anyhow::bail!("a database address starts with sqlite:// or postgres://")
        }
    }

    /// "sqlite" or "postgresql", for people and metrics.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "sqlite",
            Self::Postgres(_) => "postgresql",
        }
    }

    /// A connection that may write.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn connect(&self) -> anyhow::Result<AnyConnection> {
        match self {
            Self::Sqlite(path) => {
                if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
                    std::fs::create_dir_all(folder)
                        .with_context(|| format!("cannot create the folder {}", folder.display()))?;
                }
                let mut conn = Sqlite::establish(&path.to_string_lossy())
                    .with_context(|| format!("cannot open {}", path.display()))?;
                // FULL: in WAL mode only then is a commit on disk before it is acknowledged.
                conn.batch_execute(
                    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;",
                )?;
                Ok(AnyConnection::Sqlite(conn))
            }
            Self::Postgres(url) => {
                // Otherwise OpenSSL tidies up when the process ends, under the feet of threads that still close their
                // connections: the last thing such a process does is to crash. Initialised here, it leaves that out.
                #[cfg(feature = "postgres-tls")]
                openssl_sys::init();
                let mut conn = Postgres::establish(&impatient(url)).with_context(|| cannot_connect(url))?;
                conn.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout = '15s'; SET lock_timeout = '10s'")?;
                Ok(AnyConnection::Postgres(conn))
            }
        }
    }

    /// The writer's connection: PostgreSQL ends a transaction of its in which nothing is said for so long. A node that
    /// is frozen inside one holds the log's one row, and with it every other node's writes. Only for the writer, whose
    /// transactions are short: copies and moves of a forum keep one open while something else works.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub(super) fn connect_to_write(&self, silence: Duration) -> anyhow::Result<AnyConnection> {
        let mut conn = self.connect()?;
        if let AnyConnection::Postgres(inner) = &mut conn {
            let limit = format!("SET idle_in_transaction_session_timeout = {}", silence.as_millis().max(1));
            inner.batch_execute(&limit)?;
        }
        Ok(conn)
    }

    /// A connection that cannot write.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn connect_read_only(&self) -> anyhow::Result<AnyConnection> {
        let mut conn = self.connect()?;
        match &mut conn {
            // Many of them: what each has read lies in the system's own cache, too.
            AnyConnection::Sqlite(inner) => inner.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -4000")?,
            AnyConnection::Postgres(inner) => {
                inner.batch_execute("SET default_transaction_read_only = on")?;
            }
        }
        Ok(conn)
    }
}

#[cfg(test)]
mod tests {
    use super::impatient;

    #[test]
    fn limits_are_added_where_there_are_none() {
        let added = "connect_timeout=4&tcp_user_timeout=10000&keepalives_idle=10";
        assert_eq!(impatient("postgres://a@b/c"), format!("postgres://a@b/c?{added}"));
        assert_eq!(impatient("postgres://a@b/c?sslmode=require"), format!("postgres://a@b/c?sslmode=require&{added}"));
        let own = "postgres://a@b/c?connect_timeout=60&tcp_user_timeout=1&keepalives_idle=2";
        assert_eq!(impatient(own), own);
    }
}
