//! A question as lists read it.

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, among};
use crate::threads::kinds::State;
use crate::threads::tables::questions;

/// What boxed queries are written for.
pub type Backend = <AnyConnection as diesel::Connection>::Backend;

/// The columns that a list shows.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = questions)]
#[allow(missing_docs)] // the columns
pub struct Row {
    pub id: i64,
    pub title: String,
    pub slug: String,
    pub asker_id: i64,
    pub product_id: Option<i64>,
    pub lang: String,
    pub state: State,
    pub shown: bool,
    pub answer_count: i64,
    pub endorsed_count: i64,
    pub also_count: i64,
    pub created_at: Micros,
    pub active_at: Micros,
    pub duplicate_of: Option<i64>,
}

/// Questions by id, in any order; only those that everybody may see.
///
/// # Errors
/// When the database fails.
pub fn by_ids(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<Vec<Row>> {
    questions::table
        .filter(among(questions::id, ids))
        .filter(questions::shown)
        .select(Row::as_select())
        .limit(500)
        .load(conn)
}
