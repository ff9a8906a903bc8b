//! A search: the composed query, filters around it, hits in order, counts over all of them.

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, TantivyDocument, Term};

use super::compose::{Marks, Rigour, compose, everything, reader_langs};
use super::parse::{Clause, Kind};
use super::{Desk, closer, facets, parse, snippet};
use crate::analysis::{Lang, primary};
use crate::error::Result;
use crate::schema::name;
use crate::{Found, Hit, MAX_LIMIT, MAX_OFFSET, Query, Sort};

type Boxed = Box<dyn tantivy::query::Query>;

/// Runs a search; if nothing is as it was typed, what is near.
pub(crate) fn search(desk: &mut Desk, asked: &Query) -> Result<Found> {
    let langs = reader_langs(&asked.langs);
    let clauses = parse::parse(&asked.text);
    let found = run_with(desk, asked, &clauses, &langs, Rigour::Typed)?;
    let several = clauses.iter().filter(|clause| clause.kind != Kind::Excluded).count() > 1
        || clauses.iter().any(|clause| clause.kind == Kind::Quoted);
    if found.total > 0 || !several {
        return Ok(found);
    }
    let near = run_with(desk, asked, &clauses, &langs, Rigour::Any)?;
    Ok(Found { near: near.total > 0, ..near })
}

fn run_with(
    desk: &mut Desk,
    asked: &Query,
    clauses: &[Clause],
    langs: &[(Lang, f32)],
    rigour: Rigour,
) -> Result<Found> {
    let mut marks = Marks::new();
    let text = compose(desk, clauses, langs, rigour, &mut marks);
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
    let (mut found, places) = match sort {
        Sort::Relevance => closest(desk, asked, &query)?,
        _ => collect(desk, asked, sort, &query)?,
    };
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

/// The same by relevance, the first of which get a closer look whatever page is wanted, so that pages fit together.
fn closest(desk: &mut Desk, asked: &Query, query: &Boxed) -> Result<(Found, Vec<(f32, DocAddress)>)> {
    let (limit, offset) = (asked.limit.min(MAX_LIMIT), asked.offset.min(MAX_OFFSET));
    let top = TopDocs::with_limit((offset + limit).max(closer::WINDOW));
    let newest = SortByStaticFastValue::<i64>::for_field(name::ASKED_AT);
    let (found, top) = run(desk, query, top.order_by((SortBySimilarityScore, newest)))?;
    let mut places: Vec<(f32, DocAddress)> = top.into_iter().map(|((score, _), place)| (score, place)).collect();
    if offset < closer::WINDOW && limit > 0 {
        let window = places.len().min(closer::WINDOW);
        closer::reorder(desk, &asked.text, places.get_mut(..window).unwrap_or_default())?;
    }
    Ok((found, places.into_iter().skip(offset).take(limit).collect()))
}

/// Total, facets, and where the wanted hits are, in another order.
fn collect(desk: &Desk, asked: &Query, sort: Sort, query: &Boxed) -> Result<(Found, Vec<(f32, DocAddress)>)> {
    let limit = asked.limit.min(MAX_LIMIT);
    let top = TopDocs::with_limit(limit.max(1)).and_offset(asked.offset.min(MAX_OFFSET));
    let newest = || SortByStaticFastValue::<i64>::for_field(name::ASKED_AT);
    let votes = SortByStaticFastValue::<i64>::for_field(name::SCORE);
    let (found, mut places) = match sort {
        Sort::Relevance | Sort::Newest => {
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
    Ok((Found { total, facets: facets::read(&counted), ..Found::default() }, top))
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
