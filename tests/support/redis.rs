//! A Redis of a test's own, which it may kill, freeze and start again.

use std::process::{Child, Command, Stdio};

use super::until::until;

/// The server. It ends with the test.
pub struct RedisServer {
    port: u16,
    child: Option<Child>,
    more: Vec<String>,
    folder: tempfile::TempDir,
}

impl RedisServer {
    /// Starts one, if the machine has Redis: where the tests are told of one, it has.
    pub fn start() -> Option<Self> {
        Self::start_with(&[])
    }

    /// The same with other settings, each a word or two.
    pub fn start_with(more: &[&str]) -> Option<Self> {
        let there = Command::new("redis-server").arg("--version").stdout(Stdio::null()).status().is_ok();
        let told = std::env::var("KIEZ_TEST_REDIS_URL").is_ok_and(|url| !url.is_empty());
        assert!(there || !told, "redis-server is missing");
        let folder = there.then(|| tempfile::tempdir().expect("a folder for Redis"))?;
        let more = more.iter().map(ToString::to_string).collect();
        let mut server = Self { port: free_port(), child: None, more, folder };
        server.start_again();
        Some(server)
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("redis://:of-a-test@127.0.0.1:{}", self.port)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Starts it once more where it was.
    pub fn start_again(&mut self) {
        let port = self.port.to_string();
        let child = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--port", &port, "--save", "", "--appendonly", "no"])
            .args(["--requirepass", "of-a-test", "--dir"])
            .arg(self.folder.path())
            .args(&self.more)
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server starts");
        self.child = Some(child);
        until("Redis takes connections", || std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok());
    }

    /// Ends it without a word.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
        }
    }

    /// Lets it hang: it takes connections and answers nothing.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let pid = self.child.as_ref().expect("it runs").id().to_string();
        let done = Command::new("kill").args([signal, &pid]).status().expect("kill runs");
        assert!(done.success(), "kill {signal} {pid}");
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A port that is free now.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}
