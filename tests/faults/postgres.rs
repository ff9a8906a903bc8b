//! A PostgreSQL of its own, which can be killed and frozen: durable, unlike that of the other tests.

use std::fs::File;
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use kiez::ground::clock::Stopwatch;
use kiez::ground::db::Target;

/// Long enough for a database of an hour.
const SECRET: &str = "a-password-of-the-hour";

/// The server. It ends with the test.
pub struct Postgres {
    folder: tempfile::TempDir,
    bin: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl Postgres {
    /// Makes and starts one; nothing where PostgreSQL is not installed.
    pub fn start() -> Option<Self> {
        let bin = installed()?;
        let folder = tempfile::Builder::new().prefix("kiez-pg").tempdir_in("/tmp").expect("a folder");
        let port = quiet_port();
        let mut server = Self { folder, bin, port, child: None };
        std::fs::set_permissions(server.folder.path(), PermissionsExt::from_mode(0o711)).expect("set");
        let home = server.folder.path().join("home");
        std::fs::create_dir(&home).expect("a folder");
        let mut password = File::create(home.join("password")).expect("a file");
        password.write_all(SECRET.as_bytes()).expect("written");
        if is_root() {
            assert!(Command::new("chown").args(["-R", "postgres"]).arg(&home).status().expect("chown runs").success());
        }
        let mut init = server.command("initdb");
        init.arg("--pgdata").arg(home.join("data")).arg("--pwfile").arg(home.join("password"));
        init.args(["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        assert!(init.status().expect("initdb runs").success());
        server.run();
        Some(server)
    }

    /// Its address.
    pub fn target(&self) -> Target {
        Target::Postgres(format!("postgres://postgres:{SECRET}@127.0.0.1:{}/postgres", self.port))
    }

    /// Starts it (again) and waits until it answers.
    pub fn run(&mut self) {
        let home = self.folder.path().join("home");
        let mut command = self.command("postgres");
        command.arg("-D").arg(home.join("data")).args(["-p", &self.port.to_string()]);
        command.args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=150", "-c"]);
        command.arg(format!("unix_socket_directories={}", home.display()));
        self.child = Some(command.spawn().expect("postgres starts"));
        let watch = Stopwatch::start();
        while self.target().connect().is_err() {
            let said = || std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(watch.elapsed() < Duration::from_secs(30), "PostgreSQL did not start:\n{}", said());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Sends all its processes a signal: STOP, CONT, KILL. The first one is stopped before, so that none is born meanwhile.
    pub fn signal(&self, name: &str) {
        let first = self.child.as_ref().expect("it runs").id();
        send("STOP", &[first.to_string()]);
        send(name, &[children(first), vec![first.to_string()]].concat());
    }

    /// Kills all its processes.
    pub fn kill(&mut self) {
        self.signal("KILL");
        self.child.take().expect("it runs").wait().expect("it ends");
    }

    fn command(&self, name: &str) -> Command {
        let program = self.bin.join(name);
        let mut command = if is_root() {
            // PostgreSQL refuses to run as root.
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        let log = File::options().append(true).create(true).open(self.folder.path().join("log")).expect("a log");
        command.current_dir("/").stdin(Stdio::null()).stdout(log.try_clone().expect("a log")).stderr(log);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            send("KILL", &[vec![child.id().to_string()], children(child.id())].concat());
            let _ = child.wait();
        }
    }
}

/// A port below the range from which the system gives ports to outgoing connections: thousands of those are opened while it is away,
/// and one that had its port would keep it from starting again.
fn quiet_port() -> u16 {
    let first = std::process::id() % 12_000;
    let mut ports = (first..12_000).chain(0..first).filter_map(|n| u16::try_from(20_000 + n).ok());
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a port")
}

/// Some may have ended by themselves.
fn send(signal: &str, pids: &[String]) {
    let _ = Command::new("kill").arg(format!("-{signal}")).args(pids).stderr(Stdio::null()).status();
}

/// The processes that one has started; each is a group of its own.
fn children(parent: u32) -> Vec<String> {
    let all = std::fs::read_dir("/proc").expect("processes").flatten().map(|entry| entry.path());
    let status = |path: &PathBuf| std::fs::read_to_string(path.join("status")).unwrap_or_default();
    let ours = all.filter(|path| status(path).lines().any(|line| line == format!("PPid:\t{parent}")));
    ours.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect()
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// The folder of the newest PostgreSQL's programs.
fn installed() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let number = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let all = versions.filter(|path| path.join("bin/initdb").exists() && path.join("bin/postgres").exists());
    all.max_by_key(number).map(|path| path.join("bin"))
}
