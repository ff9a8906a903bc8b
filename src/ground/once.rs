//! One form, one effect: a double click or a retried form finds what the first one made.

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::tables::accepted_forms;

/// Longest form key in characters; longer ones are cut.
const KEY_LENGTH: usize = 64;

/// A form's key as it is stored; empty where there is none.
pub fn tidy(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).take(KEY_LENGTH).collect()
}

/// Where an earlier copy of this form led, if there was one. An empty key is never known.
///
/// # Errors
/// When the database fails.
pub fn earlier(tx: &mut Tx<'_>, person: i64, key: &str) -> QueryResult<Option<String>> {
    known(tx.conn(), person, key)
}

/// The same for those who only look.
///
/// # Errors
/// When the database fails.
pub fn known(conn: &mut AnyConnection, person: i64, key: &str) -> QueryResult<Option<String>> {
    let key = tidy(key);
    if key.is_empty() {
        return Ok(None);
    }
    accepted_forms::table.find((person, key)).select(accepted_forms::location).first(conn).optional()
}

/// Remembers where this form led, in the transaction of what it made.
///
/// # Errors
/// When the database fails.
pub fn remember(tx: &mut Tx<'_>, person: i64, key: &str, location: &str, now: Micros) -> QueryResult<()> {
    let key = tidy(key);
    if key.is_empty() {
        return Ok(());
    }
    let form = diesel::insert_into(accepted_forms::table).values((
        accepted_forms::person_id.eq(person),
        accepted_forms::form_key.eq(key),
        accepted_forms::location.eq(location),
        accepted_forms::created_at.eq(now.0),
    ));
    crate::on_both!(tx.conn(), inner => form.execute(inner)).map(|_| ())
}
