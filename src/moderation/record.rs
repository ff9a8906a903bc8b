//! How often moderators agreed with somebody's flags.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::tables::flags;
use super::weigh::Record;
use crate::ground::db::AnyConnection;

/// Judged flags that count: the latest ones. What was long ago says little.
const LATEST: i64 = 200;
/// People who are looked up at once.
const PEOPLE: usize = 100;

/// Somebody's record.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, person: i64) -> QueryResult<Record> {
    let judged: Vec<Option<bool>> = flags::table
        .filter(flags::person_id.eq(person))
        .filter(flags::agreed.is_not_null())
        .order(flags::decided_at.desc())
        .limit(LATEST)
        .select(flags::agreed)
        .load(conn)?;
    let count = |n: usize| i64::try_from(n).unwrap_or(LATEST);
    let agreed = judged.iter().filter(|agreed| **agreed == Some(true)).count();
    Ok(Record { decided: count(judged.len()), agreed: count(agreed) })
}

#[derive(QueryableByName)]
struct Sum {
    #[diesel(sql_type = BigInt)]
    person_id: i64,
    #[diesel(sql_type = BigInt)]
    decided: i64,
    #[diesel(sql_type = BigInt)]
    agreed: i64,
}

/// The records of several people as moderators see them: of everything, by one statement.
///
/// # Errors
/// When the database fails.
pub fn of_all(conn: &mut AnyConnection, people: &[i64]) -> QueryResult<HashMap<i64, Record>> {
    let list = people.iter().take(PEOPLE).map(i64::to_string).collect::<Vec<_>>().join(",");
    if list.is_empty() {
        return Ok(HashMap::new());
    }
    // Numbers only, so nothing needs binding.
    let sql = format!(
        "SELECT person_id, count(*) AS decided, count(*) FILTER (WHERE agreed) AS agreed FROM flags \
         WHERE person_id IN ({list}) AND agreed IS NOT NULL GROUP BY person_id LIMIT {PEOPLE}"
    );
    let sums: Vec<Sum> = crate::on_both!(conn, inner => diesel::sql_query(sql).load(inner))?;
    Ok(sums.into_iter().map(|s| (s.person_id, Record { decided: s.decided, agreed: s.agreed })).collect())
}
