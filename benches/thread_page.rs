//! How long a thread page takes in a forum of 96,000 posts: 1,000 pages one after the other over one connection,
//! as a visitor and signed in, beside a page of the same size that is only sent.
//!
//! `cargo bench --bench thread_page -- [--posts 96000] [--loads 1000] [--seed 1]`

mod support;

use std::net::{SocketAddr, TcpListener};

use anyhow::{Context, ensure};
use kiez::ground::clock::{Clock, Stopwatch};
use kiez::ground::db::{Db, DbOptions, Target, migrate};
use kiez::ground::random::Random;
use support::{floor, serve};

/// Different threads that are looked at.
const THREADS: usize = 500;

fn main() -> anyhow::Result<()> {
    let posts: usize = support::option("--posts", 96_000)?;
    let loads: usize = support::option("--loads", 1_000)?;
    let seed: u64 = support::option("--seed", 1)?;
    let folder = support::folder()?;
    let database = Target::Sqlite(folder.path().join("kiez.db"));

    let watch = Stopwatch::start();
    migrate(&mut database.connect()?)?;
    let db = Db::open(database.clone(), DbOptions::default())?;
    let made = support::forum::generate(&db, posts, seed, Clock::System.now())?;
    drop(db);
    println!(
        "{} posts in {} threads, {} comments, {} votes by {} people, made in {:.1} s",
        made.posts,
        made.questions.len(),
        made.comments,
        made.votes,
        made.people.len(),
        watch.elapsed().as_secs_f64()
    );

    let (address, services) = serve::start(folder.path(), database, 64)?;
    serve::settle();
    let random = Random::seeded(seed);
    let paths: Vec<&str> = (0..THREADS)
        .filter_map(|_| {
            let at = usize::try_from(random.below(made.questions.len() as u64)).ok()?;
            made.questions.get(at).map(|question| question.1.as_str())
        })
        .collect();
    let cookie =
        serve::sign_in(&services, made.people.get(made.people.len() / 2).copied().context("nobody is there")?)?;

    println!("\n{:<24} {:>10} {:>10} {:>10} {:>12}", "", "median ms", "p99 ms", "max ms", "median bytes");
    let browser = Browser::new(address);
    let visitor = browser.load("visitor", &paths, loads, None)?;
    let member = browser.load("signed in", &paths, loads, Some(&cookie))?;
    let floor = Browser::new(send_only(visitor.bytes)?).load("the same size, only sent", &["/"], loads, None)?;
    for (name, figures) in [("visitor", &visitor), ("signed in", &member)] {
        println!("{name}: {:.1}× the time of sending alone (median)", figures.median / floor.median);
    }
    Ok(())
}

/// A server that does nothing but send `bytes` bytes.
fn send_only(bytes: usize) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || floor::send_only(listener, bytes));
    Ok(address)
}

/// Loads pages over one connection that is kept.
struct Browser {
    agent: ureq::Agent,
    address: SocketAddr,
}

/// What some loads came to, in milliseconds.
struct Figures {
    median: f64,
    bytes: usize,
}

impl Browser {
    fn new(address: SocketAddr) -> Self {
        Self { agent: ureq::Agent::config_builder().http_status_as_error(false).build().into(), address }
    }

    /// Loads pages in turn, a tenth of them before it measures, and prints a line.
    fn load(&self, name: &str, paths: &[&str], loads: usize, cookie: Option<&str>) -> anyhow::Result<Figures> {
        let (mut times, mut sizes) = (Vec::new(), Vec::new());
        for (n, path) in paths.iter().cycle().take(loads + loads / 10).enumerate() {
            let watch = Stopwatch::start();
            let size = self.get(path, cookie)?;
            if n >= loads / 10 {
                times.push(watch.elapsed().as_secs_f64() * 1_000.0);
                sizes.push(size);
            }
        }
        times.sort_by(f64::total_cmp);
        sizes.sort_unstable();
        let at = |share: f64| times.get(((times.len() - 1) as f64 * share) as usize).copied().unwrap_or_default();
        let bytes = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
        println!("{name:<24} {:>10.2} {:>10.2} {:>10.2} {bytes:>12}", at(0.5), at(0.99), at(1.0));
        Ok(Figures { median: at(0.5), bytes })
    }

    fn get(&self, path: &str, cookie: Option<&str>) -> anyhow::Result<usize> {
        let mut request = self.agent.get(format!("http://{}{path}", self.address)).header("accept-language", "de");
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        let mut response = request.call().with_context(|| format!("GET {path}"))?;
        let status = response.status().as_u16();
        let body = response.body_mut().read_to_vec()?;
        ensure!(status == 200, "GET {path}: {status}");
        Ok(body.len())
    }
}
