//! Clauses into the engine's query. Every clause is looked for in every part of a thread and in
//! every language of the reader; the best place counts most, the others a little.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery, Query,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::forward::Forward;
use super::parse::{Clause, Kind};
use super::typos::Trust;
use super::{Desk, Instead, compounds, lexicon, typos};
use crate::analysis::{Lang, is_stop_word};
use crate::error::Result;
use crate::ranking::{COMPOUND, FURTHER_LANG, KIN, OTHER_PLACES, PARTS, SYNONYM, TYPO};
use crate::schema::Part;

/// So many words, and it is a sentence.
const SENTENCE: usize = 4;
/// Threads of a large forum at least.
const LARGE: u64 = 20_000;
/// One of so many threads there, and a word is too frequent to tell one.
const FREQUENT: u64 = 20;
/// Words at least that must be left to tell what is meant.
const TELLING: usize = 2;
/// A word is rare that stands in one of so many threads, or in few.
const RARE: u64 = 8;
/// How many are few.
const FEW: u64 = 5;
/// A word in more threads is not rare, however many threads there are.
const NOT_RARE: u64 = 1_000;
/// A word in so many threads finds enough without its kin.
const ENOUGH: u64 = 200;
/// Letters that kin words begin with at least.
const KIN_LETTERS: usize = 5;
/// Kin words at most.
const MOST_KIN: usize = 64;
/// The longest phrase, in words.
const MAX_PHRASE: usize = 16;

pub(super) type Boxed = Box<dyn Query>;

/// Analysed words worth marking, by language.
pub(super) type Marks = BTreeSet<(Lang, String)>;

/// How strictly words are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rigour {
    /// As they were typed: few words all or most of them, phrases as phrases.
    Typed,
    /// The same, but a rare word may be a slip of the pen.
    Corrected,
    /// Any of them will do, quoted or not: better than nothing.
    Any,
    /// The title of a question for which similar ones are wanted: a sentence, however short.
    Alike,
}

/// Clauses as a query.
#[derive(Default)]
pub(super) struct Composed {
    /// `None` if there is nothing to look for.
    pub(super) query: Option<Boxed>,
    /// What of it gives a score, and the clause that it comes from.
    pub(super) scored: Vec<(String, Boxed)>,
    /// What to mark in texts.
    pub(super) marks: Marks,
    /// Words that seem mistyped, and what was probably meant, folded.
    pub(super) put_right: Vec<(String, String)>,
}

/// The languages of a reader, with weights; see [`Query::langs`](crate::Query::langs).
pub(super) fn reader_langs(codes: &[String]) -> Vec<(Lang, f32)> {
    let mut langs: Vec<(Lang, f32)> = Vec::new();
    let own = codes.first().map(|code| Lang::of(code));
    let known = codes.iter().map(|code| Lang::of(code));
    let all = if codes.is_empty() { &Lang::all()[..] } else { &[Lang::OTHER] };
    for lang in known.chain(all.iter().copied()) {
        if !langs.iter().any(|(have, _)| *have == lang) {
            let weight = if own.is_none_or(|own| own == lang) { 1.0 } else { FURTHER_LANG };
            langs.push((lang, weight));
        }
    }
    langs
}

/// The reader's own language.
pub(super) fn own(langs: &[(Lang, f32)]) -> Lang {
    langs.first().map_or(Lang::OTHER, |(lang, _)| *lang)
}

/// The query for all clauses.
pub(super) fn compose(desk: &mut Desk, clauses: &[Clause], langs: &[(Lang, f32)], rigour: Rigour) -> Result<Composed> {
    let mut made = Composed::default();
    let (mut words, mut rare, mut common, mut all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut stems = Marks::new();
    let only_common = !clauses.iter().any(|clause| clause.kind != Kind::Excluded && !is_common(clause, langs));
    let frequent = too_frequent(desk, clauses, langs, rigour)?;
    for (at, clause) in clauses.iter().enumerate() {
        if clause.kind == Kind::Excluded {
            if let Some(query) = anywhere(desk, &clause.text, langs, &mut Marks::new()) {
                let unwanted: Boxed = Box::new(Forward(query));
                all.push((Occur::MustNot, unwanted));
            }
            continue;
        }
        let mut own = Marks::new();
        let Some(whole) = anywhere(desk, &clause.text, langs, &mut own) else { continue };
        if frequent.contains(&at) || clause.kind == Kind::Word && !only_common && is_common(clause, langs) {
            common.push((Occur::Should, whole));
            continue;
        }
        if clause.kind == Kind::Word && is_rare(desk, &own) {
            rare.push(everything_of(whole.box_clone()));
        }
        let mut places = vec![whole];
        match clause.kind {
            Kind::Word => places.append(&mut others(desk, clauses, at, langs, rigour, &mut made)?),
            _ if rigour == Rigour::Any => places.extend(apart(desk, &clause.text, langs, &mut own)),
            _ => {}
        }
        let query = best_of(places);
        made.scored.push((clause.text.clone(), query.box_clone()));
        match clause.kind {
            Kind::Quoted if rigour != Rigour::Any => all.push((Occur::Must, query)),
            _ => words.push(query),
        }
        stems.extend(own.iter().cloned());
        made.marks.append(&mut own);
    }
    let typed = words.len();
    let sentence = typed + frequent.len() >= SENTENCE || typed + 1 == SENTENCE && typed + common.len() > SENTENCE;
    let loose = sentence || rigour == Rigour::Alike;
    if loose {
        let kin = kin(desk, &stems)?;
        made.scored.extend(kin.iter().map(|(begins, query)| (format!("{begins}…"), query.box_clone())));
        words.extend(kin.into_iter().map(|(_, query)| query));
    }
    if !words.is_empty() {
        if loose {
            words.append(&mut rare);
        }
        let words = BooleanQuery::union_with_minimum_required_clauses(
            words,
            needed(typed, sentence, !frequent.is_empty(), rigour),
        );
        all.push((Occur::Must, Box::new(words)));
    }
    all.append(&mut common);
    if !all.is_empty() {
        if all.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            all.push((Occur::Must, everything()));
        }
        made.query = Some(Box::new(BooleanQuery::new(all)));
    }
    Ok(made)
}

/// Which words of a sentence stand in so many threads of a large forum that they do not tell which one is meant. They
/// count where they are, but nothing is looked for because of them, as long as other words say what is.
fn too_frequent(desk: &mut Desk, clauses: &[Clause], langs: &[(Lang, f32)], rigour: Rigour) -> Result<Vec<usize>> {
    let documents = desk.searcher.num_docs();
    let words = || clauses.iter().enumerate().filter(|(_, one)| one.kind == Kind::Word && !is_common(one, langs));
    let typed = words().count();
    if documents < LARGE || rigour != Rigour::Alike && typed < SENTENCE {
        return Ok(Vec::new());
    }
    let mut frequent = Vec::new();
    for (at, clause) in words() {
        let mut most = 0;
        for (lang, _) in langs {
            for stem in desk.analysers.words(*lang, &clause.text) {
                most =
                    most.max(desk.documents_with(&Term::from_field_text(desk.fields.part(Part::Body, *lang), &stem))?);
            }
        }
        if most > documents / FREQUENT {
            frequent.push(at);
        }
    }
    Ok(if typed - frequent.len() < TELLING { Vec::new() } else { frequent })
}

/// Every document, all alike.
pub(super) fn everything() -> Boxed {
    everything_of(Box::new(AllQuery))
}

/// How many of so many words must occur: both of two, two of three; of a whole sentence a third, a rare one of
/// which counts for two, for what it means is rarely said in the same words, and how many occur decides who comes first.
/// Where frequent words were left out, the others need not be two.
fn needed(words: usize, sentence: bool, left_out: bool, rigour: Rigour) -> usize {
    match words {
        _ if rigour == Rigour::Any => 1,
        _ if sentence && left_out => words.div_ceil(3),
        _ if sentence => words.div_ceil(3).max(2),
        _ if rigour == Rigour::Alike => 1,
        3 => 2,
        _ => words,
    }
}

/// What may stand for a word.
fn others(
    desk: &mut Desk,
    clauses: &[Clause],
    at: usize,
    langs: &[(Lang, f32)],
    rigour: Rigour,
    made: &mut Composed,
) -> Result<Vec<Boxed>> {
    let Some(clause) = clauses.get(at) else { return Ok(Vec::new()) };
    let mut places = Vec::new();
    for synonym in &clause.also {
        places.extend(anywhere(desk, synonym, langs, &mut made.marks).map(|query| boosted(query, SYNONYM)));
    }
    let parts =
        desk.instead(Instead::Parts, langs, &clause.text, |desk| compounds::split(desk, langs, &clause.text))?;
    if !parts.is_empty() {
        let parts: Vec<Boxed> = parts.iter().filter_map(|part| anywhere(desk, part, langs, &mut made.marks)).collect();
        let needed = parts.len();
        places.push(boosted(Box::new(BooleanQuery::union_with_minimum_required_clauses(parts, needed)), PARTS));
    }
    let mut having =
        desk.instead(Instead::Compounds, langs, &clause.text, |desk| compounds::containing(desk, langs, &clause.text))?;
    for neighbour in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
        if let Some(other) = clauses.get(neighbour).filter(|other| other.kind == Kind::Word) {
            let (first, second) = if neighbour < at { (other, clause) } else { (clause, other) };
            having.extend(compounds::joined(desk, langs, &first.text, &second.text)?);
        }
    }
    places.extend(any_of(desk, &having, COMPOUND, langs, &mut made.marks)?);
    let (why, trust) = match rigour {
        Rigour::Typed | Rigour::Alike => (Instead::Slip, Trust::Written),
        Rigour::Corrected | Rigour::Any => (Instead::LikelySlip, Trust::Usual),
    };
    let meant = desk.instead(why, langs, &clause.text, |desk| typos::meant(desk, langs, &clause.text, trust))?;
    if let Some(first) = meant.first() {
        made.put_right.push((clause.text.clone(), first.clone()));
    }
    for word in meant {
        places.extend(anywhere(desk, &word, langs, &mut made.marks).map(|query| boosted(query, TYPO)));
    }
    Ok(places)
}

/// A phrase's words, one of which will do.
fn apart(desk: &mut Desk, phrase: &str, langs: &[(Lang, f32)], marks: &mut Marks) -> Option<Boxed> {
    let words: Vec<Boxed> = phrase.split_whitespace().filter_map(|word| anywhere(desk, word, langs, marks)).collect();
    (!words.is_empty()).then(|| boosted(Box::new(BooleanQuery::union(words)), PARTS))
}

/// What begins like the words that were asked for: other endings, compounds, derived words.
fn kin(desk: &mut Desk, stems: &Marks) -> Result<Vec<(String, Boxed)>> {
    let mut kin = Vec::new();
    let mut seen = BTreeSet::new();
    for (lang, stem) in stems.iter().filter(|(lang, _)| *lang != Lang::OTHER) {
        let letters = stem.chars().count();
        let body = Term::from_field_text(desk.fields.part(Part::Body, *lang), stem);
        if desk.documents_with(&body)? >= ENOUGH || letters < KIN_LETTERS || !stem.chars().all(char::is_alphabetic) {
            continue;
        }
        let begins: String = stem.chars().take((letters * 2).div_ceil(3).max(KIN_LETTERS)).collect();
        if !seen.insert((*lang, begins.clone())) {
            continue;
        }
        let words = desk.instead(Instead::Kin, &[], &begins, |desk| {
            let words = lexicon::beginning(desk, &begins, MOST_KIN)?;
            Ok(words.into_iter().map(|(word, _)| word).collect())
        })?;
        if !words.is_empty() {
            let same: Boxed = Box::new(ConstScoreQuery::new(written(desk, words.iter()), KIN));
            kin.push((begins, same));
        }
    }
    Ok(kin)
}

/// Threads with any of these words of the lexicon.
fn any_of(
    desk: &mut Desk,
    words: &[String],
    weight: f32,
    langs: &[(Lang, f32)],
    marks: &mut Marks,
) -> Result<Option<Boxed>> {
    if words.is_empty() {
        return Ok(None);
    }
    let mut having = 0;
    for word in words {
        having += lexicon::threads_with(desk, word)?;
        for (lang, _) in langs {
            marks.extend(desk.analysers.words(*lang, word).into_iter().map(|word| (*lang, word)));
        }
    }
    let documents = desk.searcher.num_docs() as f32;
    let having = (having as f32).min(documents);
    let telling = (1.0 + (documents - having + 0.5) / (having + 0.5)).ln();
    let any = ConstScoreQuery::new(written(desk, words.iter()), weight * telling);
    Ok(Some(Box::new(any)))
}

/// Threads in which any of these words is written.
fn written<'a>(desk: &Desk, words: impl Iterator<Item = &'a String>) -> Boxed {
    let word = |word: &String| {
        let term = Term::from_field_text(desk.fields.words, word);
        Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Boxed
    };
    Box::new(BooleanQuery::union(words.map(word).collect()))
}

fn boosted(query: Boxed, weight: f32) -> Boxed {
    Box::new(BoostQuery::new(query, weight))
}

fn best_of(mut places: Vec<Boxed>) -> Boxed {
    match places.pop() {
        Some(only) if places.is_empty() => only,
        last => {
            places.extend(last);
            Box::new(DisjunctionMaxQuery::with_tie_breaker(places, OTHER_PLACES))
        }
    }
}

/// What a query finds, without a score: so that it counts twice among what is needed.
fn everything_of(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Whether a word, in whatever language it is found, stands in few threads.
fn is_rare(desk: &Desk, found: &Marks) -> bool {
    let few = (desk.searcher.num_docs() / RARE).clamp(FEW, NOT_RARE);
    let having = found.iter().flat_map(|(lang, word)| {
        [Part::Title, Part::Body].map(|part| Term::from_field_text(desk.fields.part(part, *lang), word))
    });
    having.map(|term| desk.documents_with(&term).unwrap_or_default()).max().is_some_and(|most| most <= few)
}

pub(super) fn is_common(clause: &Clause, langs: &[(Lang, f32)]) -> bool {
    clause.kind == Kind::Word && langs.iter().any(|(lang, _)| is_stop_word(*lang, &clause.text))
}

/// A word or phrase in any part and language; `None` if no rules see a word in it.
pub(super) fn anywhere(desk: &mut Desk, text: &str, langs: &[(Lang, f32)], marks: &mut Marks) -> Option<Boxed> {
    let mut places: Vec<Boxed> = Vec::new();
    let mut some = false;
    for (lang, weight) in langs {
        let mut words = desk.analysers.words(*lang, text);
        words.truncate(MAX_PHRASE);
        some |= !words.is_empty();
        for part in Part::ALL {
            let Some(query) = together(desk, desk.fields.part(part, *lang), &words) else {
                continue;
            };
            places.push(Box::new(BoostQuery::new(query, part.weight() * weight)));
        }
        marks.extend(words.into_iter().map(|word| (*lang, word)));
    }
    if places.is_empty() {
        return some.then(|| Box::new(EmptyQuery) as Boxed);
    }
    Some(best_of(places))
}

/// Words one behind the other in a field; `None` if it lacks one of them.
fn together(desk: &Desk, field: Field, words: &[String]) -> Option<Boxed> {
    let mut terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, word)).collect();
    if terms.iter().any(|term| desk.documents_with(term).is_ok_and(|n| n == 0)) {
        return None;
    }
    if terms.len() > 1 {
        return Some(Box::new(PhraseQuery::new(terms)));
    }
    let term = terms.pop()?;
    Some(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
}
