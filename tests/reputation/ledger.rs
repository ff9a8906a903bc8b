//! Lines are only ever added, and the total is what the standing ones come to.

use kiez::ground::clock::DAY;
use kiez::ground::random::Random;
use kiez::ground::refusal::Refusal;
use kiez::reputation::ledger::{append, lines, reverse};
use kiez::reputation::rules::{Standing, total};
use kiez::reputation::{Cause, badges};

use crate::support::stage::{Stage, stages};

fn add(stage: &Stage, person: i64, cause: Cause, post: i64) -> i64 {
    let now = stage.now();
    stage.write(move |tx| append(tx, person, cause, Some(post), Some(99), now)).expect("a line")
}

fn take(stage: &Stage, person: i64, cause: Cause, post: i64) -> Option<i64> {
    let now = stage.now();
    stage.write(move |tx| reverse(tx, person, cause, Some(post), Some(99), now)).expect("a reversal").map(|r| r.points)
}

#[test]
fn the_day_s_cap_holds_and_starts_afresh_at_midnight() {
    stages(|stage| {
        let ada = stage.person("Ada", 1);
        let earned: Vec<i64> = (0..22).map(|post| add(stage, ada, Cause::AnswerUp, post)).collect();
        assert_eq!(earned[18..], [10, 10, 0, 0]);
        assert_eq!(add(stage, ada, Cause::AnswerAccepted, 1), 15, "exempt");
        assert_eq!(add(stage, ada, Cause::AnswerEndorsed, 1), 25, "exempt");
        assert_eq!(stage.reputation(ada), 241);
        stage.clock.advance(DAY);
        assert_eq!(add(stage, ada, Cause::AnswerUp, 30), 10);
    });
}

#[test]
fn a_reversal_frees_the_cap_of_its_day() {
    stages(|stage| {
        let ada = stage.person("Ada", 1);
        for post in 0..22 {
            add(stage, ada, Cause::AnswerUp, post);
        }
        stage.clock.advance(DAY);
        assert_eq!(take(stage, ada, Cause::AnswerUp, 3), Some(0), "another vote of that day counts instead");
        assert_eq!(take(stage, ada, Cause::AnswerUp, 4), Some(0));
        assert_eq!(take(stage, ada, Cause::AnswerUp, 5), Some(-10));
        assert_eq!(take(stage, ada, Cause::AnswerUp, 5), None, "only once");
        assert_eq!(stage.reputation(ada), 191);
        let newest = stage.read(|conn| Ok(lines(conn, ada, None, 2).expect("lines")));
        assert_eq!((newest[0].cause, newest[0].points, newest[0].nominal), (Cause::Reversal, -10, -10));
        let older = stage.read(|conn| Ok(lines(conn, ada, Some(newest[1].id), 100).expect("lines")));
        assert_eq!(older.len(), 23);
    });
}

#[test]
fn the_floor_holds_and_a_reversal_restores_exactly() {
    stages(|stage| {
        let ada = stage.person("Ada", 1);
        assert_eq!(add(stage, ada, Cause::AnswerDown, 1), 0);
        assert_eq!(take(stage, ada, Cause::AnswerDown, 1), Some(0), "no gain from what cost nothing");
        add(stage, ada, Cause::AnswerUp, 2);
        add(stage, ada, Cause::AnswerDown, 3);
        assert_eq!(take(stage, ada, Cause::AnswerUp, 2), Some(-8));
        assert_eq!((take(stage, ada, Cause::AnswerDown, 3), stage.reputation(ada)), (Some(0), 1));
    });
}

#[test]
fn whatever_happens_the_total_is_what_the_standing_lines_come_to() {
    stages(|stage| {
        let ada = stage.person("Ada", 1);
        let random = Random::seeded(5);
        let causes = [
            Cause::AnswerUp,
            Cause::AnswerUp,
            Cause::QuestionUp,
            Cause::AnswerDown,
            Cause::AnswerAccepted,
            Cause::EditAccepted,
        ];
        let mut standing: Vec<(Cause, i64, i64)> = Vec::new();
        for step in 0..150 {
            if random.below(12) == 0 {
                stage.clock.advance(DAY);
            }
            if random.below(3) == 0 && !standing.is_empty() {
                let index = random.below(standing.len() as u64);
                let (cause, post, _) = standing.remove(usize::try_from(index).expect("small"));
                take(stage, ada, cause, post).expect("it stands");
            } else {
                let cause = causes[usize::try_from(random.below(6)).expect("small")];
                add(stage, ada, cause, step);
                standing.push((cause, step, stage.now().day()));
            }
            let expected = total(standing.iter().map(|&(cause, _, day)| Standing {
                nominal: cause.points(),
                capped: cause.capped(),
                day,
            }));
            assert_eq!(stage.reputation(ada), expected, "after step {step}");
        }
        stage.is_consistent();
    });
}

#[test]
fn nobody_is_not_found_and_badges_are_awarded_once() {
    stages(|stage| {
        let now = stage.now();
        let nobody = stage.write(move |tx| append(tx, 4711, Cause::AnswerUp, None, None, now));
        assert!(matches!(nobody, Err(Refusal::NotFound)));
        let ada = stage.person("Ada", 1);
        let award = || {
            stage.write(move |tx| badges::award(tx, ada, badges::Badge::HelpfulAnswer, Some(7), now)).expect("a badge")
        };
        assert!(award());
        assert!(!award());
        let has = stage.read(|conn| Ok(badges::of(conn, ada).expect("badges")));
        assert_eq!(has.len(), 1);
        assert_eq!(has[0].post_id, Some(7));
        assert_eq!(stage.kinds_after(0), ["badge.awarded"]);
    });
}
