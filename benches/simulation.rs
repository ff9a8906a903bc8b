//! Half a year of a company with 5,000 questions a week, under three policies, on a virtual clock: who answers, how long
//! askers wait, and what staff have to do. The rules are the forum's own; the people are invented and the same each time.
//!
//! `cargo bench --bench simulation -- [--weeks 26] [--questions 5000] [--agents 12]`

#[path = "support/option.rs"]
mod option;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use kiez::escalation::agenda::Agenda;
use kiez::escalation::calendar::{Calendar, Slot};
use kiez::escalation::policy::Policy;
use kiez::escalation::replay::{Past, fate};
use kiez::escalation::stage::{Stage, Standing, Terms};
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros, Stopwatch};
use kiez::ground::random::Random;

/// Monday, 5 January 2026, 0:00 UTC: half a year from here has both changes of clocks but one.
const START: Micros = Micros(1_767_571_200_000_000);
/// Minutes of work that a question costs a moderator, and somebody of the staff.
const WORK: (i64, i64) = (6, 15);
/// Moderators at work at the same time.
const MODERATORS: usize = 3;
/// Share of questions in triage that a moderator can answer; the others they leave to staff.
const MODERATORS_KNOW: f64 = 0.35;

fn main() -> anyhow::Result<()> {
    let weeks: i64 = option::option("--weeks", 26)?;
    let questions: usize = option::option("--questions", 5_000)?;
    let agents: usize = option::option("--agents", 12)?;
    let watch = Stopwatch::start();
    let asked = company(weeks, questions);
    println!("{weeks} weeks, {} questions, {MODERATORS} moderators, {agents} staff; virtual clock\n", asked.len());
    println!(
        "{:<26} {:>7} {:>8} {:>8} {:>11} {:>11} {:>9} {:>9}",
        "policy", "peers", "triage", "staff", "median", "p90", "late", "staff h/w"
    );
    let night = |from: u16, to: u16| vec![Slot { from: from * 60, to: to * 60 }];
    let daily = calendar(std::array::from_fn(|_| night(7, 23)))?;
    let office = calendar(std::array::from_fn(|day| if day < 5 { night(8, 18) } else { Vec::new() }))?;
    let usual = Policy::usual(START);
    let policies = [
        ("patient: peers 4 h", Policy { ..usual.clone() }),
        ("quick: peers 1 h", Policy { peer_window: HOUR, triage_window: HOUR, ..usual.clone() }),
        ("straight to staff: 5 min", Policy { peer_window: 5 * MINUTE, triage_window: 5 * MINUTE, ..usual }),
    ];
    for (name, policy) in &policies {
        let terms = Terms { policy, triage: &daily, staff: &office };
        let report = live(&asked, &terms, agents, weeks);
        println!("{name:<26} {report}");
    }
    println!("\nAll of it took {:.1} s.", watch.elapsed().as_secs_f64());
    println!(
        "median and p90: from the question to its first answer. late: share of those with staff that were overdue."
    );
    println!(
        "staff h/w: hours that staff spent on answers each week. Peers answer four of five questions if nobody else does."
    );
    Ok(())
}

fn calendar(week: [Vec<Slot>; 7]) -> anyhow::Result<Calendar> {
    Calendar::new("Europe/Berlin", week, &[]).map_err(|fault| anyhow::anyhow!("{fault:?}"))
}

/// A number from 0 to 1.
fn chance(random: &Random) -> f64 {
    let bytes: [u8; 4] = random.bytes();
    f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
}

/// A question, and when a peer would answer it if nobody else had.
struct Asked {
    at: Micros,
    by_peer: Option<Micros>,
    moderator_knows: bool,
}

/// The questions in the order in which they are asked: most in the evening and at the weekend, when the office is closed.
fn company(weeks: i64, questions: usize) -> Vec<Asked> {
    let random = Random::seeded(2026);
    let mut all = Vec::new();
    for week in 0..weeks {
        let mut taken = 0;
        while taken < questions {
            let at = START.plus(week * 7 * DAY + ((chance(&random) * 7.0 * 24.0 * 60.0) as i64) * MINUTE);
            if chance(&random) > busy(at) {
                continue;
            }
            taken += 1;
            // Delays are spread over many sizes: half within 20 minutes of somebody being awake, some after days.
            let delay = 20.0 * (2.2 * normal(&random)).exp() / busy(at).max(0.1);
            let by_peer = (chance(&random) < 0.8).then(|| at.plus((delay * MINUTE as f64) as i64));
            all.push(Asked { at, by_peer, moderator_knows: chance(&random) < MODERATORS_KNOW });
        }
    }
    all.sort_by_key(|asked| asked.at);
    all
}

/// How busy the forum is at an hour, from 0 to 1.
fn busy(at: Micros) -> f64 {
    let hour = (at.0.div_euclid(HOUR)).rem_euclid(24);
    let weekend = (at.0.div_euclid(DAY) + 3).rem_euclid(7) >= 5;
    let of_day = match hour {
        0..=5 => 0.08,
        6..=8 => 0.35,
        9..=16 => 0.6,
        17..=21 => 1.0,
        _ => 0.5,
    };
    if weekend { f64::min(of_day * 1.2, 1.0) } else { of_day * 0.85 }
}

/// From a bell curve around 0 (Irwin and Hall: the sum of twelve chances).
fn normal(random: &Random) -> f64 {
    (0..12).map(|_| chance(random)).sum::<f64>() - 6.0
}

/// People who work off a queue by a calendar, each as soon as they are free.
struct Crew<'a> {
    free: BinaryHeap<Reverse<Micros>>,
    calendar: &'a Calendar,
    minutes: i64,
}

impl<'a> Crew<'a> {
    fn new(people: usize, calendar: &'a Calendar, minutes: i64) -> Self {
        Self { free: (0..people.max(1)).map(|_| Reverse(START)).collect(), calendar, minutes }
    }

    /// When whoever is free first would be done with something that comes at `at`.
    fn done(&self, at: Micros) -> Option<Micros> {
        let Reverse(free) = self.free.peek()?;
        self.calendar.after(at.max(*free), self.minutes * MINUTE)
    }

    fn takes(&mut self, until: Micros) {
        self.free.pop();
        self.free.push(Reverse(until));
    }
}

/// What came of it.
struct Report {
    by: [usize; 3],
    waits: Vec<i64>,
    with_staff: usize,
    late: usize,
    weeks: i64,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = self.waits.len().max(1);
        let share = |n: usize| 100.0 * n as f64 / all as f64;
        let at = |part: usize| self.waits.get(all * part / 100).map_or(0.0, |wait| *wait as f64 / HOUR as f64);
        write!(
            f,
            "{:>6.1}% {:>7.1}% {:>7.1}% {:>9.2} h {:>9.1} h {:>8.1}% {:>9.0}",
            share(self.by[0]),
            share(self.by[1]),
            share(self.by[2]),
            at(50),
            at(90),
            100.0 * self.late as f64 / self.with_staff.max(1) as f64,
            self.by[2] as f64 * WORK.1 as f64 / 60.0 / self.weeks as f64
        )
    }
}

/// Lets the company live under these terms.
fn live(asked: &[Asked], terms: &Terms<'_>, agents: usize, weeks: i64) -> Report {
    let end = START.plus((weeks + 8) * 7 * DAY);
    let mut report = Report { by: [0; 3], waits: Vec::new(), with_staff: 0, late: 0, weeks };
    let mut moderators = Crew::new(MODERATORS, terms.triage, WORK.0);
    let mut staff = Crew::new(agents, terms.staff, WORK.1);
    // In the order in which they reach moderators, so that queues are queues.
    let mut waiting: BinaryHeap<Reverse<(Micros, usize)>> = BinaryHeap::new();
    for (number, one) in asked.iter().enumerate() {
        let mut past = Past { answered_at: one.by_peer, ..Past::default() };
        past.question.asked_at = one.at;
        match fate(&past, terms, end).triage_at {
            Some(at) => waiting.push(Reverse((at, number))),
            None => answered(&mut report, one, 0, one.by_peer.unwrap_or(end)),
        }
    }
    let mut for_staff: BinaryHeap<Reverse<(Micros, usize)>> = BinaryHeap::new();
    while let Some(Reverse((at, number))) = waiting.pop() {
        let Some(one) = asked.get(number) else { continue };
        let staff_at = terms.triage.after(at, terms.policy.triage_window).unwrap_or(end);
        let done = moderators.done(at).filter(|done| one.moderator_knows && *done < staff_at);
        let first = [done, one.by_peer].into_iter().flatten().min().filter(|first| *first < staff_at);
        match first {
            Some(first) if done == Some(first) => {
                moderators.takes(first);
                answered(&mut report, one, 1, first);
            }
            Some(first) => answered(&mut report, one, 0, first),
            None => for_staff.push(Reverse((staff_at, number))),
        }
    }
    while let Some(Reverse((at, number))) = for_staff.pop() {
        let Some(one) = asked.get(number) else { continue };
        report.with_staff += 1;
        let done = staff.done(at).unwrap_or(end);
        let by_staff = one.by_peer.is_none_or(|by_peer| done <= by_peer);
        let first = if by_staff { done } else { one.by_peer.unwrap_or(done) };
        if by_staff {
            staff.takes(done);
        }
        let standing = Standing { stage: Stage::Staff, since: at, counted_from: at, ..Standing::asked(one.at, terms) };
        let due = terms.staff.after(at, terms.policy.first_response);
        let mut agenda = Agenda::new(Standing { due, ..standing });
        agenda.run(first, terms);
        report.late += usize::from(agenda.overdue_at.is_some());
        answered(&mut report, one, if by_staff { 2 } else { 0 }, first);
    }
    report.waits.sort_unstable();
    report
}

fn answered(report: &mut Report, asked: &Asked, by: usize, at: Micros) {
    report.by[by] += 1;
    report.waits.push(at.since(asked.at));
}
