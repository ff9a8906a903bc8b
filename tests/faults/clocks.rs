//! 9: clocks that jump an hour on and back, and days on which Berlin's clocks change: working hours are what the calendar on the wall
//! says, and each step happens once.

use std::collections::BTreeMap;

use kiez::escalation::calendar::{Calendar, Slot};
use kiez::escalation::change::Change;
use kiez::escalation::stage::Stage as Where;
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros};
use kiez::ground::random::Random;

use super::{report, sized};
use crate::escalation::desk::{Desk, desks};

/// The usual working hours in Berlin, as the pure rules know them.
fn berlin() -> Calendar {
    Calendar::new("Europe/Berlin", week(), &[]).expect("sound hours")
}

fn week() -> [Vec<Slot>; 7] {
    std::array::from_fn(|day| if day < 5 { vec![Slot { from: 540, to: 1_020 }] } else { Vec::new() })
}

/// Moves the clock to a moment, on or back.
fn set(desk: &Desk<'_>, to: Micros) {
    desk.stage.clock.advance(to.since(desk.now()));
}

/// Asks and ticks from Friday before a change of clocks to the days after it, with a clock that jumps; how many steps there were.
fn play(desk: &Desk<'_>, friday: &str, seed: u64, every: i64) -> usize {
    let start = Micros::from(friday.parse::<jiff::Timestamp>().expect("a moment"));
    let random = Random::seeded(seed);
    set(desk, start);
    let mut hours = desk.book().hours[0].clone();
    (hours.zone, hours.week) = ("Europe/Berlin".into(), week());
    desk.change(Change::Hours(hours)).expect("changed");
    let mut asked: BTreeMap<i64, Micros> = BTreeMap::new();
    for minute in (0..7 * 24 * 60).step_by(20) {
        let truth = start.plus(minute * MINUTE);
        set(desk, truth);
        if minute % every == 0 && minute < 4 * 24 * 60 {
            asked.insert(desk.ask("Router does not start any more"), truth);
        }
        desk.tick();
        // Somebody sets the machine's clock wrong for a moment; an hour back, what is done stays done.
        if random.below(6) == 0 {
            set(desk, truth.plus(-HOUR));
            assert_eq!(desk.tick(), 0, "what was done is done again an hour earlier");
        }
        let ahead = random.below(6) == 0;
        if ahead {
            set(desk, truth.plus(HOUR));
            desk.tick();
        }
        set(desk, truth);
        assert_eq!(if ahead { desk.tick() } else { 0 }, 0, "done again after the clock went back");
    }
    set(desk, start.plus(9 * DAY));
    desk.tick();
    let calendar = berlin();
    let mut steps = 0;
    for (question, at) in asked {
        let words = desk.words(question);
        assert_eq!(words, ["asked", "entered", "entered", "warned", "overdue"], "question {question}, asked at {at:?}");
        let due = |from, working| calendar.after(from, working).expect("before the year 9000");
        let triage = at.plus(4 * HOUR);
        let staff = due(triage, 2 * HOUR);
        let row = desk.row(question);
        assert_eq!(
            (row.stage, row.since, row.due),
            (Where::Staff, staff, Some(due(staff, 8 * HOUR))),
            "asked at {at:?}"
        );
        let done: Vec<Micros> = desk.steps(question).iter().map(|step| step.at).collect();
        assert_eq!(done[1..3], [triage, staff], "neither early nor late, asked at {at:?}");
        steps += done.len();
    }
    steps
}

#[test]
fn no_step_is_doubled_skipped_or_early() {
    let (seeds, every) = sized((1, 300), (5, 60));
    let count = std::cell::Cell::new((0, 0));
    // Europe/Berlin goes to summer time on 29 March 2026 and back on 25 October.
    for friday in ["2026-03-27T05:00:00Z", "2026-10-23T05:00:00Z"] {
        for seed in 0..seeds {
            desks(|desk| {
                let more = play(desk, friday, seed, every);
                count.set((count.get().0 + more, count.get().1 + 1));
            });
        }
    }
    let (steps, lives) = count.get();
    report(
        "9 clocks",
        &format!(
            "{lives} weeks around both changes of Berlin's clocks, the machine's clock an hour wrong now and then"
        ),
        "each step once and at its time on the wall",
        &format!("{steps} steps"),
    );
}
