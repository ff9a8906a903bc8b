//! Many at once make one: on several nodes of one PostgreSQL, and on SQLite.

use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::accounts::roles::{Role, Scope};
use kiez::ground::refusal::Refusal;
use kiez::moderation::decide::{self, Choice};
use kiez::moderation::flag::{self, Flag};
use kiez::moderation::kinds::{About, Decision, FlagReason};
use kiez::moderation::tables::{flags, review_items};
use kiez::threads::Rules;
use kiez::threads::kinds::Status;

use crate::support::stage::Stage;
use crate::support::{Database, START, clock};

#[test]
fn a_hundred_identical_flags_are_one_and_of_two_decisions_one_holds() {
    for database in [Some(Database::sqlite()), Database::postgres()].into_iter().flatten() {
        let nodes = [database.open(), database.open(), database.open()];
        nodes.iter().for_each(kiez::moderation::attach);
        let stage = Stage { db: nodes[0].clone(), clock: clock(), rules: Rules::default() };
        let (lena, gunnar, ava) = (stage.person("Lena", 1), stage.person("Gunnar", 1), stage.person("Ava", 100));
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let post = stage.answer(gunnar, question);
        std::thread::scope(|scope| {
            for n in 0..100 {
                let db = &nodes[n % nodes.len()];
                scope.spawn(move || {
                    let done = db.write_blocking(move |tx| {
                        let actor = Actor::load(tx.conn(), ava)?;
                        let flag = Flag { about: About::Post(post), reason: FlagReason::Spam, note: String::new() };
                        flag::flag(tx, &actor, &flag, &Rules::default(), START).map(|_| ())
                    });
                    assert!(matches!(done, Ok(()) | Err(Refusal::Unavailable(_))), "{done:?}");
                });
            }
        });
        let count: i64 = stage.read(|conn| flags::table.count().get_result(conn));
        assert_eq!(count, 1);
        let items: Vec<(i64, i64)> =
            stage.read(|conn| review_items::table.select((review_items::id, review_items::weight)).load(conn));
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].1, 102, "counted once");
        let keepers: Vec<i64> = (0..6)
            .map(|n| stage.grant(stage.person(&format!("Mo{n}"), 1), Role::Moderator, Scope::Everywhere))
            .collect();
        let item = items[0].0;
        let done: Vec<bool> = std::thread::scope(|scope| {
            let decisions = [Decision::Hide, Decision::Keep];
            let all: Vec<_> = keepers
                .iter()
                .enumerate()
                .map(|(n, keeper)| {
                    let (db, keeper, decision) = (&nodes[n % nodes.len()], *keeper, decisions[n % 2]);
                    scope.spawn(move || {
                        let done = db.write_blocking(move |tx| {
                            let actor = Actor::load(tx.conn(), keeper)?;
                            let choice = Choice { decision: Some(decision), ..Choice::default() };
                            decide::decide(tx, &actor, item, &choice, &Rules::default(), START)
                        });
                        let beaten = matches!(done, Err(Refusal::Conflict("problem-review-decided")));
                        assert!(done.is_ok() || beaten, "{done:?}");
                        done.is_ok()
                    })
                })
                .collect();
            all.into_iter().map(|one| one.join().expect("a decision")).collect()
        });
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
        let (decision, agreed): (Option<String>, Option<bool>) = stage.read(|conn| {
            let decision = review_items::table.find(item).select(review_items::decision).first(conn)?;
            Ok((decision, flags::table.select(flags::agreed).first(conn)?))
        });
        let hidden = stage.status(post) == Status::Hidden;
        assert_eq!((decision.as_deref() == Some("hide"), agreed), (hidden, Some(hidden)), "all of one decision");
        stage.is_consistent();
    }
}
