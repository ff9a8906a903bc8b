//! Clauses into the engine's query. Every clause is looked for in every part of a thread and in
//! every language of the reader; the best place counts most, the others a little.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Desk;
use super::forward::Forward;
use super::parse::{Clause, Kind};
use super::parts;
use crate::analysis::{Lang, is_stop_word};
use crate::schema::Part;

/// How much a match in one of the reader's further languages counts.
const FURTHER_LANG: f32 = 0.8;
/// How much the lesser places of a clause add to its best one.
const OTHER_PLACES: f32 = 0.2;
/// How much a compound's parts count against the compound itself.
const PARTS: f32 = 0.5;
/// So many words, and it is a sentence.
const SENTENCE: usize = 4;
/// A word is rare that stands in one of so many threads, or in few.
const RARE: u64 = 8;
/// How many are few.
const FEW: u64 = 5;
/// Letters that kin words begin with at least.
const KIN: usize = 5;
/// What a kin word counts, where a rare word that was asked for counts about ten.
const LIKE_KIN: f32 = 1.5;
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
pub(super) fn compose(
    desk: &mut Desk,
    clauses: &[Clause],
    langs: &[(Lang, f32)],
    rigour: Rigour,
    marks: &mut Marks,
) -> Option<Boxed> {
    let (mut words, mut rare, mut common, mut all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let only_common = !clauses.iter().any(|clause| clause.kind != Kind::Excluded && !is_common(desk, clause, langs));
    for clause in clauses {
        let mut found = Marks::new();
        let Some(query) = wanted(desk, clause, rigour, langs, &mut found) else {
            continue;
        };
        match clause.kind {
            Kind::Excluded => {
                let unwanted: Boxed = Box::new(Forward(query));
                all.push((Occur::MustNot, unwanted));
                continue;
            }
            Kind::Quoted if rigour == Rigour::Typed => all.push((Occur::Must, query)),
            Kind::Quoted => words.push(query),
            Kind::Word if only_common || !is_common(desk, clause, langs) => {
                if is_rare(desk, &found) {
                    rare.push(everything_of(query.box_clone()));
                }
                words.push(query);
            }
            Kind::Word => {
                common.push((Occur::Should, query));
                continue;
            }
        }
        marks.append(&mut found);
    }
    let typed = words.len();
    if typed >= SENTENCE || rigour == Rigour::Any {
        words.extend(kin(desk, marks, langs));
    }
    if !words.is_empty() {
        let needed = if rigour == Rigour::Any { 1 } else { needed(typed) };
        if typed >= SENTENCE {
            words.append(&mut rare);
        }
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

/// How strictly words are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rigour {
    /// As they were typed: few words all or most of them, phrases as phrases.
    Typed,
    /// Any of them will do, quoted or not: better than nothing.
    Any,
}

/// How many of so many words must occur: both of two, two of three; of a whole sentence a quarter, for what it means is
/// rarely said in the same words, and how many occur decides who comes first.
fn needed(words: usize) -> usize {
    match words {
        0..=2 => words,
        3..SENTENCE => 2,
        _ => words.div_ceil(4),
    }
}

/// What begins like the words that were asked for: other endings, compounds, derived words.
fn kin(desk: &Desk, marks: &Marks, langs: &[(Lang, f32)]) -> Vec<Boxed> {
    let mut kin: Vec<Boxed> = Vec::new();
    for (lang, stem) in marks.iter().filter(|(lang, _)| langs.iter().any(|(own, _)| own == lang)) {
        let letters = stem.chars().count();
        if letters < KIN || !stem.chars().all(char::is_alphabetic) {
            continue;
        }
        let begins: String = stem.chars().take((letters * 2).div_ceil(3).max(KIN)).collect();
        let places = [Part::Title, Part::Body].into_iter().filter_map(|part| {
            let same = RegexQuery::from_pattern(&format!("{begins}.*"), desk.fields.part(part, *lang)).ok()?;
            Some(Box::new(BoostQuery::new(Box::new(same), LIKE_KIN)) as Boxed)
        });
        let places: Vec<Boxed> = places.collect();
        kin.push(Box::new(DisjunctionMaxQuery::new(places)));
    }
    kin
}

/// What a query finds, without a score: so that it counts twice among what is needed.
fn everything_of(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Whether a word, in whatever language it is found, stands in few threads.
fn is_rare(desk: &Desk, found: &Marks) -> bool {
    let few = (desk.searcher.num_docs() / RARE).max(FEW);
    let having = found.iter().flat_map(|(lang, word)| {
        [Part::Title, Part::Body].map(|part| Term::from_field_text(desk.fields.part(part, *lang), word))
    });
    having.map(|term| desk.searcher.doc_freq(&term).unwrap_or_default()).max().is_some_and(|most| most <= few)
}

fn is_common(desk: &mut Desk, clause: &Clause, langs: &[(Lang, f32)]) -> bool {
    clause.kind == Kind::Word && langs.iter().any(|(lang, _)| is_stop_word(&mut desk.analysers, *lang, &clause.text))
}

/// A clause, and with it what may stand for it: the parts of a compound, and without rigour a phrase's words.
fn wanted(desk: &mut Desk, clause: &Clause, rigour: Rigour, langs: &[(Lang, f32)], marks: &mut Marks) -> Option<Boxed> {
    let whole = anywhere(desk, &clause.text, langs, marks)?;
    let parts: Vec<String> = match clause.kind {
        Kind::Word => parts::split(desk, langs, &clause.text).unwrap_or_default().into(),
        Kind::Quoted if rigour == Rigour::Any => clause.text.split_whitespace().map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let parts: Vec<Boxed> = parts.iter().filter_map(|part| anywhere(desk, part, langs, marks)).collect();
    if parts.is_empty() {
        return Some(whole);
    }
    let needed = if clause.kind == Kind::Word { parts.len() } else { 1 };
    let parts = BooleanQuery::union_with_minimum_required_clauses(parts, needed);
    let parts: Boxed = Box::new(BoostQuery::new(Box::new(parts), PARTS));
    Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(vec![whole, parts], OTHER_PLACES)))
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
