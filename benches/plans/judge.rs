//! Plans, and what is bad about them: reading a whole table that grows with the forum, or sorting more than a page.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use kiez::ground::db::AnyConnection;
use serde_json::Value;

/// A table with more rows grows with the forum.
const GROWS: i64 = 5_000;
/// Rows that may be sorted: a page with all that stands on it.
const PAGE: i64 = 500;

/// Looks at plans, at each kind of query once.
pub struct Judge<'a> {
    conn: &'a mut AnyConnection,
    /// Rows of each table.
    tables: BTreeMap<String, i64>,
    seen: BTreeSet<String>,
    all: bool,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Detail {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// What an operator's database knows of itself after a night.
///
/// # Errors
/// When the database fails.
pub fn gather_statistics(conn: &mut AnyConnection) -> anyhow::Result<()> {
    if is_sqlite(conn) {
        return Ok(conn.batch_execute("ANALYZE")?);
    }
    // Requests give up sooner than this can be done with.
    conn.batch_execute("SET statement_timeout = 0")?;
    Ok(conn.batch_execute("VACUUM (ANALYZE)")?)
}

fn is_sqlite(conn: &AnyConnection) -> bool {
    matches!(conn, AnyConnection::Sqlite(_))
}

impl<'a> Judge<'a> {
    /// Counts the tables.
    ///
    /// # Errors
    /// When the database fails.
    pub fn new(conn: &'a mut AnyConnection, all: bool) -> anyhow::Result<Self> {
        let names = if is_sqlite(conn) {
            "SELECT name AS line FROM sqlite_master WHERE type = 'table'"
        } else {
            "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = current_schema()"
        };
        let names: Vec<Line> = diesel::sql_query(names).load(conn)?;
        let mut tables = BTreeMap::new();
        for name in names {
            let count = diesel::sql_query(format!("SELECT count(*) AS n FROM \"{}\"", name.line));
            tables.insert(name.line, count.get_result::<Count>(conn)?.n);
        }
        if !is_sqlite(conn) {
            // EXPLAIN's own column has a name that no struct can have.
            conn.batch_execute(
                "CREATE FUNCTION pg_temp.plan(asked text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE told json; \
                 BEGIN EXECUTE 'EXPLAIN (ANALYZE, FORMAT JSON) ' || asked INTO told; RETURN told::text; END $$",
            )?;
        }
        Ok(Self { conn, tables, seen: BTreeSet::new(), all })
    }

    /// How many kinds of queries were looked at.
    pub fn seen(&self) -> usize {
        self.seen.len()
    }

    /// 1 if this query's plan is bad and was not seen before, else 0.
    ///
    /// # Errors
    /// When it cannot be explained.
    pub fn look(&mut self, path: &str, query: &str) -> anyhow::Result<usize> {
        // The same query with other values is the same.
        let mut kind: String = query.chars().filter(|c| !c.is_ascii_digit()).collect();
        kind.truncate(4_000);
        if !self.seen.insert(kind) {
            return Ok(0);
        }
        let (plan, faults) = if is_sqlite(self.conn) { self.sqlite(query) } else { self.postgres(query) }
            .with_context(|| query.to_owned())?;
        if self.all || !faults.is_empty() {
            println!("\n{path}\n{query}\n{plan}");
        }
        for fault in &faults {
            println!("BAD: {fault}");
        }
        Ok(usize::from(!faults.is_empty()))
    }

    fn grows(&self, table: &str) -> bool {
        self.tables.get(table).is_some_and(|rows| *rows > GROWS)
    }

    fn sqlite(&mut self, query: &str) -> anyhow::Result<(String, Vec<String>)> {
        let lines: Vec<Detail> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(self.conn)?;
        let lines: Vec<String> = lines.into_iter().map(|line| line.detail).collect();
        let mut faults = Vec::new();
        let ends_early = query.contains("LIMIT");
        let sorts = lines.iter().any(|line| line.contains("TEMP B-TREE FOR"));
        // Without an index in the order of the rows themselves, which the query asks for.
        let in_order = query.contains("ORDER BY") && !sorts;
        // Diesel's way to say "of nothing": a plan is made, but never run.
        let read: &[String] = if query.contains("(1=0)") { &[] } else { &lines };
        for line in read {
            // In an index' order it may stop at the limit; without one it is read to its end.
            let scanned = line.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            if let Some(table) = scanned.filter(|table| self.grows(table))
                && !(ends_early && (line.contains("USING") || in_order))
            {
                faults.push(format!("reads all of {table}"));
            }
        }
        if sorts {
            let whole = query.rsplit_once(" LIMIT ").map_or(query, |(before, _)| before);
            let counted = diesel::sql_query(format!("SELECT count(*) AS n FROM ({whole} LIMIT 100000)"));
            let rows = counted.get_result::<Count>(self.conn)?.n;
            if rows > page(query) {
                faults.push(format!("sorts {rows} rows"));
            }
        }
        Ok((lines.join("\n"), faults))
    }

    fn postgres(&mut self, query: &str) -> anyhow::Result<(String, Vec<String>)> {
        let told: Line =
            diesel::sql_query("SELECT pg_temp.plan($1) AS line").bind::<Text, _>(query).get_result(self.conn)?;
        let plan: Value = serde_json::from_str(&told.line)?;
        let mut faults = Vec::new();
        self.node(&plan[0]["Plan"], page(query), &mut faults);
        Ok((outline(&plan[0]["Plan"], 0), faults))
    }

    fn node(&self, node: &Value, page: i64, faults: &mut Vec<String>) {
        let number = |name: &str| node[name].as_f64().unwrap_or_default();
        let loops = number("Actual Loops").max(1.0);
        match node["Node Type"].as_str().unwrap_or_default() {
            "Seq Scan" => {
                let table = node["Relation Name"].as_str().unwrap_or_default();
                let read = (number("Actual Rows") + number("Rows Removed by Filter")) * loops;
                if self.grows(table) && read > page as f64 {
                    faults.push(format!("reads {read} rows of {table} one after the other"));
                }
            }
            "Sort" | "Incremental Sort" => {
                let rows = node["Plans"][0]["Actual Rows"].as_f64().unwrap_or_default() * loops;
                if rows > page as f64 {
                    faults.push(format!("sorts {rows} rows"));
                }
            }
            _ => {}
        }
        for inner in node["Plans"].as_array().into_iter().flatten() {
            self.node(inner, page, faults);
        }
    }
}

/// Rows that may be sorted for this query: what it shows, where that is more than usual (a part of a sitemap).
fn page(query: &str) -> i64 {
    let limit = query.rsplit_once(" LIMIT ").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
    limit.unwrap_or(PAGE).max(PAGE)
}

/// PostgreSQL's plan in lines.
fn outline(node: &Value, depth: usize) -> String {
    let text = |name: &str| node[name].as_str().unwrap_or_default();
    let rows = node["Actual Rows"].as_f64().unwrap_or_default();
    let mut out = format!(
        "{}{} {} {} rows={rows}",
        "  ".repeat(depth),
        text("Node Type"),
        text("Relation Name"),
        text("Index Name")
    );
    for inner in node["Plans"].as_array().into_iter().flatten() {
        out.push('\n');
        out.push_str(&outline(inner, depth + 1));
    }
    out
}
