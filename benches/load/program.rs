//! Starting the program and the floor, and what the system says of them.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::{Context, ensure};
use kiez::ground::clock::Stopwatch;

use crate::town::Town;

/// The argument that makes this program the floor.
pub const FLOOR: &str = "--floor";
/// Bytes that the floor sends.
const BODY: usize = 12_000;
/// How often the system counts processor time, a second.
const TICKS: f64 = 100.0;

/// Where something listens, and as which process.
#[derive(Clone)]
pub struct Target {
    /// Its address.
    pub address: SocketAddr,
    /// Its number.
    pub pid: u32,
}

impl Target {
    /// Seconds of processor time so far.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn processor_seconds(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid))?;
        let after_name = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default();
        let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
        Ok(ticks.sum::<f64>() / TICKS)
    }

    /// Megabytes of memory: all that is in use, and what of it is its own and no file's.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn memory(&self) -> anyhow::Result<(f64, f64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid))?;
        let of = |name: &str| -> anyhow::Result<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            let words = line.with_context(|| format!("no {name}"))?.split_whitespace().next().unwrap_or_default();
            Ok(words.parse::<f64>()? / 1_000.0)
        };
        Ok((of("VmRSS")?, of("RssAnon")?))
    }
}

/// `kiez serve`.
pub struct Program {
    child: Child,
    address: SocketAddr,
    /// Seconds from the start to the first page.
    pub first_page: f64,
}

impl Program {
    /// Starts it and waits for its first page.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(folder: &Path, town: &Town) -> anyhow::Result<Self> {
        let address = free()?;
        let watch = Stopwatch::start();
        let child = Command::new(env!("CARGO_BIN_EXE_kiez"))
            .arg("serve")
            .env("KIEZ_LISTEN", address.to_string())
            .env("KIEZ_DATA_DIR", folder.join("data"))
            .env("DATABASE_URL", &town.database)
            .env("KIEZ_RATE_LIMITS", "off")
            .env("KIEZ_LOG", "warn")
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

    /// Ends it as an operator would, and says how.
    ///
    /// # Errors
    /// When it did not end well.
    pub fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        let code = self.child.wait()?;
        ensure!(code.success(), "kiez ended with {code}");
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

/// actix-web with nothing to do, as a process of its own.
pub struct Floor {
    child: Child,
    address: SocketAddr,
}

impl Floor {
    /// Starts it and waits until it answers.
    ///
    /// # Errors
    /// When it does not.
    pub fn start() -> anyhow::Result<Self> {
        let address = free()?;
        let child = Command::new(std::env::current_exe()?).args([FLOOR, &address.port().to_string()]).spawn()?;
        let floor = Self { child, address };
        let watch = Stopwatch::start();
        while ureq::get(format!("http://{address}/")).call().is_err() {
            ensure!(watch.elapsed() < Duration::from_secs(20), "the floor does not answer");
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(floor)
    }

    /// Where it is.
    pub fn target(&self) -> Target {
        Target { address: self.address, pid: self.child.id() }
    }

    /// Ends it.
    ///
    /// # Errors
    /// When it has ended before.
    pub fn stop(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the floor's process does.
///
/// # Errors
/// When it cannot listen.
pub fn send_only(port: u16) -> anyhow::Result<()> {
    let body = web::Bytes::from("x".repeat(BODY));
    let server = HttpServer::new(move || {
        let body = body.clone();
        let send = move || {
            let body = body.clone();
            async move { HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body) }
        };
        App::new().default_service(web::to(send))
    });
    actix_web::rt::System::new().block_on(async move { server.bind((Ipv4Addr::LOCALHOST, port))?.run().await })?;
    Ok(())
}

/// An address that nobody listens on.
fn free() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
