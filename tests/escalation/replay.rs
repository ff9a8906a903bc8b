//! Replays: what would have been agrees with what is, and a draft that is kinder to peers never sends more on.

use jiff::tz::TimeZone;
use kiez::escalation::calendar::Slot;
use kiez::escalation::policy::{Conditions, Policy, Question};
use kiez::escalation::replay::{Past, fate, policy_of, replay};
use kiez::escalation::stage::{Stage, Standing, Terms};
use kiez::escalation::terms::{Book, Hours, StoredPolicy};
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros};
use proptest::prelude::*;

use super::{hours, moments, often};
use crate::support::START;

fn stored(id: i64, policy: Policy) -> StoredPolicy {
    StoredPolicy {
        id,
        name: format!("{id}"),
        position: id,
        fallback: policy.conditions.is_empty(),
        policy,
        triage_calendar_id: 1,
        staff_calendar_id: 2,
        team_id: None,
    }
}

fn book(hours: &[super::Hours; 2], policies: Vec<Policy>) -> Book {
    let calendars = (1i64..)
        .zip(hours)
        .map(|(id, one)| Hours {
            id,
            name: format!("{id}"),
            zone: one.zone.into(),
            week: one.week.clone(),
            days: vec![],
        })
        .collect();
    let policies = (1i64..).zip(policies).map(|(id, policy)| stored(id, policy)).collect();
    Book::new(policies, calendars).expect("sound terms")
}

/// For German questions, and for all others; both begin in the future, which a replay does not mind.
fn policies() -> impl Strategy<Value = Vec<Policy>> {
    let windows = prop::array::uniform3(1i64..3_000);
    prop::array::uniform2(windows).prop_map(|[german, others]| {
        let policy = |[peers, triage, staff]: [i64; 3], languages: Vec<String>| Policy {
            conditions: Conditions { languages, ..Conditions::default() },
            peer_window: peers * MINUTE,
            triage_window: triage * MINUTE,
            first_response: staff * MINUTE,
            ..Policy::usual(Micros(i64::MAX))
        };
        vec![policy(german, vec!["de".into()]), policy(others, Vec::new())]
    })
}

fn pasts() -> impl Strategy<Value = Vec<Past>> {
    let after = || prop::option::of(0i64..20_000);
    let past = (moments(), any::<bool>(), after(), after()).prop_map(|(asked_at, german, answered, closed)| Past {
        question: Question { language: if german { "de" } else { "en" }.into(), asked_at, ..Question::default() },
        answered_at: answered.map(|minutes| asked_at.plus(minutes * MINUTE)),
        closed_at: closed.map(|minutes| asked_at.plus(minutes * MINUTE)),
    });
    prop::collection::vec(past, 0..6)
}

/// Later than all of `moments`.
const NOW: Micros = Micros(1_850_000_000_000_000);

proptest! {
    #![proptest_config(often())]

    #[test]
    fn fewer_reach_every_next_stage(hours in [hours(), hours()], policies in policies(), questions in pasts()) {
        let (book, from) = (book(&hours, policies), NOW.plus(-7 * DAY));
        let all = replay(&questions, &book, &TimeZone::UTC, from, NOW);
        prop_assert_eq!(all.asked, questions.len());
        prop_assert_eq!(all.peers + all.reached_triage(), all.asked);
        prop_assert!(all.overdue <= all.reached_staff() && all.reached_staff() <= all.reached_triage());
        prop_assert!(all.load.iter().all(|load| (0.0..=6.0).contains(load)));
        for past in &questions {
            let policy = policy_of(&book, &past.question);
            let always = Policy { starts_at: Micros(0), ..policy.policy.clone() };
            let terms = Terms { policy: &always, ..book.terms(policy.id) };
            let fate = fate(past, &terms, NOW);
            let times: Vec<Micros> = [fate.triage_at, fate.staff_at, fate.overdue_at].into_iter().flatten().collect();
            prop_assert!(times.is_sorted() && times.iter().all(|at| *at <= fate.until && fate.until <= NOW));
        }
    }

    #[test]
    fn longer_for_peers_is_never_more_for_moderators(
        hours in [hours(), hours()], policies in policies(), questions in pasts(), longer in 1i64..3_000,
    ) {
        let kinder: Vec<Policy> = policies
            .iter()
            .map(|policy| Policy { peer_window: policy.peer_window + longer * MINUTE, ..policy.clone() })
            .collect();
        let reached = |policies| {
            let all = replay(&questions, &book(&hours, policies), &TimeZone::UTC, NOW.plus(-DAY), NOW);
            (all.reached_triage(), all.reached_staff())
        };
        let (before, after) = (reached(policies), reached(kinder));
        prop_assert!(after.0 <= before.0 && after.1 <= before.1);
    }

    #[test]
    fn the_steps_are_those_of_the_real_rules(
        hours in [hours(), hours()], policies in policies(), questions in pasts(),
    ) {
        let book = book(&hours, policies);
        for past in &questions {
            let stored = policy_of(&book, &past.question);
            let policy = Policy { starts_at: Micros(0), ..stored.policy.clone() };
            let terms = Terms { policy: &policy, ..book.terms(stored.id) };
            let until = past.answered_at.into_iter().chain(past.closed_at).min().unwrap_or(NOW);
            let steps = Standing::asked(past.question.asked_at, &terms).steps(until, &terms);
            let at = |stage| steps.iter().find(|step| step.stage == stage).map(|step| step.since);
            let fate = fate(past, &terms, NOW);
            prop_assert_eq!((fate.triage_at, fate.staff_at), (at(Stage::Triage), at(Stage::Staff)));
            let last = steps.last().filter(|step| step.stage == Stage::Staff && step.is_due(until));
            prop_assert_eq!(fate.overdue_at, last.and_then(|step| step.due));
        }
    }
}

#[test]
fn staff_carry_what_reaches_them_until_it_is_answered() {
    let office = super::Hours {
        zone: "UTC",
        week: std::array::from_fn(|day| if day < 5 { vec![Slot { from: 540, to: 1_020 }] } else { vec![] }),
        days: Vec::new(),
    };
    let book = book(&[office.clone(), office], vec![Policy::usual(Micros(i64::MAX))]);
    let asked = |hours: i64, answered: Option<i64>| Past {
        question: Question { language: "en".into(), asked_at: START.plus(hours * HOUR), ..Question::default() },
        answered_at: answered.map(|hours| START.plus(hours * HOUR)),
        closed_at: None,
    };
    // Asked on Monday at 10:00: with moderators from 14:00, with staff from 16:00, due on Tuesday at 16:00.
    let questions = [asked(0, Some(3)), asked(0, Some(5)), asked(0, Some(8)), asked(0, None)];
    let all = replay(&questions, &book, &TimeZone::UTC, START, START.plus(7 * DAY));
    assert_eq!((all.peers, all.triage[0], all.staff[0], all.overdue), (1, 3, 2, 1));
    assert_eq!(all.load[15..20], [0.0, 2.0, 2.0, 1.0, 1.0]);
    assert_eq!(all.peak(), Some((16, 2.0)));
}
