//! How far a move is: a table in the database that it goes to. It changes in the transactions of the rows, so that a
//! move that was killed goes on with the row after the last one; and as long as it is there, no server starts on half a
//! forum.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use super::cells::Cells;
use crate::ground::db::AnyConnection;

/// The table's name. The catalogue leaves out what begins like this.
pub const TABLE: &str = "__kiez_move";

/// The line that stands for the move as a whole: its `after` is the forum's mark, its `rows` the position of its log.
const WHOLE: &str = "";

/// How far a table is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// The key of the last row that is there.
    pub after: Cells,
    /// How many are.
    pub rows: u64,
    /// Whether it was the last one.
    pub done: bool,
}

#[derive(QueryableByName)]
struct Noted {
    #[diesel(sql_type = Text)]
    after_key: String,
    #[diesel(sql_type = BigInt)]
    moved: i64,
    #[diesel(sql_type = Bool)]
    done: bool,
}

/// Begins a move of the forum with that mark, whose log has come so far.
pub fn begin(conn: &mut AnyConnection, mark: &str, position: i64) -> anyhow::Result<()> {
    conn.batch_execute(&format!(
        "CREATE TABLE {TABLE} (table_name TEXT PRIMARY KEY NOT NULL, after_key TEXT NOT NULL, moved BIGINT NOT NULL, \
         done BOOLEAN NOT NULL)"
    ))?;
    note(conn, WHOLE, mark, position, false)
}

/// Which forum is on its way: its mark and the position of its log.
pub fn whose(conn: &mut AnyConnection) -> anyhow::Result<Option<(String, i64)>> {
    Ok(find(conn, WHOLE)?.map(|noted| (noted.after_key, noted.moved)))
}

/// How far that table is.
pub fn step(conn: &mut AnyConnection, table: &str) -> anyhow::Result<Step> {
    let Some(noted) = find(conn, table)? else { return Ok(Step::default()) };
    Ok(Step { after: serde_json::from_str(&noted.after_key)?, rows: noted.moved.unsigned_abs(), done: noted.done })
}

/// Notes it.
pub fn keep(conn: &mut AnyConnection, table: &str, step: &Step) -> anyhow::Result<()> {
    note(conn, table, &serde_json::to_string(&step.after)?, step.rows.cast_signed(), step.done)
}

/// The move is over.
pub fn end(conn: &mut AnyConnection) -> anyhow::Result<()> {
    Ok(conn.batch_execute(&format!("DROP TABLE {TABLE}"))?)
}

fn find(conn: &mut AnyConnection, table: &str) -> anyhow::Result<Option<Noted>> {
    let sql = format!("SELECT after_key, moved, done FROM {TABLE} WHERE table_name = ");
    Ok(match conn {
        AnyConnection::Sqlite(inner) => {
            diesel::sql_query(sql + "?").bind::<Text, _>(table).get_result(inner).optional()?
        }
        AnyConnection::Postgres(inner) => {
            diesel::sql_query(sql + "$1").bind::<Text, _>(table).get_result(inner).optional()?
        }
    })
}

fn note(conn: &mut AnyConnection, table: &str, after: &str, rows: i64, done: bool) -> anyhow::Result<()> {
    let into = format!("INSERT INTO {TABLE} (table_name, after_key, moved, done) VALUES ");
    let again = " ON CONFLICT (table_name) DO UPDATE SET after_key = excluded.after_key, moved = excluded.moved, done = excluded.done";
    let sql = match conn {
        AnyConnection::Sqlite(_) => format!("{into}(?, ?, ?, ?){again}"),
        AnyConnection::Postgres(_) => format!("{into}($1, $2, $3, $4){again}"),
    };
    let query = diesel::sql_query(sql).bind::<Text, _>(table).bind::<Text, _>(after);
    let query = query.bind::<BigInt, _>(rows).bind::<Bool, _>(done);
    crate::on_both!(conn, inner => query.execute(inner).map(|_| ()))?;
    Ok(())
}
