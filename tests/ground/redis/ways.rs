//! The ways to Redis beside a plain connection: TLS, sentinels, a cluster.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::*;
use crate::support::redis::free_port;

/// A certificate for this machine that signs itself, if there is somebody to make it.
fn certificate(folder: &Path) -> Option<(String, String)> {
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (key, certificate) = (path("key.pem"), path("certificate.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
        .args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=CA:FALSE",
        ])
        .args(["-keyout", &key, "-out", &certificate])
        .stderr(Stdio::null())
        .status();
    made.is_ok_and(|status| status.success()).then_some((key, certificate))
}

/// `kiez serve`, which trusts whom the environment says.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn tls_is_spoken_with_whom_the_machine_trusts() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((key, certificate)) = certificate(folder.path()) else { return };
    let tls = free_port().to_string();
    let settings =
        ["--tls-port", &tls, "--tls-cert-file", &certificate, "--tls-key-file", &key, "--tls-auth-clients", "no"];
    let Some(_redis) = RedisServer::start_with(&settings) else { return };
    until("Redis takes TLS", || std::net::TcpStream::connect(format!("127.0.0.1:{tls}")).is_ok());
    for (trusted, up) in [(certificate.as_str(), true), ("/dev/null", false)] {
        let port = free_port();
        let data = folder.path().join(format!("data-{up}"));
        let child = Command::new(env!("CARGO_BIN_EXE_kiez"))
            .arg("serve")
            .env("KIEZ_LISTEN", format!("127.0.0.1:{port}"))
            .env("KIEZ_DATA_DIR", &data)
            .env("KIEZ_REDIS_URL", format!("rediss://:of-a-test@localhost:{tls}"))
            .env("SSL_CERT_FILE", trusted)
            .env_remove("SSL_CERT_DIR")
            .env_remove("DATABASE_URL")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("kiez runs");
        let _served = Served(child);
        let metrics = || {
            let answer = ureq::get(format!("http://127.0.0.1:{port}/metrics")).call();
            answer.ok().and_then(|mut answer| answer.body_mut().read_to_string().ok()).unwrap_or_default()
        };
        until("it says whether Redis is there", || metrics().contains(&format!("kiez_redis_up {}", u8::from(up))));
    }
}

#[test]
fn sentinels_say_where_it_is() {
    let Some(redis) = RedisServer::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let (file, port) = (folder.path().join("sentinel.conf"), free_port());
    let lines = [
        "bind 127.0.0.1".to_owned(),
        format!("port {port}"),
        format!("dir {}", folder.path().display()),
        format!("sentinel monitor main 127.0.0.1 {} 1", redis.port()),
        "sentinel auth-pass main of-a-test".to_owned(),
    ];
    std::fs::write(&file, lines.join("\n")).expect("a file");
    let child = Command::new("redis-server").arg(&file).arg("--sentinel").stdout(Stdio::null()).spawn();
    let _sentinel = Served(child.expect("a sentinel starts"));
    let forum = node(Database::sqlite(), &format!("redis+sentinel://:of-a-test@127.0.0.1:{port}/main"), |_| {});
    assert!(is_up(&forum));
}

#[cfg(feature = "redis-cluster")]
#[test]
fn a_cluster_of_one_is_a_cluster() {
    let Some(redis) = RedisServer::start_with(&["--cluster-enabled", "yes"]) else { return };
    let mut line = redis::Client::open(redis.url()).and_then(|client| client.get_connection()).expect("a connection");
    let slots = redis::cmd("CLUSTER").arg("ADDSLOTSRANGE").arg(0).arg(16_383).query::<()>(&mut line);
    slots.expect("all slots are its own");
    let url = redis.url().replace("redis://", "redis-cluster://");
    let Some([here, there]) = nodes(&url) else { return };
    let heard = ears(&there);
    hears(&heard, note(&here, 1));
    assert_eq!(super::limits::refused(&here, kiez::ground::web::Limit::Code, Some(7), None), None);
    assert!(is_up(&here) && is_up(&there));
}
