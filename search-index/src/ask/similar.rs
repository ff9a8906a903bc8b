//! Threads like a given one. The title's words decide, the most telling words of the body help; the best candidates
//! get a closer look, as in a search. Hits fall into bands of likeness; within a band the solved ones come first.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::compose::{Boxed, Rigour, compose, own, reader_langs};
use super::parse::{Clause, Kind, parse};
use super::{Desk, closer};
use crate::analysis::{Lang, is_stop_word};
use crate::error::Result;
use crate::ranking::WINDOW;
use crate::schema::Part;
use crate::{MAX_SIMILAR, Similar, SimilarTo, State};

/// How much of the body is read, in characters.
const BODY: usize = 4_000;
/// How much of the body the closer look takes, in characters.
const CLOSE_BODY: usize = 400;
/// How many words of the body help.
const TELLING: usize = 20;
/// How much a word of the body counts against one of the title.
const BODY_WEIGHT: f32 = 0.3;
/// Below this likeness it is not similar.
const LEAST: f32 = 0.25;
/// The bands of comparable likeness: from here up, and from here up, and the rest.
const BANDS: [f32; 3] = [0.9, 0.65, 0.4];

/// Finds similar threads, the best first; empty when the question says nothing yet.
pub(crate) fn similar(desk: &mut Desk, to: &SimilarTo) -> Result<Vec<Similar>> {
    let limit = to.limit.min(MAX_SIMILAR);
    let langs = reader_langs(&to.langs);
    let title = said(desk, &to.title, &langs);
    let title = compose(desk, &title, &langs, Rigour::Alike)?.query;
    let body: String = to.body.chars().take(BODY).collect();
    let telling = telling(desk, &body, &langs)?;
    let Some(query) = combine(title, telling) else {
        return Ok(Vec::new());
    };
    if limit == 0 {
        return Ok(Vec::new());
    }
    let query = without(desk, query, to.exclude);
    let looks = if to.looks == 0 { WINDOW } else { to.looks.min(WINDOW) };
    let top = desk.run(&query, &TopDocs::with_limit(looks.max(limit)).order_by_score())?;
    let close: String = body.chars().take(CLOSE_BODY).collect();
    let close = closer::look(desk, (&format!("{}\n{close}", to.title), own(&langs)), None, &top)?;
    let best = close.first().map_or(0.0, |one| one.score).max(f32::MIN_POSITIVE);
    let mut found = Vec::new();
    for one in close {
        let likeness = (one.score / best).clamp(f32::MIN_POSITIVE, 1.0);
        if likeness >= LEAST {
            let stored = one.stored;
            let state = State::from_word(&stored.state).unwrap_or(State::Open);
            found.push(Similar { id: stored.id, title: stored.title, lang: stored.lang, state, likeness });
        }
    }
    // Stable: within a rank they stay in the order of their scores.
    found.sort_by_key(|one| (band(one.likeness), rank(one.state)));
    found.truncate(limit);
    Ok(found)
}

fn band(likeness: f32) -> usize {
    BANDS.iter().position(|least| likeness >= *least).unwrap_or(BANDS.len())
}

/// Solved first; closed last, for most of them lead elsewhere.
fn rank(state: State) -> u8 {
    match state {
        State::Solved => 0,
        State::Answered | State::Open => 1,
        State::Closed => 2,
    }
}

/// The words of a title that say something.
fn said(desk: &Desk, title: &str, langs: &[(Lang, f32)]) -> Vec<Clause> {
    // Nobody quotes or excludes in a title; the marks are writing.
    let title: String = title.chars().map(|c| if is_sign(c) { ' ' } else { c }).collect();
    let mut clauses: Vec<Clause> = desk.synonyms.apply(parse(&title));
    clauses.retain(|clause| clause.kind == Kind::Word && !common(&clause.text, langs));
    clauses
}

fn is_sign(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»' | '-')
}

fn common(word: &str, langs: &[(Lang, f32)]) -> bool {
    langs.iter().any(|(lang, _)| is_stop_word(*lang, word))
}

/// Queries for the words that are frequent in the body and rare in the forum.
fn telling(desk: &mut Desk, body: &str, langs: &[(Lang, f32)]) -> Result<Vec<Boxed>> {
    let documents = desk.searcher.num_docs() as f32;
    let mut telling: Vec<(f32, Lang, String)> = Vec::new();
    for (lang, _) in langs {
        let mut often: HashMap<String, u16> = HashMap::new();
        for word in desk.analysers.words(*lang, body) {
            let count = often.entry(word).or_default();
            *count = count.saturating_add(1);
        }
        for (word, count) in often {
            let term = Term::from_field_text(desk.fields.part(Part::Body, *lang), &word);
            let having = desk.documents_with(&term)? as f32;
            // A word of every third thread tells nothing, one of no thread finds nothing.
            if having > 0.0 && (having <= 3.0 || having * 3.0 < documents) && !common(&word, langs) {
                let weight = f32::from(count).sqrt() * (1.0 + documents / having).ln();
                telling.push((weight, *lang, word));
            }
        }
    }
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, &a.2).cmp(&(b.1, &b.2))));
    telling.truncate(TELLING);
    let queries = telling.into_iter().flat_map(|(_, lang, word)| {
        [Part::Title, Part::Body].map(|part| {
            let term = Term::from_field_text(desk.fields.part(part, lang), &word);
            let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            Box::new(BoostQuery::new(query, BODY_WEIGHT)) as Boxed
        })
    });
    Ok(queries.collect())
}

/// The title must be alike; without a title, anything of the body.
fn combine(title: Option<Boxed>, body: Vec<Boxed>) -> Option<Boxed> {
    let mut all: Vec<(Occur, Boxed)> = title.into_iter().map(|title| (Occur::Must, title)).collect();
    all.extend(body.into_iter().map(|query| (Occur::Should, query)));
    (!all.is_empty()).then(|| Box::new(BooleanQuery::new(all)) as Boxed)
}

fn without(desk: &Desk, query: Boxed, id: Option<i64>) -> Boxed {
    let Some(id) = id else { return query };
    let term = TermQuery::new(desk.fields.id_term(id), IndexRecordOption::Basic);
    let this = Box::new(ConstScoreQuery::new(Box::new(term), 0.0));
    Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::MustNot, this)]))
}
