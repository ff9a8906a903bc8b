//! `kiez serve` as a process, and what can be done to it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use kiez::ground::clock::Stopwatch;

/// A running program. It ends with the test.
pub struct Node {
    /// `http://127.0.0.1:port`
    pub url: String,
    child: Child,
    log: PathBuf,
}

impl Node {
    /// Starts a command that becomes `kiez serve`, and waits until it listens.
    pub fn start(mut command: Command, log: PathBuf) -> Self {
        let file = File::options().append(true).create(true).open(&log).expect("a log");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file);
        let mut child = command.spawn().expect("it starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("Kiez listens on ").map(ToOwned::to_owned);
        let url = address.unwrap_or_else(|| {
            let _ = child.kill();
            let _ = child.wait();
            panic!("{line:?} {}", std::fs::read_to_string(&log).unwrap_or_default())
        });
        Self { url, child, log }
    }

    /// The process's number.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// Sends it a signal: TERM, STOP, CONT.
    pub fn signal(&self, name: &str) {
        let done = Command::new("kill").args([format!("-{name}"), self.pid().to_string()]).status();
        assert!(done.expect("kill runs").success());
    }

    /// As `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().expect("it is ours");
        self.child.wait().expect("it ends");
    }

    /// Waits for its end; fails the test when it goes on for longer.
    pub fn ended_within(&mut self, patience: Duration) -> (ExitStatus, Duration) {
        let watch = Stopwatch::start();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                return (status, watch.elapsed());
            }
            assert!(watch.elapsed() < patience, "it did not end within {patience:?}: {}", self.said());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// What it has logged so far.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Its memory in kilobytes: what it has for itself.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).expect("it lives");
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("a line");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// Time that it had a core, counted in hundredths of a second.
    pub fn processor(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).expect("it lives");
        let (_, rest) = stat.rsplit_once(") ").expect("a name in parentheses");
        let ticks: u64 = rest.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<u64>().expect("a number")).sum();
        Duration::from_millis(ticks * 10)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("the last that the node said:\n{}", tail(&self.said()));
        }
    }
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(25)..].join("\n")
}
