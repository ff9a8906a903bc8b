//! The forum's vocabulary: every word that somebody wrote, folded, and in how many threads. What is no word here is
//! no word anywhere, so nothing has to be known beforehand of any language.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::postings::TermInfo;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::termdict::{TermDictionary, TermStreamer};

use super::Desk;
use crate::analysis::Lang;
use crate::error::Result;
use crate::schema::Part;

/// Words of a part of the index that are looked at for one question, at most.
const SCAN: usize = 4_000;
/// Letters of a stem by which forms of a word are known at least.
const STEM: usize = 4;
/// What a word cannot begin with; keeps forms apart from words.
const FORMS: char = '\u{1}';

/// Words and in how many threads each stands, the most usual first.
pub(super) type Words = Vec<(String, u64)>;

/// In how many threads a word stands, written just so; also in threads that have gone since the last merge.
pub(super) fn threads_with(desk: &Desk, word: &str) -> Result<u64> {
    if let Some(known) = desk.usual.borrow().get(word) {
        return Ok(*known);
    }
    let threads = desk.documents_with(&Term::from_field_text(desk.fields.words, word))?;
    desk.usual.borrow_mut().insert(word.to_owned(), threads);
    Ok(threads)
}

/// In how many threads other forms of a word stand; of short words there are none.
pub(super) fn threads_with_form_of(desk: &mut Desk, lang: Lang, word: &str) -> Result<u64> {
    let key = format!("{FORMS}{word}");
    if let Some(known) = desk.usual.borrow().get(&key) {
        return Ok(*known);
    }
    let stem = desk.analysers.words(lang, word).pop().filter(|stem| stem.chars().count() >= STEM);
    let mut most = 0;
    for part in [Part::Body, Part::Answers] {
        if let Some(stem) = &stem {
            most = most.max(desk.documents_with(&Term::from_field_text(desk.fields.part(part, lang), stem))?);
        }
    }
    desk.usual.borrow_mut().insert(key, most);
    Ok(most)
}

/// Words that begin with another one and go on, at most `most`.
pub(super) fn beginning(desk: &Desk, start: &str, most: usize) -> Result<Words> {
    let mut words = range(desk, desk.fields.words, start)?;
    words.remove(start);
    Ok(usual(words, most))
}

/// Long words that end in another one and are longer, at most `most`.
pub(super) fn ending(desk: &Desk, end: &str, most: usize) -> Result<Words> {
    let turned: String = end.chars().rev().collect();
    let mut words = range(desk, desk.fields.backwards, &turned)?;
    words.remove(&turned);
    let turned = words.into_iter().map(|(word, n)| (word.chars().rev().collect(), n)).collect();
    Ok(usual(turned, most))
}

/// Words that so few changes of letters make of another one, two letters in the wrong order being one; with the same
/// first letter.
pub(super) fn like(desk: &Desk, word: &str, changes: u8, most: usize) -> Result<Words> {
    let field = desk.fields.words;
    let term = Term::from_field_text(field, word);
    let mut words = HashMap::new();
    let first: String = word.chars().take(1).collect();
    for segment in desk.searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let dictionary: &TermDictionary = index.terms();
        let automaton: DfaWrapper = FuzzyTermQuery::new(term.clone(), changes, true).automaton()?;
        let mut found = dictionary.search(automaton).ge(&first).lt(behind(&first)).into_stream()?;
        while found.advance() {
            add(&mut words, found.key(), found.value());
        }
    }
    words.remove(word);
    Ok(usual(words, most))
}

fn range(desk: &Desk, field: Field, start: &str) -> Result<HashMap<String, u64>> {
    let mut words = HashMap::new();
    for segment in desk.searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut found: TermStreamer<'_> = index.terms().range().ge(start).lt(behind(start)).into_stream()?;
        let mut left = SCAN;
        while left > 0 && found.advance() {
            add(&mut words, found.key(), found.value());
            left -= 1;
        }
    }
    Ok(words)
}

/// What comes behind everything that begins like this.
fn behind(start: &str) -> String {
    format!("{start}{}", char::MAX)
}

fn add(words: &mut HashMap<String, u64>, key: &[u8], info: &TermInfo) {
    if let Ok(word) = std::str::from_utf8(key) {
        *words.entry(word.to_owned()).or_default() += u64::from(info.doc_freq);
    }
}

fn usual(words: HashMap<String, u64>, most: usize) -> Words {
    let mut words: Words = words.into_iter().collect();
    words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(most);
    words
}
