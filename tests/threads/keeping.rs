//! Locking, protecting, merging, splitting, moving, converting: what each does, and that it can be taken back.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::db::Db;
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::reputation::Cause;
use kiez::reputation::ledger::{self, MOVED};
use kiez::threads::comment::{self, Comment};
use kiez::threads::convert::{self, ToComment};
use kiez::threads::kinds::{HideReason, LockReason, State, Status};
use kiez::threads::merge::{self, Merge};
use kiez::threads::move_answer::{self, MoveAnswer};
use kiez::threads::retitle::{self, Retitle};
use kiez::threads::revise::Revised;
use kiez::threads::split::{self, Split};
use kiez::threads::tables::{also_have, comments, posts, questions, revisions, watches};
use kiez::threads::watch;
use kiez::threads::{Rules, accept, hide, join, kinds::WatchKind, lock, moves, protect, undo_move};

use crate::support::stage::{Stage, stages, text, why};
use crate::support::{Database, clock};

/// Asker, answerer, voter, moderator.
pub fn cast(stage: &Stage) -> [i64; 4] {
    let people =
        [stage.person("Lena", 500), stage.person("Gunnar", 500), stage.person("Amir", 500), stage.person("Mo", 1)];
    stage.grant(people[3], Role::Moderator, Scope::Everywhere);
    people
}

pub fn comment_on(stage: &Stage, person: i64, post_id: i64, body: &str) -> Verdict<i64> {
    let new = Comment { post_id, text: text(body), key: String::new() };
    stage.act(person, move |tx, actor, rules, now| {
        comment::comment(tx, actor, &new, rules, now).map(|made| made.comment_id)
    })
}

pub fn merge(stage: &Stage, actor: i64, from: i64, into: i64) -> Verdict<i64> {
    let saw = stage.read(|conn| moves::seen(conn, from));
    let wish = Merge { from, into, saw, reason: "The same".into() };
    stage.act(actor, move |tx, actor, rules, now| merge::merge(tx, actor, &wish, rules, now))
}

pub fn undo(stage: &Stage, actor: i64, id: i64) -> Verdict<()> {
    stage.act(actor, move |tx, actor, rules, now| undo_move::undo(tx, actor, id, rules, now).map(|_| ()))
}

pub fn home(stage: &Stage, post: i64) -> i64 {
    stage.read(|conn| posts::table.find(post).select(posts::question_id).first(conn))
}

fn under(stage: &Stage, comment: i64) -> (i64, i64) {
    stage.read(|conn| comments::table.find(comment).select((comments::post_id, comments::question_id)).first(conn))
}

fn merged_into(stage: &Stage, question: i64) -> Option<i64> {
    stage.read(|conn| questions::table.find(question).select(questions::merged_into).first(conn))
}

#[test]
fn a_locked_thread_is_for_reading_only_until_it_is_unlocked() {
    stages(|stage| {
        let [lena, gunnar, amir, mo] = cast(stage);
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let answer = stage.answer(gunnar, question);
        let lock = |person| {
            stage.act(person, move |tx, actor, rules, now| {
                lock::lock(tx, actor, question, LockReason::Heated, rules, now)
            })
        };
        let unlock =
            |person| stage.act(person, move |tx, actor, rules, now| lock::unlock(tx, actor, question, rules, now));
        assert_eq!(why(lock(lena)), "problem-needs-role", "not even its asker");
        lock(mo).expect("locked");
        assert_eq!(why(lock(mo)), "problem-keep-locked-already");
        assert_eq!(why(stage.try_answer(amir, question, "It helps to wait a while.")), "problem-keep-locked");
        assert_eq!(why(stage.vote(amir, answer, 1)), "problem-keep-locked");
        assert_eq!(why(comment_on(stage, amir, answer, "But why?")), "problem-keep-locked");
        let accepted = stage.act(lena, move |tx, actor, rules, now| accept::accept(tx, actor, answer, rules, now));
        assert_eq!(why(accepted), "problem-keep-locked");
        let now = stage.now();
        stage.act(amir, move |tx, actor, _, _| join::join(tx, actor, question, true, now)).expect("joining stays");
        let admin = stage.grant(stage.person("Ada", 1), Role::Admin, Scope::Everywhere);
        unlock(mo).expect("unlocked");
        lock(admin).expect("locked by an admin");
        assert_eq!(why(unlock(mo)), "problem-rank");
        unlock(admin).expect("unlocked");
        stage.vote(amir, answer, 1).expect("votes count again");
        let kinds: Vec<String> = stage.log().into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds.iter().filter(|kind| *kind == "question.locked").count(), 2);
        // A protected one is answered by its asker, the company, and whoever is known.
        let protect = |on: bool| {
            stage.act(mo, move |tx, actor, rules, now| match on {
                true => protect::protect(tx, actor, question, rules, now),
                false => protect::unprotect(tx, actor, question, rules, now),
            })
        };
        protect(true).expect("protected");
        assert_eq!(why(protect(true)), "problem-keep-protected-already");
        let (new, known) = (stage.person("Nina", 9), stage.person("Karl", 10));
        assert_eq!(why(stage.try_answer(new, question, "I have that as well.")), "problem-keep-protected");
        for person in [known, lena, mo] {
            stage.try_answer(person, question, "Hold the button for longer.").expect("may answer");
        }
        protect(false).expect("unprotected");
        stage.try_answer(new, question, "I have that as well.").expect("everybody again");
        stage.is_consistent();
    });
}

#[test]
fn merging_moves_everything_and_can_be_taken_back() {
    stages(|stage| {
        let [lena, gunnar, amir, mo] = cast(stage);
        let from = stage.ask(lena, "Router does not start any more", &["router"]);
        let into = stage.ask(gunnar, "The router stays dark all day", &["light"]);
        let older = stage.ask(amir, "Router is dark since yesterday", &[]);
        let [good, hidden, other] =
            [(amir, from), (gunnar, from), (lena, into)].map(|(person, question)| stage.answer(person, question));
        stage.vote(gunnar, good, 1).expect("a vote");
        stage.act(lena, move |tx, a, r, now| accept::accept(tx, a, good, r, now)).expect("accepted");
        stage.act(mo, move |tx, a, r, now| hide::hide(tx, a, hidden, HideReason::Rude, r, now)).expect("hidden");
        let said = comment_on(stage, amir, from, "Which colour is the light?").expect("a comment");
        let below = comment_on(stage, gunnar, good, "That was it, thanks.").expect("a comment");
        let now = stage.now();
        let nina = stage.person("Nina", 1);
        stage.act(nina, move |tx, a, _, _| join::join(tx, a, from, true, now)).expect("joined");
        stage.act(amir, move |tx, a, _, _| watch::watch(tx, a, WatchKind::Question, from, true, now)).expect("watched");
        let before: Vec<i64> = [lena, gunnar, amir].map(|person| stage.reputation(person)).to_vec();
        stage.clock.advance(1_000_000);
        let first = merge(stage, mo, older, from).expect("one into the other");
        stage.clock.advance(1_000_000);
        let id = merge(stage, mo, from, into).expect("merged");
        stage.is_consistent();
        assert_eq!([good, hidden, other].map(|post| home(stage, post)), [into; 3]);
        assert_eq!((under(stage, said), under(stage, below)), ((into, into), (good, into)));
        assert_eq!((stage.counts(into), stage.state(into)), ((2, 1, 0), State::Solved));
        assert_eq!((stage.status(hidden), stage.counts(from).0), (Status::Hidden, 0));
        assert_eq!([merged_into(stage, from), merged_into(stage, older)], [Some(into); 2], "one step for everybody");
        let have: Vec<i64> = stage.read(|conn| {
            also_have::table
                .filter(also_have::question_id.eq(into))
                .order(also_have::person_id)
                .select(also_have::person_id)
                .load(conn)
        });
        assert_eq!(have, [lena, amir, nina], "both askers and who had it");
        let watching: i64 =
            stage.read(|conn| watches::table.filter(watches::subject_id.eq(into)).count().get_result(conn));
        assert_eq!((watching, stage.tag_count("router")), (1, 0));
        assert_eq!([lena, gunnar, amir].map(|person| stage.reputation(person)).to_vec(), before);
        assert_eq!(why(stage.try_answer(nina, from, "Have you tried another one?")), "problem-keep-merged");
        assert_eq!(why(merge(stage, mo, into, from)), "problem-keep-missing");
        assert_eq!(why(merge(stage, mo, into, into)), "problem-keep-same");
        assert_eq!(why(merge(stage, nina, into, other)), "problem-needs-role");
        assert_eq!(why(undo(stage, mo, first)), "problem-keep-in-the-way");

        // An answer that came since stays; so does what was accepted before.
        let late = stage.answer(nina, into);
        undo(stage, mo, id).expect("taken apart");
        stage.is_consistent();
        assert_eq!([good, hidden, other, late].map(|post| home(stage, post)), [from, from, into, into]);
        assert_eq!((under(stage, said), under(stage, below)), ((from, from), (good, from)));
        assert_eq!((stage.state(from), stage.state(into)), (State::Solved, State::Open));
        assert_eq!([merged_into(stage, from), merged_into(stage, older)], [None, Some(from)]);
        assert_eq!(why(undo(stage, mo, id)), "problem-keep-undone");
        undo(stage, mo, first).expect("that one, too");
        // What was accepted since stands in the way.
        let again = merge(stage, mo, from, into).expect("merged again");
        stage.act(gunnar, move |tx, a, r, now| accept::unaccept(tx, a, good, r, now)).expect("the asker there may");
        assert_eq!(stage.reputation(lena), before[0] - 2, "who accepted it loses what that brought");
        undo(stage, mo, again).expect("nothing in the way");
        stage.is_consistent();
    });
}

#[test]
fn an_answer_moves_with_its_votes_and_without_its_acceptance() {
    stages(|stage| {
        let [lena, gunnar, amir, mo] = cast(stage);
        let from = stage.ask(lena, "Router does not start any more", &["router"]);
        let into = stage.ask(amir, "The router stays dark all day", &["light"]);
        let answer = stage.answer(gunnar, from);
        stage.vote(amir, answer, 1).expect("a vote");
        stage.act(lena, move |tx, a, r, now| accept::accept(tx, a, answer, r, now)).expect("accepted");
        let points = (stage.reputation(gunnar), stage.reputation(lena));
        let go = |from, into| {
            let wish = MoveAnswer { answer, from, into, reason: String::new() };
            stage.act(mo, move |tx, a, r, now| move_answer::move_answer(tx, a, &wish, r, now))
        };
        let id = go(from, into).expect("moved");
        assert_eq!((home(stage, answer), stage.counts(from), stage.counts(into)), (into, (0, 0, 0), (1, 0, 0)));
        assert_eq!((stage.reputation(gunnar), stage.reputation(lena)), (points.0 - 15, points.1 - 2));
        let line = stage.read(|conn| Ok(ledger::lines(conn, gunnar, None, 1).expect("lines")));
        assert_eq!((line[0].cause, line[0].why.as_deref()), (Cause::Reversal, Some(MOVED)));
        assert_eq!(why(go(from, into)), "problem-keep-faster");
        assert_eq!(why(go(into, 4711)), "problem-keep-missing");
        stage.is_consistent();
        undo(stage, mo, id).expect("taken back");
        assert_eq!((stage.reputation(gunnar), stage.reputation(lena)), points);
        assert_eq!((stage.counts(from), stage.state(from)), ((1, 1, 0), State::Solved));
        stage.is_consistent();
        // Not what a moderator wrote.
        let other = stage.grant(stage.person("Mia", 1), Role::Moderator, Scope::Everywhere);
        let by_mia = stage.answer(other, from);
        let wish = MoveAnswer { answer: by_mia, from, into, reason: String::new() };
        let refused = stage.act(mo, move |tx, a, r, now| move_answer::move_answer(tx, a, &wish, r, now));
        assert_eq!(why(refused), "problem-rank");
    });
}

#[test]
fn answers_become_comments_and_comments_answers() {
    stages(|stage| {
        let [lena, gunnar, amir, mo] = cast(stage);
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let [answer, other] = [gunnar, amir].map(|person| stage.answer(person, question));
        stage.vote(lena, answer, 1).expect("up");
        stage.vote(amir, answer, -1).expect("down");
        let below = comment_on(stage, amir, answer, "For me it did not.").expect("a comment");
        let points = [gunnar, amir].map(|person| stage.reputation(person));
        let become_comment = |answer, under| {
            let wish = ToComment { answer, under, reason: String::new() };
            stage.act(mo, move |tx, a, r, now| convert::to_comment(tx, a, &wish, r, now))
        };
        let long = stage.try_answer(lena, question, &"word ".repeat(250)).expect("a long one").post_id;
        assert_eq!(why(become_comment(long, question)), "problem-keep-comment-long");
        assert_eq!(why(become_comment(answer, answer)), "problem-keep-under");
        let id = become_comment(answer, other).expect("a comment");
        let comment = stage.read(|conn| Ok(moves::find(conn, id).expect("a move"))).comment_id.expect("a comment");
        assert_eq!(
            (stage.status(answer), under(stage, comment), under(stage, below).0),
            (Status::Deleted, (other, question), other)
        );
        assert_eq!([gunnar, amir].map(|person| stage.reputation(person)), [points[0] - 8, points[1] + 1]);
        assert_eq!(stage.counts(question).0, 2);
        assert_eq!(stage.read(|conn| moves::comment_of(conn, answer)), Some(comment));
        stage.is_consistent();
        let back = |comment| stage.act(mo, move |tx, a, r, now| convert::to_answer(tx, a, comment, r, now));
        assert_eq!(back(comment).expect("the answer that it was"), id);
        assert_eq!([gunnar, amir].map(|person| stage.reputation(person)), points);
        assert_eq!(
            (stage.status(answer), under(stage, below).0, stage.counts(question).0),
            (Status::Visible, answer, 3)
        );
        assert_eq!(stage.read(|conn| moves::post_of(conn, comment)), Some(answer));
        stage.is_consistent();
        // One that never was an answer becomes a new one, and again a comment as long as nobody did anything with it.
        let short = comment_on(stage, lena, other, "Why so?").expect("a comment");
        assert_eq!(why(back(short)), "problem-keep-answer-short");
        let made = back(below).expect("an answer");
        let new = stage.read(|conn| moves::post_of(conn, below)).expect("an answer");
        assert_eq!((stage.counts(question).0, home(stage, new)), (4, question));
        stage.vote(lena, new, 1).expect("a vote");
        assert_eq!(why(undo(stage, mo, made)), "problem-keep-in-the-way");
        stage.vote(lena, new, 0).expect("taken back");
        undo(stage, mo, made).expect("a comment again");
        assert_eq!((stage.counts(question).0, under(stage, below).0), (3, answer));
        let own = stage.act(amir, move |tx, a, r, now| comment::restore(tx, a, below, r, now));
        own.expect("it is there");
        stage.is_consistent();
    });
}

#[test]
fn parts_become_a_thread_of_their_own_and_come_back() {
    stages(|stage| {
        let [lena, gunnar, amir, mo] = cast(stage);
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let [first, second, third] = [gunnar, amir, gunnar].map(|person| stage.answer(person, question));
        stage.vote(amir, first, 1).expect("up");
        stage.vote(lena, first, -1).expect("down");
        stage.act(lena, move |tx, a, r, now| accept::accept(tx, a, second, r, now)).expect("accepted");
        let said = comment_on(stage, lena, third, "And what about the fan?").expect("a comment");
        let points = [lena, gunnar, amir].map(|person| stage.reputation(person));
        let take = |answers: &[i64], comments: &[i64]| {
            let saw = stage.read(|conn| moves::seen(conn, question));
            let (answers, comments) = (answers.to_vec(), comments.to_vec());
            let title = "The fan is loud at night".to_owned();
            let wish = Split { question, answers, comments, title, saw, reason: "Another matter".into() };
            stage.act(mo, move |tx, a, r, now| split::split(tx, a, &wish, r, now))
        };
        assert_eq!(why(take(&[], &[])), "problem-keep-none");
        assert_eq!(why(take(&[4711], &[])), "problem-keep-faster");
        let (new, id) = take(&[first, second], &[said]).expect("split");
        assert_eq!((new, home(stage, second), under(stage, said)), (first, first, (first, first)));
        assert_eq!((stage.counts(question), stage.counts(new), stage.tag_count("router")), ((1, 0, 0), (1, 0, 0), 2));
        let [by_lena, by_gunnar, by_amir] = [lena, gunnar, amir].map(|person| stage.reputation(person));
        // Ten for the vote on the answer became five for the question; nobody pays for a vote down on a question.
        assert_eq!([by_lena, by_gunnar, by_amir], [points[0] + 1 - 2, points[1] - 5, points[2] - 15]);
        let number: i64 =
            stage.read(|conn| revisions::table.filter(revisions::post_id.eq(new)).count().get_result(conn));
        assert_eq!(number, 2, "its title is a revision");
        stage.is_consistent();
        undo(stage, mo, id).expect("rejoined");
        assert_eq!([lena, gunnar, amir].map(|person| stage.reputation(person)), points);
        assert_eq!([first, second].map(|post| home(stage, post)), [question; 2]);
        assert_eq!(
            (under(stage, said).0, stage.counts(question), merged_into(stage, new)),
            (third, (3, 1, 0), Some(question))
        );
        stage.is_consistent();
        // The same once more: its row is there already. And a comment that becomes a question.
        let (again, id) = take(&[first], &[]).expect("split again");
        assert_eq!(again, first);
        stage.answer(amir, again);
        assert_eq!(why(undo(stage, mo, id)), "problem-keep-in-the-way");
        let (fan, id) = take(&[], &[said]).expect("from a comment");
        assert_eq!(stage.read(|conn| moves::post_of(conn, said)), Some(fan));
        stage.is_consistent();
        undo(stage, mo, id).expect("a comment again");
        assert_eq!(
            (under(stage, said).0, stage.status(fan), merged_into(stage, fan)),
            (third, Status::Deleted, Some(question))
        );
        stage.is_consistent();
    });
}

#[test]
fn a_title_changes_with_a_revision_and_a_reason() {
    stages(|stage| {
        let [lena, gunnar, _, mo] = cast(stage);
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let retitle = |person: i64, base: i64, title: &str, reason: &str| {
            let wish = Retitle { question_id: question, base, title: title.into(), reason: reason.into() };
            stage.act(person, move |tx, a, r, now| retitle::retitle(tx, a, &wish, r, now))
        };
        assert_eq!(why(retitle(mo, 1, "Help", "Says more")), "problem-title-short");
        assert_eq!(why(retitle(mo, 1, "The red light blinks", " ")), "problem-keep-reason");
        assert_eq!(retitle(mo, 1, "The red light blinks", "Says more").expect("saved"), Revised::Saved { number: 2 });
        assert_eq!(why(retitle(mo, 1, "The red light is on", "Says more")), "problem-edit-conflict");
        let suggested = retitle(gunnar, 2, "The red light is on", "Says more").expect("suggested");
        assert!(matches!(suggested, Revised::Suggested { .. }), "{suggested:?}");
        let (title, by): (String, i64) = stage.read(|conn| {
            revisions::table
                .filter(revisions::post_id.eq(question))
                .filter(revisions::number.eq(2))
                .select((revisions::title.assume_not_null(), revisions::author_id))
                .first(conn)
        });
        assert_eq!((title.as_str(), by), ("The red light blinks", mo));
        stage.is_consistent();
    });
}

#[test]
fn two_moderators_at_once_lose_nothing_and_do_not_wait_for_each_other() {
    for database in [Some(Database::sqlite()), Database::postgres()].into_iter().flatten() {
        let nodes: Vec<Db> = (0..3).map(|_| database.open()).collect();
        let stage = Stage { db: nodes[0].clone(), clock: clock(), rules: Rules::default() };
        let [lena, gunnar, amir, mo] = cast(&stage);
        let (a, b) = (
            stage.ask(lena, "Router does not start any more", &["router"]),
            stage.ask(gunnar, "The router stays dark all day", &["light"]),
        );
        let answers = [a, b, a, b].map(|question| stage.answer(amir, question));
        let (now, rules) = (stage.now(), Rules::default());
        let done: Vec<Verdict<i64>> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..12)
                .map(|n| {
                    let (db, rules) = (&nodes[n % nodes.len()], rules.clone());
                    let (from, into) = if n % 2 == 0 { (a, b) } else { (b, a) };
                    scope.spawn(move || {
                        db.write_blocking(move |tx| {
                            let actor = kiez::accounts::Actor::load(tx.conn(), mo)?;
                            let wish = Merge { from, into, saw: 0, reason: String::new() };
                            merge::merge(tx, &actor, &wish, &rules, now)
                        })
                    })
                })
                .collect();
            all.into_iter().map(|one| one.join().expect("a thread")).collect()
        });
        let won = done.iter().filter(|one| one.is_ok()).count();
        assert_eq!(won, 1, "{done:?}");
        for one in done {
            let told = matches!(one, Ok(_) | Err(Refusal::Conflict(_) | Refusal::Invalid(_) | Refusal::Unavailable(_)));
            assert!(told, "{one:?}");
        }
        let survivor = if merged_into(&stage, a).is_some() { b } else { a };
        assert_eq!(answers.map(|answer| home(&stage, answer)), [survivor; 4]);
        stage.is_consistent();
    }
}
