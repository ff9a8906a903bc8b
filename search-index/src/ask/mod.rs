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
mod known;
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
pub(crate) use known::Known;
pub(crate) use search::search;
pub(crate) use similar::similar;
pub(crate) use synonyms::Synonyms;

use std::sync::Arc;

use tantivy::Term;
use tantivy::collector::Collector;
use tantivy::query::{Bm25StatisticsProvider, Query};

use known::Instead;

use crate::analysis::{Analysers, Lang};
use crate::error::Result;
use crate::schema::Fields;

/// What asking needs besides the question.
pub(crate) struct Desk<'a> {
    pub(crate) searcher: &'a tantivy::Searcher,
    pub(crate) fields: &'a Fields,
    pub(crate) analysers: Analysers,
    pub(crate) balance: &'a Balance,
    pub(crate) synonyms: Arc<Synonyms>,
    pub(crate) known: &'a Known,
}

impl Desk<'_> {
    /// What may stand for a word, looked for once.
    fn instead(
        &mut self,
        why: Instead,
        langs: &[(Lang, f32)],
        word: &str,
        look: impl FnOnce(&mut Self) -> Result<Vec<String>>,
    ) -> Result<Vec<String>> {
        let key = (why, langs.iter().map(|(lang, _)| *lang).collect::<Vec<_>>(), word.to_owned());
        let known = self.known;
        known.instead.or_look(&key, || look(self))
    }

    fn numbers(&self) -> balance::Balanced<'_> {
        let (searcher, balance, frequencies) = (self.searcher, self.balance, &self.known.frequencies);
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
