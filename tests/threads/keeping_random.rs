//! Whatever is merged, split, moved, converted and taken back in whatever order: all that is counted stays what it
//! should be, and nothing that somebody wrote is lost.

use std::collections::HashMap;

use diesel::prelude::*;
use kiez::reputation::Cause;
use kiez::reputation::tables::{ledger, tag_points};
use kiez::threads::convert::{self, ToComment};
use kiez::threads::kinds::{HideReason, LockReason, PostKind, Status};
use kiez::threads::move_answer::{self, MoveAnswer};
use kiez::threads::moves::{self, CONVERTED};
use kiez::threads::split::{self, Split};
use kiez::threads::tables::{comments, moves as move_rows, posts, question_tags, questions};
use kiez::threads::{accept, hide, lock};

use super::keeping::{cast, comment_on, merge, undo};
use crate::support::stage::{Stage, stages};

/// Acts in one sequence.
const ACTS: usize = 160;

/// Small dice that fall the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).expect("small")
    }

    fn pick(&mut self, from: &[i64]) -> i64 {
        from.get(self.roll(from.len())).copied().unwrap_or(0)
    }
}

fn answers(stage: &Stage) -> Vec<i64> {
    stage.read(|conn| {
        posts::table.filter(posts::kind.eq(PostKind::Answer)).order(posts::id).select(posts::id).load(conn)
    })
}

fn threads(stage: &Stage) -> Vec<i64> {
    stage.read(|conn| questions::table.order(questions::id).select(questions::id).load(conn))
}

fn said(stage: &Stage) -> Vec<i64> {
    stage.read(|conn| comments::table.order(comments::id).select(comments::id).load(conn))
}

/// One act; whether it was refused does not matter.
fn act(stage: &Stage, dice: &mut Dice, people: &[i64; 4]) {
    let [lena, gunnar, amir, mo] = *people;
    let someone = dice.pick(&[lena, gunnar, amir]);
    let (answers, threads, said) = (answers(stage), threads(stage), said(stage));
    let (answer, thread, other, comment) =
        (dice.pick(&answers), dice.pick(&threads), dice.pick(&threads), dice.pick(&said));
    match dice.roll(16) {
        0 => drop(stage.try_answer(someone, thread, "Hold the button for ten seconds.")),
        1 => drop(comment_on(stage, someone, answer, "That did not help me at all.")),
        2 | 3 => drop(stage.vote(someone, answer, if dice.roll(3) == 0 { -1 } else { 1 })),
        4 => drop(stage.act(mo, move |tx, a, r, now| hide::hide(tx, a, answer, HideReason::Other, r, now))),
        5 => drop(stage.act(mo, move |tx, a, r, now| hide::show(tx, a, answer, r, now))),
        6 => drop(stage.act(someone, move |tx, a, r, now| accept::accept(tx, a, answer, r, now))),
        7 => drop(stage.act(someone, move |tx, a, r, now| accept::unaccept(tx, a, answer, r, now))),
        8 => drop(merge(stage, mo, thread, other)),
        9 => {
            let from = super::keeping::home(stage, answer);
            let wish = MoveAnswer { answer, from, into: other, reason: String::new() };
            drop(stage.act(mo, move |tx, a, r, now| move_answer::move_answer(tx, a, &wish, r, now)));
        }
        10 => {
            let home = super::keeping::home(stage, answer);
            let under = if dice.roll(2) == 0 { home } else { dice.pick(&answers) };
            let wish = ToComment { answer, under, reason: String::new() };
            drop(stage.act(mo, move |tx, a, r, now| convert::to_comment(tx, a, &wish, r, now)));
        }
        11 => drop(stage.act(mo, move |tx, a, r, now| convert::to_answer(tx, a, comment, r, now))),
        12 => {
            let question = super::keeping::home(stage, answer);
            let saw = stage.read(|conn| moves::seen(conn, question));
            let comments = if dice.roll(3) == 0 { vec![comment] } else { Vec::new() };
            let answers = if comments.is_empty() || dice.roll(2) == 0 { vec![answer] } else { Vec::new() };
            let title = "A question of its own".to_owned();
            let wish = Split { question, answers, comments, title, saw, reason: String::new() };
            drop(stage.act(mo, move |tx, a, r, now| split::split(tx, a, &wish, r, now)));
        }
        13 | 14 => {
            let moved: Vec<i64> = stage
                .read(|conn| move_rows::table.filter(move_rows::undone_at.is_null()).select(move_rows::id).load(conn));
            drop(undo(stage, mo, dice.pick(&moved)));
        }
        _ => {
            let reason = LockReason::Settled;
            drop(stage.act(mo, move |tx, a, r, now| lock::lock(tx, a, thread, reason, r, now)));
            drop(stage.act(mo, move |tx, a, r, now| lock::unlock(tx, a, thread, r, now)));
        }
    }
}

/// How many texts there are: each is a post or a comment, never both and never neither.
fn texts(stage: &Stage) -> i64 {
    let posts: i64 = stage.read(|conn| {
        let there = posts::status_reason.is_null().or(posts::status_reason.ne(CONVERTED));
        posts::table.filter(there).count().get_result(conn)
    });
    let said: i64 = stage.read(|conn| {
        let there = comments::status_reason.is_null().or(comments::status_reason.ne(CONVERTED));
        comments::table.filter(there).count().get_result(conn)
    });
    posts + said
}

/// The leaderboards count each answer's points under the tags of the thread that it is in.
fn points_are_under_the_right_tags(stage: &Stage) {
    type Line = (i64, i64, Cause, i64, Option<i64>, Option<i64>);
    let lines: Vec<Line> = stage.read(|conn| {
        ledger::table
            .select((ledger::id, ledger::person_id, ledger::cause, ledger::points, ledger::post_id, ledger::reverses))
            .load(conn)
    });
    let causes: HashMap<i64, Cause> = lines.iter().map(|line| (line.0, line.2)).collect();
    let homes: HashMap<i64, i64> = stage
        .read(|conn| posts::table.select((posts::id, posts::question_id)).load::<(i64, i64)>(conn))
        .into_iter()
        .collect();
    let tags: Vec<(i64, i64)> =
        stage.read(|conn| question_tags::table.select((question_tags::question_id, question_tags::tag_id)).load(conn));
    let mut expected: HashMap<(i64, i64), i64> = HashMap::new();
    for (_, person, cause, points, post, reverses) in lines {
        let cause = reverses.and_then(|id| causes.get(&id).copied()).unwrap_or(cause);
        let counts = [Cause::AnswerUp, Cause::AnswerDown, Cause::AnswerAccepted, Cause::AnswerEndorsed];
        let Some(post) = post.filter(|_| counts.contains(&cause)) else { continue };
        for (_, tag) in tags.iter().filter(|(thread, _)| *thread == homes[&post]) {
            *expected.entry((*tag, person)).or_default() += points;
        }
    }
    let stored: Vec<(i64, i64, i64)> = stage.read(|conn| {
        tag_points::table
            .filter(tag_points::month.eq(0))
            .filter(tag_points::tag_id.gt(0))
            .select((tag_points::tag_id, tag_points::person_id, tag_points::points))
            .load(conn)
    });
    for (tag, person, points) in stored {
        let should = expected.get(&(tag, person)).copied().unwrap_or(0);
        assert_eq!(points, should, "points of {person} under tag {tag}");
    }
}

/// Comments know the thread of their post, and what is merged has nothing of its own.
fn everything_is_in_one_place(stage: &Stage) {
    let rows: Vec<(i64, i64, i64)> = stage.read(|conn| {
        comments::table
            .inner_join(posts::table)
            .select((comments::id, comments::question_id, posts::question_id))
            .load(conn)
    });
    for (id, says, is) in rows {
        assert_eq!(says, is, "the thread of comment {id}");
    }
    let left: Vec<i64> = stage.read(|conn| {
        posts::table
            .inner_join(questions::table.on(questions::id.eq(posts::question_id)))
            .filter(questions::merged_into.is_not_null())
            .filter(posts::kind.eq(PostKind::Answer))
            .select(posts::id)
            .load(conn)
    });
    assert_eq!(left, Vec::<i64>::new(), "answers in threads that are only addresses");
    let inert: i64 = stage.read(|conn| {
        posts::table
            .filter(posts::status_reason.eq(CONVERTED))
            .filter(posts::status.ne(Status::Deleted))
            .count()
            .get_result(conn)
    });
    assert_eq!(inert, 0);
}

#[test]
fn all_counts_stay_right_whatever_is_moved() {
    for seed in [7, 42, 2026] {
        stages(|stage| {
            let mut dice = Dice(seed);
            let people = cast(stage);
            for (n, tags) in [["router"], ["light"], ["fan"], ["router"]].iter().enumerate() {
                let question = stage.ask(people[n % 3], &format!("Question number {n} of the day"), tags);
                for person in [people[(n + 1) % 3], people[(n + 2) % 3]] {
                    let answer = stage.answer(person, question);
                    comment_on(stage, people[n % 3], answer, "Thank you, I will try that.").expect("a comment");
                }
            }
            let mut written = texts(stage);
            for n in 0..ACTS {
                stage.clock.advance(1_000_000);
                let before = texts(stage);
                act(stage, &mut dice, &people);
                let after = texts(stage);
                assert!(after == before || after == before + 1, "step {n}: {before} texts became {after}");
                written = written.max(after);
                if n % 20 == 19 {
                    stage.is_consistent();
                    everything_is_in_one_place(stage);
                }
            }
            stage.is_consistent();
            everything_is_in_one_place(stage);
            points_are_under_the_right_tags(stage);
            assert_eq!(texts(stage), written);
        });
    }
}
