//! Many at once make one: on several nodes of one PostgreSQL, and on SQLite.

use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::ground::db::{Db, Tx};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::threads::kinds::WatchKind;
use kiez::threads::tables::{posts, watches};
use kiez::threads::{Rules, accept, answer, join, vote, watch};

use crate::support::stage::{Stage, text};
use crate::support::{Database, START, clock};

fn on_nodes(test: impl Fn(&Stage, &[Db])) {
    let databases = [Some(Database::sqlite()), Database::postgres()];
    for database in databases.into_iter().flatten() {
        let nodes = [database.open(), database.open(), database.open()];
        let stage = Stage { db: nodes[0].clone(), clock: clock(), rules: Rules::default() };
        test(&stage, &nodes);
        stage.is_consistent();
    }
}

/// The same act of the same person, many times at the same time. Being told to come again is no harm.
fn all_at_once(
    nodes: &[Db],
    person: i64,
    act: impl Fn(&mut Tx<'_>, &Actor) -> Verdict<()> + Copy + Send + Sync + 'static,
) {
    std::thread::scope(|scope| {
        for n in 0..30 {
            let db = &nodes[n % nodes.len()];
            scope.spawn(move || {
                let done = db.write_blocking(move |tx| {
                    let actor = Actor::load(tx.conn(), person)?;
                    act(tx, &actor)
                });
                assert!(matches!(done, Ok(()) | Err(Refusal::Unavailable(_))), "{done:?}");
            });
        }
    });
}

#[test]
fn identical_votes_accepts_joins_watches_and_forms_are_one() {
    on_nodes(|stage, nodes| {
        let (lena, gunnar, amir) = (stage.person("Lena", 1), stage.person("Gunnar", 1), stage.person("Amir", 500));
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let post = stage.answer(gunnar, question);
        all_at_once(nodes, amir, move |tx, actor| vote::vote(tx, actor, post, 1, &Rules::default(), START).map(|_| ()));
        assert_eq!(stage.reputation(gunnar), 11);
        all_at_once(nodes, lena, move |tx, actor| {
            accept::accept(tx, actor, post, &Rules::default(), START).map(|_| ())
        });
        assert_eq!((stage.counts(question), stage.reputation(gunnar), stage.reputation(lena)), ((1, 1, 0), 26, 3));
        all_at_once(nodes, amir, move |tx, actor| join::join(tx, actor, question, true, START).map(|_| ()));
        all_at_once(nodes, amir, move |tx, actor| watch::watch(tx, actor, WatchKind::Question, question, true, START));
        let rows: i64 = stage.read(|conn| watches::table.count().get_result(conn));
        assert_eq!(rows, 1);
        all_at_once(nodes, amir, move |tx, actor| {
            let form = answer::Answer {
                question_id: question,
                text: text("Hold the button."),
                lang: "en".into(),
                key: "once".into(),
            };
            answer::answer(tx, actor, &form, &Rules::default(), START).map(|_| ())
        });
        let written: i64 = stage.read(|conn| posts::table.filter(posts::author_id.eq(amir)).count().get_result(conn));
        assert_eq!((written, stage.counts(question).0), (1, 2));
    });
}

#[test]
fn different_people_at_once_all_count() {
    on_nodes(|stage, nodes| {
        let (lena, gunnar) = (stage.person("Lena", 1), stage.person("Gunnar", 1));
        let question = stage.ask(lena, "Router does not start any more", &["router"]);
        let post = stage.answer(gunnar, question);
        let voters: Vec<i64> = (0..12).map(|n| stage.person(&format!("V{n}"), 50)).collect();
        std::thread::scope(|scope| {
            for (n, voter) in voters.into_iter().enumerate() {
                let db = &nodes[n % nodes.len()];
                scope.spawn(move || {
                    db.write_blocking(move |tx| {
                        let actor = Actor::load(tx.conn(), voter)?;
                        let form = answer::Answer {
                            question_id: question,
                            text: text("It works for me now."),
                            lang: "en".into(),
                            key: String::new(),
                        };
                        answer::answer(tx, &actor, &form, &Rules::default(), START)?;
                        vote::vote(tx, &actor, post, 1, &Rules::default(), START)?;
                        join::join(tx, &actor, question, true, START)
                    })
                    .expect("one of many");
                });
            }
        });
        assert_eq!((stage.counts(question).0, stage.reputation(gunnar)), (13, 121));
    });
}
