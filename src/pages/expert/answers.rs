//! Answers in a field that nobody has endorsed yet, the latest first.

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;
use crate::pages::lists::{Backend, Cursor, Key, Name, Slice, names_of};
use crate::threads::paths;
use crate::threads::tables::{posts, question_tags, questions};
use crate::turn_to;

use super::fields::Fields;

/// Answers on a page.
const SIZE: usize = 15;
/// How far back it looks, in microseconds: what was not vouched for in a year has done without.
const WINDOW: i64 = 365 * DAY;

/// An answer that waits.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Waiting {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub lang: String,
    pub html: String,
    pub score: i64,
    pub accepted: bool,
    pub author: Name,
    pub at: Micros,
}

type Row = (i64, i64, String, String, i64, Option<Micros>, Micros, String);

/// A page of them, without one's own.
///
/// # Errors
/// When the database fails.
pub fn waiting(
    conn: &mut AnyConnection,
    fields: &Fields,
    me: i64,
    cursor: Cursor,
    now: Micros,
) -> QueryResult<Slice<Waiting>> {
    let mut query = posts::table
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        // A literal, so that the planner recognises the condition of the partial index.
        .filter(sql::<Bool>("posts.kind = 'answer' AND posts.status = 'visible' AND posts.endorsement_count = 0"))
        .filter(questions::shown)
        .filter(posts::author_id.ne(me))
        .filter(posts::created_at.gt(now.plus(-WINDOW)))
        .select((
            posts::id,
            posts::author_id,
            posts::html,
            posts::lang,
            posts::score,
            posts::accepted_at,
            posts::created_at,
            questions::title,
        ))
        .into_boxed::<Backend>();
    if !fields.everywhere {
        let tagged = question_tags::table
            .filter(question_tags::question_id.eq(questions::id))
            .filter(question_tags::tag_id.eq_any(fields.tags.clone()));
        query = query.filter(questions::product_id.eq_any(fields.products.clone()).or(exists(tagged)));
    }
    let rows: Vec<Row> = turn_to!(query, cursor, SIZE, posts::created_at, posts::id).load(conn)?;
    let authors: Vec<i64> = rows.iter().map(|r| r.1).collect();
    let names = names_of(conn, &authors)?;
    let waiting = |(id, author, html, lang, score, accepted_at, at, title): Row| Waiting {
        id,
        path: paths::answer(id),
        title,
        lang,
        html,
        score,
        accepted: accepted_at.is_some(),
        author: names.get(&author).cloned().unwrap_or_default(),
        at,
    };
    let rows = rows.into_iter().map(waiting).collect();
    Ok(Slice::cut(rows, cursor, SIZE, |w: &Waiting| Key { at: w.at, id: w.id }))
}
