//! What counts as a text of usual length. Every part of a thread has a field per language, and
//! most documents leave most of them empty; an average over all documents would call every
//! English title long in a German forum, and every tag. So it is taken over those documents that
//! have the field at all.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

use super::known::Kept;
use crate::analysis::Lang;
use crate::error::Result;
use crate::schema::{Fields, Part};

/// How many documents of a segment have each field. A segment never changes, so it is counted once: it takes a look
/// at every document's length in every field.
#[derive(Default)]
pub(crate) struct Counted(Mutex<HashMap<SegmentId, Vec<u64>>>);

/// The numbers for one state of the index.
pub(crate) struct Balance {
    /// By field: how many words there would be if all documents had it.
    words: Vec<(Field, u64)>,
    documents: u64,
}

impl Balance {
    pub(crate) fn of(searcher: &Searcher, fields: &Fields, counted: &Counted) -> Result<Balance> {
        let documents = searcher.total_num_docs()?;
        let fields: Vec<Field> =
            Part::ALL.iter().flat_map(|part| Lang::all().map(|lang| fields.part(*part, lang))).collect();
        let having = counted.having(searcher, &fields)?;
        let if_all_had = |(field, having): (Field, u64)| {
            let total = searcher.total_num_tokens(field)?;
            let scaled = u128::from(total) * u128::from(documents) / u128::from(having.max(1));
            Ok((field, u64::try_from(scaled).unwrap_or(u64::MAX)))
        };
        let words: Result<Vec<(Field, u64)>> = fields.into_iter().zip(having).map(if_all_had).collect();
        Ok(Balance { words: words?, documents })
    }
}

impl Counted {
    /// How many documents have each of the fields.
    fn having(&self, searcher: &Searcher, fields: &[Field]) -> Result<Vec<u64>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let segments = searcher.segment_readers();
        known.retain(|id, _| segments.iter().any(|segment| segment.segment_id() == *id));
        let mut all = vec![0; fields.len()];
        for segment in segments {
            let counts = match known.entry(segment.segment_id()) {
                Entry::Occupied(counted) => counted.into_mut(),
                Entry::Vacant(new) => {
                    let counts: Result<Vec<u64>> = fields.iter().map(|field| count(segment, *field)).collect();
                    new.insert(counts?)
                }
            };
            all.iter_mut().zip(counts.iter()).for_each(|(sum, n)| *sum += n);
        }
        Ok(all)
    }
}

fn count(segment: &SegmentReader, field: Field) -> Result<u64> {
    let lengths = segment.get_fieldnorms_reader(field)?;
    Ok((0..segment.max_doc()).filter(|doc| lengths.fieldnorm_id(*doc) > 0).count() as u64)
}

/// The engine's own numbers, but for the words.
pub(super) struct Balanced<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) balance: &'a Balance,
    /// In how many documents terms stand, as far as it was asked for already.
    pub(super) frequencies: &'a Kept<Term, u64>,
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
        self.frequencies.or_look(term, || self.searcher.doc_freq(term))
    }
}
