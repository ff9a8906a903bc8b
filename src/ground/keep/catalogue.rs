//! What tables there are, asked of the database itself.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{bail, ensure};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use crate::ground::db::AnyConnection;

/// What a column holds, the same on both databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// BIGINT; ids, times, counts.
    Number,
    /// BOOLEAN.
    Flag,
    /// TEXT.
    Text,
    /// DOUBLE PRECISION; REAL in SQLite, which is as long there.
    Real,
    /// BYTEA or BLOB.
    Bytes,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Names and kinds of its columns, by name: the two databases may have added them in another order.
    pub columns: Vec<(String, Kind)>,
    /// Places in `columns` of what makes the primary key, in its order.
    pub key: Vec<usize>,
    /// Tables that its rows point to.
    pub parents: BTreeSet<String>,
    /// The column that the database numbers by itself, never giving a number twice.
    pub numbered: Option<String>,
}

impl Table {
    /// Whether it is made for the same rows.
    pub fn matches(&self, other: &Self) -> bool {
        self.name == other.name && self.columns == other.columns && self.key == other.key
    }
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    /// From 1 in the primary key; 0 outside.
    #[diesel(sql_type = BigInt)]
    place: i64,
    #[diesel(sql_type = Bool)]
    numbered: bool,
}

#[derive(QueryableByName)]
struct Points {
    #[diesel(sql_type = Text)]
    child: String,
    #[diesel(sql_type = Text)]
    parent: String,
}

const SQLITE_COLUMNS: &str = "SELECT m.name AS table_name, c.name AS column_name, c.type AS kind, c.pk AS place, \
    (c.pk = 1 AND upper(m.sql) LIKE '%AUTOINCREMENT%') AS numbered \
    FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' \
    AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' LIMIT 100000";

const SQLITE_POINTS: &str = "SELECT m.name AS child, f.\"table\" AS parent \
    FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' LIMIT 100000";

const POSTGRES_COLUMNS: &str = "SELECT c.relname::text AS table_name, a.attname::text AS column_name, \
    format_type(a.atttypid, NULL)::text AS kind, \
    COALESCE(array_position(i.indkey::int2[], a.attnum) + 1, 0)::bigint AS place, \
    (a.attidentity <> '') AS numbered FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary \
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition \
    AND c.relname NOT LIKE '\\_\\_%' \
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 100000";

const POSTGRES_POINTS: &str = "SELECT c.relname::text AS child, p.relname::text AS parent FROM pg_constraint f \
    JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class p ON p.oid = f.confrelid \
    JOIN pg_namespace n ON n.oid = c.relnamespace \
    WHERE f.contype = 'f' AND n.nspname = current_schema() LIMIT 100000";

/// All tables of the forum, those that others point to before the others. Tables whose name begins with `__` keep
/// house for migrations and moves and are no part of it.
///
/// # Errors
/// When the database cannot be asked, or has a column or a table that could not be kept.
pub fn catalogue(conn: &mut AnyConnection) -> anyhow::Result<Vec<Table>> {
    let (columns, points): (Vec<Found>, Vec<Points>) = match conn {
        AnyConnection::Sqlite(inner) => {
            (diesel::sql_query(SQLITE_COLUMNS).load(inner)?, diesel::sql_query(SQLITE_POINTS).load(inner)?)
        }
        AnyConnection::Postgres(inner) => {
            (diesel::sql_query(POSTGRES_COLUMNS).load(inner)?, diesel::sql_query(POSTGRES_POINTS).load(inner)?)
        }
    };
    let mut by_table: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for column in columns {
        by_table.entry(column.table_name.clone()).or_default().push(column);
    }
    let mut tables = Vec::new();
    for (name, mut columns) in by_table {
        columns.sort_by(|a, b| a.column_name.cmp(&b.column_name));
        let mut key: Vec<(i64, usize)> =
            columns.iter().enumerate().filter(|(_, c)| c.place > 0).map(|(index, c)| (c.place, index)).collect();
        key.sort_unstable();
        ensure!(!key.is_empty(), "the table {name} has no primary key: its rows cannot be told apart");
        let parents = points.iter().filter(|one| one.child == name && one.parent != name);
        tables.push(Table {
            parents: parents.map(|one| one.parent.clone()).collect(),
            key: key.into_iter().map(|(_, index)| index).collect(),
            numbered: columns.iter().find(|c| c.numbered).map(|c| c.column_name.clone()),
            columns: columns
                .into_iter()
                .map(|c| kind(&name, &c.column_name, &c.kind).map(|kind| (c.column_name, kind)))
                .collect::<anyhow::Result<_>>()?,
            name,
        });
    }
    in_order(tables)
}

fn kind(table: &str, column: &str, declared: &str) -> anyhow::Result<Kind> {
    Ok(match declared.to_lowercase().as_str() {
        "bigint" | "integer" => Kind::Number,
        "boolean" => Kind::Flag,
        "text" => Kind::Text,
        "double precision" | "real" | "double" => Kind::Real,
        "bytea" | "blob" => Kind::Bytes,
        other => bail!("{table}.{column} is {other}, of which nobody has said what it is on the other database"),
    })
}

/// Those that others point to first; by name where there is a choice.
fn in_order(mut tables: Vec<Table>) -> anyhow::Result<Vec<Table>> {
    let mut ordered: Vec<Table> = Vec::with_capacity(tables.len());
    let mut placed = BTreeSet::new();
    while !tables.is_empty() {
        let (ready, rest): (Vec<_>, Vec<_>) = tables.into_iter().partition(|table| table.parents.is_subset(&placed));
        ensure!(
            !ready.is_empty(),
            "these tables point to each other in a circle: {}",
            rest.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ")
        );
        placed.extend(ready.iter().map(|table| table.name.clone()));
        ordered.extend(ready);
        tables = rest;
    }
    Ok(ordered)
}

#[cfg(test)]
mod tests {
    use super::{Table, in_order};

    fn table(name: &str, parents: &[&str]) -> Table {
        let parents = parents.iter().map(ToString::to_string).collect();
        Table { name: name.into(), columns: Vec::new(), key: Vec::new(), parents, numbered: None }
    }

    #[test]
    fn what_others_point_to_comes_first() {
        let tables =
            vec![table("answers", &["people", "questions"]), table("people", &[]), table("questions", &["people"])];
        let names: Vec<String> = in_order(tables).expect("an order").into_iter().map(|table| table.name).collect();
        assert_eq!(names, ["people", "questions", "answers"]);
        let circle = in_order(vec![table("a", &["b"]), table("b", &["a"])]).expect_err("no order");
        assert!(circle.to_string().contains("a, b"), "{circle}");
    }
}
