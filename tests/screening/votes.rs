//! Votes that look like an arrangement: found once a day, taken away by lines that say so, and put back as they were.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::DAY;
use kiez::ground::random::Random;
use kiez::moderation::serial::find::{Found, Pair, Pattern};
use kiez::moderation::serial::night;
use kiez::moderation::serial::policy::{self, VotePolicy};
use kiez::moderation::serial::reverse::{self, Decision};
use kiez::moderation::serial::rows::{self, RingState};
use kiez::moderation::serial::simulate::simulate;
use kiez::moderation::tables::{review_items, vote_passes, vote_rings};
use kiez::reputation::Cause;
use kiez::reputation::ledger::{SERIAL, lines};
use kiez::reputation::rules::{Standing, total};
use kiez::reputation::tables::ledger;
use kiez::threads::kinds::PostKind;
use kiez::threads::tables::{posts, votes};

use crate::support::stage::{Stage, stages, why};

/// Rules that find something in few votes.
const STRICT: VotePolicy = VotePolicy {
    on: true,
    days: 30,
    one_sided_votes: 5,
    one_sided_share: 80,
    reciprocal_votes: 4,
    reciprocal_share: 50,
    ring_votes: 3,
    ring_share: 70,
};

fn set(stage: &Stage, policy: VotePolicy) -> i64 {
    let admin = stage.person("Ines", 1);
    stage.grant(admin, Role::Admin, Scope::Everywhere);
    stage.act(admin, move |tx, actor, _, now| policy::change(tx, actor, &policy, now)).expect("the rules are stored");
    admin
}

/// Votes for questions of somebody, as many a day as are allowed.
fn votes_for(stage: &Stage, voter: i64, author: i64, count: i64) {
    for n in 0..count {
        if n % 5 == 0 {
            stage.clock.advance(DAY);
        }
        let question = stage.ask(author, &format!("A question of mine, number {n}"), &[]);
        stage.vote(voter, question, 1).expect("a vote");
    }
}

#[test]
fn a_one_sided_voter_s_votes_go_by_a_visible_line() {
    stages(|stage| {
        set(stage, STRICT);
        let (friend, star, other) = (stage.person("Friend", 200), stage.person("Star", 1), stage.person("Other", 100));
        votes_for(stage, friend, star, 6);
        let post = stage.ask(star, "Another question of mine", &[]);
        stage.vote(other, post, 1).expect("a vote");
        assert_eq!(stage.reputation(star), 1 + 7 * 5);
        let outcome = stage.read(|conn| simulate(conn, &STRICT, stage.now()));
        assert_eq!((outcome.cases.len(), outcome.votes, outcome.points), (1, 6, -30));
        assert_eq!(outcome.totals.iter().map(|t| (t.person, t.now, t.then)).collect::<Vec<_>>(), [(star, 36, 6)]);
        let before = stage.log().len();
        assert_eq!(night::work(&stage.db, stage.now()).expect("worked"), 1);
        assert_eq!(stage.reputation(star), 6, "as was foretold");
        assert_eq!(stage.read(|conn| votes::table.count().get_result::<i64>(conn)), 1);
        let told = stage.read(|conn| Ok(lines(conn, star, None, 3).expect("lines")));
        assert!(told.iter().all(|line| line.why.as_deref() == Some(SERIAL) && line.points == -5));
        let kinds = stage.kinds_after(before);
        assert!(kinds.contains(&"votes.found".to_owned()) && kinds.contains(&"votes.reversed".to_owned()), "{kinds:?}");
        stage.is_consistent();
        // The same day nothing happens again.
        assert_eq!(night::work(&stage.db, stage.now()).expect("worked"), 0);
        assert_eq!(stage.read(|conn| vote_passes::table.count().get_result::<i64>(conn)), 1);
    });
}

#[test]
fn nothing_happens_while_it_is_off() {
    stages(|stage| {
        let (friend, star) = (stage.person("Friend", 200), stage.person("Star", 1));
        votes_for(stage, friend, star, 13);
        assert!(!VotePolicy::default().on);
        assert_eq!(night::work(&stage.db, stage.now()).expect("worked"), 0);
        assert_eq!(stage.read(|conn| votes::table.count().get_result::<i64>(conn)), 13);
        let outcome = stage.read(|conn| simulate(conn, &VotePolicy::default(), stage.now()));
        assert_eq!(outcome.votes, 13, "but it is shown what would");
        let somebody = stage.act(friend, |tx, actor, _, now| policy::change(tx, actor, &STRICT, now));
        assert_eq!(why(somebody), "problem-needs-role");
    });
}

#[test]
fn rings_wait_for_a_moderator_who_decides_and_may_undo() {
    stages(|stage| {
        set(stage, STRICT);
        let ring = [stage.person("Anton", 200), stage.person("Berta", 200), stage.person("Carla", 200)];
        for (n, voter) in ring.iter().enumerate() {
            votes_for(stage, *voter, ring[(n + 1) % 3], 4);
        }
        let totals: Vec<i64> = ring.iter().map(|id| stage.reputation(*id)).collect();
        assert_eq!(night::work(&stage.db, stage.now()).expect("worked"), 0, "nobody is asked for less than two");
        let items: Vec<(String, String)> =
            stage.read(|conn| review_items::table.select((review_items::kind, review_items::subject)).load(conn));
        assert_eq!(items, [("votes".to_owned(), "ring:1".to_owned())]);
        let moderator = stage.person("Jonas", 1);
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        let decide = |by: i64, decision, reason: &'static str| {
            stage.act(by, move |tx, actor, _, now| reverse::decide(tx, actor, 1, decision, reason, now))
        };
        assert_eq!(why(decide(stage.person("Nobody", 900), Decision::Reverse, "because")), "problem-needs-role");
        assert_eq!(why(decide(moderator, Decision::Reverse, "  ")), "votes-problem-reason");
        stage.grant(ring[0], Role::Moderator, Scope::Everywhere);
        assert_eq!(why(decide(ring[0], Decision::Leave, "we are friends")), "votes-problem-own");
        assert_eq!(decide(moderator, Decision::Reverse, "three accounts of one house").expect("decided"), 12);
        assert!(ring.iter().zip(&totals).all(|(id, total)| stage.reputation(*id) == total - 20));
        assert_eq!(why(decide(moderator, Decision::Leave, "after all")), "votes-problem-decided");
        let open: i64 =
            stage.read(|conn| review_items::table.filter(review_items::decided_at.is_null()).count().get_result(conn));
        assert_eq!(open, 0);
        stage.is_consistent();
        let back = stage.act(moderator, |tx, actor, _, now| reverse::undo(tx, actor, 1, now)).expect("undone");
        assert_eq!(back, 12);
        assert_eq!(ring.iter().map(|id| stage.reputation(*id)).collect::<Vec<_>>(), totals);
        stage.is_consistent();
        // The same people are not brought up again the next night.
        stage.clock.advance(DAY);
        night::work(&stage.db, stage.now()).expect("worked");
        assert_eq!(stage.read(|conn| vote_rings::table.count().get_result::<i64>(conn)), 1);
        let state = stage.read(|conn| Ok(rows::find(conn, 1).expect("a ring").state));
        assert_eq!(state, RingState::Undone);
    });
}

#[test]
fn the_caps_of_the_days_concerned_are_worked_out_again() {
    stages(|stage| {
        set(stage, STRICT);
        let (friend, star) = (stage.person("Friend", 200), stage.person("Star", 1));
        let crowd: Vec<i64> = (0..40).map(|n| stage.person(&format!("Person{n}"), 100)).collect();
        let own: Vec<i64> = (0..6).map(|n| stage.ask(star, &format!("A question of mine, number {n}"), &[])).collect();
        for post in &own[..6] {
            stage.vote(friend, *post, 1).expect("a vote");
        }
        for voter in &crowd {
            stage.vote(*voter, own[0], 1).expect("a vote");
        }
        assert_eq!(stage.reputation(star), 201, "46 votes came to the cap of 40");
        night::work(&stage.db, stage.now()).expect("worked");
        assert_eq!(stage.reputation(star), 201, "the other forty count instead");
        stage.is_consistent();
    });
}

/// A ring as it would be found, of whatever votes there are.
fn everything(stage: &Stage) -> Option<Found> {
    let all: Vec<(i64, i64, i64)> =
        stage.read(|conn| votes::table.select((votes::voter_id, votes::author_id, votes::value)).distinct().load(conn));
    let mut members: Vec<i64> = all.iter().flat_map(|v| [v.0, v.1]).collect();
    members.sort_unstable();
    members.dedup();
    let pairs = all.iter().map(|&(voter, author, value)| Pair { voter, author, value, votes: 1, share: 1 }).collect();
    (!all.is_empty()).then_some(Found { pattern: Pattern::Ring, members, pairs })
}

/// What everybody's standing lines come to.
fn totals_are_what_the_lines_come_to(stage: &Stage, people: &[i64]) {
    for person in people {
        let lines: Vec<(i64, Cause, i64, i64, Option<i64>)> = stage.read(|conn| {
            ledger::table
                .filter(ledger::person_id.eq(person))
                .order(ledger::id)
                .select((ledger::id, ledger::cause, ledger::nominal, ledger::day, ledger::reverses))
                .load(conn)
        });
        let gone: Vec<i64> = lines.iter().filter_map(|l| l.4).collect();
        let standing = lines.iter().filter(|l| l.1 != Cause::Reversal && !gone.contains(&l.0));
        let sum = total(standing.map(|l| Standing { nominal: l.2, capped: l.1.capped(), day: l.3 }));
        assert_eq!(stage.reputation(*person), sum, "total of {person}");
    }
}

#[test]
fn whatever_is_voted_reversed_and_put_back_the_totals_are_the_sum_of_the_lines() {
    stages(|stage| {
        let moderator = stage.person("Jonas", 1);
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        let people: Vec<i64> = (0..5).map(|n| stage.person(&format!("Person{n}"), 300)).collect();
        let mut written: Vec<i64> = people.iter().map(|p| stage.ask(*p, "A question like any other", &[])).collect();
        for (n, person) in people.iter().enumerate() {
            let question = written[(n + 1) % 5];
            written.push(stage.answer(*person, question));
        }
        for seed in 0..3 {
            let random = Random::seeded(seed);
            let pick = |n: usize| usize::try_from(random.below(n as u64)).expect("small");
            let mut reversed: Vec<i64> = Vec::new();
            for _ in 0..60 {
                match random.below(12) {
                    0 => {
                        stage.clock.advance(DAY);
                    }
                    1 => {
                        if let Some(found) = everything(stage) {
                            let now = stage.now();
                            let (since, by) = (kiez::ground::clock::Micros(0), moderator);
                            let id = stage.write(move |tx| rows::insert(tx, &found, since, now)).expect("a ring");
                            stage.write(move |tx| reverse::reverse(tx, id, Some(by), None, now)).expect("reversed");
                            reversed.push(id);
                        }
                    }
                    2 => {
                        if let Some(id) = reversed.pop() {
                            stage
                                .act(moderator, move |tx, actor, _, now| reverse::undo(tx, actor, id, now))
                                .expect("undone");
                        }
                    }
                    n => {
                        let value = [1, 1, 1, -1, 0][pick(5)];
                        let _ = (n, stage.vote(people[pick(5)], written[pick(10)], value));
                    }
                }
                stage.is_consistent();
                totals_are_what_the_lines_come_to(stage, &people);
            }
        }
        let answers: i64 =
            stage.read(|conn| posts::table.filter(posts::kind.eq(PostKind::Answer)).count().get_result(conn));
        assert_eq!(answers, 5);
    });
}
