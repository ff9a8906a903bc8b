//! The queue follows what happens elsewhere: what is settled there does not wait here.

use kiez::moderation::kinds::{About, ItemKind};
use kiez::moderation::queue::{self, Item};
use kiez::threads::kinds::{HideReason, Status};
use kiez::threads::{comment, delete, hide, hold};

use super::scenes;

#[test]
fn what_is_settled_elsewhere_waits_no_more() {
    scenes(|scene| {
        let (stage, answer, question) = (scene.stage, scene.answer, scene.question);
        let about = About::Post(answer);
        scene.flag(scene.neighbour("Ava"), about).expect("a flag");
        // Its author takes it back and brings it back: whatever was flagged is still flagged.
        stage.act(scene.gunnar, move |tx, a, r, now| delete::delete(tx, a, answer, r, now)).expect("deleted");
        assert_eq!(scene.waiting(), 0);
        stage.act(scene.gunnar, move |tx, a, r, now| delete::restore(tx, a, answer, r, now)).expect("restored");
        assert!(scene.waits(ItemKind::Flags, about).is_some());
        // A moderator hides it directly.
        stage.act(scene.mo, move |tx, a, r, now| hide::hide(tx, a, answer, HideReason::Rude, r, now)).expect("hidden");
        assert_eq!(scene.waiting(), 0);
        let comment_id = scene.comment(scene.lena, question);
        scene.flag(scene.neighbour("Ben"), About::Comment(comment_id)).expect("a flag");
        stage.act(scene.lena, move |tx, a, r, now| comment::delete(tx, a, comment_id, r, now)).expect("gone");
        assert_eq!(scene.waiting(), 0);
        stage.act(scene.lena, move |tx, a, r, now| comment::restore(tx, a, comment_id, r, now)).expect("back");
        assert_eq!(scene.waiting(), 1);
        stage.act(scene.mo, move |tx, a, r, now| comment::delete(tx, a, comment_id, r, now)).expect("gone");
        assert_eq!(scene.waiting(), 0);
    });
}

#[test]
fn an_author_cannot_escape_flags_and_a_moderator_confirms_them_directly() {
    scenes(|scene| {
        let (stage, answer) = (scene.stage, scene.answer);
        scene.hidden(About::Post(answer));
        assert!(stage.act(scene.gunnar, move |tx, a, r, now| delete::delete(tx, a, answer, r, now)).is_err());
        stage.act(scene.mo, move |tx, a, r, now| hide::hide(tx, a, answer, HideReason::Spam, r, now)).expect("hidden");
        assert_eq!((scene.waiting(), stage.status(answer)), (0, Status::Hidden));
        stage.act(scene.mo, move |tx, a, r, now| hide::show(tx, a, answer, r, now)).expect("shown");
        assert_eq!(stage.status(answer), Status::Visible);
    });
}

#[test]
fn held_posts_keep_what_whoever_held_them_said() {
    scenes(|scene| {
        let stage = scene.stage;
        let new = stage.newcomer("Neo", stage.now());
        let post =
            stage.try_answer(new, scene.question, "See https://example.com for more of it.").expect("held").post_id;
        let about = About::Post(post);
        let first = scene.waits(ItemKind::Held, about).expect("it waits");
        assert_eq!((first.detail.as_str(), first.person_id), ("{}", new));
        let (thread, now) = (scene.question, stage.now());
        let item = Item {
            kind: ItemKind::Held,
            about,
            person_id: new,
            question_id: Some(thread),
            weight: 180,
            detail: serde_json::json!({ "signals": [] }),
        };
        stage.write(move |tx| queue::open(tx, &item, now)).expect("brought up to date");
        let again = scene.waits(ItemKind::Held, about).expect("it waits");
        assert_eq!((again.id, again.weight, again.detail.as_str()), (first.id, 180, r#"{"signals":[]}"#));
        stage.act(scene.mo, move |tx, a, r, now| hold::release(tx, a, post, r, now)).expect("released");
        assert_eq!(scene.waiting(), 0);
    });
}
