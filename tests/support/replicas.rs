//! A PostgreSQL of a test's own, and a replica that streams from it: both may be frozen, killed and started again.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use diesel::connection::SimpleConnection;
use kiez::ground::db::{Target, migrate};

use super::redis::free_port;
use super::until::until;

const PASSWORD: &str = "of-a-test";

/// A server that runs, or may run again.
pub struct Server {
    bin: PathBuf,
    data: PathBuf,
    port: u16,
    child: Option<Child>,
}

/// Two of them; they end with the test.
pub struct Pair {
    /// The one that is written to.
    pub primary: Server,
    /// The one that follows it.
    pub replica: Server,
    _folder: tempfile::TempDir,
}

/// Where PostgreSQL's programs are, the newest.
fn bin() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut all: Vec<PathBuf> = versions.flatten().map(|version| version.path().join("bin")).collect();
    all.retain(|bin| bin.join("initdb").exists() && bin.join("pg_basebackup").exists());
    let number = |bin: &PathBuf| bin.parent()?.file_name()?.to_str()?.parse::<f64>().ok();
    all.sort_by(|a, b| number(a).partial_cmp(&number(b)).unwrap_or(std::cmp::Ordering::Equal));
    all.pop()
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("id runs");
    id.stdout.trim_ascii() == b"0"
}

/// PostgreSQL refuses to run as root: then its package's own user runs it.
fn as_postgres(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program);
    command
}

fn done(command: &mut Command) {
    let out = command.current_dir("/").output().expect("it runs");
    assert!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
}

impl Pair {
    /// Makes both, with a migrated database, where the machine has PostgreSQL.
    pub fn start() -> Option<Self> {
        let told = std::env::var("KIEZ_TEST_REDIS_URL").is_ok_and(|url| !url.is_empty());
        let found = bin();
        assert!(found.is_some() || !told, "PostgreSQL is missing");
        let bin = found?;
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().join("home");
        std::fs::create_dir(&home).expect("a folder");
        std::fs::write(home.join("password"), PASSWORD).expect("a file");
        if is_root() {
            done(Command::new("chmod").arg("711").arg(folder.path()));
            done(Command::new("chown").args(["-R", "postgres"]).arg(&home));
        }
        let server = |name: &str| Server { bin: bin.clone(), data: home.join(name), port: free_port(), child: None };
        let (mut primary, mut replica) = (server("primary"), server("replica"));
        done(
            as_postgres(&bin.join("initdb"))
                .args([
                    "--username=postgres",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                ])
                .arg(format!("--pwfile={}", home.join("password").display()))
                .arg(format!("--pgdata={}", primary.data.display())),
        );
        primary.start_again();
        let mut admin = primary.target("postgres").connect().expect("the primary answers");
        admin.batch_execute("CREATE DATABASE kiez").expect("a database");
        migrate(&mut primary.target("kiez").connect().expect("it opens")).expect("migrated");
        done(
            as_postgres(&bin.join("pg_basebackup"))
                .env("PGPASSWORD", PASSWORD)
                .args(["-h", "127.0.0.1", "-U", "postgres", "-R", "-X", "stream", "-c", "fast", "--no-sync"])
                .args(["-p", &primary.port.to_string(), "-D"])
                .arg(&replica.data),
        );
        replica.start_again();
        Some(Self { primary, replica, _folder: folder })
    }
}

impl Server {
    /// A database of it.
    pub fn target(&self, name: &str) -> Target {
        Target::Postgres(format!("postgres://postgres:{PASSWORD}@127.0.0.1:{}/{name}?sslmode=disable", self.port))
    }

    /// Runs a statement.
    pub fn tell(&self, sql: &str) {
        self.target("kiez").connect().expect("it answers").batch_execute(sql).expect(sql);
    }

    /// Starts it once more.
    pub fn start_again(&mut self) {
        let log = std::fs::File::create(self.data.with_extension("log")).expect("a log");
        let child = as_postgres(&self.bin.join("postgres"))
            .arg("-D")
            .arg(&self.data)
            .args(["-p", &self.port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "jit=off"])
            .args(["-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "wal_retrieve_retry_interval=200ms"])
            .args(["-c", &format!("unix_socket_directories={}", self.data.parent().expect("home").display())])
            .current_dir("/")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("postgres starts");
        self.child = Some(child);
        until("PostgreSQL answers", || self.target("postgres").connect().is_ok());
    }

    fn pid(&self) -> String {
        self.child.as_ref().expect("it runs").id().to_string()
    }

    /// Lets it and all its processes hang: connections come about and nobody answers.
    pub fn freeze(&self) {
        self.signal_all("-STOP");
    }

    /// Lets all of them go on.
    pub fn thaw(&self) {
        self.signal_all("-CONT");
    }

    fn signal_all(&self, signal: &str) {
        let pid = self.pid();
        let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).expect("its children");
        // A child may end meanwhile; the server itself is there.
        let _ = Command::new("kill").arg(signal).args(children.split_whitespace()).stderr(Stdio::null()).status();
        done(Command::new("kill").args([signal, &pid]));
    }

    /// Ends it without saying goodbye to anybody.
    pub fn kill(&mut self) {
        if self.child.is_some() {
            done(Command::new("kill").args(["-QUIT", &self.pid()]));
        }
        if let Some(mut child) = self.child.take() {
            child.wait().expect("it ends");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.is_some() {
            self.thaw();
            self.kill();
        }
    }
}
