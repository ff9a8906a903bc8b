//! A search: the composed query, filters around it, hits in order, counts over all of them.

use std::sync::Arc;

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{ConstScoreQuery, EmptyQuery};
use tantivy::{DocAddress, TantivyDocument};

use super::compose::{Boxed, Composed, Rigour, compose, everything, own, reader_langs};
use super::filter::filtered;
use super::parse::{Clause, Kind, parse};
use super::right::put_right;
use super::snippet::{self, Reader};
use super::{Desk, closer, facets};
use crate::analysis::Lang;
use crate::error::Result;
use crate::ranking::WINDOW;
use crate::schema::{Stored, name};
use crate::{Found, Hit, MAX_LIMIT, MAX_OFFSET, Meant, Query, Sort};

/// So few hits, and another spelling may have more.
const FEW: usize = 2;
/// How many times as many it must have to be offered.
const MANY_MORE: usize = 10;

/// A score and where the thread is, best first.
pub(super) type Scored = Vec<(f32, DocAddress)>;

/// The same, and what was read of it already.
type Read = Vec<(f32, DocAddress, Option<Stored>)>;

fn unread(places: Scored) -> Read {
    places.into_iter().map(|(score, place)| (score, place, None)).collect()
}

/// What one way of reading the text gave.
struct Answer {
    found: Found,
    places: Vec<DocAddress>,
    put_right: Vec<(String, String)>,
}

/// Microseconds in which a thread's age is the same for all who ask.
const HOUR: i64 = 3_600_000_000;

/// Runs a search, unless the same was just asked.
pub(crate) fn search(desk: &mut Desk, asked: &Query) -> Result<Found> {
    let known = desk.known;
    let key = Query { now: asked.now.map(|now| now.div_euclid(HOUR)), ..asked.clone() };
    if let Some(found) = known.found.get(&key) {
        return Ok(Found::clone(&found));
    }
    // Two may search for the same at the same time: both find the same.
    let found = find(desk, asked)?;
    known.found.insert(key, Arc::new(found.clone()));
    Ok(found)
}

/// Runs it; if nothing is as it was typed, what may have been meant, and then what is near.
fn find(desk: &mut Desk, asked: &Query) -> Result<Found> {
    let langs = reader_langs(&asked.langs);
    let clauses = clauses(desk, asked);
    let mut typed = answer(desk, asked, &clauses, &langs, Rigour::Typed)?;
    if typed.found.total > 0 {
        let right = put_right(desk, &asked.text, &typed.put_right, &typed.places)?;
        typed.found.meant = match right {
            Some(text) => Some(Meant { text, searched: true }),
            None => better(desk, asked, &clauses, &langs, typed.found.total)?,
        };
        return Ok(typed.found);
    }
    let words = clauses.iter().filter(|clause| clause.kind != Kind::Excluded).count();
    if words == 0 {
        return Ok(typed.found);
    }
    let quoted = clauses.iter().any(|clause| clause.kind == Kind::Quoted);
    let rigours = [Rigour::Corrected, Rigour::Any];
    for rigour in rigours {
        let sense = match rigour {
            Rigour::Any => words > 1 || quoted,
            _ => !compose(desk, &clauses, &langs, rigour)?.put_right.is_empty(),
        };
        if !sense {
            continue;
        }
        let mut answer = answer(desk, asked, &clauses, &langs, rigour)?;
        if answer.found.total > 0 {
            let right = put_right(desk, &asked.text, &answer.put_right, &answer.places)?;
            answer.found.meant = right.map(|text| Meant { text, searched: true });
            answer.found.near = rigour == Rigour::Any;
            return Ok(answer.found);
        }
    }
    Ok(typed.found)
}

/// Another spelling that has many more hits than these few.
fn better(
    desk: &mut Desk,
    asked: &Query,
    clauses: &[Clause],
    langs: &[(Lang, f32)],
    total: usize,
) -> Result<Option<Meant>> {
    if total > FEW || asked.offset > 0 {
        return Ok(None);
    }
    if compose(desk, clauses, langs, Rigour::Corrected)?.put_right.is_empty() {
        return Ok(None);
    }
    let first = Query { limit: asked.limit.min(FEW + 2), ..asked.clone() };
    let other = answer(desk, &first, clauses, langs, Rigour::Corrected)?;
    if other.found.total < total * MANY_MORE {
        return Ok(None);
    }
    // The first hits are those that have the word as typed; how the other is written, others know.
    let text = put_right(desk, &asked.text, &other.put_right, &other.places)?;
    Ok(text.map(|text| Meant { text, searched: false }))
}

/// What was typed, with what means the same.
pub(super) fn clauses(desk: &Desk, asked: &Query) -> Vec<Clause> {
    desk.synonyms.apply(parse(&asked.text))
}

/// The clauses as typed and the query that they make, with the filters; `None` if no word is looked for.
pub(super) fn prepared(desk: &mut Desk, asked: &Query, langs: &[(Lang, f32)]) -> Result<Option<(Composed, Boxed)>> {
    let clauses = clauses(desk, asked);
    for rigour in [Rigour::Typed, Rigour::Corrected, Rigour::Any] {
        let composed = compose(desk, &clauses, langs, rigour)?;
        let Some(text) = &composed.query else { return Ok(None) };
        let query = filtered(desk.fields, asked, text.box_clone());
        if desk.run(&query, &Count)? > 0 {
            return Ok(Some((composed, query)));
        }
    }
    Ok(None)
}

fn answer(desk: &mut Desk, asked: &Query, clauses: &[Clause], langs: &[(Lang, f32)], rigour: Rigour) -> Result<Answer> {
    let Composed { query, marks, put_right, .. } = compose(desk, clauses, langs, rigour)?;
    let sort = match (&query, asked.sort) {
        (None, Sort::Relevance) => Sort::Newest,
        (_, sort) => sort,
    };
    let text = match query {
        Some(text) => text,
        // Only endless words, which no document has.
        None if asked.text.contains(char::is_alphanumeric) => Box::new(EmptyQuery),
        None => everything(),
    };
    let query = filtered(desk.fields, asked, text);
    let (mut found, places) = match sort {
        Sort::Relevance => closest(desk, asked, &query)?,
        _ => {
            let (found, places) = collect(desk, asked, sort, &query)?;
            (found, unread(places))
        }
    };
    let mut reader = Reader::new(&marks, &mut desk.analysers);
    let mut where_they_are = Vec::with_capacity(places.len());
    for (score, place, stored) in places {
        let stored = match stored {
            Some(stored) => stored,
            None => desk.fields.read(&desk.searcher.doc::<TantivyDocument>(place)?),
        };
        found.hits.push(hit(&mut reader, score, stored));
        where_they_are.push(place);
    }
    let places = where_they_are;
    Ok(Answer { found, places, put_right })
}

/// By relevance: total, facets, and the wanted hits. The first of all get a closer look whatever page is wanted, so
/// that pages fit together.
fn closest(desk: &Desk, asked: &Query, query: &Boxed) -> Result<(Found, Read)> {
    let (limit, offset) = (asked.limit.min(MAX_LIMIT), asked.offset.min(MAX_OFFSET));
    let (found, mut places) = candidates(desk, asked, query)?;
    let mut read = Read::new();
    if offset < WINDOW && limit > 0 {
        let rest = places.split_off(places.len().min(WINDOW));
        let close = closer::look(desk, (&asked.text, own(&reader_langs(&asked.langs))), asked.now, &places)?;
        read.extend(close.into_iter().map(|one| (one.score, one.place, Some(one.stored))));
        places = rest;
    }
    read.extend(unread(places));
    Ok((found, read.into_iter().skip(offset).take(limit).collect()))
}

/// Total, facets, and who may be among the hits up to the wanted page, by the words' score.
pub(super) fn candidates(desk: &Desk, asked: &Query, query: &Boxed) -> Result<(Found, Scored)> {
    let (limit, offset) = (asked.limit.min(MAX_LIMIT), asked.offset.min(MAX_OFFSET));
    let top = TopDocs::with_limit((offset + limit).max(WINDOW));
    let newest = SortByStaticFastValue::<i64>::for_field(name::ASKED_AT);
    let (found, top) = run(desk, query, top.order_by((SortBySimilarityScore, newest)))?;
    Ok((found, top.into_iter().map(|((score, _), place)| (score, place)).collect()))
}

/// Total, facets, and the wanted hits, in another order.
fn collect(desk: &Desk, asked: &Query, sort: Sort, query: &Boxed) -> Result<(Found, Scored)> {
    let limit = asked.limit.min(MAX_LIMIT);
    let top = TopDocs::with_limit(limit.max(1)).and_offset(asked.offset.min(MAX_OFFSET));
    let newest = || SortByStaticFastValue::<i64>::for_field(name::ASKED_AT);
    let votes = SortByStaticFastValue::<i64>::for_field(name::SCORE);
    // Nothing asks for a score here, and reckoning none is quicker.
    let query: Boxed = Box::new(ConstScoreQuery::new(query.box_clone(), 0.0));
    let (found, mut places) = match sort {
        Sort::Relevance | Sort::Newest => {
            let (found, top) = run(desk, &query, top.order_by(newest()))?;
            (found, unscored(top))
        }
        Sort::Votes => {
            let (found, top) = run(desk, &query, top.order_by((votes, newest())))?;
            (found, unscored(top))
        }
    };
    places.truncate(limit);
    Ok((found, places))
}

fn run<C: Collector>(desk: &Desk, query: &Boxed, top: C) -> Result<(Found, C::Fruit)> {
    let (total, top, facets) = desk.run(query, &(Count, top, facets::Counting))?;
    Ok((Found { total, facets, ..Found::default() }, top))
}

fn unscored<K>(top: Vec<(K, DocAddress)>) -> Scored {
    top.into_iter().map(|(_, place)| (0.0, place)).collect()
}

fn hit(reader: &mut Reader, score: f32, stored: Stored) -> Hit {
    let lang = Lang::of(&stored.lang);
    let title = snippet::whole(reader, lang, &stored.title);
    let (snippet, answer_id) = snippet::best(reader, lang, &stored);
    Hit { id: stored.id, score, lang: stored.lang, title, snippet, answer_id }
}
