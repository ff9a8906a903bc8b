//! What `kiez doctor` asks a database about itself.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::AnyConnection;
use crate::ground::clock::Micros;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Time {
    #[diesel(sql_type = BigInt)]
    micros: i64,
}

/// What is damaged, one sentence each; empty when all is well.
///
/// # Errors
/// When the database cannot be asked.
pub fn integrity(conn: &mut AnyConnection) -> QueryResult<Vec<String>> {
    match conn {
        AnyConnection::Sqlite(inner) => {
            let found: Vec<Line> =
                diesel::sql_query("SELECT integrity_check AS line FROM pragma_integrity_check LIMIT 20").load(inner)?;
            let lost: Vec<Line> =
                diesel::sql_query("SELECT \"table\" || ' row ' || COALESCE(rowid, 0) || ' points to a missing ' || parent AS line FROM pragma_foreign_key_check LIMIT 20")
                    .load(inner)?;
            Ok(found.into_iter().chain(lost).map(|l| l.line).filter(|l| l != "ok").collect())
        }
        // PostgreSQL checks its pages itself; what can be seen from here is an index that a failed build left behind.
        AnyConnection::Postgres(inner) => {
            let found: Vec<Line> = diesel::sql_query(
                "SELECT 'the index ' || c.relname || ' is not valid' AS line FROM pg_index i \
                 JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
                 WHERE NOT i.indisvalid AND n.nspname = current_schema() LIMIT 20",
            )
            .load(inner)?;
            Ok(found.into_iter().map(|l| l.line).collect())
        }
    }
}

/// The language in which PostgreSQL says what went wrong, as its setting names it; none where the program will understand
/// it: Diesel hands on words, not codes, and `Refusal` knows the English ones.
///
/// # Errors
/// When the database cannot be asked.
pub fn foreign_messages(conn: &mut AnyConnection) -> QueryResult<Option<String>> {
    let AnyConnection::Postgres(inner) = conn else { return Ok(None) };
    let found: Line = diesel::sql_query("SELECT current_setting('lc_messages') AS line").get_result(inner)?;
    Ok(Some(found.line).filter(|name| !is_english(name)))
}

fn is_english(locale: &str) -> bool {
    let language = locale.split(['_', '.', '@']).next().unwrap_or_default();
    matches!(language, "" | "C" | "POSIX" | "en" | "English")
}

/// The database's own time.
///
/// # Errors
/// When the database cannot be asked.
pub fn clock(conn: &mut AnyConnection) -> QueryResult<Micros> {
    let time: Time = match conn {
        AnyConnection::Sqlite(inner) => {
            diesel::sql_query("SELECT CAST(strftime('%s', 'now') AS BIGINT) * 1000000 AS micros").get_result(inner)?
        }
        AnyConnection::Postgres(inner) => {
            diesel::sql_query("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) AS micros")
                .get_result(inner)?
        }
    };
    Ok(Micros(time.micros))
}

#[cfg(test)]
mod tests {
    use super::is_english;

    #[test]
    fn english_has_several_names() {
        for name in ["", "C", "C.UTF-8", "POSIX", "en_US.UTF-8", "en_GB", "en", "English_United States.1252"] {
            assert!(is_english(name), "{name}");
        }
        for name in ["de_DE.UTF-8", "fr_FR@euro", "cs", "eng", "German_Germany.1252"] {
            assert!(!is_english(name), "{name}");
        }
    }
}
