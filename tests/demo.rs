//! The demo's community: whole, consistent, and with everything that a forum can show.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::demo::format::Community;
use kiez::demo::{DOORS, load};
use kiez::ground::clock::HOUR;
use kiez::ground::db::AnyConnection;
use kiez::ground::refusal::Refusal;
use kiez::pages::operator::stats;
use kiez::reputation::tables::{badges, ledger, tag_points};
use kiez::threads::kinds::{State, Status, SuggestionState};
use kiez::threads::tables::{
    also_have, comments, posts, question_tags, questions, suggested_edits, tag_synonyms, tags, votes,
};

use crate::support::{Database, Forum, START};

fn demo(database: Database) -> Forum {
    let forum = Forum::start_with(database, |config| config.demo = true);
    load(&forum.services).expect("the community loads");
    forum
}

fn read<T>(forum: &Forum, ask: impl FnOnce(&mut AnyConnection) -> QueryResult<T>) -> T {
    forum.services.db.read_blocking(|conn| Ok::<_, Refusal>(ask(conn)?)).expect("the database answers")
}

#[test]
fn the_files_keep_to_their_rules() {
    let community = Community::read().expect("no unknown key, no missing one");
    let keys: BTreeSet<&str> = community.thread.iter().map(|t| t.key.as_str()).collect();
    assert_eq!(keys.len(), community.thread.len(), "a key names one thread");
    let mut faults = Vec::new();
    for thread in &community.thread {
        let mut check = |fine: bool, what: &str| {
            if !fine {
                faults.push(format!("{}: {what}", thread.key));
            }
        };
        let once = |all: &[String]| all.iter().collect::<BTreeSet<_>>().len() == all.len();
        let title = thread.title.chars().count();
        check((15..=150).contains(&title), "the title has 15 to 150 characters");
        check((1..=5).contains(&thread.tags.len()), "1 to 5 tags");
        check(matches!(thread.lang.as_str(), "de" | "en"), "German or English");
        check(
            !thread.up.contains(&thread.asker) && !thread.down.contains(&thread.asker),
            "nobody votes for themselves",
        );
        check(!thread.also.contains(&thread.asker), "the asker has it anyway");
        check(once(&thread.up) && once(&thread.down) && once(&thread.also), "everybody once");
        for answer in &thread.answer {
            check(
                !answer.up.contains(&answer.by) && !answer.down.contains(&answer.by),
                "nobody votes for their own answer",
            );
            check(
                once(&answer.up) && once(&answer.down) && !answer.up.iter().any(|v| answer.down.contains(v)),
                "one vote each",
            );
            check(answer.endorsed.as_ref().is_none_or(|e| e.by != answer.by), "nobody endorses their own answer");
            check(
                thread.closed.is_none() || answer.accepted.is_none() || thread.duplicate_of.is_none(),
                "a duplicate is not solved itself",
            );
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn everything_adds_up() {
    let databases = [Some(Database::sqlite()), Database::postgres()];
    for database in databases.into_iter().flatten() {
        let forum = demo(database);
        adds_up(&forum);
        load(&forum.services).expect("a second start finds it filled");
        assert_eq!(read(&forum, stats).questions, 148);
    }
}

fn adds_up(forum: &Forum) {
    let totals: Vec<(i64, String, i64)> =
        read(forum, |conn| people::table.select((people::id, people::name, people::reputation)).load(conn));
    let lines: Vec<(i64, i64, i64)> = read(forum, |conn| {
        ledger::table.order(ledger::id).select((ledger::person_id, ledger::points, ledger::at)).load(conn)
    });
    for (id, name, reputation) in &totals {
        let sum: i64 = lines.iter().filter(|l| l.0 == *id).map(|l| l.1).sum();
        assert_eq!(1 + sum, *reputation, "{name}");
    }
    assert!(lines.iter().all(|l| l.2 <= START.0), "nothing happens later than now");
    type PostRow = (i64, i64, i64, i64, i64, i64, i64);
    let rows: Vec<PostRow> = read(forum, |conn| {
        posts::table
            .select((
                posts::id,
                posts::up,
                posts::down,
                posts::score,
                posts::comment_count,
                posts::author_id,
                posts::created_at,
            ))
            .load(conn)
    });
    let cast: Vec<(i64, i64, i64, i64)> = read(forum, |conn| {
        votes::table.select((votes::post_id, votes::voter_id, votes::value, votes::created_at)).load(conn)
    });
    let said: Vec<i64> = read(forum, |conn| comments::table.select(comments::post_id).load(conn));
    for (id, up, down, score, comment_count, author, created_at) in rows {
        let own = |value| cast.iter().filter(|v| v.0 == id && v.2 == value).count() as i64;
        assert_eq!((up, down, score), (own(1), own(-1), own(1) - own(-1)), "post {id}");
        assert_eq!(comment_count, said.iter().filter(|p| **p == id).count() as i64, "post {id}");
        assert!(
            cast.iter().filter(|v| v.0 == id).all(|v| v.1 != author && v.3 >= created_at && v.3 <= START.0),
            "post {id}"
        );
        assert!(created_at <= START.0, "post {id}");
    }
    let joined: Vec<i64> = read(forum, |conn| also_have::table.select(also_have::question_id).load(conn));
    let heads: Vec<(i64, i64, bool)> = read(forum, |conn| {
        questions::table.select((questions::id, questions::also_count, questions::shown)).load(conn)
    });
    for (id, also_count, _) in &heads {
        assert_eq!(*also_count, joined.iter().filter(|q| *q == id).count() as i64, "question {id}");
    }
    let used: Vec<(i64, i64)> =
        read(forum, |conn| question_tags::table.select((question_tags::question_id, question_tags::tag_id)).load(conn));
    let counted: Vec<(i64, String, i64)> =
        read(forum, |conn| tags::table.select((tags::id, tags::name, tags::question_count)).load(conn));
    let shown: BTreeSet<i64> = heads.iter().filter(|h| h.2).map(|h| h.0).collect();
    for (id, name, question_count) in counted {
        assert_eq!(question_count, used.iter().filter(|u| u.1 == id && shown.contains(&u.0)).count() as i64, "{name}");
    }
}

#[test]
fn every_state_can_be_seen() {
    let forum = demo(Database::sqlite());
    let figures = read(&forum, stats);
    assert_eq!((figures.people, figures.questions), (62, 148), "{figures:?}");
    assert!(figures.answers > 300 && figures.comments > 250 && figures.votes > 2_000, "{figures:?}");
    assert!(figures.endorsed > 50 && figures.accepted > 80 && figures.unanswered > 10, "{figures:?}");
    type Head = (State, Option<i64>, Option<String>, i64, i64, i64, i64);
    let heads: Vec<Head> = read(&forum, |conn| {
        questions::table
            .select((
                questions::state,
                questions::duplicate_of,
                questions::close_reason,
                questions::answer_count,
                questions::accepted_count,
                questions::created_at,
                questions::id,
            ))
            .load(conn)
    });
    let some = |what: &str, test: &dyn Fn(&Head) -> bool| assert!(heads.iter().any(test), "no question is {what}");
    some("solved", &|h| h.0 == State::Solved);
    some("solved twice or much answered", &|h| h.3 >= 4);
    some("open with answers", &|h| h.0 == State::Open && h.3 > 0);
    some("closed", &|h| h.0 == State::Closed && h.1.is_none());
    some("a duplicate", &|h| h.1.is_some() && h.2.as_deref() == Some("duplicate"));
    some("fresh", &|h| START.0 - h.5 < HOUR && h.3 == 0);
    some("old", &|h| START.0 - h.5 > 300 * 24 * HOUR);
    let statuses: Vec<(Status, i64)> =
        read(&forum, |conn| posts::table.select((posts::status, posts::revision)).load(conn));
    for status in [Status::Hidden, Status::Held] {
        assert!(statuses.iter().any(|s| s.0 == status), "nothing is {status:?}");
    }
    assert!(statuses.iter().any(|s| s.1 > 1), "nothing was edited");
    let waiting: i64 = read(&forum, |conn| {
        suggested_edits::table.filter(suggested_edits::state.eq(SuggestionState::Waiting)).count().get_result(conn)
    });
    assert_eq!(waiting, 3);
    let given: i64 = read(&forum, |conn| badges::table.count().get_result(conn));
    let ranked: i64 = read(&forum, |conn| tag_points::table.count().get_result(conn));
    let synonyms: i64 = read(&forum, |conn| tag_synonyms::table.count().get_result(conn));
    assert!(given > 50 && ranked > 200 && synonyms > 100, "{given} badges, {ranked} places, {synonyms} synonyms");
    let langs: Vec<String> = read(&forum, |conn| questions::table.select(questions::lang).load(conn));
    let mut by_lang: BTreeMap<String, usize> = BTreeMap::new();
    for lang in langs {
        *by_lang.entry(lang).or_default() += 1;
    }
    assert_eq!(by_lang, BTreeMap::from([("de".into(), 101), ("en".into(), 50)]));
    assert_eq!(forum.services.settings.get().name, "Tannfunk Kiez");
}

#[test]
fn one_click_signs_in() {
    let forum = demo(Database::sqlite());
    let mut browser = forum.browser();
    for (role, handle) in DOORS {
        let answer = browser.post("/demo/sign-in", &[("as", role)]);
        assert_eq!((answer.status, answer.location()), (303, "/"), "{role}");
        assert_eq!(browser.cookies.get("kiez-demo").map(String::as_str), Some(role));
        let page = browser.get("/nowhere");
        assert!(page.body.contains(&format!("/{handle}\"")), "{role} is {handle}: {}", page.body);
        assert!(page.body.contains(&format!("value=\"{role}\" aria-pressed=\"true\"")), "{}", page.body);
        assert!(page.body.contains("lang=\"en\""), "the visitor's language stays");
    }
    let before = browser.cookies.clone();
    assert_ne!(browser.get("/demo/sign-in?as=admin").status, 303);
    assert_eq!(browser.post("/demo/sign-in", &[("as", "owner")]).status, 404);
    assert_eq!(browser.cookies.get("kiez-session"), before.get("kiez-session"));
}

#[test]
fn outside_the_demo_there_is_no_such_door() {
    let forum = Forum::start();
    assert_eq!(forum.browser().post("/demo/sign-in", &[("as", "admin")]).status, 404);
    assert!(load(&forum.services).is_err(), "and no community for a real forum");
}
