//! How many answers a second are on disk, with 1, 8 and 64 callers at once: many writes to a commit beside one
//! commit for each write, on the same disk in the same run, with every commit waiting for the disk. Once by the real
//! verb with all its rules and counts, and once as the writer alone is tried: the post, its event and its position.
//!
//! A commit shared saves its wait and nothing else, so the ratio is bounded by what commits take of a commit each: that is
//! shown too. A disk that does not wait leaves little to share; docs/adr/0003 says how to run this on one that does.
//!
//! `cargo bench --bench durable_writes -- [--seconds 5]`, with PostgreSQL if BENCH_POSTGRES_URL (or
//! KIEZ_TEST_POSTGRES_URL) names a server with `fsync` on.

mod support;

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, bail};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::ground::clock::{Clock, Micros, Stopwatch};
use kiez::ground::db::{AnyConnection, Db, DbOptions, Target, Tx, WriterOptions, migrate};
use kiez::ground::random::Random;
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::threads::Rules;
use kiez::threads::answer::{Answer, answer};
use kiez::threads::events::AnswerPosted;
use kiez::threads::kinds::{PostKind, Status};
use kiez::threads::tables::posts;
use kiez::threads::text::Text;

const CALLERS: [usize; 3] = [1, 8, 64];
/// How many times as many answers as with a commit each are expected with 64 callers.
const EXPECTED: [(&str, f64); 2] = [("sqlite", 8.0), ("postgresql", 3.0)];

/// What is written.
#[derive(Clone, Copy, Debug)]
enum Work {
    /// An answer by the verb.
    Verb,
    /// A post, its event and its position.
    Row,
}

impl Work {
    const ALL: [Self; 2] = [Self::Verb, Self::Row];

    fn word(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Row => "row",
        }
    }
}

fn main() -> anyhow::Result<()> {
    let seconds: u64 = support::option("--seconds", 5)?;
    let folder = support::folder()?;
    println!("{} ({})", folder.path().display(), support::place::file_system(folder.path()).unwrap_or_default());
    println!("plain fsync of 4 KiB: {:.0}/s\n", fsyncs(&folder.path().join("fsync"))?);
    println!(
        "{:<11} {:<5} {:>7} {:>16} {:>11} {:>16} {:>13} {:>7}",
        "database", "what", "callers", "a commit each/s", "in commits", "group commit/s", "writes/commit", "ratio"
    );
    for work in Work::ALL {
        let file = |batch| folder.path().join(format!("{}{batch}.db", work.word()));
        compare(work, batches().map(|batch| (batch, Target::Sqlite(file(batch)))), seconds)?;
    }
    let server = ["BENCH_POSTGRES_URL", "KIEZ_TEST_POSTGRES_URL"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|url| !url.is_empty()));
    match server {
        Some(server) => on_postgresql(&server, seconds),
        None => {
            println!("\nNo PostgreSQL: BENCH_POSTGRES_URL names none.");
            Ok(())
        }
    }
}

/// Writes in a commit: one, or as many as wait.
fn batches() -> [usize; 2] {
    [1, WriterOptions::default().max_batch]
}

/// Both ways in turn, so that both meet the same moods of the disk.
fn compare(work: Work, targets: [(usize, Target); 2], seconds: u64) -> anyhow::Result<()> {
    let kind = targets[0].1.kind();
    let mut houses = Vec::new();
    for (max_batch, target) in targets {
        houses.push(House::open(target, max_batch, work)?);
    }
    for callers in CALLERS {
        let each = houses[0].run(work, callers, seconds)?;
        let group = houses[1].run(work, callers, seconds)?;
        let ratio = group.rate / each.rate;
        let what = work.word();
        print!(
            "{kind:<11} {what:<5} {callers:>7} {:>16.0} {:>9.0} % {:>16.0} {:>13.1} {ratio:>6.1}×",
            each.rate,
            each.committing * 100.0,
            group.rate,
            group.batch
        );
        match EXPECTED.iter().find(|(of, _)| *of == kind) {
            Some((_, least)) if callers == 64 => println!("  (expected: at least {least}×)"),
            _ => println!(),
        }
    }
    Ok(())
}

/// A small forum to answer in.
struct House {
    db: Db,
    questions: Vec<i64>,
    actors: Vec<Actor>,
    clock: Clock,
    random: Random,
}

/// What a run came to.
struct Outcome {
    /// Acknowledged answers a second.
    rate: f64,
    /// Answers in a commit.
    batch: f64,
    /// The share of the time that went into commits, 0 to 1.
    committing: f64,
}

impl House {
    fn open(target: Target, max_batch: usize, work: Work) -> anyhow::Result<Self> {
        migrate(&mut target.connect()?)?;
        let db = Db::open(
            target,
            DbOptions {
                readers: 1,
                writer: WriterOptions { max_batch, ..WriterOptions::default() },
                ..DbOptions::default()
            },
        )?;
        let clock = Clock::System;
        // What escalation does beside each write belongs to what a verb costs.
        if let Work::Verb = work {
            kiez::escalation::attach(&db);
        }
        let now = clock.now();
        db.write_blocking(move |tx| kiez::escalation::setup::begin(tx, now))?;
        let forum = support::forum::generate(&db, 600, 1, clock.now())?;
        debug_assert!(forum.posts == 600 && forum.comments > 0 && forum.votes > 0, "a forum like any other");
        let people: Vec<i64> = forum.people.into_iter().take(64).collect();
        let actors = db.read_blocking(|conn| {
            people.iter().map(|id| Actor::load(conn, *id)).collect::<Result<Vec<_>, Refusal>>()
        })?;
        let questions = forum.questions.into_iter().map(|question| question.0).collect();
        Ok(Self { db, questions, actors, clock, random: Random::from_system() })
    }

    /// Callers answer one after the other, each as soon as the answer before is on disk.
    fn run(&self, work: Work, callers: usize, seconds: u64) -> anyhow::Result<Outcome> {
        let body = "Turn it off for ten seconds, then on again; the light must become **green**.\n\n1. Hold the button.\n2. Wait.";
        let text = Text::render(body, "en", "p", "localhost", &|_| false)?;
        let (counting, over) = (AtomicBool::new(false), AtomicBool::new(false));
        let answers = AtomicU64::new(0);
        let run = self.random.token();
        let figures = self.db.writer_figures();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..callers)
                .map(|caller| {
                    let actor = self.actors.get(caller % self.actors.len()).context("nobody answers");
                    let (text, run, counting, over, answers) = (&text, &run, &counting, &over, &answers);
                    scope.spawn(move || -> anyhow::Result<()> {
                        let actor = Arc::new(actor?.clone());
                        for n in 0.. {
                            if over.load(Ordering::Relaxed) {
                                break;
                            }
                            let new = Answer {
                                question_id: self.questions[(caller * 31 + n) % self.questions.len()],
                                text: text.clone(),
                                lang: "en".into(),
                                key: format!("{}x{caller}x{n}", run.get(..16).unwrap_or_default()),
                            };
                            let (actor, now) = (actor.clone(), self.clock.now());
                            self.db.write_blocking(move |tx| match work {
                                Work::Verb => answer(tx, &actor, &new, &Rules::default(), now).map(|_| ()),
                                Work::Row => row(tx, &actor, &new, now),
                            })?;
                            if counting.load(Ordering::Relaxed) {
                                answers.fetch_add(1, Ordering::Relaxed);
                            }
                        }
                        Ok(())
                    })
                })
                .collect();
            std::thread::sleep(Duration::from_secs(1)); // caches fill, threads arrive
            let so_far =
                || [&figures.writes, &figures.commits, &figures.commit_micros].map(|n| n.load(Ordering::Relaxed));
            let before = so_far();
            counting.store(true, Ordering::Relaxed);
            let watch = Stopwatch::start();
            std::thread::sleep(Duration::from_secs(seconds));
            counting.store(false, Ordering::Relaxed);
            let time = watch.elapsed().as_secs_f64();
            let rate = answers.load(Ordering::Relaxed) as f64 / time;
            let after = so_far();
            let [writes, commits, commit_micros] = [0, 1, 2].map(|n| after[n] - before[n]);
            over.store(true, Ordering::Relaxed);
            for thread in threads {
                thread.join().map_err(|_| anyhow::anyhow!("a caller panicked"))??;
            }
            let committing = commit_micros as f64 / 1e6 / time;
            Ok(Outcome { rate, batch: writes as f64 / commits.max(1) as f64, committing })
        })
    }
}

diesel::define_sql_function! {
    /// The id of the row that this connection to SQLite inserted last.
    fn last_insert_rowid() -> diesel::sql_types::BigInt;
}

/// What every write has at least: its row, its event, and the event's position at the commit.
fn row(tx: &mut Tx<'_>, actor: &Actor, new: &Answer, now: Micros) -> Verdict<()> {
    let post = (
        posts::kind.eq(PostKind::Answer),
        posts::question_id.eq(new.question_id),
        posts::author_id.eq(actor.id),
        posts::body.eq(&new.text.source),
        posts::html.eq(&new.text.html),
        posts::lang.eq(&new.lang),
        posts::created_at.eq(now),
        posts::status.eq(Status::Visible),
    );
    let post = diesel::insert_into(posts::table).values(post);
    let post_id = match tx.conn() {
        // As the verb does it: SQLite builds a table in memory for what RETURNING returns.
        AnyConnection::Sqlite(inner) => {
            post.execute(inner)?;
            diesel::select(last_insert_rowid()).get_result(inner)?
        }
        AnyConnection::Postgres(inner) => post.returning(posts::id).get_result(inner)?,
    };
    tx.record(Some(actor.id), &AnswerPosted { question_id: new.question_id, post_id }, now);
    Ok(())
}

fn on_postgresql(server: &str, seconds: u64) -> anyhow::Result<()> {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        value: String,
    }
    let mut admin = Target::Postgres(server.into()).connect()?;
    for name in ["fsync", "synchronous_commit"] {
        let AnyConnection::Postgres(inner) = &mut admin else { bail!("this is no PostgreSQL") };
        let setting: Setting =
            diesel::sql_query(format!("SELECT current_setting('{name}') AS value")).get_result(inner)?;
        if setting.value == "off" {
            bail!(
                "PostgreSQL is not measured: {name} is off on this server. Name one that waits for its disk in BENCH_POSTGRES_URL."
            );
        }
    }
    let (base, _) = server.rsplit_once('/').context("the address ends with a database's name")?;
    for work in Work::ALL {
        let names = batches().map(|batch| (batch, format!("kiez_bench_{}_{}{batch}", std::process::id(), work.word())));
        for (_, name) in &names {
            admin.batch_execute(&format!("CREATE DATABASE {name}"))?;
        }
        let targets = names.clone().map(|(batch, name)| (batch, Target::Postgres(format!("{base}/{name}"))));
        let done = compare(work, targets, seconds);
        for (_, name) in &names {
            admin.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))?;
        }
        done?;
    }
    Ok(())
}

/// What the disk itself can do, for comparison.
fn fsyncs(path: &std::path::Path) -> anyhow::Result<f64> {
    let mut file = std::fs::File::create(path)?;
    let watch = Stopwatch::start();
    let mut count = 0.0;
    while watch.elapsed() < Duration::from_secs(1) {
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        count += 1.0;
    }
    Ok(count / watch.elapsed().as_secs_f64())
}
