//! Decisions teach: each post once, forgotten again when a decision is taken back.

use std::sync::Arc;

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::events::{DatabaseReader, catch_up};
use kiez::moderation::screen::learn::Learner;
use kiez::moderation::screen::{facts, learn};
use kiez::moderation::tables::{spam_domains, spam_words};
use kiez::threads::hide;
use kiez::threads::kinds::HideReason;

use super::guarded;
use crate::support::stage::Stage;

fn read_on(stage: &Stage) {
    let reader: Arc<dyn DatabaseReader> = Arc::new(Learner);
    catch_up(&stage.db, &reader, &stage.clock).expect("the reader reads");
}

fn word(stage: &Stage, word: &str) -> Option<(i64, i64)> {
    stage.read(|conn| spam_words::table.find(word).select((spam_words::spam, spam_words::fine)).first(conn).optional())
}

#[test]
fn hiding_as_advertising_teaches_and_showing_again_forgets() {
    guarded(|stage| {
        let (asker, moderator) = (stage.person("Asker", 100), stage.person("Jonas", 1));
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        let question = stage.ask(asker, "Why does my router blink?", &[]);
        let spam =
            stage.try_answer(asker, question, "Jackpots at https://casino.example/ for you.").expect("stored").post_id;
        let rude = stage.try_answer(asker, question, "Nonsense, all of it, says everybody.").expect("stored").post_id;
        for (post, reason) in [(spam, HideReason::Spam), (rude, HideReason::Rude)] {
            stage
                .act(moderator, move |tx, actor, rules, now| hide::hide(tx, actor, post, reason, rules, now))
                .expect("hidden");
        }
        read_on(stage);
        read_on(stage);
        assert_eq!(word(stage, "jackpots"), Some((1, 0)));
        assert_eq!(word(stage, "nonsense"), None);
        let host: Option<i64> = stage
            .read(|conn| spam_domains::table.find("casino.example").select(spam_domains::spam).first(conn).optional());
        assert_eq!(host, Some(1));
        stage.act(moderator, move |tx, actor, rules, now| hide::show(tx, actor, spam, rules, now)).expect("shown");
        read_on(stage);
        assert_eq!(word(stage, "jackpots"), Some((0, 0)));
        assert_eq!(stage.read(facts::lessons).spam, 0);
    });
}

#[test]
fn words_speak_once_enough_was_learned() {
    guarded(|stage| {
        let asker = stage.person("Asker", 100);
        let now = stage.now();
        for n in 0..20 {
            let fine = stage.ask(asker, &format!("My router {n} blinks at night"), &[]);
            stage.clock.advance(kiez::ground::clock::DAY);
            let bad =
                stage.answer_with(asker, fine, "Jackpots and bonuses, free spins, casino vouchers await you now.");
            stage
                .write(move |tx| {
                    learn::learn(tx, fine, false, now)?;
                    learn::learn(tx, bad, true, now)
                })
                .expect("learned");
        }
        let newcomer = stage.newcomer("New", stage.now());
        let question = stage.ask(asker, "One more thing about it", &[]);
        let posted =
            stage.try_answer(newcomer, question, "Casino bonuses: free jackpots and vouchers.").expect("stored");
        let (seen, report) = (super::signals(stage, posted.post_id), stage.read(facts::lessons));
        assert_eq!((report.spam, report.fine), (20, 20));
        // 45 points alone are not enough.
        assert!(!posted.held && seen.is_empty());
        let told = stage.read(|conn| {
            kiez::moderation::screen::replay::run(
                conn,
                &kiez::moderation::screen::book::Book::default(),
                Some(stage.now()),
            )
        });
        assert!(told.by_signal.contains_key("learned_words"), "{told:?}");
    });
}

impl Stage {
    fn answer_with(&self, person: i64, question: i64, body: &str) -> i64 {
        self.try_answer(person, question, body).expect("an answer").post_id
    }
}
