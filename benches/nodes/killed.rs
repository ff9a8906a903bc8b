//! People read and answer on all nodes while one of them is killed. Whoever gets no answer asks the next node, as a balancer would,
//! with the same form.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use anyhow::{Context, ensure};
use diesel::prelude::*;
use kiez::ground::clock::Stopwatch;
use kiez::ground::db;
use kiez::threads::tables::posts;

use crate::support::option;
use crate::support::program::Program;
use crate::support::town::Town;

/// People at once.
const PEOPLE: usize = 24;
/// Threads that they read and answer.
const THREADS: usize = 500;

/// What came of it.
#[derive(Debug, Default)]
pub struct Told {
    reads: usize,
    acknowledged: usize,
    /// Requests that their node did not answer.
    failed: usize,
    /// Those of them that the next node did not answer either.
    given_up: usize,
    /// The longest that anybody waited, milliseconds.
    slowest: f64,
    /// Requests a second before and after the kill.
    rates: (f64, f64),
    lost: usize,
    doubled: usize,
    /// Seconds from the killed node's start to its first page.
    back: f64,
}

impl Told {
    /// Whether nothing was lost.
    ///
    /// # Errors
    /// When something was.
    pub fn held(&self) -> anyhow::Result<()> {
        ensure!(self.lost == 0 && self.doubled == 0 && self.given_up == 0, "a killed node took something with it");
        Ok(())
    }
}

impl Display for Told {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "one node killed amid {} reads and {} answers: {} requests failed there, {} on the next node as well; {} acknowledged answers \
             lost, {} doubled; {:.0} requests/s before, {:.0} after; the slowest took {:.0} ms; the node was back after {:.2} s",
            self.reads,
            self.acknowledged,
            self.failed,
            self.given_up,
            self.lost,
            self.doubled,
            self.rates.0,
            self.rates.1,
            self.slowest,
            self.back
        )
    }
}

/// What people share.
struct Crowd<'a> {
    town: &'a Town,
    nodes: Vec<SocketAddr>,
    begun: Stopwatch,
    half: Duration,
    told: Mutex<(Told, [usize; 2])>,
    /// Where each acknowledged answer is, by its word.
    answers: Mutex<BTreeMap<String, String>>,
}

/// Kills the last node half way, and starts it again at the end.
///
/// # Errors
/// When the nodes cannot be started or asked.
pub fn measure(
    mut programs: Vec<Program>,
    start: impl Fn(usize) -> anyhow::Result<Program>,
    town: &Town,
) -> anyhow::Result<Told> {
    let seconds: u64 = option("--seconds", 8)?;
    let crowd = Crowd {
        town,
        nodes: programs.iter().map(|program| program.target().address).collect(),
        begun: Stopwatch::start(),
        half: Duration::from_secs(seconds) / 2,
        told: Mutex::default(),
        answers: Mutex::default(),
    };
    let victim = programs.pop().context("no node")?;
    std::thread::scope(|scope| -> anyhow::Result<()> {
        let people: Vec<_> = (0..PEOPLE)
            .map(|n| {
                scope.spawn({
                    let crowd = &crowd;
                    move || crowd.one(n)
                })
            })
            .collect();
        std::thread::sleep(crowd.half.saturating_sub(crowd.begun.elapsed()));
        victim.kill()?;
        people.into_iter().try_for_each(|one| one.join().unwrap_or_else(|_| anyhow::bail!("somebody panicked")))
    })?;
    programs.push(start(crowd.nodes.len() - 1)?);
    crowd.count(&programs)
}

impl Crowd<'_> {
    /// Reads and answers in turn until the time is over.
    fn one(&self, person: usize) -> anyhow::Result<()> {
        let (agent, mut node) = (agent(0), person % self.nodes.len());
        let step = (self.town.ids.len() / THREADS).max(1);
        for n in 0.. {
            if self.begun.elapsed() >= self.half * 2 {
                break;
            }
            let thread = ((person + n * PEOPLE) * step) % self.town.ids.len();
            let watch = Stopwatch::start();
            let failed = if n % 4 == 0 {
                let word = format!("{}killed{person}x{n}", self.town.word);
                let mut tries = [node, self.next(node)].into_iter();
                let place = tries.find_map(|node| Some((node, self.answer(&agent, node, person, thread, &word)?)));
                if let Some((_, place)) = &place {
                    self.answers.lock().unwrap_or_else(PoisonError::into_inner).insert(word, place.clone());
                }
                place.map(|(at, _)| at)
            } else {
                [node, self.next(node)].into_iter().find(|node| self.read(&agent, *node, thread))
            };
            self.note(watch, n % 4 == 0, node, failed);
            node = failed.unwrap_or(node);
        }
        Ok(())
    }

    fn next(&self, node: usize) -> usize {
        (node + 1) % self.nodes.len()
    }

    fn note(&self, watch: Stopwatch, wrote: bool, asked: usize, answered: Option<usize>) {
        let after = usize::from(self.begun.elapsed() > self.half);
        let (told, rates) = &mut *self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.reads += usize::from(!wrote && answered.is_some());
        told.acknowledged += usize::from(wrote && answered.is_some());
        told.failed += usize::from(answered != Some(asked));
        told.given_up += usize::from(answered.is_none());
        told.slowest = told.slowest.max(watch.elapsed().as_secs_f64() * 1e3);
        rates[after] += 1;
    }

    fn read(&self, agent: &ureq::Agent, node: usize, thread: usize) -> bool {
        page(agent, self.nodes[node], &self.town.questions[thread]).is_some()
    }

    /// Where the answer is, if it was acknowledged.
    fn answer(&self, agent: &ureq::Agent, node: usize, person: usize, thread: usize, word: &str) -> Option<String> {
        let origin = format!("http://{}", self.nodes[node]);
        let reply = agent
            .post(format!("{origin}/questions/{}/answers", self.town.ids[thread]))
            .header("origin", &origin)
            .header("cookie", format!("kiez-session={}", self.town.sessions[person % self.town.sessions.len()]))
            .send_form([("body", format!("The light says {word}, and nothing else.").as_str()), ("key", word)])
            .ok()?;
        let place = reply.headers().get("location").and_then(|place| place.to_str().ok())?;
        (reply.status().as_u16() == 303).then(|| place.to_owned())
    }

    /// Looks for every acknowledged answer, on the database and on a node in turn.
    fn count(&self, programs: &[Program]) -> anyhow::Result<Told> {
        let (mut told, rates) = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut stored: BTreeMap<String, usize> = BTreeMap::new();
        let bodies: Vec<String> = posts::table
            .filter(posts::body.like(format!("%{}killed%", self.town.word)))
            .select(posts::body)
            .load(&mut db::Target::parse(&self.town.database)?.connect()?)?;
        for body in bodies {
            *stored.entry(body).or_default() += 1;
        }
        told.doubled = stored.values().filter(|times| **times > 1).count();
        let agent = agent(4);
        for (n, (word, place)) in answers.iter().enumerate() {
            let node = programs[n % programs.len()].target().address;
            let path = place.split('#').next().unwrap_or_default();
            if told.lost == 0 {
                eprintln!("DEBUG {place}");
            }
            let shown = page(&agent, node, path).is_some_and(|page| page.contains(word.as_str()));
            let kept = stored.contains_key(&format!("The light says {word}, and nothing else."));
            told.lost += usize::from(!shown || !kept);
        }
        told.rates = (rates[0] as f64 / self.half.as_secs_f64(), rates[1] as f64 / self.half.as_secs_f64());
        told.back = programs.last().map(|program| program.first_page).unwrap_or_default();
        Ok(told)
    }
}

/// Follows so many redirects.
fn agent(redirects: u32) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .http_status_as_error(false);
    config.timeout_global(Some(Duration::from_secs(30))).build().into()
}

/// The page, if it could be had.
fn page(agent: &ureq::Agent, node: SocketAddr, path: &str) -> Option<String> {
    let mut reply = agent.get(format!("http://{node}{path}")).call().ok()?;
    if reply.status().as_u16() != 200 {
        return None;
    }
    reply.body_mut().read_to_string().ok()
}
