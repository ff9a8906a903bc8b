//! Somebody's ledger as everybody may read it: why and when, with a way to the post. Whose vote it was stays
//! unsaid, and so does which post somebody voted down: times are days, so that two ledgers cannot be laid side
//! by side, and a downvote one cast leads nowhere.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::pages::lists::{Backend, Cursor, Key, Slice};
use crate::reputation::Cause;
use crate::reputation::ledger::{Line, MOVED, SERIAL};
use crate::reputation::tables::ledger;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::paths;
use crate::threads::tables::{posts, questions};
use crate::turn_to;

use super::board::signed;

/// Lines on a page.
const SIZE: usize = 40;

/// A line.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Shown {
    /// Key of the cause, of the line itself or of the one it takes back.
    pub cause: String,
    /// Whether it takes another line back.
    pub takes_back: bool,
    /// Key of why it does so, where nobody took it back themselves; empty otherwise.
    pub why: &'static str,
    /// Whether another line has taken it back.
    pub taken_back: bool,
    pub points: String,
    pub minus: bool,
    /// Whether the day's cap or the floor made it count for less.
    pub held_back: bool,
    pub post: Option<Post>,
    /// For `datetime`: the day, and no more.
    pub day: String,
    /// The same for people.
    pub date: String,
}

/// The post that a line is about.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Post {
    pub path: String,
    pub title: String,
    pub lang: String,
}

/// The key of a cause's words.
pub fn word(cause: Cause) -> String {
    format!("cause-{}", cause.word())
}

/// A page of somebody's ledger.
///
/// # Errors
/// When the database fails.
pub fn load(conn: &mut AnyConnection, person: i64, cursor: Cursor, t: &T) -> QueryResult<Slice<Shown>> {
    let query = ledger::table.filter(ledger::person_id.eq(person)).select(Line::as_select()).into_boxed::<Backend>();
    // Lines are ordered by their id alone, which is what their index has.
    let lines: Vec<Line> = turn_to!(query, cursor, SIZE, ledger::id, ledger::id).load(conn)?;
    let slice = Slice::cut(lines, cursor, SIZE, |line: &Line| Key { at: Micros(line.id), id: line.id });
    let ids: Vec<i64> = slice.rows.iter().map(|l| l.id).collect();
    let targets: Vec<i64> = slice.rows.iter().filter_map(|l| l.reverses).collect();
    let gone: HashSet<i64> = gone(conn, person, &ids)?;
    let causes = causes(conn, &targets)?;
    let cause_of = |line: &Line| line.reverses.and_then(|id| causes.get(&id).copied()).unwrap_or(line.cause);
    let told = |line: &&Line| cause_of(line) != Cause::DownvoteCast;
    let posts = posts_of(conn, slice.rows.iter().filter(told).filter_map(|l| l.post_id).collect())?;
    let shown = |line: Line| Shown {
        cause: word(cause_of(&line)),
        takes_back: line.cause == Cause::Reversal,
        why: match line.why.as_deref() {
            Some(SERIAL) => "votes-ledger-serial",
            Some(MOVED) => "keep-ledger-moved",
            _ => "",
        },
        taken_back: gone.contains(&line.id),
        points: signed(t, line.points),
        minus: line.points < 0,
        held_back: line.cause != Cause::Reversal && line.points.abs() < line.nominal.abs(),
        post: (cause_of(&line) != Cause::DownvoteCast)
            .then(|| line.post_id.and_then(|id| posts.get(&id).cloned()))
            .flatten(),
        day: line.at.rfc3339().chars().take(10).collect(),
        date: t.date(line.at),
    };
    let (newer, older) = (slice.newer, slice.older);
    let rows = slice.rows.into_iter().map(shown).collect();
    Ok(Slice { rows, newer, older })
}

/// Which of these lines were taken back.
fn gone(conn: &mut AnyConnection, person: i64, ids: &[i64]) -> QueryResult<HashSet<i64>> {
    let Some(first) = ids.iter().min() else { return Ok(HashSet::new()) };
    let reversed: Vec<Option<i64>> = ledger::table
        .filter(ledger::person_id.eq(person))
        .filter(ledger::id.gt(*first))
        .filter(ledger::reverses.eq_any(ids))
        .select(ledger::reverses)
        .limit(500)
        .load(conn)?;
    Ok(reversed.into_iter().flatten().collect())
}

fn causes(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Cause>> {
    let rows: Vec<(i64, Cause)> =
        ledger::table.filter(ledger::id.eq_any(ids)).select((ledger::id, ledger::cause)).limit(500).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Those of the posts that everybody can see.
fn posts_of(conn: &mut AnyConnection, ids: Vec<i64>) -> QueryResult<HashMap<i64, Post>> {
    let rows: Vec<(i64, PostKind, i64, String, String, String)> = posts::table
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        .filter(posts::id.eq_any(ids))
        .filter(posts::status.eq(Status::Visible))
        .filter(questions::shown)
        .select((posts::id, posts::kind, questions::id, questions::slug, questions::title, questions::lang))
        .limit(500)
        .load(conn)?;
    let post = |(id, kind, question, slug, title, lang): (i64, PostKind, i64, String, String, String)| {
        let path = match kind {
            PostKind::Question => paths::question(question, &slug),
            PostKind::Answer => paths::answer(id),
        };
        (id, Post { path, title, lang })
    };
    Ok(rows.into_iter().map(post).collect())
}
