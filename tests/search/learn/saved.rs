//! Questions that did not have to be asked.

use kiez::ground::clock::DAY;
use kiez::ground::db::Db;
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::search::learn::saved;
use kiez::threads::hide;
use kiez::threads::kinds::HideReason;

use super::{key, read};
use crate::search::town::Town;
use crate::support::{Forum, START, on_both};

fn answered(town: &Town, db: &Db, question: i64, days: i64) -> Verdict<String> {
    let (actor, key, now) = (town.asker.clone(), key(db, START), START.plus(days * DAY));
    db.write_blocking(move |tx| saved::answered(tx, &actor, question, &key, now))
}

fn total(db: &Db) -> i64 {
    read(db, |conn| saved::by_day(conn, 0, None)).iter().map(|day| day.1).sum()
}

#[test]
fn a_person_counts_once_for_a_question_and_day() {
    on_both(|db| {
        let town = Town::new(&db);
        let (one, two) = (
            town.ask("Die Lampe flackert", "Immer um acht.", &[]),
            town.ask("Der Router pfeift", "Es ist sehr laut.", &[]),
        );
        for _ in 0..3 {
            assert!(answered(&town, &db, one, 0).expect("it counts").starts_with(&format!("/questions/{one}/")));
        }
        answered(&town, &db, one, 1).expect("another day");
        answered(&town, &db, two, 0).expect("another question");
        assert_eq!(read(&db, |conn| saved::by_day(conn, 0, None)), [(START.day(), 2), (START.day() + 1, 1)]);
        assert!(read(&db, |conn| saved::by_day(conn, 0, Some(99))).is_empty());
        let most = read(&db, |conn| saved::most(conn, 0, 10));
        assert_eq!(most.iter().map(|(question, n)| (question.id, *n)).collect::<Vec<_>>(), [(one, 2), (two, 1)]);
    });
}

#[test]
fn a_hidden_question_spares_nobody() {
    on_both(|db| {
        let town = Town::new(&db);
        let question = town.ask("Die Lampe flackert", "Immer um acht.", &[]);
        answered(&town, &db, question, 0).expect("it counts");
        town.act(&town.admin, move |tx, a, r, now| hide::hide(tx, a, question, HideReason::Spam, r, now));
        assert!(matches!(answered(&town, &db, question, 1), Err(Refusal::NotFound)));
        assert!(matches!(answered(&town, &db, 9_999, 1), Err(Refusal::NotFound)));
        assert_eq!(total(&db), 0);
        assert!(read(&db, |conn| saved::most(conn, 0, 10)).is_empty());
    });
}

#[test]
fn whoever_is_about_to_ask_is_led_there() {
    let forum = Forum::start();
    let town = Town::new(&forum.services.db);
    let question = town.ask("Die Waschmaschine brummt beim Schleudern", "Sehr laut.", &[]).to_string();
    let mut visitor = forum.browser();
    let away = visitor.post("/similar/answered", &[("question", &question)]);
    assert_eq!((away.status, away.location()), (303, "/sign-in?next=%2Fask"));
    assert_eq!(total(&forum.services.db), 0);
    let mut lena = forum.browser();
    super::sign_in(&forum, &mut lena, town.asker.id);
    let there = lena.post("/similar/answered", &[("question", &question)]);
    assert_eq!(there.status, 303);
    assert!(there.location().starts_with(&format!("/questions/{question}/")), "{}", there.location());
    let page = lena.follow(&there);
    assert!(page.body.contains("one question less"), "{}", page.body);
    assert!(page.body.contains("<meta name=\"draft-done\" content=\"ask\">"), "the draft is not needed any more");
    assert_eq!(total(&forum.services.db), 1);
    for (bad, status) in [("9999", 404), ("x", 422), ("", 422)] {
        assert_eq!(lena.post("/similar/answered", &[("question", bad)]).status, status, "{bad}");
    }
    assert_eq!(lena.post_with("/similar/answered", &[("question", &question)], &[]).status, 403, "only our own forms");
}
