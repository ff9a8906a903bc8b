//! Thousands of readers who have a question open, while answers arrive: how soon they hear, and what their streams take.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::rt::net::TcpStream;
use anyhow::{Context, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use kiez::ground::clock::Stopwatch;

use crate::support::option;
use crate::support::process::Target;
use crate::support::program::Program;
use crate::support::town::Town;
use crate::support::wrk::Figures;

/// Questions that are open; each gets an answer a second.
const QUESTIONS: usize = 20;
/// Answers a second, over all.
const ANSWERS: u64 = 20;
/// How long everybody may take to have connected.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the readers share.
#[derive(Default)]
struct Told {
    /// Readers who have heard the first number.
    listening: AtomicUsize,
    /// Readers whose stream ended.
    lost: AtomicUsize,
    /// When the newest answer to a question was sent.
    sent: Mutex<HashMap<i64, Stopwatch>>,
    /// Milliseconds from sending to hearing.
    delays: Mutex<Vec<f64>>,
    over: AtomicBool,
}

/// Opens the streams, then lets answers arrive. The memory is what the streams added.
///
/// # Errors
/// When the streams cannot be opened, or nobody hears anything.
pub fn measure(program: &Program, town: &Town, run: usize) -> anyhow::Result<Figures> {
    let (many, seconds): (usize, u64) = (option("--streams", 10_000)?, option("--seconds", 8)?);
    let questions: Vec<i64> = town.ids.iter().rev().take(QUESTIONS).copied().collect();
    let (target, told) = (program.target(), Arc::new(Told::default()));
    let before = target.memory()?;
    let readers = {
        let (told, questions, address) = (told.clone(), questions.clone(), target.address);
        std::thread::spawn(move || actix_web::rt::System::new().block_on(read(address, questions, many, told)))
    };
    wait_for(&told, many)?;
    let open = target.memory()?;
    let used = target.processor_seconds()?;
    let asked = Asked { town, questions: &questions, run };
    let errors = post(&target, &asked, &told, Duration::from_secs(seconds))?;
    let used = target.processor_seconds()? - used;
    told.over.store(true, Ordering::Relaxed);
    drop(readers); // ends with this process; the sockets close when the program does
    let mut delays = told.delays.lock().unwrap_or_else(PoisonError::into_inner).clone();
    ensure!(!delays.is_empty(), "nobody heard of any answer");
    delays.sort_by(f64::total_cmp);
    let at = |share: f64| delays.get(((delays.len() - 1) as f64 * share) as usize).copied().unwrap_or_default();
    Ok(Figures {
        rate: delays.len() as f64 / seconds as f64,
        p50: at(0.5),
        p99: at(0.99),
        processor: used / delays.len() as f64 * 1_000.0,
        memory: (open.0 - before.0, open.1 - before.1),
        errors: errors + told.lost.load(Ordering::Relaxed) as u64,
        ..Figures::default()
    })
}

fn wait_for(told: &Told, many: usize) -> anyhow::Result<()> {
    let begun = Stopwatch::start();
    loop {
        let (listening, lost) = (told.listening.load(Ordering::Relaxed), told.lost.load(Ordering::Relaxed));
        ensure!(lost == 0, "{lost} streams ended before anything happened; may this program open {many} files?");
        if listening >= many {
            return Ok(());
        }
        ensure!(begun.elapsed() < PATIENCE, "only {listening} of {many} streams are open");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// All readers, spread over the questions.
async fn read(address: SocketAddr, questions: Vec<i64>, many: usize, told: Arc<Told>) {
    let mut all = Vec::with_capacity(many);
    for n in 0..many {
        let (shared, question) = (told.clone(), questions[n % questions.len()]);
        all.push(actix_web::rt::spawn(async move {
            if one(address, question, &shared).await.is_err() {
                shared.lost.fetch_add(1, Ordering::Relaxed);
            }
        }));
        // Not more at once than the program's queue of connections holds.
        while n > told.listening.load(Ordering::Relaxed) + 200 && told.lost.load(Ordering::Relaxed) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
    for reader in all {
        let _ = reader.await;
    }
}

/// One reader, as a browser's EventSource.
async fn one(address: SocketAddr, question: i64, told: &Told) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let request =
        format!("GET /questions/{question}/live HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let (mut buffer, mut first) = ([0; 2_048], true);
    while !told.over.load(Ordering::Relaxed) {
        let read = stream.read(&mut buffer).await?;
        ensure!(read > 0, "the stream ended");
        let said = String::from_utf8_lossy(&buffer[..read]);
        if !said.contains("event: answer") {
            continue;
        }
        if std::mem::take(&mut first) {
            told.listening.fetch_add(1, Ordering::Relaxed);
            continue;
        }
        let sent = told.sent.lock().unwrap_or_else(PoisonError::into_inner).get(&question).copied();
        let delay = sent.context("an answer that nobody sent")?.elapsed().as_secs_f64() * 1e3;
        told.delays.lock().unwrap_or_else(PoisonError::into_inner).push(delay);
    }
    Ok(())
}

/// What is answered, and in which run.
struct Asked<'a> {
    town: &'a Town,
    questions: &'a [i64],
    run: usize,
}

/// Answers each question in turn; gives how many were not accepted.
fn post(target: &Target, asked: &Asked<'_>, told: &Told, time: Duration) -> anyhow::Result<u64> {
    let Asked { town, questions, run } = *asked;
    let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
    let (begun, mut errors) = (Stopwatch::start(), 0);
    let origin = format!("http://{}", target.address);
    for n in 0.. {
        let due = Duration::from_millis(n * 1_000 / ANSWERS);
        if due >= time {
            break;
        }
        std::thread::sleep(due.saturating_sub(begun.elapsed()));
        let at = usize::try_from(n)?;
        let question = questions[at % questions.len()];
        told.sent.lock().unwrap_or_else(PoisonError::into_inner).insert(question, Stopwatch::start());
        let answer = agent
            .post(format!("{origin}/questions/{question}/answers"))
            .header("origin", &origin)
            .header("cookie", format!("kiez-session={}", town.sessions[at % town.sessions.len()]))
            .send_form([
                ("body", format!("Number {n} of {run} says that it works again after a restart of the router.")),
                ("key", format!("{}-stream-{run}-{n}", town.word)),
            ])?;
        errors += u64::from(answer.status().as_u16() != 303);
    }
    // The last one's readers hear of it, too.
    std::thread::sleep(Duration::from_secs(1).saturating_sub(begun.elapsed().saturating_sub(time)));
    Ok(errors)
}
