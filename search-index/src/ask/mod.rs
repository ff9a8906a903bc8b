//! From typed text to an answer. [`parse`] reads what was typed, [`compose`] makes the engine's
//! query of it ([`forward`] for what is left out), [`search`] runs it with filters and [`facets`],
//! [`snippet`] shows why a hit is one; [`similar`] looks for threads like a given one.
//! [`balance`] keeps scores fair between languages and parts.
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
use std::sync::Arc;

use tantivy::collector::Collector;
use tantivy::query::Query;

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
}

impl Desk<'_> {
    fn run<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit> {
        let numbers = balance::Balanced { searcher: self.searcher, balance: self.balance };
        Ok(self.searcher.search_with_statistics_provider(query, collector, &numbers)?)
    }
}

#[cfg(test)]
mod tests;
