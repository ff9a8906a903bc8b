//! What admins have told the search, as this node holds it: words that mean the same, and pinned answers.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;

use super::events::WordsChanged;
use super::learn::fold::fold;
use super::learn::{pins, synonyms};
use super::service::Service;
use super::tables::{search_pins, search_synonyms};
use crate::ground::db::{AnyConnection, Db};
use crate::ground::events::{Event, NodeReader, Stored, last_position};
use crate::ground::refusal::{Refusal, Verdict};

/// A pinned question, with the answer that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The question.
    pub question: i64,
    /// An answer of it.
    pub answer: Option<i64>,
}

/// Words that mean the same, and what is pinned to them.
#[derive(Clone, Debug, Default)]
pub struct Words {
    groups: Vec<Vec<String>>,
    /// Each term of a group leads to the group's first.
    first: HashMap<String, String>,
    /// Words of the longest term.
    longest: usize,
    pins: HashMap<String, Vec<Pin>>,
}

impl Words {
    /// Reads them all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut AnyConnection) -> QueryResult<Self> {
        let rows: Vec<(i64, String, String)> = search_synonyms::table
            .select((search_synonyms::group_id, search_synonyms::term, search_synonyms::word))
            .order((search_synonyms::group_id, search_synonyms::place))
            .limit(synonyms::MOST_GROUPS * synonyms::MOST_TERMS)
            .load(conn)?;
        let mut words = Self::default();
        let mut group: Option<(i64, String)> = None;
        for (id, term, word) in rows {
            let first = match &group {
                Some((same, first)) if *same == id => first.clone(),
                _ => {
                    words.groups.push(Vec::new());
                    group.insert((id, term.clone())).1.clone()
                }
            };
            words.longest = words.longest.max(term.split(' ').count());
            words.first.insert(term, first);
            if let Some(group) = words.groups.last_mut() {
                group.push(word);
            }
        }
        let rows: Vec<(String, i64, Option<i64>)> = search_pins::table
            .select((search_pins::term, search_pins::question_id, search_pins::answer_id))
            .order((search_pins::term, search_pins::place))
            .limit(pins::MOST)
            .load(conn)?;
        for (term, question, answer) in rows {
            let term = words.plain(&term);
            let pinned = words.pins.entry(term).or_default();
            if pinned.iter().all(|pin| pin.question != question) {
                pinned.push(Pin { question, answer });
            }
        }
        Ok(words)
    }

    /// Groups of words, as the index takes them.
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }

    /// What is pinned to these words, whichever of those that mean the same they are.
    pub fn pinned(&self, text: &str) -> &[Pin] {
        if self.pins.is_empty() {
            return &[];
        }
        let pins = self.pins.get(&self.plain(text)).map_or(&[][..], Vec::as_slice);
        &pins[..pins.len().min(pins::MOST_OF_A_TERM)]
    }

    /// The term of a text, each word or phrase of a group as the group's first.
    fn plain(&self, text: &str) -> String {
        let term = fold(text);
        let words: Vec<&str> = term.split(' ').collect();
        let (mut out, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let lengths = (1..=self.longest.min(words.len() - at)).rev();
            let known = lengths.filter_map(|n| Some((n, self.first.get(&words[at..at + n].join(" "))?))).next();
            match known {
                Some((n, first)) => {
                    out.push(first.as_str());
                    at += n;
                }
                None => {
                    out.push(words[at]);
                    at += 1;
                }
            }
        }
        out.join(" ")
    }
}

impl Service {
    /// Loads the words again, after they were changed: the next search knows them.
    ///
    /// # Errors
    /// When the database fails; then they are as they were.
    pub async fn renew_words(&self) -> Verdict<()> {
        let service = self.clone();
        let done = tokio::task::spawn_blocking(move || service.load_words()).await;
        done.unwrap_or_else(|why| Err(Refusal::Internal(why.to_string())))
    }
}

/// Hears of changes that were made through other nodes.
pub(super) struct WordsReader {
    service: Service,
    position: i64,
}

impl WordsReader {
    /// From here on the log says when to load again.
    pub(super) fn new(service: Service, db: &Db) -> Self {
        // Without a database there is nothing to hear of yet: the log is read from its beginning, once.
        let last = db.read_blocking(|conn| Ok::<_, Refusal>(last_position(conn)?));
        // What changed before that moment and after they were first loaded.
        if let Err(why) = service.load_words() {
            tracing::warn!(%why, "synonyms and pinned answers are as they were");
        }
        Self { service, position: last.unwrap_or(0) }
    }
}

impl NodeReader for WordsReader {
    fn name(&self) -> &'static str {
        "search-words"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read(&mut self, _: &Db, events: &[Stored]) -> Verdict<()> {
        if events.iter().any(|event| event.kind == WordsChanged::KIND) {
            self.service.load_words()?;
        }
        self.position = events.last().map_or(self.position, |event| event.position);
        Ok(())
    }
}

/// The words of this moment.
pub(super) type Held = arc_swap::ArcSwap<Words>;

/// Shared words.
pub(super) fn none() -> Held {
    Held::new(Arc::new(Words::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_mean_the_same_are_one() {
        let mut words = Words { longest: 2, ..Words::default() };
        for (term, first) in [("wlan", "wlan"), ("wifi", "wlan"), ("wireless lan", "wlan")] {
            words.first.insert(term.to_owned(), first.to_owned());
        }
        words.pins.insert("wlan passwort".to_owned(), vec![Pin { question: 1, answer: None }]);
        for text in ["WLAN Passwort", "wifi passwort?", "  Wireless  LAN passwort"] {
            assert_eq!(words.pinned(text).len(), 1, "{text}");
        }
        for text in ["", "passwort", "wireless passwort", "wlan passwort vergessen"] {
            assert!(words.pinned(text).is_empty(), "{text}");
        }
    }
}
