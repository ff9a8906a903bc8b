//! The queries behind every list of questions. Each walks an index from the cursor on and stops after a page.

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;
use crate::threads::tables::{question_tags, questions};
use crate::turn_to;

use super::choice::{Choice, Tab};
use super::cursor::{Cursor, Key, Slice};
use super::rows::{Backend, Row};

/// Questions on a page.
pub const SIZE: usize = 30;
/// A tag with fewer questions is sorted whole; for a bigger one, the list of all is walked until a page is full.
const FEW: i64 = 2_000;
/// How far back "for you" looks, in microseconds: what one follows is news.
const NEWS: i64 = 365 * DAY;

/// Which questions.
#[derive(Clone, Debug)]
pub enum Scope {
    /// All.
    All,
    /// With a tag, which has so many.
    Tag {
        /// The tag.
        id: i64,
        /// Its questions.
        count: i64,
    },
    /// About a product.
    Product(i64),
    /// In a category.
    Category(i64),
    /// About any of these products or with any of these tags.
    Following {
        /// Products.
        products: Vec<i64>,
        /// Tags.
        tags: Vec<i64>,
    },
}

// Literals, so that the planner recognises the conditions of the partial indexes.
const UNANSWERED: &str = "questions.state = 'open' AND questions.answer_count = 0";
const SOLVED: &str = "questions.state = 'solved'";

/// A page of a list; the page above that turns out not to be full is the first page.
///
/// # Errors
/// When the database fails.
pub fn page(conn: &mut AnyConnection, scope: &Scope, choice: &Choice, now: Micros) -> QueryResult<Slice<Row>> {
    let slice = turned(conn, scope, choice, choice.cursor, now)?;
    if matches!(choice.cursor, Cursor::After(_)) && slice.newer.is_none() && slice.rows.len() < SIZE {
        return turned(conn, scope, choice, Cursor::First, now);
    }
    Ok(slice)
}

fn turned(
    conn: &mut AnyConnection,
    scope: &Scope,
    choice: &Choice,
    cursor: Cursor,
    now: Micros,
) -> QueryResult<Slice<Row>> {
    let by_activity = by_activity(scope, choice.tab);
    let rows = match scope {
        Scope::Tag { id, .. } if !by_activity => tagged(conn, *id, choice, cursor)?,
        Scope::Tag { id, count } if *count < FEW => tagged_active(conn, *id, choice, cursor)?,
        _ => plain(conn, scope, choice, cursor, now)?,
    };
    let key = |row: &Row| Key { at: if by_activity { row.active_at } else { row.created_at }, id: row.id };
    Ok(Slice::cut(rows, cursor, SIZE, key))
}

/// Solved questions of everybody come in the order in which something happened; those of a part of the forum in
/// the order of asking, which is what their index has.
fn by_activity(scope: &Scope, tab: Tab) -> bool {
    tab == Tab::Active || (tab == Tab::Solved && matches!(scope, Scope::All))
}

fn plain(
    conn: &mut AnyConnection,
    scope: &Scope,
    choice: &Choice,
    cursor: Cursor,
    now: Micros,
) -> QueryResult<Vec<Row>> {
    let mut query = questions::table.filter(questions::shown).select(Row::as_select()).into_boxed::<Backend>();
    query = match scope {
        Scope::All => query,
        Scope::Product(id) => query.filter(questions::product_id.eq(*id)),
        Scope::Category(id) => query.filter(questions::category_id.eq(*id)),
        Scope::Tag { id, .. } => query.filter(exists(
            question_tags::table
                .filter(question_tags::question_id.eq(questions::id))
                .filter(question_tags::tag_id.eq(*id)),
        )),
        Scope::Following { products, tags } => {
            let tagged = question_tags::table
                .filter(question_tags::question_id.eq(questions::id))
                .filter(question_tags::tag_id.eq_any(tags.clone()));
            query
                .filter(questions::created_at.gt(now.plus(-NEWS)))
                .filter(questions::product_id.eq_any(products.clone()).or(exists(tagged)))
        }
    };
    if let Some(lang) = choice.lang {
        query = query.filter(questions::lang.eq(lang));
    }
    query = match choice.tab {
        Tab::Unanswered => query.filter(sql::<Bool>(UNANSWERED)),
        Tab::Solved => query.filter(sql::<Bool>(SOLVED)),
        Tab::Newest | Tab::Active | Tab::ForYou => query,
    };
    if by_activity(scope, choice.tab) {
        turn_to!(query, cursor, SIZE, questions::active_at, questions::id).load(conn)
    } else {
        turn_to!(query, cursor, SIZE, questions::created_at, questions::id).load(conn)
    }
}

/// Boxed, with what all lists of one tag have in common.
macro_rules! with_tag {
    ($id:expr, $choice:expr) => {{
        let mut query = question_tags::table
            .inner_join(questions::table)
            .filter(question_tags::tag_id.eq($id))
            .filter(questions::shown)
            .select(Row::as_select())
            .into_boxed::<Backend>();
        if let Some(lang) = $choice.lang {
            query = query.filter(questions::lang.eq(lang));
        }
        match $choice.tab {
            Tab::Unanswered => query.filter(sql::<Bool>(UNANSWERED)),
            Tab::Solved => query.filter(sql::<Bool>(SOLVED)),
            Tab::Newest | Tab::Active | Tab::ForYou => query,
        }
    }};
}

fn tagged(conn: &mut AnyConnection, tag: i64, choice: &Choice, cursor: Cursor) -> QueryResult<Vec<Row>> {
    let query = with_tag!(tag, choice);
    turn_to!(query, cursor, SIZE, question_tags::created_at, question_tags::question_id).load(conn)
}

fn tagged_active(conn: &mut AnyConnection, tag: i64, choice: &Choice, cursor: Cursor) -> QueryResult<Vec<Row>> {
    let query = with_tag!(tag, choice);
    turn_to!(query, cursor, SIZE, questions::active_at, questions::id).load(conn)
}
