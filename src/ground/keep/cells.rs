//! Rows as values that both databases understand alike, page by page in the order of the primary key.

use anyhow::Context;
use diesel::connection::{DefaultLoadingMode, LoadConnection};
use diesel::row::Row;
use diesel::sql_types::{BigInt, Binary, Bool, Double, Nullable, Text};

use super::catalogue::{Kind, Table};
use crate::ground::db::AnyConnection;

/// A value.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Cell {
    /// NULL.
    Null,
    /// A number, an id or a time.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A text, perhaps empty.
    Text(String),
    /// A number with a fraction.
    Real(f64),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Cell {
    /// About how much memory it takes.
    pub fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len() + 24,
            Self::Bytes(bytes) => bytes.len() + 24,
            _ => 8,
        }
    }
}

/// A row, its cells in the order of the table's columns.
pub type Cells = Vec<Cell>;

/// A name as SQL wants it.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The key of a row.
pub fn key_of(table: &Table, row: &[Cell]) -> Cells {
    table.key.iter().filter_map(|index| row.get(*index).cloned()).collect()
}

/// Texts are in the database's own order, in which its index has them; the other database may have another.
fn statement(table: &Table, after: usize, limit: usize, postgres: bool) -> String {
    let columns: Vec<String> = table.columns.iter().map(|(name, _)| quoted(name)).collect();
    let key: Vec<String> =
        table.key.iter().filter_map(|index| table.columns.get(*index)).map(|(name, _)| quoted(name)).collect();
    let marks: Vec<String> = (1..=after).map(|n| if postgres { format!("${n}") } else { "?".into() }).collect();
    let begin =
        if after == 0 { String::new() } else { format!(" WHERE ({}) > ({})", key.join(", "), marks.join(", ")) };
    let (columns, from, key) = (columns.join(", "), quoted(&table.name), key.join(", "));
    format!("SELECT {columns} FROM {from}{begin} ORDER BY {key} LIMIT {limit}")
}

/// One body for both databases, with its type named for the compiler.
macro_rules! page_of {
    ($inner:expr, $backend:ty, $sql:expr, $after:expr, $table:expr) => {{
        let mut query = diesel::sql_query($sql).into_boxed::<$backend>();
        for cell in $after {
            query = match cell.clone() {
                Cell::Null => query.bind::<Nullable<Text>, _>(None::<String>),
                Cell::Number(number) => query.bind::<BigInt, _>(number),
                Cell::Flag(flag) => query.bind::<Bool, _>(flag),
                Cell::Text(text) => query.bind::<Text, _>(text),
                Cell::Real(real) => query.bind::<Double, _>(real),
                Cell::Bytes(bytes) => query.bind::<Binary, _>(bytes),
            };
        }
        let mut rows = Vec::new();
        for row in LoadConnection::<DefaultLoadingMode>::load($inner, query)? {
            let row = row?;
            let mut cells = Cells::with_capacity($table.columns.len());
            for (index, (name, kind)) in $table.columns.iter().enumerate() {
                let read = match kind {
                    Kind::Number => {
                        row.get_value::<Nullable<BigInt>, Option<i64>, _>(index).map(|v| v.map(Cell::Number))
                    }
                    Kind::Flag => row.get_value::<Nullable<Bool>, Option<bool>, _>(index).map(|v| v.map(Cell::Flag)),
                    Kind::Text => row.get_value::<Nullable<Text>, Option<String>, _>(index).map(|v| v.map(Cell::Text)),
                    Kind::Real => row.get_value::<Nullable<Double>, Option<f64>, _>(index).map(|v| v.map(Cell::Real)),
                    Kind::Bytes => {
                        row.get_value::<Nullable<Binary>, Option<Vec<u8>>, _>(index).map(|v| v.map(Cell::Bytes))
                    }
                };
                let read = read.map_err(|why| anyhow::anyhow!("{}.{name}: {why}", $table.name))?;
                cells.push(read.unwrap_or(Cell::Null));
            }
            rows.push(cells);
        }
        Ok(rows)
    }};
}

/// The next rows after the one with that key; from the beginning if it is empty.
pub fn page(conn: &mut AnyConnection, table: &Table, after: &[Cell], limit: usize) -> anyhow::Result<Vec<Cells>> {
    read(conn, table, after, limit).with_context(|| format!("cannot read the table {}", table.name))
}

fn read(conn: &mut AnyConnection, table: &Table, after: &[Cell], limit: usize) -> anyhow::Result<Vec<Cells>> {
    let postgres = matches!(conn, AnyConnection::Postgres(_));
    let sql = statement(table, after.len(), limit, postgres);
    match conn {
        AnyConnection::Sqlite(inner) => page_of!(inner, diesel::sqlite::Sqlite, sql, after, table),
        AnyConnection::Postgres(inner) => page_of!(inner, diesel::pg::Pg, sql, after, table),
    }
}

/// How many rows to read next so that they take about so much memory.
pub fn next_limit(rows: usize, bytes: usize) -> usize {
    const WANTED: usize = 4 << 20;
    bytes.checked_div(rows).map_or(500, |each| (WANTED / each.max(1)).clamp(50, 20_000))
}

#[cfg(test)]
mod tests {
    use super::{next_limit, statement};
    use crate::ground::keep::catalogue::{Kind, Table};

    #[test]
    fn a_page_begins_where_the_last_one_ended() {
        let table = Table {
            name: "badges".into(),
            columns: vec![("badge".into(), Kind::Text), ("person_id".into(), Kind::Number)],
            key: vec![1, 0],
            parents: Default::default(),
            numbered: None,
        };
        assert_eq!(
            statement(&table, 2, 10, true),
            "SELECT \"badge\", \"person_id\" FROM \"badges\" WHERE (\"person_id\", \"badge\") > ($1, $2) \
             ORDER BY \"person_id\", \"badge\" LIMIT 10"
        );
        assert_eq!(
            statement(&table, 0, 10, false),
            "SELECT \"badge\", \"person_id\" FROM \"badges\" ORDER BY \"person_id\", \"badge\" LIMIT 10"
        );
        assert_eq!((next_limit(0, 0), next_limit(1_000, 1 << 20), next_limit(10, 10 << 20)), (500, 4_002, 50));
    }
}
