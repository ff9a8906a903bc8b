//! The same texts and queries in SQLite's FTS5, as far as it can be asked.

use std::path::Path;

use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use search_index::Document;

use crate::words::Dice;
use crate::{Kind, Town};

/// A new table with the same texts to come.
pub fn create(file: &Path) -> anyhow::Result<SqliteConnection> {
    let mut conn = connect(file)?;
    conn.batch_execute(
        "CREATE VIRTUAL TABLE threads USING fts5(title, body, answers, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');",
    )?;
    Ok(conn)
}

pub fn connect(file: &Path) -> anyhow::Result<SqliteConnection> {
    let mut conn = SqliteConnection::establish(file.to_str().context("the folder's name is no text")?)?;
    conn.batch_execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000;")?;
    Ok(conn)
}

pub fn fill(conn: &mut SqliteConnection, town: &Town, threads: i64, dice: &mut Dice) -> anyhow::Result<()> {
    conn.batch_execute("BEGIN")?;
    for id in 1..=threads {
        insert(conn, &town.thread(id, dice), "INSERT")?;
        if id % 50_000 == 0 {
            conn.batch_execute("COMMIT; BEGIN")?;
        }
    }
    conn.batch_execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(())
}

/// Writes one thread: `verb` is INSERT for a new one, REPLACE for one that is there.
pub fn insert(conn: &mut SqliteConnection, thread: &Document, verb: &str) -> anyhow::Result<()> {
    let answers: Vec<&str> = thread.answers.iter().map(|answer| answer.text.as_str()).collect();
    diesel::sql_query(format!("{verb} INTO threads (rowid, title, body, answers) VALUES (?, ?, ?, ?)"))
        .bind::<BigInt, _>(thread.id)
        .bind::<Text, _>(&thread.title)
        .bind::<Text, _>(&thread.body)
        .bind::<Text, _>(answers.join("\n"))
        .execute(conn)?;
    Ok(())
}

#[derive(QueryableByName)]
#[allow(dead_code)] // read from the database, as a page would, and not looked at
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    text: String,
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Asks FTS5 the same, as far as it can be asked.
pub fn ask(conn: &mut SqliteConnection, kind: Kind, text: &str) -> anyhow::Result<usize> {
    let words: Vec<String> = text.split_whitespace().map(|word| word.replace(['"', '.', '?', '!'], "")).collect();
    let quoted: Vec<String> = words.iter().filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"")).collect();
    let (asked, count) = match kind {
        Kind::Phrase => (format!("\"{}\"", words.join(" ")), true),
        Kind::Completion => (format!("{}*", quoted.join(" ")), false),
        Kind::Sentence => (quoted.join(" OR "), true),
        Kind::SimilarTitle | Kind::SimilarBody => (quoted.join(" OR "), false),
        _ => (quoted.join(" "), true),
    };
    let column = if kind == Kind::Completion { "{title}: " } else { "" };
    let rows: Vec<Row> = diesel::sql_query(
        "SELECT rowid AS id, snippet(threads, -1, '<', '>', '…', 24) AS text FROM threads WHERE threads MATCH ? ORDER BY rank LIMIT 20",
    )
    .bind::<Text, _>(format!("{column}{asked}"))
    .load(conn)?;
    if !count {
        return Ok(rows.len());
    }
    let total: Total = diesel::sql_query("SELECT count(*) AS n FROM threads WHERE threads MATCH ?")
        .bind::<Text, _>(asked)
        .get_result(conn)?;
    Ok(usize::try_from(total.n)?)
}
