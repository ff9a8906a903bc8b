//! Mail addresses as people type them, and the one form in which they are stored.

use diesel::prelude::*;

use crate::accounts::tables::people;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};

/// Longest address in characters (RFC 5321).
const LONGEST: usize = 254;

/// The stored form: trimmed and in lower case, so that one mailbox is one account.
///
/// # Errors
/// `Invalid` on the field `email`.
pub fn tidy(typed: &str) -> Verdict<String> {
    let address = typed.trim().to_lowercase();
    let wrong = || Refusal::field("email", "problem-email");
    if address.chars().count() > LONGEST || address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(wrong());
    }
    address.parse::<lettre::Address>().map_err(|_| wrong())?;
    Ok(address)
}

/// Somebody's own address; for themselves and for mail only.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn of(conn: &mut AnyConnection, person: i64) -> Verdict<Option<String>> {
    Ok(people::table.find(person).select(people::email).first(conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mailbox_has_one_form() {
        assert_eq!(tidy("  Lena@Example.ORG ").ok().as_deref(), Some("lena@example.org"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in [
            "",
            "lena",
            "lena@",
            "@example.org",
            "a b@example.org",
            "lena@example.org\r\nBcc: x@y.z",
            "<lena@example.org>",
        ] {
            assert!(tidy(typed).is_err(), "{typed:?}");
        }
        assert!(tidy(&format!("{}@example.org", "a".repeat(300))).is_err());
    }
}
