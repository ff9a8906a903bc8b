//! Badges follow from the log, each once.

use std::sync::Arc;

use kiez::accounts::roles::{Role, Scope};
use kiez::ground::events::{DatabaseReader, catch_up};
use kiez::reputation::badges::{Badge, of};
use kiez::threads::accept;
use kiez::threads::badges::Badges;
use kiez::threads::endorse::{self, Endorsement};

use crate::support::stage::{Stage, stages};

fn badges(stage: &Stage, person: i64) -> Vec<Badge> {
    let reader: Arc<dyn DatabaseReader> = Arc::new(Badges);
    catch_up(&stage.db, &reader, &stage.clock).expect("caught up");
    let mut has: Vec<Badge> =
        stage.read(|conn| Ok(of(conn, person).expect("badges"))).iter().map(|a| a.badge).collect();
    has.sort();
    has
}

#[test]
fn first_steps_and_long_ways() {
    stages(|stage| {
        let (lena, gunnar) = (stage.person("Lena", 100), stage.person("Gunnar", 1));
        let expert = stage.person("Edda", 1);
        stage.grant(expert, Role::Expert, Scope::Everywhere);
        let mut last = (0, 0);
        for number in 0..10 {
            let question = stage.ask(lena, &format!("Router number {number} does not start"), &[]);
            let answer = stage.answer(gunnar, question);
            stage
                .act(lena, move |tx, actor, rules, now| accept::accept(tx, actor, answer, rules, now))
                .expect("accepted");
            if number == 8 {
                assert_eq!(badges(stage, gunnar), [Badge::Founder, Badge::FirstAccepted]);
            }
            last = (question, answer);
        }
        assert_eq!(badges(stage, gunnar), [Badge::Founder, Badge::FirstAccepted, Badge::GoodNeighbour]);
        assert_eq!(badges(stage, lena), [Badge::Founder, Badge::FirstSolved]);
        let answer = last.1;
        for number in 0..15 {
            let voter = stage.person(&format!("Voter{number}"), 100);
            stage.vote(voter, answer, 1).expect("up");
        }
        let words = Endorsement::default();
        stage
            .act(expert, move |tx, actor, rules, now| endorse::endorse(tx, actor, answer, &words, rules, now))
            .expect("endorsed");
        let mut all = vec![
            Badge::Founder,
            Badge::FirstAccepted,
            Badge::FirstEndorsed,
            Badge::HelpfulAnswer,
            Badge::GreatAnswer,
            Badge::GoodNeighbour,
        ];
        all.sort();
        assert_eq!(badges(stage, gunnar), all);
    });
}
