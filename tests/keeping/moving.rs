//! The way to another database and back.

use std::collections::BTreeMap;

use anyhow::bail;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::ground::db::{AnyConnection, Target, migrate};
use kiez::ground::keep::{Digest, Kind, Move, Report, catalogue, digest, move_forum};

use super::{Home, why};
use crate::accounts::{GOOD, signed_in};
use crate::support::{Database, Forum};

pub fn quietly(from: &Target, to: &Target) -> anyhow::Result<Report> {
    move_forum(&Move { from, to, start_over: false }, &mut |_, _, _| Ok(()))
}

/// A table that no release has yet, with every kind of value.
const LATER: [&str; 2] = [
    "CREATE TABLE later (number BIGINT NOT NULL, word TEXT NOT NULL, flag BOOLEAN, real REAL, bytes BLOB, PRIMARY KEY (word, number))",
    "CREATE TABLE later (number BIGINT NOT NULL, flag BOOLEAN, word TEXT NOT NULL, real DOUBLE PRECISION, bytes BYTEA, PRIMARY KEY (word, number))",
];

fn with_later(database: &Database) {
    let sql = LATER[usize::from(matches!(database.target, Target::Postgres(_)))];
    database.target.connect().expect("a connection").batch_execute(sql).expect("one more table");
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
    #[diesel(sql_type = diesel::sql_types::Bool)]
    needed: bool,
}

/// Puts a row with everything and a row with as little as may be into every table that takes them.
fn fill(conn: &mut AnyConnection) {
    let tables = catalogue(conn).expect("the tables");
    conn.batch_execute("PRAGMA foreign_keys = OFF").expect("any order will do");
    for table in &tables {
        let AnyConnection::Sqlite(inner) = &mut *conn else { unreachable!("it is made on SQLite") };
        let query = format!("SELECT name, (\"notnull\" OR pk > 0) AS needed FROM pragma_table_info('{}')", table.name);
        let columns: Vec<Column> = diesel::sql_query(query).load(inner).expect("columns");
        let needed: BTreeMap<String, bool> = columns.into_iter().map(|column| (column.name, column.needed)).collect();
        let row = |full: bool| -> String {
            let cells = table.columns.iter().map(|(name, kind)| match (kind, full) {
                (_, false) if !needed[name] => "NULL".to_owned(),
                (Kind::Number, _) => if full { "1" } else { "2" }.to_owned(),
                (Kind::Flag, _) => u8::from(full).to_string(),
                (Kind::Text, true) => "'Zoë \"says\"\t\\N '' , {} 🙂\r\n'".to_owned(),
                (Kind::Text, false) => "''".to_owned(),
                (Kind::Real, _) => "0.1".to_owned(),
                (Kind::Bytes, _) => "x'00ff5c0a'".to_owned(),
            });
            cells.collect::<Vec<_>>().join(", ")
        };
        let names: Vec<&str> = table.columns.iter().map(|(name, _)| name.as_str()).collect();
        for full in [true, false] {
            let sql = format!("INSERT OR IGNORE INTO {} ({}) VALUES ({})", table.name, names.join(", "), row(full));
            inner.batch_execute(&sql).unwrap_or_else(|why| panic!("{sql}: {why}"));
        }
    }
    conn.batch_execute(
        "UPDATE event_log SET position = 2; UPDATE sqlite_sequence SET seq = 500 WHERE name = 'people'; \
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) \
         INSERT INTO spam_words (word, spam, fine, seen_at) \
         SELECT CASE i % 3 WHEN 0 THEN 'Ä' WHEN 1 THEN 'a' ELSE 'Z' END || i, i, -i, i * 1000000000000 FROM n; \
         INSERT INTO later VALUES (-9223372036854775808, 'a', NULL, -0.0, x''), (9223372036854775807, 'B', 1, 1e-300, NULL); \
         PRAGMA foreign_keys = ON",
    )
    .expect("more");
}

fn digests(conn: &mut AnyConnection) -> BTreeMap<String, Digest> {
    let tables = catalogue(conn).expect("the tables");
    tables.iter().map(|t| (t.name.clone(), digest(conn, t, |_| Ok(())).expect("read"))).collect()
}

#[test]
fn every_table_arrives_as_it_is_and_comes_back() {
    let origin = Database::sqlite();
    with_later(&origin);
    fill(&mut origin.target.connect().expect("a connection"));
    let before = digests(&mut origin.target.connect().expect("a connection"));
    assert!(before.len() > 60, "{}", before.len());
    assert!(before.iter().all(|(_, digest)| digest.rows > 0), "an empty table: {before:?}");
    let mut last = origin;
    // To PostgreSQL and back where there is one, else only from file to file.
    for next in [Database::postgres(), Some(Database::sqlite())].into_iter().flatten() {
        with_later(&next);
        let report = quietly(&last.target, &next.target).expect("moved");
        assert_eq!(report.tables.len(), before.len());
        assert!(report.tables.iter().all(|line| line.equal), "{report:?}");
        let mut conn = next.target.connect().expect("a connection");
        assert_eq!(digests(&mut conn), before, "{}", next.target.kind());
        assert!(migrate(&mut conn).expect("it is a forum as any other").is_empty());
        let told = why(quietly(&last.target, &next.target));
        assert!(told.contains("in use"), "{told}");
        drop(conn);
        let told = why(quietly(&last.target, &next.target));
        assert!(told.contains("there is a forum"), "{told}");
        last = next;
    }
    let mut conn = last.target.connect().expect("a connection");
    let id: i64 = diesel::insert_into(people::table)
        .values((people::handle.eq("next"), people::name.eq("Next"), people::lang.eq("en"), people::created_at.eq(1)))
        .returning(people::id)
        .get_result(&mut conn)
        .expect("somebody new");
    assert_eq!(id, 501, "numbers that were given once are not given again");
}

#[test]
fn a_move_that_is_stopped_goes_on_and_the_forum_is_served() {
    let home = Home::on(Database::sqlite());
    let stage = home.furnish("Red light");
    let asker = stage.person("Amir", 130);
    let known: Vec<i64> =
        (0..5).map(|n| stage.ask(asker, &format!("What does light {n} mean?"), &["router"])).collect();
    drop(stage);
    let mut conn = home.conn();
    conn.batch_execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) \
         INSERT INTO search_terms (month, term, people) SELECT i % 5, 'w' || i, i FROM n",
    )
    .expect("more");
    drop(conn);
    let from = &home.database.target;
    let target = Database::postgres().unwrap_or_else(Database::sqlite);
    let to = &target.target;
    for stop in [("people", 1), ("search_terms", 2), ("comparing posts", 1), ("finishing", 1)] {
        let mut times = 0;
        let stopped = move_forum(&Move { from, to, start_over: false }, &mut |what, _, _| {
            times += usize::from(what == stop.0);
            if times == stop.1 { bail!("killed") } else { Ok(()) }
        });
        assert_eq!(why(stopped), "killed", "{stop:?}");
        let told = why(migrate(&mut to.connect().expect("a connection")));
        assert!(told.contains("is not all there yet"), "{told}");
    }
    let stage = home.stage();
    stage.ask(asker, "Asked between two moves?", &["router"]);
    drop(stage);
    let told = why(quietly(from, to));
    assert!(told.contains("at another time") && told.contains("--start-over"), "{told}");
    let again = move_forum(&Move { from, to, start_over: true }, &mut |what, done, _| {
        if what == "search_terms" && done > 0 { bail!("killed") } else { Ok(()) }
    });
    assert_eq!(why(again), "killed");
    let report = quietly(from, to).expect("moved");
    assert!(report.rows_before >= 500 && report.tables.iter().all(|line| line.equal), "{report:?}");

    let forum = Forum::start_with(target, |_| {});
    let mut lena = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let moved = lena.get(&format!("/questions/{}", known[0]));
    let page = lena.follow(&moved);
    assert!(page.status == 200 && page.body.contains("What does light 0 mean?"), "{}", page.status);
    let stage = crate::support::stage::Stage {
        db: forum.services.db.clone(),
        clock: forum.clock.clone(),
        rules: kiez::threads::Rules::default(),
    };
    let next = stage.ask(asker, "Does it go on here?", &["router"]);
    assert!(next > known[4] + 1, "{next} after {known:?}");
    stage.is_consistent();
}
