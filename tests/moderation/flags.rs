//! Flagging: who may, what it counts, what it hides, and what it never tells.

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::refusal::Refusal;
use kiez::moderation::kinds::{About, FlagReason, ItemKind};
use kiez::moderation::tables::flags;
use kiez::threads::kinds::{HideReason, Status};
use kiez::threads::tables::{comments, posts};
use kiez::threads::{delete, hide};

use super::scenes;
use crate::support::stage::why;

#[test]
fn flags_wait_together_and_enough_of_them_hide() {
    scenes(|scene| {
        let about = About::Post(scene.answer);
        let before = scene.stage.log().len();
        scene.hidden(about);
        assert_eq!(scene.stage.status(scene.answer), Status::Hidden);
        let reason: Option<String> =
            scene.stage.read(|conn| posts::table.find(scene.answer).select(posts::status_reason).first(conn));
        assert_eq!(reason.as_deref(), Some(hide::FLAGS));
        let item = scene.waits(ItemKind::Flags, about).expect("one item");
        assert_eq!(
            (item.weight, item.person_id, item.detail.as_str()),
            (300, scene.gunnar, r#"{"reasons":{"spam":3}}"#)
        );
        let kinds = scene.stage.kinds_after(before);
        assert_eq!(kinds.iter().filter(|kind| *kind == "review.opened").count(), 1);
        assert_eq!(kinds.iter().filter(|kind| *kind == "flag.raised").count(), 3);
        assert_eq!(kinds.iter().filter(|kind| *kind == "flags.hid").count(), 1);
        assert_eq!(scene.stage.counts(scene.question).0, 0, "it counts as an answer no more");
    });
}

#[test]
fn a_comment_is_flagged_and_hidden_likewise() {
    scenes(|scene| {
        let id = scene.comment(scene.lena, scene.answer);
        let about = About::Comment(id);
        scene.hidden(about);
        let status: Status = scene.stage.read(|conn| comments::table.find(id).select(comments::status).first(conn));
        assert_eq!(status, Status::Hidden);
        assert_eq!(scene.stage.status(scene.answer), Status::Visible, "the answer stays");
        assert_eq!(scene.item(ItemKind::Flags, about), scene.waits(ItemKind::Flags, about).expect("one").id);
    });
}

#[test]
fn one_flag_a_person_which_they_may_take_back() {
    scenes(|scene| {
        let (ava, about) = (scene.neighbour("Ava"), About::Post(scene.answer));
        let first = scene.flag(ava, about).expect("a flag");
        let again = scene.flag_as(ava, about, FlagReason::Rude, "").expect("the same flag");
        assert!(again.repeated && again.flag_id == first.flag_id);
        assert_eq!(scene.waits(ItemKind::Flags, about).expect("waits").weight, 100);
        scene.flag(scene.neighbour("Ben"), about).expect("another one");
        assert_eq!(scene.waits(ItemKind::Flags, about).expect("waits").weight, 200);
        scene.retract(ava, about).expect("taken back");
        assert_eq!(scene.waits(ItemKind::Flags, about).expect("waits").weight, 100);
        assert_eq!(why(scene.retract(ava, about)), "not found");
        let ben = scene.stage.read(|conn| flags::table.select(flags::person_id).first(conn));
        scene.retract(ben, about).expect("taken back");
        assert!(scene.waits(ItemKind::Flags, about).is_none(), "nothing is said of it any more");
        assert!(!scene.flag(ava, about).expect("once more").repeated);
    });
}

#[test]
fn what_not_everybody_sees_cannot_be_flagged_and_is_not_spoken_of() {
    scenes(|scene| {
        let (ava, answer) = (scene.neighbour("Ava"), scene.answer);
        let staff = scene.stage.grant(scene.stage.person("Mia", 1), Role::Staff, Scope::Everywhere);
        let id = scene.comment(scene.lena, answer);
        let never = why(scene.flag(ava, About::Post(999_999)));
        scene
            .stage
            .act(scene.mo, move |tx, actor, rules, now| hide::hide(tx, actor, answer, HideReason::Wrong, rules, now))
            .expect("hidden");
        for person in [ava, staff, scene.mo] {
            assert_eq!(why(scene.flag(person, About::Post(answer))), never, "as one that never was");
            assert_eq!(why(scene.flag(person, About::Comment(id))), never, "and what is under it");
        }
        let own = scene.stage.ask(ava, "Something else altogether", &["router"]);
        scene.stage.act(ava, move |tx, actor, rules, now| delete::delete(tx, actor, own, rules, now)).expect("deleted");
        assert_eq!(why(scene.flag(scene.neighbour("Ben"), About::Post(own))), never);
        for about in [About::Person(ava), About::Ring(1), About::Edit(1)] {
            assert_eq!(why(scene.flag(ava, about)), never);
        }
    });
}

#[test]
fn not_everybody_may_flag_everything() {
    scenes(|scene| {
        let about = About::Post(scene.answer);
        assert_eq!(why(scene.flag(scene.stage.person("New", 1), about)), "problem-needs-reputation");
        let known = scene.neighbour("Ava");
        assert_eq!(why(scene.flag_as(known, about, FlagReason::Other, "  ")), "problem-flag-note");
        let long = "x".repeat(501);
        assert!(matches!(scene.flag_as(known, about, FlagReason::Other, &long), Err(Refusal::Invalid(_))));
        scene.flag_as(known, about, FlagReason::Other, "It is about another box.").expect("a flag");
        let own = scene.stage.answer(known, scene.question);
        assert_eq!(why(scene.flag(known, About::Post(own))), "problem-flag-own");
    });
}

#[test]
fn flags_alone_never_hide_what_the_company_says() {
    scenes(|scene| {
        for role in [Role::Expert, Role::Staff, Role::Moderator, Role::Admin] {
            let author = scene.stage.grant(scene.stage.person(role.word(), 1), role, Scope::Everywhere);
            let answer = scene.stage.answer(author, scene.question);
            for n in 0..6 {
                let person = scene.neighbour(&format!("{}{n}", role.word()));
                assert!(!scene.flag(person, About::Post(answer)).expect("a flag").hidden);
            }
            assert_eq!(scene.stage.status(answer), Status::Visible);
            assert_eq!(scene.waits(ItemKind::Flags, About::Post(answer)).expect("it waits").weight, 600);
        }
    });
}
