//! Why a hit stands where it stands: every number that its score is made of.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocSet, Score};

use super::compose::{Composed, own, reader_langs};
use super::search::{candidates, prepared};
use super::{Desk, closer};
use crate::error::Result;
use crate::schema::name;
use crate::{Explained, Factor};

/// Explains one hit of a search by relevance.
pub(crate) fn explain(desk: &mut Desk, asked: &crate::Query, id: i64) -> Result<Option<Explained>> {
    let langs = reader_langs(&asked.langs);
    let Some((composed, query)) = prepared(desk, asked, &langs)? else { return Ok(None) };
    let (_, scored) = candidates(desk, asked, &query)?;
    let close = closer::look(desk, (&asked.text, own(&langs)), asked.now, &scored)?;
    for one in close {
        if self::id(desk, one.place)? != Some(id) {
            continue;
        }
        let mut factors = words(desk, &composed, one.place)?;
        let told: f32 = factors.iter().map(|factor| factor.adds).sum();
        let mut add = |name, of: String, adds: f32| {
            if adds.abs() > 0.000_5 {
                factors.push(Factor { name, of, adds });
            }
        };
        add("common words", String::new(), one.words - told);
        add("closeness", format!("{:.0} %", one.share * 100.0), one.closeness);
        add("votes", String::new(), one.votes);
        add("solved", String::new(), one.solved);
        add("freshness", String::new(), one.freshness);
        return Ok(Some(Explained { score: one.score, factors }));
    }
    Ok(None)
}

fn id(desk: &Desk, place: DocAddress) -> Result<Option<i64>> {
    Ok(desk.searcher.segment_reader(place.segment_ord).fast_fields().i64(name::ID)?.first(place.doc_id))
}

/// What each word gives.
fn words(desk: &Desk, composed: &Composed, place: DocAddress) -> Result<Vec<Factor>> {
    let mut factors = Vec::new();
    for (word, query) in &composed.scored {
        let adds = score(desk, query.as_ref(), place)?;
        if adds > 0.0 {
            factors.push(Factor { name: "words", of: word.clone(), adds });
        }
    }
    Ok(factors)
}

/// What a query gives one document; 0 if it does not find it.
fn score(desk: &Desk, query: &dyn Query, place: DocAddress) -> Result<Score> {
    let numbers = desk.numbers();
    let weight = query.weight(EnableScoring::enabled_from_statistics_provider(&numbers, desk.searcher))?;
    let mut scorer = weight.scorer(desk.searcher.segment_reader(place.segment_ord), 1.0)?;
    if scorer.doc() < place.doc_id {
        scorer.seek(place.doc_id);
    }
    Ok(if scorer.doc() == place.doc_id { scorer.score() } else { 0.0 })
}
