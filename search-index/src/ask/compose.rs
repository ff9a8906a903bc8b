//! Clauses into the engine's query. Every clause is looked for in every part of a thread and in
//! every language of the reader; the best place counts most, the others a little.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Desk;
use super::forward::Forward;
use super::parse::{Clause, Kind};
use crate::analysis::{Lang, is_stop_word};
use crate::schema::Part;

/// How much a match in one of the reader's further languages counts.
const FURTHER_LANG: f32 = 0.8;
/// How much the lesser places of a clause add to its best one.
const OTHER_PLACES: f32 = 0.2;
/// The longest phrase, in words.
const MAX_PHRASE: usize = 16;

type Boxed = Box<dyn Query>;

/// Analysed words worth marking, by language.
pub(super) type Marks = BTreeSet<(Lang, String)>;

/// The languages of a reader, with weights; see [`Query::langs`](crate::Query::langs).
pub(super) fn reader_langs(codes: &[String]) -> Vec<(Lang, f32)> {
    let mut langs: Vec<(Lang, f32)> = Vec::new();
    let own = codes.first().map(|code| Lang::of(code));
    let known = codes.iter().map(|code| Lang::of(code));
    let all = if codes.is_empty() { &Lang::ALL[..] } else { &[Lang::Other] };
    for lang in known.chain(all.iter().copied()) {
        if !langs.iter().any(|(have, _)| *have == lang) {
            let weight = if own.is_none_or(|own| own == lang) { 1.0 } else { FURTHER_LANG };
            langs.push((lang, weight));
        }
    }
    langs
}

/// The query for all clauses, or `None` if there are none to look for.
pub(super) fn compose(desk: &mut Desk, clauses: &[Clause], langs: &[(Lang, f32)], marks: &mut Marks) -> Option<Boxed> {
    let (mut words, mut common, mut all) = (Vec::new(), Vec::new(), Vec::new());
    let only_common = !clauses.iter().any(|clause| clause.kind != Kind::Excluded && !is_common(desk, clause, langs));
    for clause in clauses {
        let mut found = Marks::new();
        let Some(query) = anywhere(desk, &clause.text, langs, &mut found) else {
            continue;
        };
        match clause.kind {
            Kind::Excluded => {
                let unwanted: Boxed = Box::new(Forward(query));
                all.push((Occur::MustNot, unwanted));
                continue;
            }
            Kind::Quoted => all.push((Occur::Must, query)),
            Kind::Word if only_common || !is_common(desk, clause, langs) => words.push(query),
            Kind::Word => {
                common.push((Occur::Should, query));
                continue;
            }
        }
        marks.append(&mut found);
    }
    if !words.is_empty() {
        let needed = needed(words.len());
        let words = BooleanQuery::union_with_minimum_required_clauses(words, needed);
        all.push((Occur::Must, Box::new(words)));
    }
    all.append(&mut common);
    if all.is_empty() {
        return None;
    }
    if all.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        all.push((Occur::Must, everything()));
    }
    Some(Box::new(BooleanQuery::new(all)))
}

/// Every document, all alike.
pub(super) fn everything() -> Boxed {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}

/// How many of so many words must occur: both of two, two of three, three of four, …
fn needed(words: usize) -> usize {
    words - words / 3
}

fn is_common(desk: &mut Desk, clause: &Clause, langs: &[(Lang, f32)]) -> bool {
    clause.kind == Kind::Word && langs.iter().any(|(lang, _)| is_stop_word(&mut desk.analysers, *lang, &clause.text))
}

/// A word or phrase in any part and language; `None` if no rules see a word in it.
pub(super) fn anywhere(desk: &mut Desk, text: &str, langs: &[(Lang, f32)], marks: &mut Marks) -> Option<Boxed> {
    let mut places: Vec<Boxed> = Vec::new();
    for (lang, weight) in langs {
        let mut words = desk.analysers.words(*lang, text);
        words.truncate(MAX_PHRASE);
        for part in Part::ALL {
            let Some(query) = together(desk.fields.part(part, *lang), &words) else {
                continue;
            };
            places.push(Box::new(BoostQuery::new(query, part.weight() * weight)));
        }
        marks.extend(words.into_iter().map(|word| (*lang, word)));
    }
    if places.is_empty() {
        return None;
    }
    Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(places, OTHER_PLACES)))
}

/// Words one behind the other in a field.
fn together(field: Field, words: &[String]) -> Option<Boxed> {
    let mut terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, word)).collect();
    if terms.len() > 1 {
        return Some(Box::new(PhraseQuery::new(terms)));
    }
    let term = terms.pop()?;
    Some(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
}
