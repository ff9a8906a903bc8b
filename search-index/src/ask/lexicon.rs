//! The forum's vocabulary: every word that somebody wrote, folded, and in how many threads. What is no word here is
//! no word anywhere, so nothing has to be known beforehand of any language.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::postings::TermInfo;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::termdict::{TermDictionary, TermMerger};

use super::Desk;
use crate::analysis::Lang;
use crate::error::Result;
use crate::schema::Part;

/// Words of a part of the index that are looked at for one question, at most.
const SCAN: usize = 4_000;
/// Letters of a stem by which forms of a word are known at least.
const STEM: usize = 4;

/// Words and in how many threads each stands, the most usual first.
pub(super) type Words = Vec<(String, u64)>;

/// In how many threads a word stands, written just so; also in threads that have gone since the last merge.
pub(super) fn threads_with(desk: &Desk, word: &str) -> Result<u64> {
    let term = || Term::from_field_text(desk.fields.words, word);
    desk.known.usual.or_look(&(None, word.to_owned()), || desk.documents_with(&term()))
}

/// In how many threads other forms of a word stand; of short words there are none.
pub(super) fn threads_with_form_of(desk: &mut Desk, lang: Lang, word: &str) -> Result<u64> {
    let known = desk.known;
    known.usual.or_look(&(Some(lang), word.to_owned()), || {
        let stem = desk.analysers.words(lang, word).pop().filter(|stem| stem.chars().count() >= STEM);
        let mut most = 0;
        for part in [Part::Body, Part::Answers] {
            if let Some(stem) = &stem {
                most = most.max(desk.documents_with(&Term::from_field_text(desk.fields.part(part, lang), stem))?);
            }
        }
        Ok(most)
    })
}

/// Words that begin with another one and go on, at most `most`.
pub(super) fn beginning(desk: &Desk, start: &str, most: usize) -> Result<Words> {
    range(desk, desk.fields.words, start, most)
}

/// Long words that end in another one and are longer, at most `most`.
pub(super) fn ending(desk: &Desk, end: &str, most: usize) -> Result<Words> {
    let turned: String = end.chars().rev().collect();
    let words = range(desk, desk.fields.backwards, &turned, most)?;
    Ok(words.into_iter().map(|(word, n)| (word.chars().rev().collect(), n)).collect())
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

/// The most usual words of a field that begin like this and go on.
fn range(desk: &Desk, field: Field, start: &str, most: usize) -> Result<Words> {
    let segments = desk.searcher.segment_readers().iter();
    let indexes: Vec<_> = segments.map(|segment| segment.inverted_index(field)).collect::<tantivy::Result<_>>()?;
    let mut parts = Vec::with_capacity(indexes.len());
    for index in &indexes {
        parts.push(index.terms().range().ge(start).lt(behind(start)).into_stream()?);
    }
    let mut all = TermMerger::new(parts);
    let mut best = Best::of(most);
    let mut left = SCAN;
    while left > 0 && all.advance() {
        left -= 1;
        if all.key() != start.as_bytes() {
            let threads = all.current_segment_ords_and_term_infos().map(|(_, info)| u64::from(info.doc_freq)).sum();
            best.see(all.key(), threads);
        }
    }
    Ok(best.words())
}

/// The most usual of many words; most that are seen are not kept.
struct Best {
    words: Words,
    most: usize,
    /// A word must be more usual than this.
    more_than: u64,
}

impl Best {
    fn of(most: usize) -> Self {
        Self { words: Vec::new(), most, more_than: 0 }
    }

    fn see(&mut self, word: &[u8], threads: u64) {
        if threads <= self.more_than {
            return;
        }
        if let Ok(word) = std::str::from_utf8(word) {
            self.words.push((word.to_owned(), threads));
        }
        if self.words.len() >= 4 * self.most {
            self.sift();
        }
    }

    fn sift(&mut self) {
        self.words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.words.truncate(self.most);
        // Of equals the first by the alphabet are kept, and that is the order in which they come.
        self.more_than = self.words.get(self.most.saturating_sub(1)).map_or(0, |(_, threads)| *threads);
    }

    fn words(mut self) -> Words {
        self.sift();
        self.words
    }
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
