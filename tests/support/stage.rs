//! A forum's database with people in it, on which verbs are played and then looked at.

use std::collections::HashMap;

use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::tables::{grants, people, products};
use kiez::ground::clock::{Clock, Micros};
use kiez::ground::db::{AnyConnection, Db, Tx};
use kiez::ground::events::{Stored, after};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::reputation::ledger;
use kiez::reputation::tables::ledger as lines;
use kiez::threads::ask::Question;
use kiez::threads::kinds::{PostKind, State, Status};
use kiez::threads::tables::{also_have, comments, posts, question_tags, questions, tags, votes};
use kiez::threads::text::Text;
use kiez::threads::vote::Tally;
use kiez::threads::{Rules, answer, ask, vote};

use super::{clock, on_both};

/// The stage.
pub struct Stage {
    pub db: Db,
    pub clock: Clock,
    pub rules: Rules,
}

/// Plays on SQLite, and on PostgreSQL where there is one.
pub fn stages(play: impl Fn(&Stage)) {
    on_both(|db| {
        play(&Stage { db, clock: clock(), rules: Rules::default() });
    });
}

/// A text as the renderer would leave it.
pub fn text(source: &str) -> Text {
    Text::render(source, "en", "t", "kiez.example", &|_| false).expect("a short text")
}

impl Stage {
    pub fn now(&self) -> Micros {
        self.clock.now()
    }

    /// Somebody who joined long ago, with that reputation.
    pub fn person(&self, name: &str, reputation: i64) -> i64 {
        let joined = Micros(self.now().0 - 400 * kiez::ground::clock::DAY);
        let id = self.newcomer(name, joined);
        let now = self.now();
        if reputation > 1 {
            self.write(move |tx| ledger::import(tx, id, reputation - 1, now)).expect("points");
        }
        id
    }

    /// Somebody who joined at `joined`.
    pub fn newcomer(&self, name: &str, joined: Micros) -> i64 {
        let name = name.to_owned();
        self.write(move |tx| {
            Ok(diesel::insert_into(people::table)
                .values((
                    people::handle.eq(name.to_lowercase()),
                    people::name.eq(&name),
                    people::lang.eq("en"),
                    people::email_verified_at.eq(Some(joined)),
                    people::created_at.eq(joined),
                ))
                .returning(people::id)
                .get_result(tx.conn())?)
        })
        .expect("a new person")
    }

    /// Gives somebody a role.
    pub fn grant(&self, person: i64, role: Role, scope: Scope) -> i64 {
        let now = self.now();
        self.write(move |tx| {
            diesel::insert_into(grants::table)
                .values((
                    grants::person_id.eq(person),
                    grants::role.eq(role),
                    grants::scope.eq(scope.word()),
                    grants::granted_at.eq(now),
                ))
                .execute(tx.conn())?;
            Ok(person)
        })
        .expect("a grant")
    }

    /// A new product.
    pub fn product(&self, slug: &str) -> i64 {
        let slug = slug.to_owned();
        self.write(move |tx| {
            Ok(diesel::insert_into(products::table)
                .values((
                    products::slug.eq(&slug),
                    products::name.eq(&slug),
                    products::descriptions.eq("{}"),
                    products::position.eq(1),
                ))
                .returning(products::id)
                .get_result(tx.conn())?)
        })
        .expect("a product")
    }

    pub fn write<T, F>(&self, work: F) -> Verdict<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Verdict<T> + Send + 'static,
    {
        self.db.write_blocking(work)
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut AnyConnection) -> QueryResult<T>) -> T {
        self.db.read_blocking(|conn| work(conn).map_err(Refusal::from)).expect("a read")
    }

    /// Lets somebody act, loaded afresh as for a request.
    pub fn act<T, F>(&self, person: i64, verb: F) -> Verdict<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>, &Actor, &Rules, Micros) -> Verdict<T> + Send + 'static,
    {
        let (rules, now) = (self.rules.clone(), self.now());
        self.write(move |tx| {
            let actor = Actor::load(tx.conn(), person)?;
            verb(tx, &actor, &rules, now)
        })
    }

    pub fn question(&self, title: &str, tags: &[&str]) -> Question {
        Question {
            title: title.into(),
            text: text("The red light blinks and nothing else happens."),
            lang: "en".into(),
            tags: tags.iter().map(ToString::to_string).collect(),
            ..Question::default()
        }
    }

    pub fn ask(&self, person: i64, title: &str, tags: &[&str]) -> i64 {
        let question = self.question(title, tags);
        self.act(person, move |tx, actor, rules, now| ask::ask(tx, actor, &question, rules, now))
            .expect("a question")
            .question_id
    }

    pub fn answer(&self, person: i64, question_id: i64) -> i64 {
        self.try_answer(person, question_id, "Hold the button for ten seconds.").expect("an answer").post_id
    }

    pub fn try_answer(&self, person: i64, question_id: i64, body: &str) -> Verdict<kiez::threads::Posted> {
        let answer = answer::Answer { question_id, text: text(body), lang: "en".into(), key: String::new() };
        self.act(person, move |tx, actor, rules, now| answer::answer(tx, actor, &answer, rules, now))
    }

    pub fn vote(&self, person: i64, post: i64, value: i64) -> Verdict<Tally> {
        self.act(person, move |tx, actor, rules, now| vote::vote(tx, actor, post, value, rules, now))
    }

    pub fn reputation(&self, person: i64) -> i64 {
        self.read(|conn| people::table.find(person).select(people::reputation).first(conn))
    }

    pub fn status(&self, post: i64) -> Status {
        self.read(|conn| posts::table.find(post).select(posts::status).first(conn))
    }

    pub fn state(&self, question: i64) -> State {
        self.read(|conn| questions::table.find(question).select(questions::state).first(conn))
    }

    /// (answers, accepted, endorsed)
    pub fn counts(&self, question: i64) -> (i64, i64, i64) {
        self.read(|conn| {
            questions::table
                .find(question)
                .select((questions::answer_count, questions::accepted_count, questions::endorsed_count))
                .first(conn)
        })
    }

    pub fn tag_count(&self, name: &str) -> i64 {
        self.read(|conn| tags::table.filter(tags::name.eq(name)).select(tags::question_count).first(conn))
    }

    /// The whole log.
    pub fn log(&self) -> Vec<Stored> {
        self.read(|conn| after(conn, 0, 100_000))
    }

    /// Kinds of the log after that many.
    pub fn kinds_after(&self, count: usize) -> Vec<String> {
        self.log().into_iter().skip(count).map(|e| e.kind).collect()
    }

    /// Everything that is stored twice says the same in both places.
    pub fn is_consistent(&self) {
        self.threads_are_consistent();
        self.posts_are_consistent();
        self.totals_are_consistent();
    }

    fn threads_are_consistent(&self) {
        type Row = (i64, i64, Status, bool, bool, i64, Micros);
        let all: Vec<Row> = self.read(|conn| {
            posts::table
                .filter(posts::kind.eq(PostKind::Answer))
                .select((
                    posts::question_id,
                    posts::author_id,
                    posts::status,
                    posts::accepted_at.is_not_null(),
                    posts::endorsement_count.gt(0),
                    posts::id,
                    posts::created_at,
                ))
                .load(conn)
        });
        let rows: Vec<(i64, i64, State, bool, (i64, i64, i64, i64), Option<Micros>, bool)> = self.read(|conn| {
            questions::table
                .select((
                    questions::id,
                    questions::asker_id,
                    questions::state,
                    questions::shown,
                    (
                        questions::answer_count,
                        questions::accepted_count,
                        questions::endorsed_count,
                        questions::also_count,
                    ),
                    questions::first_answer_at,
                    questions::close_reason.is_not_null(),
                ))
                .load(conn)
        });
        for (id, asker, state, shown, counts, first, closed) in rows {
            let seen: Vec<&Row> = all.iter().filter(|a| a.0 == id && a.2 == Status::Visible).collect();
            let count = |test: fn(&Row) -> bool| i64::try_from(seen.iter().filter(|a| test(a)).count()).expect("few");
            let joined: i64 =
                self.read(|conn| also_have::table.filter(also_have::question_id.eq(id)).count().get_result(conn));
            assert_eq!(counts, (count(|_| true), count(|a| a.3), count(|a| a.4), joined), "counts of question {id}");
            let earliest = seen.iter().filter(|a| a.1 != asker).map(|a| a.6).min();
            assert_eq!(first, earliest, "first answer to question {id}");
            let merged: Option<i64> =
                self.read(|conn| questions::table.find(id).select(questions::merged_into).first(conn));
            assert_eq!(shown, self.status(id) == Status::Visible && merged.is_none(), "shown {id}");
            let expected = match (closed, count(|a| a.3)) {
                (true, _) => State::Closed,
                (false, 0) => State::Open,
                (false, _) => State::Solved,
            };
            assert_eq!(state, expected, "state of question {id}");
        }
        let tagged: Vec<(i64, i64)> = self.read(|conn| tags::table.select((tags::id, tags::question_count)).load(conn));
        for (tag, count) in tagged {
            let found: i64 = self.read(|conn| {
                question_tags::table
                    .inner_join(questions::table)
                    .filter(question_tags::tag_id.eq(tag))
                    .filter(questions::shown.eq(true))
                    .count()
                    .get_result(conn)
            });
            assert_eq!(count, found, "questions with tag {tag}");
        }
    }

    fn posts_are_consistent(&self) {
        let cast: Vec<(i64, i64)> = self.read(|conn| votes::table.select((votes::post_id, votes::value)).load(conn));
        let said: Vec<i64> = self.read(|conn| {
            comments::table.filter(comments::status.eq(Status::Visible)).select(comments::post_id).load(conn)
        });
        let all: Vec<(i64, i64, i64, i64, i64)> = self.read(|conn| {
            posts::table.select((posts::id, posts::up, posts::down, posts::score, posts::comment_count)).load(conn)
        });
        for (id, up, down, score, noted) in all {
            let of = |value| i64::try_from(cast.iter().filter(|v| **v == (id, value)).count()).expect("few");
            assert_eq!((up, down, score), (of(1), of(-1), of(1) - of(-1)), "votes of {id}");
            let comments = said.iter().filter(|post| **post == id).count();
            assert_eq!(noted, i64::try_from(comments).expect("few"), "comments of {id}");
        }
    }

    fn totals_are_consistent(&self) {
        let points: Vec<(i64, i64)> =
            self.read(|conn| lines::table.select((lines::person_id, lines::points)).load(conn));
        let mut totals: HashMap<i64, i64> = HashMap::new();
        for (person, points) in points {
            *totals.entry(person).or_insert(1) += points;
        }
        let all: Vec<(i64, i64)> = self.read(|conn| people::table.select((people::id, people::reputation)).load(conn));
        for (person, reputation) in all {
            assert_eq!(reputation, *totals.get(&person).unwrap_or(&1), "total of {person}");
        }
    }
}

/// The key of a refusal's message.
pub fn why<T: std::fmt::Debug>(verdict: Verdict<T>) -> &'static str {
    match verdict {
        Err(Refusal::Forbidden(key, _) | Refusal::Conflict(key)) => key,
        Err(Refusal::Invalid(errors)) => errors.first().map_or("invalid", |e| e.message),
        Err(Refusal::NotFound) => "not found",
        other => panic!("not refused: {other:?}"),
    }
}
