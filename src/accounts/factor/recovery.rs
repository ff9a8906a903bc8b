//! Ten codes on paper: 80 random bits each, stored as hashes, each good for once.

use diesel::prelude::*;

use crate::accounts::sessions::hash;
use crate::accounts::tables::recovery_codes;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::random::Random;
use crate::ground::refusal::Verdict;

/// How many there are.
pub const CODES: usize = 10;

/// Ten fresh codes: `abcd-efgh-ijkl-mnop`.
pub(super) fn draw(random: &Random) -> Vec<String> {
    let one = || {
        let letters = super::totp::base32(&random.bytes::<10>()).to_lowercase();
        let fours: Vec<&str> = (0..4).filter_map(|n| letters.get(n * 4..n * 4 + 4)).collect();
        fours.join("-")
    };
    (0..CODES).map(|_| one()).collect()
}

/// What was typed, without what does not count.
fn tidy(typed: &str) -> String {
    typed.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Replaces somebody's codes.
pub(super) fn store(tx: &mut Tx<'_>, person: i64, codes: &[String]) -> Verdict<()> {
    forget(tx, person)?;
    let rows: Vec<_> = codes
        .iter()
        .map(|code| (recovery_codes::person_id.eq(person), recovery_codes::code_hash.eq(hash(&tidy(code)))))
        .collect();
    crate::on_both!(tx.conn(), inner => diesel::insert_into(recovery_codes::table).values(&rows).execute(inner))?;
    Ok(())
}

/// Uses a code up; false when it is none of theirs, or was used.
pub(super) fn use_up(tx: &mut Tx<'_>, person: i64, typed: &str, now: Micros) -> Verdict<bool> {
    let code = recovery_codes::table.find((person, hash(&tidy(typed)))).filter(recovery_codes::used_at.is_null());
    Ok(diesel::update(code).set(recovery_codes::used_at.eq(Some(now.0))).execute(tx.conn())? == 1)
}

/// How many are left.
///
/// # Errors
/// When the database fails.
pub fn left(conn: &mut AnyConnection, person: i64) -> QueryResult<i64> {
    recovery_codes::table
        .filter(recovery_codes::person_id.eq(person))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(conn)
}

pub(super) fn forget(tx: &mut Tx<'_>, person: i64) -> Verdict<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::person_id.eq(person))).execute(tx.conn())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_long_differ_and_may_be_typed_carelessly() {
        let codes = draw(&Random::seeded(1));
        let mut distinct = codes.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!((codes.len(), distinct.len()), (CODES, CODES));
        assert!(codes.iter().all(|code| code.len() == 19), "{codes:?}");
        assert_eq!(tidy(&format!(" {} ", codes[0].to_uppercase().replace('-', " "))), codes[0].replace('-', ""));
    }
}
