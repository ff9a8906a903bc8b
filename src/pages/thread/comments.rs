//! The first comments of each post, and all of one post where a reader asks for them.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Prepared, Value, among};
use crate::on_both;
use crate::threads::eyes::Eyes;
use crate::threads::kinds::Status;
use crate::threads::moves::CONVERTED;
use crate::threads::tables::comments;

/// Comments of a post that are shown at once.
pub const FIRST: i64 = 5;
/// Comments that are shown where a reader asks for all.
const ALL: i64 = 500;

/// More people than ever had a comment hidden under thirty posts.
const MOST_WITHHELD: i64 = 10_000;

/// A comment's row; `n` is its place under its post from 1, `total` how many there are.
#[derive(Clone, Debug, QueryableByName)]
#[allow(missing_docs)] // the columns
pub struct Row {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = BigInt)]
    pub post_id: i64,
    #[diesel(sql_type = BigInt)]
    pub author_id: i64,
    #[diesel(sql_type = Text)]
    pub html: String,
    #[diesel(sql_type = Text)]
    pub status: String,
    #[diesel(sql_type = BigInt)]
    pub created_at: Micros,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub edited_at: Option<Micros>,
    #[diesel(sql_type = BigInt)]
    pub total: i64,
}

/// The numbered comments of posts in a list: Diesel has no way to filter by a window.
macro_rules! numbered {
    ($among:literal) => {
        concat!(
            "SELECT id, post_id, author_id, html, status, created_at, edited_at, total FROM ( \
               SELECT id, post_id, author_id, html, status, created_at, edited_at, \
                 row_number() OVER (PARTITION BY post_id ORDER BY created_at, id) AS n, \
                 count(*) OVER (PARTITION BY post_id) AS total \
               FROM comments WHERE post_id ",
            $among,
            " AND (status = 'visible' OR ? OR author_id = ?) AND (status_reason IS NULL OR status_reason <> ?) \
             ) AS numbered WHERE n <= ? OR (post_id = ? AND n <= ?) ORDER BY post_id, n"
        )
    };
}

const SQLITE: &str = numbered!("IN (SELECT value FROM json_each(?))");
const POSTGRES: &str = numbered!("IN (SELECT value::bigint FROM json_array_elements_text(CAST(? AS json)))");

/// The comments under some posts, oldest first; all of them for the post `open`.
///
/// # Errors
/// When the database fails.
pub fn of(
    conn: &mut AnyConnection,
    posts: &[i64],
    open: Option<i64>,
    eyes: &Eyes,
) -> QueryResult<HashMap<i64, Vec<Row>>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let list = serde_json::to_string(posts).unwrap_or_default();
    let values = [
        Value::Text(&list),
        Value::Flag(eyes.sees_all),
        Value::MaybeNumber(eyes.person),
        Value::Text(CONVERTED),
        Value::Number(FIRST),
        Value::Number(open.unwrap_or(0)),
        Value::Number(ALL),
    ];
    let rows: Vec<Row> = match conn {
        AnyConnection::Sqlite(conn) => Prepared(SQLITE, values).load(conn)?,
        AnyConnection::Postgres(conn) => Prepared(POSTGRES, values).load(conn)?,
    };
    let mut by_post: HashMap<i64, Vec<Row>> = HashMap::new();
    for row in rows {
        by_post.entry(row.post_id).or_default().push(row);
    }
    Ok(by_post)
}

/// Whose comments under some posts are there, but not for everybody.
///
/// # Errors
/// When the database fails.
pub fn withheld(conn: &mut AnyConnection, under: &[i64]) -> QueryResult<Vec<i64>> {
    let withheld = comments::table
        .filter(among(comments::post_id, under))
        .filter(comments::status.ne(Status::Visible))
        .select(comments::author_id)
        .distinct()
        .limit(MOST_WITHHELD);
    on_both!(conn, inner => withheld.load(inner))
}
