//! Deciding what waits: by whom, once, with what follows, and taking it back.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::{MINUTE, Micros};
use kiez::moderation::claim::{self, CLAIM};
use kiez::moderation::decide::Choice;
use kiez::moderation::kinds::{About, Decision, ItemKind};
use kiez::moderation::reasons::{self, Draft};
use kiez::moderation::tables::{flags, review_items};
use kiez::moderation::weigh::Record;
use kiez::moderation::{record, rows};
use kiez::threads::kinds::{HideReason, Status, SuggestionState};
use kiez::threads::revise::{self, Revision};
use kiez::threads::suggest;
use kiez::threads::tables::posts;

use super::{Scene, scenes};
use crate::support::stage::{text, why};

fn record_of(scene: &Scene<'_>, person: i64) -> Record {
    scene.stage.read(|conn| record::of(conn, person))
}

fn reason_of(scene: &Scene<'_>, post: i64) -> Option<String> {
    scene.stage.read(|conn| posts::table.find(post).select(posts::status_reason).first(conn))
}

#[test]
fn moderators_agree_with_flags_or_not_and_flaggers_are_weighed_by_it() {
    scenes(|scene| {
        let about = About::Post(scene.answer);
        let flaggers = scene.hidden(about);
        let item = scene.item(ItemKind::Flags, about);
        assert_eq!(why(scene.decide(scene.lena, item, Decision::Hide)), "problem-needs-role");
        assert_eq!(why(scene.decide(scene.mo, item, Decision::Release)), "problem-invalid");
        scene.decide(scene.mo, item, Decision::Keep).expect("decided");
        assert_eq!(scene.stage.status(scene.answer), Status::Visible);
        assert_eq!(record_of(scene, flaggers[0]), Record { decided: 1, agreed: 0 });
        assert_eq!(why(scene.decide(scene.mo, item, Decision::Hide)), "problem-review-decided");
        assert_eq!(why(scene.retract(flaggers[0], about)), "problem-flag-decided");
        // Their next flags count less, and those who were right before count more.
        let next = scene.stage.answer(scene.gunnar, scene.question);
        for person in flaggers {
            assert!(!scene.flag(person, About::Post(next)).expect("a flag").hidden);
        }
        let item = scene.item(ItemKind::Flags, About::Post(next));
        assert_eq!(scene.waits(ItemKind::Flags, About::Post(next)).expect("waits").weight, 240);
        scene.decide(scene.mo, item, Decision::Hide).expect("decided");
        assert_eq!(reason_of(scene, next).as_deref(), Some("spam"), "as what flags say");
        assert_eq!(record_of(scene, flaggers[0]), Record { decided: 2, agreed: 1 });
        assert_eq!(scene.waiting(), 0);
    });
}

#[test]
fn what_was_decided_can_be_taken_back_at_once_but_not_later() {
    scenes(|scene| {
        let about = About::Post(scene.answer);
        let flaggers = scene.hidden(about);
        let item = scene.item(ItemKind::Flags, about);
        for decision in [Decision::Keep, Decision::Hide] {
            scene.decide(scene.mo, item, decision).expect("decided");
            scene.undo(scene.mo, item).expect("taken back");
            assert_eq!(scene.stage.status(scene.answer), Status::Hidden);
            assert_eq!(reason_of(scene, scene.answer).as_deref(), Some("flags"));
            assert_eq!(record_of(scene, flaggers[1]), Record::default());
            let row = scene.waits(ItemKind::Flags, about).expect("it waits again");
            assert_eq!((row.id, row.claimant(scene.stage.now())), (item, Some(scene.mo)));
        }
        scene.decide(scene.mo, item, Decision::Keep).expect("decided");
        let other = scene.stage.grant(scene.stage.person("Karl", 1), Role::Moderator, Scope::Everywhere);
        assert_eq!(why(scene.undo(other, item)), "not found");
        scene.stage.clock.advance(3 * MINUTE);
        assert_eq!(why(scene.undo(scene.mo, item)), "problem-undo-late");
    });
}

#[test]
fn nobody_decides_about_somebody_of_a_higher_rank_or_their_own() {
    scenes(|scene| {
        let admin = scene.stage.grant(scene.stage.person("Ines", 1), Role::Admin, Scope::Everywhere);
        let karl = scene.stage.grant(scene.stage.person("Karl", 1), Role::Moderator, Scope::Everywhere);
        for author in [admin, karl] {
            let about = About::Post(scene.stage.answer(author, scene.question));
            scene.flag(scene.neighbour(&format!("F{author}")), about).expect("a flag");
            let item = scene.item(ItemKind::Flags, about);
            for decision in [Decision::Hide, Decision::Keep] {
                assert_eq!(why(scene.decide(scene.mo, item, decision)), "problem-rank");
            }
            if author == karl {
                assert_eq!(why(scene.decide(karl, item, Decision::Keep)), "problem-review-own");
            }
            scene.decide(admin, item, Decision::Keep).expect("by somebody above, or with nobody above");
        }
    });
}

#[test]
fn one_takes_it_up_and_the_others_see_that() {
    scenes(|scene| {
        let about = About::Post(scene.answer);
        let karl = scene.stage.grant(scene.stage.person("Karl", 1), Role::Moderator, Scope::Everywhere);
        scene.flag(scene.neighbour("Ava"), about).expect("a flag");
        let item = scene.item(ItemKind::Flags, about);
        let claim = |person, over| {
            scene.stage.act(person, move |tx, actor, rules, now| claim::claim(tx, actor, item, over, rules, now))
        };
        assert_eq!(why(claim(scene.lena, false)), "problem-needs-role");
        claim(scene.mo, false).expect("taken up");
        assert_eq!(why(claim(karl, false)), "problem-review-claimed");
        assert_eq!(why(scene.decide(karl, item, Decision::Keep)), "problem-review-claimed");
        claim(karl, true).expect("taken over");
        scene.stage.act(karl, move |tx, actor, rules, now| claim::leave(tx, actor, item, rules, now)).expect("left");
        claim(scene.mo, false).expect("taken up");
        scene.stage.clock.advance(CLAIM);
        scene.decide(karl, item, Decision::Keep).expect("the claim has ended");
        assert_eq!(why(claim(scene.mo, true)), "problem-review-decided");
    });
}

#[test]
fn held_posts_are_let_through_or_not_and_back() {
    scenes(|scene| {
        let new = scene.stage.newcomer("Neo", scene.stage.now());
        let link = "Look at https://example.com for how it is done.";
        let held = |n: i64| scene.stage.try_answer(new, scene.question, &format!("{link} {n}")).expect("held").post_id;
        let post = held(1);
        let item = scene.item(ItemKind::Held, About::Post(post));
        let asked = |kind: &str| scene.stage.log().iter().filter(|event| event.kind == kind).count();
        let before = asked("answer.posted");
        scene.decide(scene.mo, item, Decision::Release).expect("let through");
        assert_eq!((scene.stage.status(post), asked("answer.posted")), (Status::Visible, before + 1));
        scene.undo(scene.mo, item).expect("back");
        assert_eq!(scene.stage.status(post), Status::Held);
        assert_eq!(scene.item(ItemKind::Held, About::Post(post)), item);
        scene.decide(scene.mo, item, Decision::Release).expect("let through again");
        assert_eq!(asked("answer.posted"), before + 1, "nobody hears of it twice");
        let other = held(2);
        let item = scene.item(ItemKind::Held, About::Post(other));
        scene.decide(scene.mo, item, Decision::Reject).expect("rejected");
        assert_eq!(scene.stage.status(other), Status::Hidden);
        scene.undo(scene.mo, item).expect("back");
        assert_eq!(reason_of(scene, other).as_deref(), Some("first_links"));
        assert_eq!(scene.waiting(), 1);
    });
}

#[test]
fn edits_are_decided_in_the_queue_by_whoever_may() {
    scenes(|scene| {
        let (jule, karl) = (scene.stage.person("Jule", 60), scene.stage.person("Karl", 1_500));
        let question = scene.question;
        let suggest = |words: &'static str| {
            let done = scene.stage.act(jule, move |tx, actor, rules, now| {
                let revision = Revision { base: 1, text: text(words), reason: "clearer".into(), ..Revision::default() };
                revise::revise(tx, actor, question, &revision, rules, now)
            });
            done.expect("suggested");
            let row: i64 = scene.stage.read(|conn| {
                let open = review_items::table.filter(review_items::decided_at.is_null());
                open.filter(review_items::kind.eq(ItemKind::Edit)).select(review_items::id).first(conn)
            });
            row
        };
        let item = suggest("The red light blinks three times.");
        assert_eq!(why(scene.decide(jule, item, Decision::Decline)), "problem-needs-reputation");
        scene.decide(karl, item, Decision::Decline).expect("declined");
        scene.undo(karl, item).expect("waits again");
        let row = scene.stage.read(|conn| Ok(rows::find(conn, item))).expect("the item");
        let About::Edit(edit) = row.about().expect("an edit") else { panic!("{row:?}") };
        let state = |id| scene.stage.read(|conn| Ok(suggest::find(conn, id))).expect("a suggestion").state;
        assert_eq!(state(edit), SuggestionState::Waiting);
        scene.stage.clock.advance(CLAIM);
        let accept = Choice {
            decision: Some(Decision::Accept),
            text: Some(text("The red light blinks three times.")),
            ..Choice::default()
        };
        scene.decide_as(scene.lena, item, accept).expect("whose question it is may, too");
        assert_eq!(state(edit), SuggestionState::Accepted);
        let body = |scene: &Scene<'_>| -> String {
            scene.stage.read(|conn| posts::table.find(question).select(posts::body).first(conn))
        };
        let points = scene.stage.reputation(jule);
        let before = text("The red light blinks and nothing else happens.");
        scene.undo_with(scene.lena, item, Some(before)).expect("taken back");
        assert_eq!(body(scene), "The red light blinks and nothing else happens.");
        assert_eq!((state(edit), scene.stage.reputation(jule)), (SuggestionState::Waiting, points - 2));
        assert_eq!(scene.item(ItemKind::Edit, About::Edit(edit)), item);
        scene.decide(scene.mo, item, Decision::Decline).expect_err("she has it");
    });
}

#[test]
fn texts_say_why_and_stay_as_they_were() {
    scenes(|scene| {
        let admin = scene.stage.grant(scene.stage.person("Ines", 1), Role::Admin, Scope::Everywhere);
        let draft = Draft {
            decision: Some(Decision::Hide),
            name: "Off".into(),
            texts: [("en".into(), "Not here.".into()), ("de".into(), "Nicht hier.".into())].into(),
            hide_as: Some(HideReason::Wrong),
        };
        let save = |person, draft: Draft| {
            scene.stage.act(person, move |tx, actor, rules, now| reasons::save(tx, actor, None, &draft, rules, now))
        };
        assert_eq!(why(save(scene.mo, draft.clone())), "problem-needs-role");
        assert_eq!(why(save(admin, Draft { name: " ".into(), ..draft.clone() })), "problem-reason-name");
        assert_eq!(why(save(admin, Draft { texts: [].into(), ..draft.clone() })), "problem-reason-text");
        let id = save(admin, draft.clone()).expect("a text");
        assert_eq!(why(save(admin, draft)), "problem-reason-taken");
        let about = About::Post(scene.answer);
        scene.flag(scene.neighbour("Ava"), about).expect("a flag");
        let item = scene.item(ItemKind::Flags, about);
        let wrong = Choice { decision: Some(Decision::Keep), reason: Some(id), ..Choice::default() };
        assert_eq!(why(scene.decide_as(scene.mo, item, wrong)), "problem-review-reason");
        let right = Choice { decision: Some(Decision::Hide), reason: Some(id), ..Choice::default() };
        scene.decide_as(scene.mo, item, right).expect("decided");
        scene.stage.act(admin, move |tx, actor, rules, now| reasons::remove(tx, actor, id, rules, now)).expect("gone");
        assert_eq!(reason_of(scene, scene.answer).as_deref(), Some("wrong"));
        let kept: Option<String> =
            scene.stage.read(|conn| review_items::table.find(item).select(review_items::reason).first(conn));
        assert_eq!(reasons::said(&kept.expect("kept"), "de"), "Nicht hier.");
        let when: Option<Micros> = scene.stage.read(|conn| flags::table.select(flags::decided_at).first(conn));
        assert_eq!(when, Some(scene.stage.now()));
    });
}
