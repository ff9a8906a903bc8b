//! Work on the outside world: a row in `jobs`, written with whatever asked for it, claimed by lease,
//! retried with growing pauses, at last shown to an admin as dead. Never a spawned task: those die with the process.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;

use crate::ground::clock::{Clock, MINUTE, Micros, SECOND};
use crate::ground::db::{AnyConnection, Db, Tx};
use crate::ground::refusal::Refusal;
use crate::ground::shutdown::Shutdown;
use crate::ground::tables::jobs;

/// How long a worker may keep a job before another takes it, in microseconds.
const LEASE: i64 = 5 * MINUTE;
/// What must be left of the lease for a job to be begun: longer than any handler may take.
const MARGIN: i64 = MINUTE;
/// Tries before a job is dead; with the pauses below that is about six hours.
pub const MAX_ATTEMPTS: i64 = 10;
/// Jobs claimed in one go.
const CLAIM: i64 = 20;

crate::text_enum! {
    /// Where a job stands; done jobs are deleted.
    JobState {
        /// Due now or later.
        Waiting = "waiting",
        /// Given up; an admin may retry it.
        Dead = "dead",
    }
}

/// A job as stored.
#[derive(Clone, Debug, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = jobs)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// Which handler takes it.
    pub kind: String,
    /// What the handler needs, as JSON.
    #[serde(skip)] // may hold addresses
    pub payload: String,
    /// Waiting or dead.
    pub state: JobState,
    /// Not before.
    pub run_at: Micros,
    /// Tries so far.
    pub attempts: i64,
    /// Why the last try failed.
    pub last_error: Option<String>,
}

/// Which kinds of jobs a worker takes, so that a slow kind holds up no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// All.
    All,
    /// This one.
    Only(&'static str),
    /// All but this one.
    Without(&'static str),
}

/// Does a kind of job.
pub trait Handler: Send + Sync + 'static {
    /// The kind of job it takes.
    fn kind(&self) -> &'static str;

    /// Does the job. It may run twice if the process dies at the wrong moment.
    ///
    /// # Errors
    /// Any error means: try again later.
    fn run(&self, payload: &str) -> anyhow::Result<()>;
}

/// Queues a job. With a `unique_key`, a second one of the same key is the same job.
///
/// # Errors
/// When the database fails.
pub fn enqueue(
    tx: &mut Tx<'_>,
    kind: &str,
    payload: &str,
    run_at: Micros,
    unique_key: Option<&str>,
    now: Micros,
) -> QueryResult<()> {
    if let Some(key) = unique_key {
        let known: i64 = jobs::table.filter(jobs::unique_key.eq(key)).count().get_result(tx.conn())?;
        if known > 0 {
            return Ok(());
        }
    }
    insert(tx.conn(), kind, payload, JobState::Waiting, run_at, unique_key, None, now)
}

/// Takes a job back, whatever has become of it, so that another of the same key can take its place.
///
/// # Errors
/// When the database fails.
pub fn cancel(tx: &mut Tx<'_>, unique_key: &str) -> QueryResult<()> {
    diesel::delete(jobs::table.filter(jobs::unique_key.eq(unique_key))).execute(tx.conn()).map(|_| ())
}

/// Stores a job that is dead from the start, so that an admin sees what was set aside.
///
/// # Errors
/// When the database fails.
pub fn bury(tx: &mut Tx<'_>, kind: &str, payload: &str, why: &str, now: Micros) -> QueryResult<()> {
    insert(tx.conn(), kind, payload, JobState::Dead, now, None, Some(why), now)
}

#[allow(clippy::too_many_arguments)] // one row's columns
fn insert(
    conn: &mut AnyConnection,
    kind: &str,
    payload: &str,
    state: JobState,
    run_at: Micros,
    unique_key: Option<&str>,
    last_error: Option<&str>,
    now: Micros,
) -> QueryResult<()> {
    diesel::insert_into(jobs::table)
        .values((
            jobs::kind.eq(kind),
            jobs::payload.eq(payload),
            jobs::unique_key.eq(unique_key),
            jobs::state.eq(state),
            jobs::run_at.eq(run_at.0),
            jobs::attempts.eq(0),
            jobs::last_error.eq(last_error),
            jobs::created_at.eq(now.0),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Claims due jobs for `worker`; another worker can have them only when the lease has run out.
///
/// # Errors
/// When the database fails.
pub fn claim(tx: &mut Tx<'_>, worker: &str, lane: Lane, now: Micros) -> QueryResult<Vec<Job>> {
    let all = jobs::table
        .filter(jobs::state.eq(JobState::Waiting))
        .filter(jobs::run_at.le(now.0))
        .filter(jobs::leased_until.is_null().or(jobs::leased_until.lt(now.0)))
        .order((jobs::run_at, jobs::id))
        .select(jobs::id)
        .limit(CLAIM);
    let due: Vec<i64> = match lane {
        Lane::All => all.load(tx.conn())?,
        Lane::Only(kind) => all.filter(jobs::kind.eq(kind)).load(tx.conn())?,
        Lane::Without(kind) => all.filter(jobs::kind.ne(kind)).load(tx.conn())?,
    };
    if due.is_empty() {
        return Ok(Vec::new());
    }
    // The condition is checked again under the row's lock: who comes second changes nothing.
    diesel::update(
        jobs::table.filter(jobs::id.eq_any(&due)).filter(jobs::leased_until.is_null().or(jobs::leased_until.lt(now.0))),
    )
    .set((jobs::leased_by.eq(worker), jobs::leased_until.eq(now.plus(LEASE).0), jobs::attempts.eq(jobs::attempts + 1)))
    .execute(tx.conn())?;
    jobs::table
        .filter(jobs::id.eq_any(&due))
        .filter(jobs::leased_by.eq(worker))
        .filter(jobs::leased_until.gt(now.0))
        .order((jobs::run_at, jobs::id))
        .select(Job::as_select())
        .load(tx.conn())
}

/// Ends a claimed job: gone if it worked, later or dead if not. Nothing happens if the lease was lost.
///
/// # Errors
/// When the database fails.
pub fn finish(tx: &mut Tx<'_>, worker: &str, job: &Job, result: Result<(), String>, now: Micros) -> QueryResult<()> {
    let mine = jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::leased_by.eq(worker));
    match result {
        Ok(()) => diesel::delete(mine).execute(tx.conn())?,
        Err(why) => {
            let state = if job.attempts >= MAX_ATTEMPTS { JobState::Dead } else { JobState::Waiting };
            let pause = 10 * SECOND * (1 << job.attempts.clamp(0, 11));
            diesel::update(mine)
                .set((
                    jobs::state.eq(state),
                    jobs::run_at.eq(now.plus(pause).0),
                    jobs::leased_by.eq(None::<String>),
                    jobs::leased_until.eq(None::<i64>),
                    jobs::last_error.eq(Some(why)),
                ))
                .execute(tx.conn())?
        }
    };
    Ok(())
}

/// Counts of waiting and dead jobs.
///
/// # Errors
/// When the database fails.
pub fn counts(conn: &mut AnyConnection) -> QueryResult<(i64, i64)> {
    let waiting = jobs::table.filter(jobs::state.eq(JobState::Waiting)).count().get_result(conn)?;
    let dead = jobs::table.filter(jobs::state.eq(JobState::Dead)).count().get_result(conn)?;
    Ok((waiting, dead))
}

/// Dead jobs, the newest first.
///
/// # Errors
/// When the database fails.
pub fn dead(conn: &mut AnyConnection, limit: i64) -> QueryResult<Vec<Job>> {
    jobs::table
        .filter(jobs::state.eq(JobState::Dead))
        .order(jobs::id.desc())
        .limit(limit)
        .select(Job::as_select())
        .load(conn)
}

/// Gives a dead job another round of tries.
///
/// # Errors
/// `NotFound` when there is no such dead job.
pub fn retry(tx: &mut Tx<'_>, id: i64, now: Micros) -> Result<(), Refusal> {
    let changed = diesel::update(jobs::table.filter(jobs::id.eq(id)).filter(jobs::state.eq(JobState::Dead)))
        .set((jobs::state.eq(JobState::Waiting), jobs::attempts.eq(0), jobs::run_at.eq(now.0)))
        .execute(tx.conn())?;
    if changed == 0 { Err(Refusal::NotFound) } else { Ok(()) }
}

/// Does what is due now; returns how many jobs were tried.
///
/// # Errors
/// When the database fails; a failing job is no error.
pub fn work_off(
    db: &Db,
    handlers: &HashMap<&'static str, Arc<dyn Handler>>,
    lane: Lane,
    worker: &str,
    clock: &Clock,
) -> Result<usize, Refusal> {
    let (name, now) = (worker.to_owned(), clock.now());
    let jobs = db.write_blocking(move |tx| Ok::<_, Refusal>(claim(tx, &name, lane, now)?))?;
    let count = jobs.len();
    let until = now.plus(LEASE - MARGIN);
    for job in jobs {
        // Slow ones before it, or a process that was frozen: by now the others may be somebody else's.
        if clock.now() > until {
            tracing::warn!(worker, "the lease has run out; what is left of its jobs is done by whoever claims them");
            break;
        }
        let result = match handlers.get(job.kind.as_str()) {
            Some(handler) => std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| handler.run(&job.payload)))
                .unwrap_or_else(|_| Err(anyhow::anyhow!("the handler panicked")))
                .map_err(|why| format!("{why:#}")),
            None => Err(format!("nobody handles jobs of kind {:?}", job.kind)),
        };
        if let Err(why) = &result {
            tracing::warn!(job = job.id, kind = job.kind, attempts = job.attempts, %why, "a job failed");
        }
        let (name, now) = (worker.to_owned(), clock.now());
        db.write_blocking(move |tx| Ok::<_, Refusal>(finish(tx, &name, &job, result, now)?))?;
    }
    Ok(count)
}

/// Runs a worker on a thread of its own until shutdown.
pub fn drive(db: Db, handlers: Vec<Arc<dyn Handler>>, lane: Lane, worker: String, clock: Clock, shutdown: Shutdown) {
    let handlers: HashMap<_, _> = handlers.into_iter().map(|h| (h.kind(), h)).collect();
    let started = std::thread::Builder::new().name("kiez-jobs".into()).spawn(move || {
        while !shutdown.begun() {
            match work_off(&db, &handlers, lane, &worker, &clock) {
                Ok(0) => {
                    shutdown.pause(Duration::from_millis(500));
                }
                Ok(_) => {}
                Err(why) => {
                    tracing::warn!(%why, "the jobs wait for the database");
                    shutdown.pause(Duration::from_secs(1));
                }
            }
        }
    });
    if let Err(why) = started {
        tracing::error!(%why, "the job worker could not start");
    }
}
