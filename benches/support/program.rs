//! `kiez serve` as a process of its own, as people start it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};
use kiez::ground::clock::Stopwatch;

use super::process::{Target, free};

/// `kiez serve`.
pub struct Program {
    child: Child,
    address: SocketAddr,
    /// Seconds from the start to the first page.
    pub first_page: f64,
}

impl Program {
    /// Starts it with its folder, the database and other settings, and waits for its first page.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(data: &Path, database: &str, settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let address = free()?;
        let watch = Stopwatch::start();
        let child = Command::new(env!("CARGO_BIN_EXE_kiez"))
            .arg("serve")
            .env("KIEZ_LISTEN", address.to_string())
            .env("KIEZ_DATA_DIR", data)
            .env("DATABASE_URL", database)
            .env("KIEZ_RATE_LIMITS", "off")
            .env("KIEZ_LOG", "warn")
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .spawn()?;
        let mut program = Self { child, address, first_page: 0.0 };
        let agent = ureq::Agent::new_with_defaults();
        while agent.get(format!("http://{address}/")).call().is_err() {
            ensure!(program.child.try_wait()?.is_none(), "kiez ended at its start");
            ensure!(watch.elapsed() < Duration::from_secs(60), "kiez showed no page in a minute");
            std::thread::sleep(Duration::from_millis(5));
        }
        program.first_page = watch.elapsed().as_secs_f64();
        Ok(program)
    }

    /// Where it is.
    pub fn target(&self) -> Target {
        Target { address: self.address, pid: self.child.id() }
    }

    /// Bytes of a page, plain and as browsers get it.
    ///
    /// # Errors
    /// When it cannot be had.
    pub fn weigh(&self, path: &str) -> anyhow::Result<(usize, usize)> {
        let load = |coding: &str| -> anyhow::Result<usize> {
            let mut stream = TcpStream::connect(self.address)?;
            let host = self.address;
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {coding}\r\nConnection: close\r\n\r\n"
            )?;
            let mut all = Vec::new();
            stream.read_to_end(&mut all)?;
            let body = all.windows(4).position(|four| four == b"\r\n\r\n").context("no end of the head")?;
            Ok(all.len() - body - 4)
        };
        Ok((load("identity")?, load("br")?))
    }

    /// Waits until what it does after its start (the search index, first of all) is done: until it has used next to no
    /// processor time for two seconds, half an hour at most.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn settle(&self) -> anyhow::Result<()> {
        let (watch, target) = (Stopwatch::start(), self.target());
        let mut before = target.processor_seconds()?;
        while watch.elapsed() < Duration::from_secs(1_800) {
            std::thread::sleep(Duration::from_secs(2));
            let now = target.processor_seconds()?;
            if now - before < 0.1 {
                break;
            }
            before = now;
        }
        Ok(())
    }

    /// Ends it as an operator would.
    ///
    /// # Errors
    /// When it did not end well.
    pub fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        let code = self.child.wait()?;
        ensure!(code.success(), "kiez ended with {code}");
        Ok(())
    }

    /// Ends it as a power cut would.
    ///
    /// # Errors
    /// When it has ended before.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Only after an error: it has ended otherwise.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
