//! Requirement 29: a hundred identical requests at the same time make one row and a count of 1, on both databases. A hundred
//! sign-ups, which cost a hash each, are in `accounts::signing_up`.

use diesel::prelude::*;
use kiez::ground::db::AnyConnection;
use kiez::moderation::tables::{flags, review_items};
use kiez::reputation::tables::ledger;
use kiez::threads::tables::{also_have, comments, posts, questions, votes, watches};

use super::whole;
use crate::pages::town::{Town, towns};
use crate::support::{Answer, Browser};

const TIMES: usize = 100;

/// The same form a hundred times at once, as one person's browser would send it.
fn hundred(town: &Town, person: i64, path: &str, fields: &[(&str, &str)]) -> Vec<Answer> {
    let cookies = town.browser_of(person).cookies;
    let browsers: Vec<Browser> = (0..TIMES)
        .map(|_| {
            let mut browser = town.forum.browser();
            browser.cookies = cookies.clone();
            browser
        })
        .collect();
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let all: Vec<_> =
            browsers.into_iter().map(|mut browser| scope.spawn(move || browser.post(path, fields))).collect();
        all.into_iter().map(|one| one.join().expect("an answer")).collect()
    });
    for answer in &answers {
        // Being told to come again is no harm; anything else that is not the answer is.
        assert!(matches!(answer.status, 303 | 503), "{path}: {} {}", answer.status, answer.body);
    }
    assert!(answers.iter().any(|answer| answer.status == 303), "{path}");
    answers
}

#[test]
fn a_hundred_identical_requests_are_one() {
    towns(|town| {
        let all = whole::build(town);
        let name = if format!("{:?}", town.forum.services.config.database).contains("ostgres") {
            "PostgreSQL"
        } else {
            "SQLite"
        };
        let count = |what: &str, n: i64| {
            println!("{name}: {TIMES} × {what}: {n}");
            assert_eq!(n, 1, "{what} on {name}");
        };
        let n = |ask: &dyn Fn(&mut AnyConnection) -> QueryResult<i64>| town.read(|conn| ask(conn));
        let (question, answer) = (all.question, all.answer);

        hundred(town, all.karl, &format!("/answers/{answer}/vote"), &[("vote", "up")]);
        count("vote", n(&|conn| votes::table.filter(votes::post_id.eq(answer)).count().get_result(conn)));
        count("vote, as counted", n(&|conn| posts::table.find(answer).select(posts::up).first(conn)));
        count(
            "vote, in the ledger",
            n(&|conn| {
                ledger::table
                    .filter(ledger::person_id.eq(all.sven))
                    .filter(ledger::points.eq(10))
                    .count()
                    .get_result(conn)
            }),
        );

        hundred(town, all.lena, &format!("/answers/{answer}/accept"), &[]);
        count("accept", n(&|conn| questions::table.find(question).select(questions::accepted_count).first(conn)));
        count(
            "accept, in the ledger",
            n(&|conn| {
                ledger::table
                    .filter(ledger::person_id.eq(all.sven))
                    .filter(ledger::points.eq(15))
                    .count()
                    .get_result(conn)
            }),
        );

        hundred(town, all.karl, &format!("/questions/{question}/watch"), &[("on", "1")]);
        count("watch", n(&|conn| watches::table.filter(watches::person_id.eq(all.karl)).count().get_result(conn)));

        hundred(town, all.karl, &format!("/questions/{question}/join"), &[("on", "1")]);
        count("join", n(&|conn| also_have::table.filter(also_have::person_id.eq(all.karl)).count().get_result(conn)));
        count("join, as counted", n(&|conn| questions::table.find(question).select(questions::also_count).first(conn)));

        let flag = [("reason", "rude"), ("note", "a hundred times")];
        hundred(town, all.karl, &format!("/posts/{question}/flag"), &flag);
        let subject = format!("post:{question}");
        count("flag", n(&|conn| flags::table.filter(flags::subject.eq(&subject)).count().get_result(conn)));
        count(
            "flag, in the queue",
            n(&|conn| review_items::table.filter(review_items::subject.eq(&subject)).count().get_result(conn)),
        );

        let title = "A hundred times the same question";
        let ask = [("title", title), ("body", whole::BODY), ("tags", "light"), ("key", "k"), ("similar_shown", "1")];
        hundred(town, all.karl, "/ask", &ask);
        count("question", n(&|conn| questions::table.filter(questions::title.eq(title)).count().get_result(conn)));

        let reply = [("body", "A hundred times the same answer."), ("key", "k")];
        hundred(town, all.karl, &format!("/questions/{question}/answers"), &reply);
        count("answer", n(&|conn| posts::table.filter(posts::body.eq(reply[0].1)).count().get_result(conn)));

        let note = [("body", "A hundred times the same comment."), ("key", "k")];
        hundred(town, all.karl, &format!("/posts/{question}/comments"), &note);
        count("comment", n(&|conn| comments::table.filter(comments::body.eq(note[0].1)).count().get_result(conn)));
    });
}
