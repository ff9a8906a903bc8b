//! The first comments of each post, and all of one post where a reader asks for them.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::on_both;
use crate::threads::eyes::Eyes;
use crate::threads::moves::CONVERTED;

/// Comments of a post that are shown at once.
pub const FIRST: i64 = 5;
/// Comments that are shown where a reader asks for all.
const ALL: i64 = 500;

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
    let list = posts.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    if list.is_empty() {
        return Ok(HashMap::new());
    }
    // Numbers only, so nothing needs binding; Diesel has no way to filter by a window.
    let seen = match (eyes.sees_all, eyes.person) {
        (true, _) => String::new(),
        (false, Some(person)) => format!("AND (status = 'visible' OR author_id = {person})"),
        (false, None) => "AND status = 'visible'".into(),
    };
    let open = open.unwrap_or(0);
    let sql = format!(
        "SELECT id, post_id, author_id, html, status, created_at, edited_at, total FROM ( \
           SELECT id, post_id, author_id, html, status, created_at, edited_at, \
             row_number() OVER (PARTITION BY post_id ORDER BY created_at, id) AS n, \
             count(*) OVER (PARTITION BY post_id) AS total \
           FROM comments WHERE post_id IN ({list}) {seen} \
           AND (status_reason IS NULL OR status_reason <> '{CONVERTED}') \
         ) AS numbered WHERE n <= {FIRST} OR (post_id = {open} AND n <= {ALL}) ORDER BY post_id, n"
    );
    let rows: Vec<Row> = on_both!(conn, inner => diesel::sql_query(sql).load(inner))?;
    let mut by_post: HashMap<i64, Vec<Row>> = HashMap::new();
    for row in rows {
        by_post.entry(row.post_id).or_default().push(row);
    }
    Ok(by_post)
}
