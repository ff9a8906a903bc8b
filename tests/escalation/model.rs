//! Random lives of questions, played by the real verbs on both databases and by the pure rules beside them: after every
//! step both say the same of every question.

use std::collections::BTreeMap;

use kiez::escalation::agenda::Agenda;
use kiez::escalation::calendar::Slot;
use kiez::escalation::change::Change;
use kiez::escalation::stage::{Happening, Stage as Where, Standing};
use kiez::escalation::terms::Book;
use kiez::escalation::{hand_over, route, send_back, snooze};
use kiez::ground::clock::{MINUTE, Micros};
use kiez::threads::kinds::{CloseReason, HideReason};
use kiez::threads::{accept, close, hide};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::desk::{Desk, desks};
use super::hand_over::system;

/// Something that somebody does; numbers choose the question or answer among those that are there.
#[derive(Clone, Debug)]
enum Act {
    Ask,
    Answer(usize),
    OwnAnswer(usize),
    HideLast(usize),
    ShowLast(usize),
    AcceptLast(usize),
    UnacceptLast(usize),
    Close(usize),
    Duplicate(usize, usize),
    Reopen(usize),
    SendBack(usize),
    Route(usize),
    Snooze(usize, i64),
    HandOver(usize),
    TakeBack(usize),
    PeerWindow(i64),
    Hours(u16),
    Pass(i64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let n = || 0usize..6;
    let one = prop_oneof![
        3 => Just(Act::Ask),
        2 => n().prop_map(Act::Answer),
        1 => n().prop_map(Act::OwnAnswer),
        1 => n().prop_map(Act::HideLast),
        1 => n().prop_map(Act::ShowLast),
        1 => n().prop_map(Act::AcceptLast),
        1 => n().prop_map(Act::UnacceptLast),
        1 => n().prop_map(Act::Close),
        1 => (n(), n()).prop_map(|(a, b)| Act::Duplicate(a, b)),
        1 => n().prop_map(Act::Reopen),
        2 => n().prop_map(Act::SendBack),
        2 => n().prop_map(Act::Route),
        1 => (n(), 10i64..3_000).prop_map(|(a, m)| Act::Snooze(a, m)),
        3 => n().prop_map(Act::HandOver),
        1 => n().prop_map(Act::TakeBack),
        1 => (10i64..600).prop_map(Act::PeerWindow),
        1 => (0u16..1_000).prop_map(Act::Hours),
        6 => (1i64..900).prop_map(Act::Pass),
    ];
    prop::collection::vec(one, 10..40)
}

/// A question as the pure rules see it.
struct Model {
    agenda: Agenda,
    /// Its answers: number, whether the asker wrote it, whether it is visible, whether it is accepted.
    answers: Vec<(i64, bool, bool, bool)>,
    closed: bool,
}

impl Model {
    fn counts(&self) -> bool {
        self.answers.iter().any(|(_, own, visible, accepted)| *visible && (!own || *accepted))
    }

    /// What was due is done, then it happens.
    fn happens(&mut self, what: Happening, at: Micros, book: &Book, policy: i64) {
        let terms = book.terms(policy);
        self.agenda.run(at, &terms);
        let standing = self.agenda.standing.after(what, at, &terms);
        self.agenda = self.agenda.becomes(standing, at, &terms);
    }
}

#[test]
fn the_verbs_and_the_pure_rules_agree_after_every_step() {
    let config = Config { cases: 24, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    TestRunner::new(config)
        .run(&acts(), |acts| {
            desks(|desk| play(desk, &acts));
            Ok(())
        })
        .expect("they agree");
}

fn play(desk: &Desk<'_>, acts: &[Act]) {
    let now = desk.now();
    let team = desk.stage.write(move |tx| kiez::accounts::teams::add(tx, None, "Netz", now)).expect("a team");
    let system = system(desk, "Tickets", None);
    let mut models: BTreeMap<i64, Model> = BTreeMap::new();
    for act in acts {
        step(desk, &mut models, act, (team, system));
        desk.tick();
        let (book, policy) = (desk.book(), desk.fallback().id);
        for (id, model) in &mut models {
            model.agenda.run(desk.now(), &book.terms(policy));
            let row = desk.row(*id);
            assert_eq!(row.agenda(), model.agenda, "question {id} after {act:?}");
            assert_eq!(row.waits, model.agenda.standing.waits());
            let open = desk.stage.read(|conn| hand_over::last(conn, *id)).is_some_and(|last| last.ended_at.is_none());
            assert_eq!(open, row.stage == Where::HandedOver && row.waits, "hand-over of {id} after {act:?}");
            assert_eq!(row.next_at, model.agenda.next(&book.terms(policy)).map(|(at, _)| at));
        }
    }
    desk.stage.is_consistent();
}

fn step(desk: &Desk<'_>, models: &mut BTreeMap<i64, Model>, act: &Act, (team, system): (i64, i64)) {
    let (book, policy, now) = (desk.book(), desk.fallback().id, desk.now());
    let ids: Vec<i64> = models.keys().copied().collect();
    let pick = |n: usize| ids.get(n % ids.len().max(1)).copied();
    let moderator = desk.moderator;
    match *act {
        Act::Pass(minutes) => desk.stage.clock.advance(minutes * MINUTE),
        Act::Ask => {
            if ids.len() == 6 {
                return;
            }
            let id = desk.ask("Router does not start any more");
            let agenda = Agenda::new(Standing::asked(now, &book.terms(policy)));
            models.insert(id, Model { agenda, answers: Vec::new(), closed: false });
        }
        Act::PeerWindow(minutes) => {
            let mut draft = desk.fallback();
            draft.policy.peer_window = minutes * MINUTE;
            changed(desk, models, Change::Policy(draft));
        }
        Act::Hours(from) => {
            let mut hours = book.hours[0].clone();
            let slot = Slot { from, to: from + 400 };
            hours.week = std::array::from_fn(|day| if day == 6 { Vec::new() } else { vec![slot] });
            changed(desk, models, Change::Hours(hours));
        }
        Act::Answer(n) | Act::OwnAnswer(n) => {
            let own = matches!(act, Act::OwnAnswer(_));
            let Some(id) = pick(n) else { return };
            let author = if own { desk.asker } else { desk.peer };
            if let Ok(posted) = desk.stage.try_answer(author, id, "Hold the button for ten seconds.") {
                with(models, id, |model| model.answers.push((posted.post_id, own, true, false)));
                settle(models, id, now, &book, policy);
            }
        }
        Act::HideLast(n) | Act::ShowLast(n) | Act::AcceptLast(n) | Act::UnacceptLast(n) => {
            let Some(id) = pick(n) else { return };
            let Some(answer) = models.get(&id).and_then(|model| model.answers.last()).map(|answer| answer.0) else {
                return;
            };
            let asker = desk.asker;
            let done = match act {
                Act::HideLast(_) => desk
                    .stage
                    .act(moderator, move |tx, a, rules, now| hide::hide(tx, a, answer, HideReason::Other, rules, now)),
                Act::ShowLast(_) => {
                    desk.stage.act(moderator, move |tx, a, rules, now| hide::show(tx, a, answer, rules, now))
                }
                Act::AcceptLast(_) => {
                    desk.stage.act(asker, move |tx, a, rules, now| accept::accept(tx, a, answer, rules, now))
                }
                _ => desk.stage.act(asker, move |tx, a, rules, now| accept::unaccept(tx, a, answer, rules, now)),
            };
            if done.is_ok() {
                with(models, id, |model| {
                    if let Some(last) = model.answers.last_mut() {
                        match act {
                            Act::HideLast(_) => last.2 = false,
                            Act::ShowLast(_) => last.2 = true,
                            Act::AcceptLast(_) => last.3 = true,
                            _ => last.3 = false,
                        }
                    }
                });
                settle(models, id, now, &book, policy);
            }
        }
        Act::Close(n) | Act::Reopen(n) | Act::Duplicate(n, _) => {
            let Some(id) = pick(n) else { return };
            let done = match *act {
                Act::Close(_) => desk.stage.act(moderator, move |tx, a, rules, now| {
                    close::close(tx, a, id, CloseReason::OffTopic, rules, now)
                }),
                Act::Duplicate(_, other) => {
                    let Some(original) = pick(other) else { return };
                    desk.stage.act(moderator, move |tx, a, rules, now| {
                        close::mark_duplicate(tx, a, id, original, rules, now).map(|_| ())
                    })
                }
                _ => desk.stage.act(moderator, move |tx, a, rules, now| close::reopen(tx, a, id, rules, now)),
            };
            if done.is_ok() {
                with(models, id, |model| model.closed = !matches!(act, Act::Reopen(_)));
                settle(models, id, now, &book, policy);
            }
        }
        Act::SendBack(n) | Act::Route(n) | Act::Snooze(n, _) | Act::HandOver(n) | Act::TakeBack(n) => {
            let Some(id) = pick(n) else { return };
            let seen = desk.row(id).version;
            let stage = desk.row(id).stage;
            let what = match *act {
                Act::SendBack(_) => Happening::SentBack,
                // Going to another team, it comes back from the ticket system.
                Act::Route(_) if stage == Where::HandedOver => Happening::TakenBack,
                Act::Route(_) => Happening::Routed,
                Act::HandOver(_) => Happening::HandedOver,
                Act::TakeBack(_) => Happening::TakenBack,
                Act::Snooze(_, minutes) => Happening::Snoozed { until: now.plus(minutes * MINUTE) },
                _ => unreachable!("these five"),
            };
            let (routes, admin) = (matches!(act, Act::Route(_)), desk.admin);
            let done = desk.stage.act(admin, move |tx, a, rules, now| match what {
                Happening::Routed | Happening::TakenBack if routes => {
                    route::route(tx, a, id, seen, team, "", rules, now)
                }
                Happening::HandedOver => hand_over::hand_over(tx, a, id, seen, system, "", rules, now).map(|_| ()),
                Happening::TakenBack => hand_over::take_back(tx, a, id, seen, rules, now),
                Happening::SentBack => send_back::send_back(tx, a, id, seen, "", rules, now),
                Happening::Snoozed { until } => snooze::snooze(tx, a, id, seen, until, "later", rules, now),
                _ => unreachable!("these five"),
            });
            let moves = !(routes && stage == Where::Staff);
            if done.is_ok() && moves {
                with(models, id, |model| model.happens(what, now, &book, policy));
            }
        }
    }
}

fn with(models: &mut BTreeMap<i64, Model>, id: i64, change: impl FnOnce(&mut Model)) {
    change(models.get_mut(&id).expect("a question of ours"));
}

/// What the answers and the state come to now.
fn settle(models: &mut BTreeMap<i64, Model>, id: i64, now: Micros, book: &Book, policy: i64) {
    with(models, id, |model| {
        if model.closed != model.agenda.standing.closed {
            let what = if model.closed { Happening::Closed } else { Happening::Reopened };
            model.happens(what, now, book, policy);
        }
        let counts = model.counts();
        if counts != model.agenda.standing.answered {
            model.happens(Happening::Answers { counts }, now, book, policy);
        }
    });
}

/// New terms: what was due by the old ones is done first, and what is promised something else is computed again.
fn changed(desk: &Desk<'_>, models: &mut BTreeMap<i64, Model>, change: Change) {
    let (before, policy, now) = (desk.book(), desk.fallback().id, desk.now());
    desk.change(change).expect("sound terms");
    let after = desk.book();
    for model in models.values_mut().filter(|model| model.agenda.standing.waits()) {
        model.agenda.run(now, &before.terms(policy));
        let standing = model.agenda.standing;
        if standing.full_time(&before.terms(policy)) != standing.full_time(&after.terms(policy)) {
            model.happens(Happening::TermsChanged, now, &after, policy);
        }
    }
}
