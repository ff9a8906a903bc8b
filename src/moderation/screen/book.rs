//! What admins set about spam. One value in the settings, read in the transaction that needs it: no node is ever behind.

use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::settings::{self, Thresholds};
use crate::moderation::events::SpamRulesChanged;

use super::words::{all, tidy_host};

/// The name of the settings.
const KEY: &str = "spam";
/// Entries of a list at most.
pub const ENTRIES: usize = 500;
/// Characters of a word or phrase of the list.
const PHRASE: usize = 60;

/// Hosts that give out mail addresses for minutes.
pub const DISPOSABLE: &[&str] = &[
    "10minutemail.com",
    "10minutemail.net",
    "20minutemail.com",
    "33mail.com",
    "burnermail.io",
    "byom.de",
    "discard.email",
    "dispostable.com",
    "einrot.com",
    "emailondeck.com",
    "fakeinbox.com",
    "fakemail.net",
    "getairmail.com",
    "getnada.com",
    "guerrillamail.com",
    "guerrillamail.de",
    "guerrillamail.net",
    "harakirimail.com",
    "inboxkitten.com",
    "mail-temp.com",
    "mailcatch.com",
    "maildrop.cc",
    "mailinator.com",
    "mailnesia.com",
    "mailsac.com",
    "mintemail.com",
    "moakt.com",
    "mohmal.com",
    "mytemp.email",
    "sharklasers.com",
    "spam4.me",
    "spambog.com",
    "spamgourmet.com",
    "temp-mail.org",
    "tempail.com",
    "tempmail.dev",
    "tempmailo.com",
    "tempr.email",
    "throwawaymail.com",
    "trash-mail.com",
    "trashmail.com",
    "trashmail.de",
    "wegwerfemail.de",
    "wegwerfmail.de",
    "yopmail.com",
    "yopmail.fr",
];

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Book {
    /// Whether texts are looked at.
    pub on: bool,
    /// Points from which a post waits.
    pub hold_at: i64,
    /// Reputation and …
    pub known_reputation: i64,
    /// … days of membership from which somebody is known and not looked at.
    pub known_days: i64,
    /// Words and phrases, in lower case.
    pub words: Vec<String>,
    /// Hosts that are not wanted.
    pub domains: Vec<String>,
    /// Hosts that everybody may link to.
    pub trusted: Vec<String>,
    /// Hosts of mail addresses for minutes, beside our own list.
    pub disposable: Vec<String>,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            on: true,
            hold_at: 60,
            known_reputation: 50,
            known_days: 7,
            words: Vec::new(),
            domains: Vec::new(),
            trusted: Vec::new(),
            disposable: Vec::new(),
        }
    }
}

impl Book {
    /// Reads them; what was never set has its default.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut AnyConnection) -> diesel::QueryResult<Self> {
        Ok(settings::get(conn, KEY)?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Whether somebody with that reputation and that long a membership is known.
    pub fn knows(&self, reputation: i64, joined: Micros, now: Micros) -> bool {
        reputation >= self.known_reputation && now.since(joined) >= self.known_days * DAY
    }

    /// Whether a mail host gives out addresses for minutes.
    pub fn is_disposable(&self, host: &str) -> bool {
        DISPOSABLE.contains(&host) || self.disposable.iter().any(|one| one == host)
    }

    /// What is wrong with it.
    fn check(&self) -> Verdict<()> {
        let mut errors = Vec::new();
        let mut wrong = |field, message, n: usize| {
            errors.push(FieldError { field, message, n: i64::try_from(n).unwrap_or(i64::MAX) });
        };
        for (field, value, most) in [
            ("hold_at", self.hold_at, 1_000),
            ("known_reputation", self.known_reputation, 1_000_000),
            ("known_days", self.known_days, 3_650),
        ] {
            if !(1..=most).contains(&value) {
                wrong(field, "problem-threshold", usize::try_from(most).unwrap_or(usize::MAX));
            }
        }
        if self.words.len() > ENTRIES || self.words.iter().any(|word| !(3..=PHRASE).contains(&word.chars().count())) {
            wrong("words", "spam-problem-words", PHRASE);
        }
        for (field, list) in [("domains", &self.domains), ("trusted", &self.trusted), ("disposable", &self.disposable)]
        {
            if list.len() > ENTRIES || list.iter().any(|host| tidy_host(host).is_none()) {
                wrong(field, "spam-problem-hosts", ENTRIES);
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
    }
}

/// The words of a list as typed, one a line: in lower case, each once.
pub fn phrases(typed: &str) -> Vec<String> {
    distinct(typed.lines().map(|line| all(line).collect::<Vec<_>>().join(" ")))
}

/// The hosts of a list as typed, one a line. What is no host stays as it was typed, so that it can be pointed out.
pub fn hosts(typed: &str) -> Vec<String> {
    distinct(typed.lines().map(|line| tidy_host(line).unwrap_or_else(|| line.trim().to_lowercase())))
}

fn distinct(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if !found.contains(&line) {
            found.push(line);
        }
    }
    found
}

/// Stores new settings.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid` with every field that needs another look.
pub fn change(tx: &mut Tx<'_>, actor: &Actor, book: &Book, now: Micros) -> Verdict<()> {
    may(actor, Act::Administer, &Thresholds::default(), false)?;
    actor.active(now)?;
    book.check()?;
    let json = serde_json::to_string(book).map_err(anyhow::Error::from)?;
    settings::put(tx, KEY, &json)?;
    tx.record(Some(actor.id), &SpamRulesChanged { hold_at: book.hold_at, on: book.on }, now);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_tidied() {
        assert_eq!(phrases("Casino\r\n  FREE   money!\n\ncasino"), ["casino", "free money"]);
        assert_eq!(hosts("WWW.Spam.Example\nspam.example\nnot a host"), ["spam.example", "not a host"]);
    }

    #[test]
    fn what_makes_no_sense_is_refused_at_its_field() {
        let fields = |book: Book| match book.check() {
            Err(Refusal::Invalid(errors)) => errors.iter().map(|e| e.field).collect(),
            _ => Vec::new(),
        };
        assert!(fields(Book::default()).is_empty());
        assert_eq!(fields(Book { hold_at: 0, known_days: -1, ..Book::default() }), ["hold_at", "known_days"]);
        assert_eq!(fields(Book { words: vec!["ab".into()], ..Book::default() }), ["words"]);
        assert_eq!(fields(Book { domains: vec!["nothing".into()], ..Book::default() }), ["domains"]);
    }

    #[test]
    fn somebody_is_known_by_both_reputation_and_time() {
        let (book, now) = (Book::default(), Micros(1_000 * DAY));
        assert!(book.knows(50, now.plus(-7 * DAY), now));
        assert!(!book.knows(49, now.plus(-900 * DAY), now), "a sleeper");
        assert!(!book.knows(5_000, now.plus(-6 * DAY), now), "a rocket");
    }

    #[test]
    fn our_own_list_is_sorted_and_tidy() {
        assert!(DISPOSABLE.is_sorted());
        assert!(DISPOSABLE.iter().all(|host| tidy_host(host).as_deref() == Some(*host)));
    }
}
