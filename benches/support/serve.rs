//! The forum inside the benchmark's own process, and signing in to it.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use kiez::accounts::sessions;
use kiez::ground::clock::{Clock, Stopwatch};
use kiez::ground::config::{gather, resolve};
use kiez::ground::db::Target;
use kiez::ground::random::Random;
use kiez::ground::web::{Services, cookies};
use kiez::server;

/// Starts the forum on a thread of its own and a free port; `pages` is the room for kept pages in megabytes.
///
/// # Errors
/// When it does not start.
pub fn start(folder: &Path, database: Target, pages: u64) -> anyhow::Result<(SocketAddr, Services)> {
    let mut config = resolve(&gather(None, std::iter::empty())?)?;
    config.listen = "127.0.0.1:0".parse()?;
    config.data_dir = folder.to_path_buf();
    config.database = database;
    config.rate_limits = false;
    config.page_cache = pages;
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            match server::start(config, Clock::System, Random::from_system()) {
                Ok(running) => {
                    let _ = tell.send(Ok((running.address, running.services.clone())));
                    let _ = running.serve().await;
                }
                Err(why) => {
                    let _ = tell.send(Err(why));
                }
            }
        });
    });
    told.recv()?
}

/// Waits until the forum's own work after its start, such as building the search index, is done: until the
/// process has been idle for two seconds, for ten minutes at most.
pub fn settle() {
    let watch = Stopwatch::start();
    let mut before = processor_ticks();
    while watch.elapsed() < Duration::from_secs(600) {
        std::thread::sleep(Duration::from_secs(2));
        let now = processor_ticks();
        if now.saturating_sub(before) < 10 {
            break;
        }
        before = now;
    }
    println!("quiet after {:.0} s", watch.elapsed().as_secs_f64());
}

/// Hundredths of a second that this process has used the processor; 0 where the system does not say.
fn processor_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default();
    after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

/// A session of this person, as the header that carries it.
///
/// # Errors
/// When the database fails.
pub fn sign_in(services: &Services, person: i64) -> anyhow::Result<String> {
    let (token, now) = (services.random.token(), services.clock.now());
    let cookie = format!("{}={token}", cookies::full_name(services, cookies::SESSION));
    services.db.write_blocking(move |tx| sessions::open(tx, person, &token, "benchmark", now))?;
    Ok(cookie)
}
