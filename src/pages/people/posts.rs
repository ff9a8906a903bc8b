//! Somebody's questions and answers, the newest first. Their own eyes also see what nobody else may.

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::pages::lists::{Backend, Chip, Cursor, Item, Key, Row, Slice, dress};
use crate::threads::kinds::{PostKind, Status};
use crate::threads::paths;
use crate::threads::tables::{posts, questions};
use crate::turn_to;

/// Posts on a page.
const SIZE: usize = 20;

/// An answer in a list.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Answer {
    pub path: String,
    pub title: String,
    pub lang: String,
    pub score: i64,
    pub chip: Chip,
    pub at: Micros,
    id: i64,
}

/// A page of somebody's questions.
///
/// # Errors
/// When the database fails.
pub fn questions(
    conn: &mut AnyConnection,
    person: i64,
    own: bool,
    cursor: Cursor,
    lang: &str,
) -> QueryResult<Slice<Item>> {
    let mut query =
        questions::table.filter(questions::asker_id.eq(person)).select(Row::as_select()).into_boxed::<Backend>();
    // What went into another thread is only an address, also for its asker.
    query = query.filter(questions::merged_into.is_null());
    if !own {
        query = query.filter(questions::shown);
    }
    let rows: Vec<Row> = turn_to!(query, cursor, SIZE, questions::created_at, questions::id).load(conn)?;
    let slice = Slice::cut(rows, cursor, SIZE, |row: &Row| Key { at: row.created_at, id: row.id });
    let (newer, older) = (slice.newer, slice.older);
    Ok(Slice { rows: dress(conn, slice.rows, lang)?, newer, older })
}

type Columns = (i64, Status, i64, Option<Micros>, i64, Micros, String, String);

/// A page of somebody's answers.
///
/// # Errors
/// When the database fails.
pub fn answers(conn: &mut AnyConnection, person: i64, own: bool, cursor: Cursor) -> QueryResult<Slice<Answer>> {
    let mut query = posts::table
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        .filter(posts::author_id.eq(person))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(questions::shown)
        .select((
            posts::id,
            posts::status,
            posts::score,
            posts::accepted_at,
            posts::endorsement_count,
            posts::created_at,
            questions::title,
            questions::lang,
        ))
        .into_boxed::<Backend>();
    if !own {
        query = query.filter(posts::status.eq(Status::Visible));
    }
    let rows: Vec<Columns> = turn_to!(query, cursor, SIZE, posts::created_at, posts::id).load(conn)?;
    let rows = rows.into_iter().map(answer).collect();
    Ok(Slice::cut(rows, cursor, SIZE, |answer: &Answer| Key { at: answer.at, id: answer.id }))
}

fn answer((id, status, score, accepted_at, endorsements, at, title, lang): Columns) -> Answer {
    let (class, icon, word) = match status {
        Status::Visible if accepted_at.is_some() => ("solved", "solved", "people-answer-accepted"),
        Status::Visible if endorsements > 0 => ("endorsed", "endorsed", "list-state-endorsed"),
        Status::Visible => ("answered", "answer", "people-answer"),
        _ => ("hidden", "hidden", "list-state-hidden"),
    };
    Answer { path: paths::answer(id), title, lang, score, chip: Chip { class, icon, word }, at, id }
}
