//! actix-web with nothing to do but to send so many bytes from memory: what no page can be quicker than.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command};
use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::ensure;
use kiez::ground::clock::Stopwatch;

use super::process::{Target, free};

/// The argument that makes a benchmark's program the floor.
const FLOOR: &str = "--floor";
/// Bytes that the floor sends as a process of its own.
const BODY: usize = 12_000;

/// The floor as a process of its own.
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

/// Whether this process was started to be the floor; if so, it has been when this returns.
///
/// # Errors
/// When it cannot listen.
pub fn is_this() -> anyhow::Result<bool> {
    let Some(port) = std::env::args().skip_while(|arg| arg != FLOOR).nth(1) else { return Ok(false) };
    send_only(TcpListener::bind((Ipv4Addr::LOCALHOST, port.parse()?))?, BODY)?;
    Ok(true)
}

/// Sends so many bytes to whoever asks, as long as the process lives.
///
/// # Errors
/// When it cannot.
pub fn send_only(listener: TcpListener, bytes: usize) -> anyhow::Result<()> {
    let body = web::Bytes::from("x".repeat(bytes));
    let server = HttpServer::new(move || {
        let body = body.clone();
        let send = move || {
            let body = body.clone();
            async move { HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body) }
        };
        App::new().default_service(web::to(send))
    });
    actix_web::rt::System::new().block_on(async move { server.listen(listener)?.run().await })?;
    Ok(())
}
