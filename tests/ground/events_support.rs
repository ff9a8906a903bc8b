//! What the tests of the log share.

use diesel::prelude::*;
use kiez::ground::db::Tx;
use kiez::ground::refusal::Verdict;
use kiez::ground::tables::settings;

kiez::events! {
    /// Something that tests do.
    Noted = "test.noted" { writer: i64, number: i64 }
}

/// Adds a word to a setting.
pub fn append_setting(tx: &mut Tx<'_>, key: &str, word: &str) -> Verdict<()> {
    let known: Option<String> = settings::table.find(key).select(settings::value).first(tx.conn()).optional()?;
    match known {
        Some(value) => diesel::update(settings::table.find(key))
            .set(settings::value.eq(format!("{value} {word}")))
            .execute(tx.conn())?,
        None => diesel::insert_into(settings::table)
            .values((settings::key.eq(key), settings::value.eq(word)))
            .execute(tx.conn())?,
    };
    Ok(())
}
