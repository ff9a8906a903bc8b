//! Appeals: by whom, against what, decided by somebody else, once.

use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::suspend;
use kiez::ground::refusal::Verdict;
use kiez::moderation::appeal;
use kiez::moderation::kinds::{About, Decision, ItemKind};
use kiez::threads::hide;
use kiez::threads::kinds::{HideReason, Status};

use super::{Scene, scenes};
use crate::support::stage::why;

const TEXT: &str = "It names the one setting that helped all of us.";

impl Scene<'_> {
    fn appeal(&self, person: i64, about: About) -> Verdict<i64> {
        self.stage.act(person, move |tx, actor, _, now| appeal::open(tx, actor, about, TEXT, now))
    }

    fn hide(&self, person: i64) {
        let answer = self.answer;
        let hidden = self
            .stage
            .act(person, move |tx, actor, rules, now| hide::hide(tx, actor, answer, HideReason::Spam, rules, now));
        hidden.expect("hidden");
    }
}

#[test]
fn an_author_appeals_and_another_moderator_decides() {
    scenes(|scene| {
        let about = About::Post(scene.answer);
        assert_eq!(why(scene.appeal(scene.gunnar, about)), "problem-appeal-nothing");
        scene.hide(scene.mo);
        assert_eq!(why(scene.appeal(scene.lena, about)), "not found", "it is not hers, nor can she see it");
        let short = scene.stage.act(scene.gunnar, move |tx, a, _, now| appeal::open(tx, a, about, " Why? ", now));
        assert_eq!(why(short), "problem-appeal-length");
        scene.appeal(scene.gunnar, about).expect("an appeal");
        assert_eq!(why(scene.appeal(scene.gunnar, about)), "problem-appeal-waits");
        let item = scene.item(ItemKind::Appeal, about);
        // As long as there is nobody else, whoever decided may look again; then not any more.
        let karl = scene.stage.grant(scene.stage.person("Karl", 1), Role::Moderator, Scope::Everywhere);
        assert_eq!(why(scene.decide(scene.mo, item, Decision::Uphold)), "problem-appeal-yours");
        scene.decide(karl, item, Decision::Overturn).expect("overturned");
        assert_eq!(scene.stage.status(scene.answer), Status::Visible);
        scene.undo(karl, item).expect("taken back");
        assert_eq!(scene.stage.status(scene.answer), Status::Hidden);
        scene.decide(karl, item, Decision::Uphold).expect("upheld");
        assert_eq!(scene.stage.status(scene.answer), Status::Hidden);
        assert_eq!(why(scene.appeal(scene.gunnar, about)), "problem-appeal-decided");
        assert_eq!(scene.waiting(), 0);
    });
}

#[test]
fn where_there_is_one_moderator_they_look_again() {
    scenes(|scene| {
        scene.hide(scene.mo);
        scene.appeal(scene.gunnar, About::Post(scene.answer)).expect("an appeal");
        let item = scene.item(ItemKind::Appeal, About::Post(scene.answer));
        scene.decide(scene.mo, item, Decision::Overturn).expect("there is nobody else");
        assert_eq!(scene.stage.status(scene.answer), Status::Visible);
    });
}

#[test]
fn what_flags_hid_is_appealed_against_and_showing_it_settles_both() {
    scenes(|scene| {
        let about = About::Post(scene.answer);
        scene.hidden(about);
        scene.appeal(scene.gunnar, about).expect("an appeal");
        assert_eq!(scene.waiting(), 2);
        let item = scene.item(ItemKind::Appeal, about);
        scene.decide(scene.mo, item, Decision::Overturn).expect("overturned");
        assert_eq!((scene.waiting(), scene.stage.status(scene.answer)), (0, Status::Visible));
        // What is hidden anew can be appealed against anew.
        scene.stage.clock.advance(1);
        scene.hide(scene.mo);
        scene.appeal(scene.gunnar, about).expect("another decision, another appeal");
    });
}

#[test]
fn a_rejected_first_post_that_wins_its_appeal_is_announced() {
    scenes(|scene| {
        let new = scene.stage.newcomer("Neo", scene.stage.now());
        let body = "See https://example.com for how it is done.";
        let post = scene.stage.try_answer(new, scene.question, body).expect("held").post_id;
        let about = About::Post(post);
        scene.decide(scene.mo, scene.item(ItemKind::Held, about), Decision::Reject).expect("rejected");
        scene.appeal(new, about).expect("an appeal");
        let before = scene.stage.log().len();
        scene.decide(scene.mo, scene.item(ItemKind::Appeal, about), Decision::Overturn).expect("overturned");
        let kinds = scene.stage.kinds_after(before);
        assert!(kinds.contains(&"answer.posted".to_owned()), "{kinds:?}");
    });
}

#[test]
fn suspended_people_may_appeal_and_nobody_else_for_them() {
    scenes(|scene| {
        let (gunnar, about) = (scene.gunnar, About::Person(scene.gunnar));
        scene
            .stage
            .act(scene.mo, move |tx, actor, _, now| suspend::suspend(tx, actor, gunnar, 7, "Advertising, again.", now))
            .expect("suspended");
        assert_eq!(why(scene.appeal(scene.lena, about)), "not found");
        scene.appeal(gunnar, about).expect("an appeal");
        let item = scene.item(ItemKind::Appeal, about);
        scene.decide(scene.mo, item, Decision::Overturn).expect("overturned");
        scene.stage.answer(gunnar, scene.question);
        assert_eq!(why(scene.appeal(gunnar, about)), "problem-appeal-decided", "not again so soon");
    });
}
