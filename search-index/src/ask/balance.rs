//! What counts as a text of usual length. Every part of a thread has a field per language, and
//! most documents leave most of them empty; an average over all documents would call every
//! English title long in a German forum, and every tag. So it is taken over those documents that
//! have the field at all.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::analysis::Lang;
use crate::error::Result;
use crate::schema::{Fields, Part};

/// The numbers for one state of the index. Made once per commit: it looks at every document's
/// length in every field, a few milliseconds for 100,000 documents.
pub(crate) struct Balance {
    /// By field: how many words there would be if all documents had it.
    words: Vec<(Field, u64)>,
    documents: u64,
}

impl Balance {
    pub(crate) fn of(searcher: &Searcher, fields: &Fields) -> Result<Balance> {
        let documents = searcher.total_num_docs()?;
        let mut words = Vec::new();
        for part in Part::ALL {
            for lang in Lang::ALL {
                let field = fields.part(part, lang);
                words.push((field, if_all_had(searcher, field, documents)?));
            }
        }
        Ok(Balance { words, documents })
    }
}

fn if_all_had(searcher: &Searcher, field: Field, documents: u64) -> Result<u64> {
    let total = searcher.total_num_tokens(field)?;
    let mut having: u64 = 0;
    for segment in searcher.segment_readers() {
        let lengths = segment.get_fieldnorms_reader(field)?;
        let some = (0..segment.max_doc()).filter(|doc| lengths.fieldnorm_id(*doc) > 0).count();
        having += some as u64;
    }
    let scaled = u128::from(total) * u128::from(documents) / u128::from(having.max(1));
    Ok(u64::try_from(scaled).unwrap_or(u64::MAX))
}

/// The engine's own numbers, but for the words.
pub(super) struct Balanced<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) balance: &'a Balance,
}

impl Bm25StatisticsProvider for Balanced<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        match self.balance.words.iter().find(|(of, _)| *of == field) {
            Some((_, words)) => Ok(*words),
            None => self.searcher.total_num_tokens(field),
        }
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.balance.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}
