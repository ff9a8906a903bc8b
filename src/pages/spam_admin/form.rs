//! The form: numbers and lists as typed.

use crate::moderation::screen::book::{Book, hosts, phrases};

/// As typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the fields of the settings
pub struct Typed {
    pub on: Option<String>,
    pub hold_at: String,
    pub known_reputation: String,
    pub known_days: String,
    pub words: String,
    pub domains: String,
    pub trusted: String,
    pub disposable: String,
    /// "save", or "try".
    #[serde(rename = "do")]
    pub act: String,
}

impl Typed {
    /// What is stored, as the form would send it.
    pub fn of(book: &Book) -> Self {
        Self {
            on: book.on.then(|| "1".to_owned()),
            hold_at: book.hold_at.to_string(),
            known_reputation: book.known_reputation.to_string(),
            known_days: book.known_days.to_string(),
            words: book.words.join("\n"),
            domains: book.domains.join("\n"),
            trusted: book.trusted.join("\n"),
            disposable: book.disposable.join("\n"),
            act: String::new(),
        }
    }

    /// As settings; a number that is none becomes 0, which is refused with its field.
    pub fn book(&self) -> Book {
        let number = |typed: &str| typed.trim().parse().unwrap_or(0);
        Book {
            on: self.on.is_some(),
            hold_at: number(&self.hold_at),
            known_reputation: number(&self.known_reputation),
            known_days: number(&self.known_days),
            words: phrases(&self.words),
            domains: hosts(&self.domains),
            trusted: hosts(&self.trusted),
            disposable: hosts(&self.disposable),
        }
    }

    /// The numbers: field, as typed, most.
    pub fn numbers(&self) -> [(&'static str, &str, i64); 3] {
        [
            ("hold_at", &self.hold_at, 1_000),
            ("known_reputation", &self.known_reputation, 1_000_000),
            ("known_days", &self.known_days, 3_650),
        ]
    }

    /// The lists: field, as typed.
    pub fn lists(&self) -> [(&'static str, &str); 4] {
        [
            ("words", &self.words),
            ("domains", &self.domains),
            ("trusted", &self.trusted),
            ("disposable", &self.disposable),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_comes_back_as_it_was() {
        let book = Book { words: vec!["free money".into(), "casino".into()], on: false, ..Book::default() };
        assert_eq!(Typed::of(&book).book(), book);
        assert_eq!(Typed { hold_at: "many".into(), ..Typed::of(&book) }.book().hold_at, 0);
    }
}
