//! Numbers that the database gives: they go on where they were.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::catalogue::Table;
use super::cells::quoted;
use super::standing::count;
use crate::ground::db::{AnyConnection, Postgres};

#[derive(QueryableByName)]
struct Last {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The next row gets a number that was never given, neither here nor there.
pub fn go_on(
    source: &mut AnyConnection,
    target: &mut AnyConnection,
    table: &Table,
    found: &[Table],
) -> anyhow::Result<()> {
    let Some(column) = found.iter().find(|one| one.name == table.name).and_then(|one| one.numbered.as_ref()) else {
        return Ok(());
    };
    let greatest = format!("SELECT COALESCE(MAX({}), 0) AS n FROM {}", quoted(column), quoted(&table.name));
    let greatest = count(target, &greatest)?;
    let given = match (&table.numbered, source) {
        (None, _) => 0,
        (Some(_), AnyConnection::Sqlite(inner)) => {
            let query = diesel::sql_query("SELECT seq AS n FROM sqlite_sequence WHERE name = ?");
            let last: Option<Last> = query.bind::<Text, _>(&table.name).get_result(inner).optional()?;
            last.map_or(0, |last| last.n)
        }
        (Some(numbered), AnyConnection::Postgres(inner)) => {
            let sequence = sequence_of(inner, &table.name, numbered)?;
            let given = "CASE WHEN is_called THEN last_value ELSE last_value - 1 END";
            let last: Last = diesel::sql_query(format!("SELECT {given} AS n FROM {sequence}")).get_result(inner)?;
            last.n
        }
    };
    let last = greatest.max(given);
    if last == 0 {
        return Ok(());
    }
    match target {
        AnyConnection::Sqlite(_) => {
            let word = table.name.replace('\'', "''");
            target.batch_execute(&format!(
                "DELETE FROM sqlite_sequence WHERE name = '{word}'; \
                 INSERT INTO sqlite_sequence (name, seq) VALUES ('{word}', {last})"
            ))?;
        }
        AnyConnection::Postgres(inner) => {
            let sequence = sequence_of(inner, &table.name, column)?;
            inner.batch_execute(&format!("SELECT setval('{}', {last})", sequence.replace('\'', "''")))?;
        }
    }
    Ok(())
}

fn sequence_of(conn: &mut Postgres, table: &str, column: &str) -> anyhow::Result<String> {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let query = diesel::sql_query("SELECT pg_get_serial_sequence(quote_ident($1), $2)::text AS name");
    let query = query.bind::<Text, _>(table).bind::<Text, _>(column);
    let named: Named = query.get_result(conn)?;
    Ok(named.name)
}
