//! A search: the composed query, filters around it, hits in order, counts over all of them.

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, TantivyDocument, Term};

use super::compose::{Marks, compose, everything, reader_langs};
use super::{Desk, facets, parse, snippet};
use crate::analysis::{Lang, primary};
use crate::error::Result;
use crate::schema::name;
use crate::{Found, Hit, MAX_LIMIT, MAX_OFFSET, Query, Sort};

type Boxed = Box<dyn tantivy::query::Query>;

/// Runs a search.
pub(crate) fn search(desk: &mut Desk, asked: &Query) -> Result<Found> {
    let langs = reader_langs(&asked.langs);
    let mut marks = Marks::new();
    let clauses = parse::parse(&asked.text);
    let text = compose(desk, &clauses, &langs, &mut marks);
    let sort = match (&text, asked.sort) {
        (None, Sort::Relevance) => Sort::Newest,
        (_, sort) => sort,
    };
    let text = match text {
        Some(text) => text,
        // Only endless words, which no document has.
        None if asked.text.contains(char::is_alphanumeric) => Box::new(EmptyQuery),
        None => everything(),
    };
    let query = filtered(desk, asked, text);
    let (mut found, places) = collect(desk, asked, sort, &query)?;
    for (score, place) in places {
        found.hits.push(hit(desk, score, place, &marks)?);
    }
    Ok(found)
}

/// The query, and whatever must hold besides without changing the score.
fn filtered(desk: &Desk, asked: &Query, text: Boxed) -> Boxed {
    let fields = desk.fields;
    let mut all = vec![(Occur::Must, text)];
    let mut must = |query: Boxed| all.push((Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0))));
    for tag in &asked.tags {
        must(exactly(fields.tag, tag));
    }
    if let Some(product) = &asked.product {
        must(exactly(fields.product, product));
    }
    if let Some(lang) = &asked.lang {
        must(exactly(fields.lang, &primary(lang)));
    }
    if !asked.states.is_empty() {
        let states = asked.states.iter().map(|state| exactly(fields.state, state.word()));
        must(Box::new(BooleanQuery::union(states.collect())));
    }
    if all.len() == 1 {
        return all.remove(0).1;
    }
    Box::new(BooleanQuery::new(all))
}

fn exactly(field: Field, value: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

/// Total, facets, and where the wanted hits are.
fn collect(desk: &Desk, asked: &Query, sort: Sort, query: &Boxed) -> Result<(Found, Vec<(f32, DocAddress)>)> {
    let limit = asked.limit.min(MAX_LIMIT);
    let top = TopDocs::with_limit(limit.max(1)).and_offset(asked.offset.min(MAX_OFFSET));
    let newest = || SortByStaticFastValue::<i64>::for_field(name::ASKED_AT);
    let votes = SortByStaticFastValue::<i64>::for_field(name::SCORE);
    let (found, mut places) = match sort {
        Sort::Relevance => {
            let (found, top) = run(desk, query, top.order_by((SortBySimilarityScore, newest())))?;
            (found, top.into_iter().map(|((score, _), place)| (score, place)).collect())
        }
        Sort::Newest => {
            let (found, top) = run(desk, query, top.order_by(newest()))?;
            (found, unscored(top))
        }
        Sort::Votes => {
            let (found, top) = run(desk, query, top.order_by((votes, newest())))?;
            (found, unscored(top))
        }
    };
    places.truncate(limit);
    Ok((found, places))
}

fn run<C: Collector>(desk: &Desk, query: &Boxed, top: C) -> Result<(Found, C::Fruit)> {
    let (total, top, counted) = desk.run(query, &(Count, top, facets::collector()?))?;
    Ok((Found { total, hits: Vec::new(), facets: facets::read(&counted) }, top))
}

fn unscored<K>(top: Vec<(K, DocAddress)>) -> Vec<(f32, DocAddress)> {
    top.into_iter().map(|(_, place)| (0.0, place)).collect()
}

fn hit(desk: &mut Desk, score: f32, place: DocAddress, marks: &Marks) -> Result<Hit> {
    let stored = desk.fields.read(&desk.searcher.doc::<TantivyDocument>(place)?);
    let lang = Lang::of(&stored.lang);
    let analyser = desk.analysers.of(lang);
    let title = snippet::whole(analyser, lang, &stored.title, marks);
    let (snippet, answer_id) = snippet::best(analyser, lang, &stored, marks);
    Ok(Hit { id: stored.id, score, lang: stored.lang, title, snippet, answer_id })
}
