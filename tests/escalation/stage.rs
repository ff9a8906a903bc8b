//! Stages: one at a time, in order, each with its true due time.

use kiez::escalation::calendar::{Calendar, Slot};
use kiez::escalation::policy::Policy;
use kiez::escalation::stage::{GRACE, Happening, Stage, Standing, Terms};
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros};
use proptest::prelude::*;

use super::{hours, moments, often};

fn at(text: &str) -> Micros {
    text.parse::<jiff::Timestamp>().expect("a moment").into()
}

fn office() -> Calendar {
    let day = vec![Slot { from: 9 * 60, to: 18 * 60 }];
    Calendar::new("Europe/Berlin", std::array::from_fn(|n| if n < 5 { day.clone() } else { Vec::new() }), &[])
        .expect("an office")
}

#[test]
fn a_question_of_saturday_night_is_with_staff_on_monday_and_never_late_before() {
    let (policy, always, office) = (Policy::usual(Micros(0)), Calendar::always(), office());
    let terms = Terms { policy: &policy, triage: &always, staff: &office };
    let asked = at("2026-11-21T21:30:00Z"); // Saturday, 22:30 in Berlin
    let standing = Standing::asked(asked, &terms);
    assert_eq!((standing.stage, standing.due), (Stage::Peers, Some(asked.plus(4 * HOUR))));
    assert!(standing.step(asked.plus(4 * HOUR - 1), &terms).is_none());
    // The forum was down until Tuesday: everything happens in order with the times at which it was due.
    let steps = standing.steps(at("2026-11-24T12:00:00Z"), &terms);
    let seen: Vec<_> = steps.iter().map(|step| (step.stage, step.since, step.due)).collect();
    assert_eq!(
        seen,
        [
            (Stage::Triage, asked.plus(4 * HOUR), Some(asked.plus(6 * HOUR))),
            (Stage::Staff, asked.plus(6 * HOUR), Some(at("2026-11-23T16:00:00Z"))),
        ]
    );
}

#[test]
fn what_is_older_than_its_policy_is_never_escalated() {
    let (policy, always) = (Policy::usual(Micros(10 * DAY)), Calendar::always());
    let terms = Terms { policy: &policy, triage: &always, staff: &always };
    let old = Standing::asked(Micros(10 * DAY - 1), &terms);
    assert_eq!((old.due, old.steps(Micros(1_000 * DAY), &terms)), (None, vec![]));
    assert_eq!(old.after(Happening::TermsChanged, Micros(20 * DAY), &terms).due, None);
    assert!(Standing::asked(Micros(10 * DAY), &terms).due.is_some());
}

#[test]
fn an_answer_that_goes_brings_the_old_due_time_back_or_a_moment_of_grace() {
    let (policy, always) = (Policy::usual(Micros(0)), Calendar::always());
    let terms = Terms { policy: &policy, triage: &always, staff: &always };
    let asked = Standing::asked(Micros(DAY), &terms);
    let answered = asked.after(Happening::Answers { counts: true }, Micros(DAY + HOUR), &terms);
    assert!(!answered.waits() && answered.steps(Micros(9 * DAY), &terms).is_empty());
    let soon = answered.after(Happening::Answers { counts: false }, Micros(DAY + 2 * HOUR), &terms);
    assert_eq!(soon.due, asked.due);
    let late = Micros(5 * DAY);
    let back = answered.after(Happening::Answers { counts: false }, late, &terms);
    assert_eq!((back.stage, back.due), (Stage::Peers, Some(late.plus(GRACE))));
    let closed = answered.after(Happening::Closed, late, &terms).after(Happening::Reopened, late, &terms);
    assert!(!closed.waits(), "answered still");
}

#[test]
fn moderators_and_staff_move_it() {
    let (policy, always, office) = (Policy::usual(Micros(0)), Calendar::always(), office());
    let terms = Terms { policy: &policy, triage: &always, staff: &office };
    let asked = at("2026-11-23T08:00:00Z"); // Monday, 9:00
    let triage = *Standing::asked(asked, &terms).steps(asked.plus(5 * HOUR), &terms).last().expect("a step");
    assert_eq!(triage.stage, Stage::Triage);
    let now = asked.plus(5 * HOUR);
    let snoozed = triage.after(Happening::Snoozed { until: now.plus(DAY) }, now, &terms);
    assert_eq!((snoozed.stage, snoozed.due), (Stage::Triage, Some(now.plus(DAY + 2 * HOUR))));
    let back = triage.after(Happening::SentBack, now, &terms);
    assert_eq!((back.stage, back.due, back.sent_back), (Stage::Peers, Some(now.plus(4 * HOUR)), 1));
    let staff = triage.after(Happening::Routed, now, &terms);
    assert_eq!((staff.stage, staff.due), (Stage::Staff, Some(at("2026-11-24T12:00:00Z"))));
    let handed = staff.after(Happening::HandedOver, now.plus(HOUR), &terms);
    assert_eq!((handed.stage, handed.due), (Stage::HandedOver, staff.due), "the same promise holds");
    let back = handed.after(Happening::TakenBack, now.plus(2 * HOUR), &terms);
    assert_eq!((back.stage, back.due, back.counted_from), (Stage::Staff, staff.due, staff.counted_from));
    let promised = Policy { solution: Some(18 * HOUR), ..policy.clone() };
    let terms = Terms { policy: &promised, ..terms };
    let handed = staff.after(Happening::HandedOver, now.plus(HOUR), &terms);
    assert_eq!((handed.stage, handed.due), (Stage::HandedOver, Some(at("2026-11-25T13:00:00Z"))));
    let answered = staff.after(Happening::Answers { counts: true }, now, &terms);
    let again = answered.after(Happening::StillNeedsHelp, now.plus(DAY), &terms);
    assert_eq!((again.stage, again.since, again.waits()), (Stage::Triage, now.plus(DAY), true));
}

fn happenings() -> impl Strategy<Value = (Happening, i64)> {
    let what = prop_oneof![
        any::<bool>().prop_map(|counts| Happening::Answers { counts }),
        Just(Happening::Closed),
        Just(Happening::Reopened),
        Just(Happening::SentBack),
        Just(Happening::Routed),
        Just(Happening::HandedOver),
        Just(Happening::TakenBack),
        Just(Happening::StillNeedsHelp),
        Just(Happening::TermsChanged),
        (0..3 * DAY).prop_map(|wait| Happening::Snoozed { until: Micros(wait) }),
    ];
    (what, 0..2 * DAY)
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn whatever_happens_nothing_is_late_at_once_and_no_time_runs_backwards(
        triage in hours(), staff in hours(), asked in moments(), life in prop::collection::vec(happenings(), 0..12)
    ) {
        let (policy, triage, staff) = (Policy { solution: Some(16 * HOUR), ..Policy::usual(Micros(0)) }, triage.calendar(), staff.calendar());
        let terms = Terms { policy: &policy, triage: &triage, staff: &staff };
        let (mut standing, mut now) = (Standing::asked(asked, &terms), asked);
        for (what, later) in life {
            now = now.plus(later);
            for step in standing.steps(now, &terms) {
                prop_assert!(step.stage > standing.stage, "one stage after the other");
                prop_assert_eq!(Some(step.since), standing.due, "at the true due time");
                prop_assert!(step.due >= standing.due);
                standing = step;
            }
            let what = match what {
                Happening::Snoozed { until } => Happening::Snoozed { until: now.plus(until.0) },
                other => other,
            };
            let (was, is) = (standing, standing.after(what, now, &terms));
            if is != was && is.waits() {
                let entered = is.due != was.due || !was.waits();
                prop_assert!(!entered || is.due.is_none_or(|due| due >= now), "no breach at once: {what:?} {is:?}");
            }
            if let Some(due) = is.due.filter(|due| *due > now && is.stage != Stage::Peers) {
                let calendar = if is.stage == Stage::Triage { &triage } else { &staff };
                prop_assert!(calendar.is_open(due) || calendar.is_open(due.plus(-1)), "due while it is closed");
            }
            prop_assert!(is.since <= now);
            standing = is;
        }
    }

    #[test]
    fn looking_late_or_often_is_the_same(
        triage in hours(), staff in hours(), asked in moments(), looks in prop::collection::vec(0..20 * HOUR, 0..10)
    ) {
        let (policy, triage, staff) = (Policy::usual(Micros(0)), triage.calendar(), staff.calendar());
        let terms = Terms { policy: &policy, triage: &triage, staff: &staff };
        let end = asked.plus(looks.iter().sum::<i64>() + MINUTE);
        let once = Standing::asked(asked, &terms).steps(end, &terms);
        let (mut standing, mut often, mut now) = (Standing::asked(asked, &terms), Vec::new(), asked);
        for pause in looks.into_iter().chain([MINUTE]) {
            now = now.plus(pause);
            let steps = standing.steps(now, &terms);
            standing = steps.last().copied().unwrap_or(standing);
            often.extend(steps);
        }
        prop_assert_eq!(often, once);
    }
}
