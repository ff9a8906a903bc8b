//! Many rows into a table. PostgreSQL gets a list for each column, one statement however many rows; SQLite gets rows by
//! the hundred.

use anyhow::Context;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Double, Nullable, Text};

use super::catalogue::{Kind, Table};
use super::cells::{Cell, Cells, key_of, quoted};
use crate::ground::db::{AnyConnection, Postgres, Sqlite};

/// Values that SQLite takes in one statement, with room to spare (its limit is 32,766).
const VALUES: usize = 8_000;

/// Inserts the rows.
pub fn pour(conn: &mut AnyConnection, table: &Table, rows: Vec<Cells>) -> anyhow::Result<()> {
    let Some((first, last)) = rows.first().zip(rows.last()) else { return Ok(()) };
    let place = format!(
        "cannot write rows {:?} to {:?} of the table {}",
        key_of(table, first),
        key_of(table, last),
        table.name
    );
    match conn {
        AnyConnection::Sqlite(inner) => into_sqlite(inner, table, rows),
        AnyConnection::Postgres(inner) => into_postgres(inner, table, rows),
    }
    .context(place)
}

fn columns(table: &Table) -> String {
    table.columns.iter().map(|(name, _)| quoted(name)).collect::<Vec<_>>().join(", ")
}

fn into_sqlite(conn: &mut Sqlite, table: &Table, rows: Vec<Cells>) -> QueryResult<()> {
    let width = table.columns.len().max(1);
    let one = format!("({})", vec!["?"; width].join(", "));
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let part: Vec<Cells> = rows.by_ref().take((VALUES / width).max(1)).collect();
        let marks = vec![one.as_str(); part.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES {marks}", quoted(&table.name), columns(table));
        let mut query = diesel::sql_query(sql).into_boxed::<diesel::sqlite::Sqlite>();
        for cell in part.into_iter().flatten() {
            query = match cell {
                Cell::Null => query.bind::<Nullable<Text>, _>(None::<String>),
                Cell::Number(number) => query.bind::<BigInt, _>(number),
                Cell::Flag(flag) => query.bind::<Bool, _>(flag),
                Cell::Text(text) => query.bind::<Text, _>(text),
                Cell::Real(real) => query.bind::<Double, _>(real),
                Cell::Bytes(bytes) => query.bind::<Binary, _>(bytes),
            };
        }
        query.execute(conn)?;
    }
    Ok(())
}

fn into_postgres(conn: &mut Postgres, table: &Table, rows: Vec<Cells>) -> QueryResult<()> {
    let lists: Vec<String> =
        table.columns.iter().enumerate().map(|(n, (_, kind))| format!("${}::{}[]", n + 1, word(*kind))).collect();
    let (name, columns) = (quoted(&table.name), columns(table));
    let sql = format!("INSERT INTO {name} ({columns}) SELECT * FROM unnest({})", lists.join(", "));
    let mut query = diesel::sql_query(sql).into_boxed::<diesel::pg::Pg>();
    let mut by_column: Vec<Vec<Cell>> = table.columns.iter().map(|_| Vec::with_capacity(rows.len())).collect();
    for row in rows {
        for (list, cell) in by_column.iter_mut().zip(row) {
            list.push(cell);
        }
    }
    for ((_, kind), cells) in table.columns.iter().zip(by_column) {
        query = match kind {
            Kind::Number => query.bind::<Array<Nullable<BigInt>>, _>(list(cells, |cell| match cell {
                Cell::Number(number) => Some(number),
                _ => None,
            })),
            Kind::Flag => query.bind::<Array<Nullable<Bool>>, _>(list(cells, |cell| match cell {
                Cell::Flag(flag) => Some(flag),
                _ => None,
            })),
            Kind::Text => query.bind::<Array<Nullable<Text>>, _>(list(cells, |cell| match cell {
                Cell::Text(text) => Some(text),
                _ => None,
            })),
            Kind::Real => query.bind::<Array<Nullable<Double>>, _>(list(cells, |cell| match cell {
                Cell::Real(real) => Some(real),
                _ => None,
            })),
            Kind::Bytes => query.bind::<Array<Nullable<Binary>>, _>(list(cells, |cell| match cell {
                Cell::Bytes(bytes) => Some(bytes),
                _ => None,
            })),
        };
    }
    query.execute(conn).map(|_| ())
}

fn list<T>(cells: Vec<Cell>, value: fn(Cell) -> Option<T>) -> Vec<Option<T>> {
    cells.into_iter().map(value).collect()
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "bigint",
        Kind::Flag => "boolean",
        Kind::Text => "text",
        Kind::Real => "double precision",
        Kind::Bytes => "bytea",
    }
}
