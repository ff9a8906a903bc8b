//! Both migration trees and the `table!` declarations speak of the same tables and columns.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use kiez::ground::db::AnyConnection;
use kiez::ground::refusal::Refusal;

use crate::support::on_both;

#[derive(diesel::QueryableByName)]
struct Column {
    #[diesel(sql_type = diesel::sql_types::Text)]
    table_name: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    column_name: String,
}

type Schema = BTreeMap<String, BTreeSet<String>>;

/// Tables and columns as the database has them.
fn of_database(conn: &mut AnyConnection) -> QueryResult<Schema> {
    let columns: Vec<Column> = match conn {
        AnyConnection::Sqlite(inner) => diesel::sql_query(
            "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'",
        )
        .load(inner)?,
        AnyConnection::Postgres(inner) => diesel::sql_query(
            "SELECT table_name::text, column_name::text FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'",
        )
        .load(inner)?,
    };
    let mut schema = Schema::new();
    for column in columns {
        schema.entry(column.table_name).or_default().insert(column.column_name);
    }
    Ok(schema)
}

/// Tables and columns as the program declares them, read from its `tables.rs` files.
fn of_program() -> Schema {
    let mut schema = Schema::new();
    for room in [
        "ground",
        "accounts",
        "reputation",
        "threads",
        "moderation",
        "escalation",
        "search",
        "notifications",
        "interop",
    ] {
        let path = format!("{}/src/{room}/tables.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"));
        let mut table = None;
        let mut declares = false;
        for line in text.lines() {
            let line = line.trim();
            if line.starts_with("diesel::table!") {
                declares = true;
            } else if declares && table.is_none() && line.contains(" (") && line.ends_with('{') {
                table = line.split_whitespace().next().map(str::to_owned);
            } else if let (Some(name), Some((column, _))) = (&table, line.split_once(" -> ")) {
                schema.entry(name.clone()).or_default().insert(column.to_owned());
            } else if line == "}" && table.take().is_none() {
                declares = false;
            }
        }
    }
    schema
}

#[test]
fn both_databases_have_what_the_program_declares() {
    let declared = of_program();
    assert!(declared.len() > 25, "the declarations were found: {}", declared.len());
    on_both(|db| {
        let found = db.read_blocking(|conn| Ok::<_, Refusal>(of_database(conn)?)).expect("the schema can be read");
        assert_eq!(found, declared, "{}", db.target().kind());
    });
}
