//! From typed text to an answer. [`parse`] reads what was typed, [`synonyms`] adds what means the same, [`compose`]
//! makes the engine's query of it ([`forward`] for what is left out) with what may stand for a word: [`compounds`] and
//! [`typos`], by the forum's vocabulary in [`lexicon`]. [`search`] runs it with [`filter`] and [`facets`]; [`closer`]
//! looks at the best candidates again, [`right`] says what was meant, [`snippet`] shows why a hit is one and
//! [`explain`] why it stands there. [`similar`] looks for threads like a given one, [`complete`] for titles that go
//! on as somebody types; [`fingerprints`] tells what is there. [`balance`] keeps scores fair between languages and
//! parts.
//!
//! Nothing here can be asked wrongly: what makes no sense as an operator is a word.

mod balance;
mod closer;
mod complete;
mod compose;
mod compounds;
mod explain;
mod facets;
mod filter;
mod fingerprints;
mod forward;
mod lexicon;
mod parse;
mod right;
mod search;
mod similar;
mod snippet;
mod synonyms;
mod typos;

pub(crate) use balance::{Balance, Counted};
pub(crate) use complete::complete;
pub(crate) use compounds::parts;
pub(crate) use explain::explain;
pub(crate) use fingerprints::fingerprints;
pub(crate) use search::search;
pub(crate) use similar::similar;
pub(crate) use synonyms::Synonyms;

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tantivy::Term;
use tantivy::collector::Collector;
use tantivy::query::{Bm25StatisticsProvider, Query};

use crate::analysis::Analysers;
use crate::error::Result;
use crate::schema::Fields;

/// What asking needs besides the question.
pub(crate) struct Desk<'a> {
    pub(crate) searcher: &'a tantivy::Searcher,
    pub(crate) fields: &'a Fields,
    pub(crate) analysers: Analysers,
    pub(crate) balance: &'a Balance,
    pub(crate) synonyms: Arc<Synonyms>,
    /// In how many threads words stand, as far as it was asked for already.
    pub(crate) usual: RefCell<HashMap<String, u64>>,
    /// What may stand for words, as far as it was asked for already.
    pub(crate) instead: RefCell<HashMap<(Instead, String), Vec<String>>>,
    /// In how many documents terms stand, as far as it was asked for already.
    pub(crate) frequencies: Mutex<HashMap<Term, u64>>,
}

/// Why one word may stand for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Instead {
    Parts,
    Compounds,
    /// It is a slip of the pen, if the word need not be usual.
    Slip,
    /// The same, if the word must be usual.
    LikelySlip,
}

impl Desk<'_> {
    /// What may stand for a word, looked for once: a search may read what was typed in more than one way.
    fn instead(
        &mut self,
        why: Instead,
        word: &str,
        look: impl FnOnce(&mut Self) -> Result<Vec<String>>,
    ) -> Result<Vec<String>> {
        let key = (why, word.to_owned());
        if let Some(known) = self.instead.borrow().get(&key) {
            return Ok(known.clone());
        }
        let words = look(self)?;
        self.instead.borrow_mut().insert(key, words.clone());
        Ok(words)
    }

    fn numbers(&self) -> balance::Balanced<'_> {
        let (searcher, balance, frequencies) = (self.searcher, self.balance, &self.frequencies);
        balance::Balanced { searcher, balance, frequencies }
    }

    /// In how many documents a term stands.
    fn documents_with(&self, term: &Term) -> Result<u64> {
        Ok(self.numbers().doc_freq(term)?)
    }

    fn run<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit> {
        let numbers = self.numbers();
        Ok(self.searcher.search_with_statistics_provider(query, collector, &numbers)?)
    }
}

#[cfg(test)]
mod tests;
