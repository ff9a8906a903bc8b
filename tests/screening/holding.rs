//! Posts wait when enough was seen in them, with the reasons; nothing else changes for anybody.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use diesel::prelude::*;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::{DAY, MINUTE, Micros};
use kiez::ground::jobs::{self, Handler, Lane};
use kiez::ground::web::stamp::Sent;
use kiez::moderation::screen::book::{self, Book};
use kiez::moderation::screen::guard::Guard;
use kiez::moderation::screen::outside::{Asking, Outside};
use kiez::moderation::screen::replay;
use kiez::moderation::tables::{review_items, text_prints};
use kiez::threads::comment::{self, Comment};
use kiez::threads::hold;
use kiez::threads::kinds::Status;
use kiez::threads::revise::{self, Revision};
use kiez::threads::screen::Screener;
use kiez::threads::{Rules, ask};

use super::{guarded, reason, signals};
use crate::support::stage::{Stage, text, why};

/// A text that is long enough to be known again.
const OFFER: &str = "Buy the very best router of the whole world today, it costs almost nothing and blinks green only.";

fn set(stage: &Stage, book: Book) {
    let admin = stage.person("Ines", 1);
    stage.grant(admin, Role::Admin, Scope::Everywhere);
    stage.act(admin, move |tx, actor, _, now| book::change(tx, actor, &book, now)).expect("the settings are stored");
}

#[test]
fn a_new_account_with_an_unwanted_link_waits_and_hears_why() {
    guarded(|stage| {
        set(stage, Book { domains: vec!["casino.example".into()], ..Book::default() });
        let spammer = stage.newcomer("Spammer", stage.now());
        let question = ask::Question {
            text: text("See [this](https://www.casino.example/win) for help."),
            ..stage.question("How do I win with my router?", &[])
        };
        let before = stage.log().len();
        let posted = stage.act(spammer, move |tx, actor, rules, now| ask::ask(tx, actor, &question, rules, now));
        let posted = posted.expect("it is stored");
        assert!(posted.held && posted.spam);
        assert_eq!(stage.status(posted.post_id), Status::Held);
        assert_eq!(reason(stage, posted.post_id).as_deref(), Some(hold::SPAM_CHECK));
        let seen: Vec<(String, i64)> = signals(stage, posted.post_id).into_iter().map(|s| (s.name, s.points)).collect();
        assert_eq!(seen, [("listed_domain".to_owned(), 60), ("new_account_links".to_owned(), 30)]);
        assert_eq!(stage.kinds_after(before), ["review.opened", "post.held"]);
        assert!(!stage.log().iter().any(|event| event.payload.contains("casino")), "events name no text");
        // Let through, it is announced as if it came now.
        let moderator = stage.person("Jonas", 1);
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        let (id, before) = (posted.post_id, stage.log().len());
        stage.act(moderator, move |tx, actor, rules, now| hold::release(tx, actor, id, rules, now)).expect("released");
        assert_eq!(stage.kinds_after(before), ["post.released", "question.asked"]);
        stage.is_consistent();
    });
}

#[test]
fn known_members_and_the_company_are_not_looked_at() {
    guarded(|stage| {
        set(stage, Book { words: vec!["casino".into(), "win".into(), "money".into()], hold_at: 40, ..Book::default() });
        let question = stage.ask(stage.person("Asker", 100), "Why does my router blink?", &[]);
        let body = "Casino win money: this is what the manual says about the light.";
        let (known, rocket, sleeper) =
            (stage.person("Known", 50), stage.newcomer("Rocket", stage.now()), stage.person("Sleeper", 1));
        let staff = stage.newcomer("Staff", stage.now());
        stage.grant(staff, Role::Moderator, Scope::Everywhere);
        for (person, held) in [(known, false), (staff, false), (rocket, true), (sleeper, true)] {
            let posted = stage.try_answer(person, question, body).expect("an answer");
            assert_eq!(posted.held, held);
        }
        assert_eq!(stage.counts(question).0, 2);
        stage.is_consistent();
    });
}

#[test]
fn a_repeated_text_waits_the_third_time_and_a_repeated_form_is_one_post() {
    guarded(|stage| {
        let (asker, other) = (stage.person("Asker", 100), stage.newcomer("Other", stage.now()));
        let threads: Vec<i64> =
            (0..4).map(|n| stage.ask(asker, &format!("Question number {n} about it"), &[])).collect();
        let held: Vec<bool> = threads
            .iter()
            .map(|thread| {
                stage.clock.advance(20 * MINUTE);
                stage.try_answer(other, *thread, OFFER).expect("an answer").held
            })
            .collect();
        assert_eq!(held, [false, false, true, true]);
        // After a month it is forgotten.
        stage.clock.advance(31 * DAY);
        let thread = stage.ask(asker, "One more question about it", &[]);
        assert!(!stage.try_answer(other, thread, OFFER).expect("an answer").held);
    });
}

#[test]
fn forms_that_nobody_filled_in_count() {
    guarded(|stage| {
        let trapped = Stage {
            db: stage.db.clone(),
            clock: stage.clock.clone(),
            rules: stage.rules.clone().sent(Sent { trapped: true, seconds: Some(0) }),
        };
        let newcomer = stage.newcomer("New", stage.now());
        let question = stage.ask(stage.person("Asker", 100), "Why does my router blink?", &[]);
        let posted = trapped.try_answer(newcomer, question, OFFER).expect("an answer");
        assert!(posted.held);
        let names: Vec<String> = signals(stage, posted.post_id).into_iter().map(|s| s.name).collect();
        assert_eq!(names, ["trap", "fast_form"]);
    });
}

#[test]
fn first_links_wait_as_before_with_what_was_seen() {
    guarded(|stage| {
        let newcomer = stage.newcomer("New", stage.now());
        let question = stage.ask(stage.person("Asker", 100), "Why does my router blink?", &[]);
        let posted =
            stage.try_answer(newcomer, question, "Look at https://manual.example/light once more.").expect("stored");
        assert!(posted.held && !posted.spam);
        assert_eq!(reason(stage, posted.post_id).as_deref(), Some(hold::FIRST_LINKS));
        assert_eq!(signals(stage, posted.post_id).len(), 1);
    });
}

#[test]
fn comments_are_refused_and_edits_wait_without_being_announced_again() {
    guarded(|stage| {
        set(stage, Book { domains: vec!["casino.example".into()], ..Book::default() });
        let author = stage.person("Author", 20);
        let question = stage.ask(author, "Why does my router blink?", &[]);
        let spam = "Find out at https://casino.example/ what it means.";
        let comment = Comment { post_id: question, text: text(spam), key: String::new() };
        let refused = stage.act(author, move |tx, actor, rules, now| comment::comment(tx, actor, &comment, rules, now));
        assert_eq!(why(refused), "spam-comment-refused");
        let revision = Revision { base: 1, text: text(spam), ..Revision::default() };
        stage
            .act(author, move |tx, actor, rules, now| revise::revise(tx, actor, question, &revision, rules, now))
            .expect("saved");
        assert_eq!(stage.status(question), Status::Held);
        assert_eq!(reason(stage, question).as_deref(), Some(hold::SPAM_LATER));
        let moderator = stage.person("Jonas", 1);
        stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        let before = stage.log().len();
        stage
            .act(moderator, move |tx, actor, rules, now| hold::release(tx, actor, question, rules, now))
            .expect("released");
        assert_eq!(stage.kinds_after(before), ["post.released"]);
    });
}

#[test]
fn whoever_knows_less_leaves_the_signals_in_the_item() {
    guarded(|stage| {
        let newcomer = stage.newcomer("New", stage.now());
        let question = stage.ask(stage.person("Asker", 100), "Why does my router blink?", &[]);
        let posted =
            stage.try_answer(newcomer, question, "Look at https://manual.example/light once more.").expect("stored");
        let (id, now) = (posted.post_id, stage.now());
        stage
            .write(move |tx| {
                let item = kiez::moderation::queue::Item {
                    kind: kiez::moderation::kinds::ItemKind::Held,
                    about: kiez::moderation::kinds::About::Post(id),
                    person_id: newcomer,
                    question_id: Some(question),
                    weight: 1,
                    detail: serde_json::json!({}),
                };
                kiez::moderation::queue::open(tx, &item, now)
            })
            .expect("opened");
        assert_eq!(signals(stage, id).len(), 1);
        let items: Vec<i64> = stage.read(|conn| review_items::table.select(review_items::weight).load(conn));
        assert_eq!(items, [130]);
    });
}

struct Elsewhere(AtomicI64);

impl Outside for Elsewhere {
    fn name(&self) -> &str {
        "elsewhere"
    }

    fn ask(&self, text: &str, _: &[String]) -> anyhow::Result<(i64, String)> {
        assert!(text.contains("router"));
        Ok((self.0.load(Ordering::Relaxed), "known campaign".into()))
    }
}

#[test]
fn a_service_elsewhere_adds_a_signal_later_and_may_make_a_post_wait() {
    guarded(|stage| {
        set(stage, Book { hold_at: 50, ..Book::default() });
        let outside = Arc::new(Elsewhere(AtomicI64::new(500)));
        let rules = Rules { screen: Screener(Arc::new(Guard::with(outside.clone()))), ..stage.rules.clone() };
        let asking = Stage { db: stage.db.clone(), clock: stage.clock.clone(), rules };
        let newcomer = stage.newcomer("New", stage.now());
        let question = stage.ask(stage.person("Asker", 100), "Why does my router blink?", &[]);
        let posted = asking.try_answer(newcomer, question, OFFER).expect("an answer");
        assert!(!posted.held, "nobody waits for the service");
        let handler: Arc<dyn Handler> = Arc::new(Asking::new(stage.db.clone(), stage.clock.clone(), outside));
        let handlers = std::iter::once((handler.kind(), handler.clone())).collect();
        jobs::work_off(&stage.db, &handlers, Lane::All, "test", &stage.clock).expect("worked off");
        assert_eq!(stage.status(posted.post_id), Status::Held);
        let seen = signals(stage, posted.post_id);
        assert_eq!(seen.iter().map(|s| (s.name.as_str(), s.points)).collect::<Vec<_>>(), [("outside", 50)]);
        assert_eq!(stage.counts(question).0, 0);
        stage.is_consistent();
    });
}

#[test]
fn only_admins_change_the_rules() {
    guarded(|stage| {
        let somebody = stage.person("Somebody", 5_000);
        let refused = stage.act(somebody, |tx, actor, _, now| book::change(tx, actor, &Book::default(), now));
        assert_eq!(why(refused), "problem-needs-role");
    });
}

#[test]
fn what_would_have_been_held_is_told_and_nothing_changes() {
    guarded(|stage| {
        let (asker, other) = (stage.person("Asker", 100), stage.newcomer("Other", stage.now()));
        for n in 0..4 {
            stage.clock.advance(20 * MINUTE);
            let thread = stage.ask(asker, &format!("Question number {n} about it"), &[]);
            let unguarded = Stage { db: stage.db.clone(), clock: stage.clock.clone(), rules: Rules::default() };
            unguarded.try_answer(other, thread, OFFER).expect("an answer");
        }
        let prints: i64 = stage.read(|conn| text_prints::table.count().get_result(conn));
        let book = Book::default();
        let report = stage.read(|conn| replay::run(conn, &book, None));
        assert_eq!((report.posts, report.looked_at, report.held), (8, 4, 2));
        assert_eq!(report.by_signal.get("repeated_text"), Some(&(3, 2)));
        let later = stage.read(|conn| replay::run(conn, &book, Some(Micros(stage.now().0 - MINUTE))));
        assert_eq!((later.posts, later.held), (2, 1), "what came before still counts as seen");
        assert_eq!(prints, stage.read(|conn| text_prints::table.count().get_result::<i64>(conn)));
    });
}
