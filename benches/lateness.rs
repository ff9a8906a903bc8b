//! How late the clock is when many questions fall due in the same second: from the moment that was promised to the
//! moment from which everybody can see it, with one node and with three, beside a bare transaction of as many rows on
//! the same disk in the same run.
//!
//! `cargo bench --bench lateness -- [--questions 1000] [--rounds 5]`, with PostgreSQL if BENCH_POSTGRES_URL (or
//! KIEZ_TEST_POSTGRES_URL) names a server with `fsync` on.

#[path = "support/option.rs"]
mod option;
#[path = "support/place.rs"]
mod place;

use std::time::Duration;

use anyhow::{Context, ensure};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::accounts::tables::people;
use kiez::escalation::stage::Stage;
use kiez::escalation::tables::escalations;
use kiez::escalation::{attach, clock, setup};
use kiez::ground::clock::{Clock, DAY, HOUR, Micros, SECOND, Stopwatch};
use kiez::ground::db::{AnyConnection, Db, DbOptions, Target, migrate};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::ground::shutdown::Shutdown;
use kiez::threads::Rules;
use kiez::threads::ask::{Question, ask};
use kiez::threads::text::Text;

/// How long before their time is over the questions are written.
const AHEAD: i64 = 8 * SECOND;
/// Questions asked in one transaction.
const BATCH: usize = 100;
/// How long one waits for them, in microseconds.
const PATIENCE: i64 = 60 * SECOND;
/// How often one looks whether they have moved.
const LOOK: Duration = Duration::from_millis(1);

fn main() -> anyhow::Result<()> {
    let questions: usize = option::option("--questions", 1_000)?;
    let rounds: usize = option::option("--rounds", 5)?;
    let folder = place::folder()?;
    println!("{questions} questions due in the same microsecond, {rounds} times; milliseconds late\n");
    println!(
        "{:<11} {:>5} {:>8} {:>8} {:>8} {:>8} {:>7}",
        "database", "nodes", "median", "p99", "max", "bare", "ratio"
    );
    let sqlite = Target::Sqlite(folder.path().join("kiez.db"));
    run(&sqlite, 1, questions, rounds)?;
    let server = ["BENCH_POSTGRES_URL", "KIEZ_TEST_POSTGRES_URL"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|url| !url.is_empty()));
    match server {
        Some(server) => on_postgresql(&server, questions, rounds),
        None => {
            println!("\nNo PostgreSQL: BENCH_POSTGRES_URL names none.");
            Ok(())
        }
    }
}

fn on_postgresql(server: &str, questions: usize, rounds: usize) -> anyhow::Result<()> {
    let (base, _) = server.rsplit_once('/').context("the address ends with a database's name")?;
    let mut admin = Target::Postgres(server.into()).connect()?;
    for nodes in [1, 3] {
        let name = format!("kiez_lateness_{}_{nodes}", std::process::id());
        admin.batch_execute(&format!("CREATE DATABASE {name}"))?;
        let done = run(&Target::Postgres(format!("{base}/{name}")), nodes, questions, rounds);
        admin.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))?;
        done?;
    }
    Ok(())
}

fn run(target: &Target, nodes: usize, questions: usize, rounds: usize) -> anyhow::Result<()> {
    migrate(&mut target.connect()?)?;
    let db = Db::open(target.clone(), DbOptions::default())?;
    attach(&db);
    let began = Clock::System.now();
    db.write_blocking(move |tx| setup::begin(tx, began.plus(-DAY)))?;
    let asker = db.write_blocking(move |tx| person(tx.conn(), began))?;
    let end = Shutdown::default();
    let mut others = Vec::new();
    for node in 0..nodes {
        let db = if node == 0 { db.clone() } else { Db::open(target.clone(), DbOptions::default())? };
        attach(&db);
        clock::drive(db.clone(), Clock::System, end.clone())?;
        others.push(db);
    }
    let (mut late, mut bare) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        let due = fall_due(&db, asker, questions, round)?;
        late.extend(watch(&db, due, questions * round, questions)?);
        bare.push(bare_transaction(&db, questions)?);
    }
    end.begin();
    drop(others);
    late.sort_by(f64::total_cmp);
    bare.sort_by(f64::total_cmp);
    let at = |share: usize| late.get((late.len() * share).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default();
    let floor = bare[bare.len() / 2];
    println!(
        "{:<11} {nodes:>5} {:>8.1} {:>8.1} {:>8.1} {floor:>8.1} {:>6.1}×",
        target.kind(),
        at(50),
        at(99),
        at(100),
        at(99) / floor
    );
    Ok(())
}

fn person(conn: &mut AnyConnection, now: Micros) -> Verdict<i64> {
    let values = (
        people::handle.eq("lena"),
        people::name.eq("Lena"),
        people::lang.eq("en"),
        people::reputation.eq(1),
        people::email_verified_at.eq(Some(now.0)),
        people::created_at.eq(now.plus(-400 * DAY)),
    );
    Ok(diesel::insert_into(people::table).values(values).returning(people::id).get_result(conn)?)
}

/// Asks them all at one moment four hours ago, so that peers' time is over in a moment; when that is.
fn fall_due(db: &Db, asker: i64, questions: usize, round: usize) -> anyhow::Result<Micros> {
    let due = Clock::System.now().plus(AHEAD);
    let asked_at = due.plus(-4 * HOUR);
    for first in (0..questions).step_by(BATCH) {
        db.write_blocking(move |tx| {
            let actor = Actor::load(tx.conn(), asker)?;
            for n in first..(first + BATCH).min(questions) {
                ask(tx, &actor, &question(round, n)?, &Rules::default(), asked_at)?;
            }
            Ok::<_, Refusal>(())
        })?;
    }
    ensure!(Clock::System.now() < due, "this machine takes longer than {} s to write them", AHEAD / SECOND);
    Ok(due)
}

fn question(round: usize, n: usize) -> Verdict<Question> {
    let body = format!("Since this morning the box number {n} blinks and does not answer any more.");
    Ok(Question {
        title: format!("Box {n} blinks in round {round}"),
        text: Text::render(&body, "en", "q", "localhost", &|_| false)?,
        lang: "en".into(),
        product_id: None,
        category_id: None,
        tags: vec!["box".into()],
        key: format!("{round}-{n}"),
    })
}

/// Milliseconds after `due` at which each had moved, as another connection sees it; `before` had moved in rounds before.
fn watch(db: &Db, due: Micros, before: usize, questions: usize) -> anyhow::Result<Vec<f64>> {
    let mut late = Vec::with_capacity(questions);
    while late.len() < questions {
        std::thread::sleep(LOOK);
        let moved: i64 = db.read_blocking(|conn| {
            let moved = escalations::table.filter(escalations::stage.ne(Stage::Peers)).count();
            Ok::<_, Refusal>(moved.get_result(conn)?)
        })?;
        let waited = Clock::System.now().since(due);
        #[allow(clippy::cast_precision_loss)] // a figure to read
        late.resize(usize::try_from(moved)?.saturating_sub(before), waited as f64 / 1_000.0);
        ensure!(waited < PATIENCE, "only {} of {questions} have moved", late.len());
    }
    Ok(late)
}

/// Milliseconds for one transaction that reads as many rows and changes them by one statement: what nothing beats.
fn bare_transaction(db: &Db, rows: usize) -> anyhow::Result<f64> {
    let rows = i64::try_from(rows)?;
    let watch = Stopwatch::start();
    db.write_blocking(move |tx| {
        let some = escalations::table.order(escalations::question_id.desc()).select(escalations::question_id);
        let some: Vec<i64> = some.limit(rows).load(tx.conn())?;
        diesel::update(escalations::table.filter(escalations::question_id.eq_any(some)))
            .set(escalations::nudged.eq(escalations::nudged + 1))
            .execute(tx.conn())?;
        Ok::<_, Refusal>(())
    })
    .context("a bare transaction")?;
    Ok(watch.elapsed().as_secs_f64() * 1_000.0)
}
