//! A month's key. With it the same person searching the same term is the same number, so that nobody counts twice; once
//! it is deleted, at the end of the month, no number says anything about anybody any more.

use std::net::IpAddr;

use diesel::prelude::*;
use hmac::{Hmac, KeyInit, Mac};

use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::search::tables::search_keys;

/// The key of a month.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// Which month, as `Micros::month` counts.
    pub month: i64,
    secret: String,
}

/// Who searches, as far as counting needs to know; never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody who is signed in.
    Person(i64),
    /// A visitor, by the network that limits know them by.
    Address(IpAddr),
    /// Nobody can tell.
    Nobody,
}

impl Who {
    /// Who a request is from.
    pub fn of(person: Option<i64>, network: Option<IpAddr>) -> Self {
        match (person, network) {
            (Some(id), _) => Self::Person(id),
            (None, Some(address)) => Self::Address(address),
            (None, None) => Self::Nobody,
        }
    }

    fn words(self) -> String {
        match self {
            Self::Person(id) => format!("person {id}"),
            Self::Address(address) => format!("address {address}"),
            Self::Nobody => "nobody".to_owned(),
        }
    }
}

impl Key {
    /// A term as a number.
    pub fn of_term(&self, term: &str) -> i64 {
        self.mark(&["term", term])
    }

    /// Somebody who searched that term, as a number: another one for each term, so that not even what one person
    /// searched in a month stands together.
    pub fn of_seeker(&self, term: &str, seeker: Who) -> i64 {
        self.mark(&["seeker", term, &seeker.words()])
    }

    /// Somebody whom a question spared theirs on a day: two numbers that no term and nobody who searched has.
    pub fn of_saved(&self, day: i64, question: i64, person: i64) -> (i64, i64) {
        let (day, question) = (day.to_string(), question.to_string());
        (self.mark(&["saved", &day, &question]), self.mark(&["saved by", &day, &question, &person.to_string()]))
    }

    /// The first eight bytes of HMAC-SHA-256; each part with its length, so that no two lists are the same.
    fn mark(&self, parts: &[&str]) -> i64 {
        let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(self.secret.as_bytes()) else {
            return 0;
        };
        for part in parts {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part.as_bytes());
        }
        let mut first = [0; 8];
        first.copy_from_slice(&mac.finalize().into_bytes()[..8]);
        i64::from_le_bytes(first)
    }
}

/// The key of a month, the same on every node; `fresh` becomes it if there is none yet.
///
/// # Errors
/// When the database fails.
pub fn of_month(tx: &mut Tx<'_>, month: i64, fresh: &str) -> Verdict<Key> {
    let row = (search_keys::month.eq(month), search_keys::secret.eq(fresh));
    let insert = || diesel::insert_into(search_keys::table).values(row).on_conflict_do_nothing();
    crate::on_both!(tx.conn(), inner => insert().execute(inner))?;
    let secret = search_keys::table.find(month).select(search_keys::secret).first(tx.conn()).map_err(Refusal::from)?;
    Ok(Key { month, secret })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_who_only_within_a_month_and_a_term() {
        let key = |secret: &str| Key { month: 1, secret: secret.to_owned() };
        let (lena, address) = (Who::Person(7), Who::Address(IpAddr::from([10, 0, 0, 7])));
        let number = key("a").of_seeker("wlan", lena);
        assert_eq!(number, key("a").of_seeker("wlan", lena));
        assert_ne!(number, key("a").of_seeker("router", lena));
        assert_ne!(number, key("a").of_seeker("wlan", address));
        assert_ne!(number, key("b").of_seeker("wlan", lena));
        assert_ne!(key("a").of_term("wlan"), key("b").of_term("wlan"));
    }
}
