//! The import's memory, written in the transaction of what it remembers: that is why a killed import goes on
//! where it was and a second one changes nothing.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::ground::db::AnyConnection;

use super::tables::imports;

/// Our ids of those foreign ids that are known already.
///
/// # Errors
/// When the database fails.
pub fn known(conn: &mut AnyConnection, source: &str, kind: &str, foreign: &[i64]) -> QueryResult<HashMap<i64, i64>> {
    let mut found = HashMap::with_capacity(foreign.len());
    for part in foreign.chunks(1_000) {
        let rows: Vec<(i64, i64)> = imports::table
            .filter(imports::source.eq(source))
            .filter(imports::kind.eq(kind))
            .filter(imports::foreign_id.eq_any(part))
            .select((imports::foreign_id, imports::id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Remembers one.
///
/// # Errors
/// When the database fails, or another import was faster.
pub fn remember(conn: &mut AnyConnection, source: &str, kind: &str, foreign: i64, id: i64) -> QueryResult<()> {
    diesel::insert_into(imports::table)
        .values((
            imports::source.eq(source),
            imports::kind.eq(kind),
            imports::foreign_id.eq(foreign),
            imports::id.eq(id),
        ))
        .execute(conn)
        .map(|_| ())
}
