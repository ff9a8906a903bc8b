//! Why a hit is one: the title and the best passage, with the found words marked. The pieces
//! are slices of the text; nothing is escaped, nothing is lost, nothing is added but `…`.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use tantivy::tokenizer::{TokenStream, Tokenizer};

use super::compose::Marks;
use crate::analysis::{Analysers, Lang, Words};
use crate::schema::Stored;
use crate::{Piece, Snippet};

/// The length of a passage in bytes, give or take a word.
const LENGTH: usize = 220;
/// How much text a passage shows before its first mark, in bytes.
const BEFORE: usize = 60;
/// How far a word's edge is looked for, in bytes; then the word is cut.
const EDGE: usize = 40;
/// How much of one text is read in search of marks, in bytes.
const MAX_READ: usize = 50_000;

/// A place in a text and the word found there.
struct Mark {
    at: Range<usize>,
    word: usize,
}

/// The whole text, marked.
pub(super) fn whole(reader: &mut Reader, lang: Lang, text: &str) -> Snippet {
    let found = find(reader, lang, text);
    cut(text, 0..text.len(), &found)
}

/// The best passage of body and answers, and which answer it is from. Of equals the body comes
/// first, then the answers as stored: accepted, endorsed, by votes. Without any mark it is the
/// beginning of the body.
pub(super) fn best(reader: &mut Reader, lang: Lang, stored: &Stored) -> (Snippet, Option<i64>) {
    let body = find(reader, lang, &stored.body);
    let (mut most, range) = passage(&stored.body, &body);
    let mut best = (cut(&stored.body, range, &body), None);
    for (id, text) in &stored.answers {
        let found = find(reader, lang, text);
        let (words, range) = passage(text, &found);
        if words > most {
            most = words;
            best = (cut(text, range, &found), Some(*id));
        }
    }
    best
}

fn find(reader: &mut Reader, lang: Lang, text: &str) -> Vec<Mark> {
    if reader.marks.is_empty() {
        return Vec::new();
    }
    let read = text.get(..floor(text, MAX_READ)).unwrap_or(text);
    let mut words = Words::of(lang);
    let mut stream = words.token_stream(read);
    let mut found = Vec::new();
    while stream.advance() {
        let token = stream.token();
        if let Some(word) = reader.marked(lang, &token.text) {
            found.push(Mark { at: token.offset_from..token.offset_to, word });
        }
    }
    found
}

/// Knows which words are to be marked, and remembers it: a few words make up most of all texts, and stemming each of
/// them again and again takes most of a search's time.
pub(super) struct Reader<'a> {
    marks: HashMap<&'a (Lang, String), usize>,
    /// The two letters that they begin with.
    firsts: Vec<[Option<char>; 2]>,
    analysers: &'a mut Analysers,
    known: HashMap<Lang, HashMap<String, Option<usize>>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(marks: &'a Marks, analysers: &'a mut Analysers) -> Self {
        let firsts: BTreeSet<_> = marks.iter().map(|(_, stem)| begins(stem)).collect();
        let firsts = firsts.into_iter().collect();
        let marks = marks.iter().zip(0..).collect();
        Self { marks, firsts, analysers, known: HashMap::new() }
    }

    /// Which of the marks a word, folded but not stemmed, is.
    fn marked(&mut self, lang: Lang, word: &str) -> Option<usize> {
        // A stem begins as its word does, so most words need not be looked at.
        if !self.firsts.contains(&begins(word)) {
            return None;
        }
        let known = self.known.entry(lang).or_default();
        if let Some(mark) = known.get(word) {
            return *mark;
        }
        let stem = self.analysers.words(lang, word).pop().map(|stem| (lang, stem));
        let mark = stem.and_then(|stem| self.marks.get(&stem).copied());
        known.insert(word.to_owned(), mark);
        mark
    }
}

/// The letters that a word has in common with its stem: the first two; but behind a, o and u an e may only be their
/// dots, and one s may have been an ß.
fn begins(word: &str) -> [Option<char>; 2] {
    let mut letters = word.chars().map(plain);
    let first = letters.next();
    let sure = !word.starts_with('ß') && !matches!(first, Some('a' | 'o' | 'u'));
    let second = letters.next().filter(|second| *second != 's' && sure);
    [first, second]
}

/// A letter as a stem may have it: without dots, and "dying" comes from "die".
fn plain(letter: char) -> char {
    match letter {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        'ß' => 's',
        'y' => 'i',
        other => other,
    }
}

/// The stretch of a text with the most different marked words, the first of equals; and how many.
fn passage(text: &str, marks: &[Mark]) -> (usize, Range<usize>) {
    let (mut most, mut core) = (0, 0..0);
    for (i, first) in marks.iter().enumerate() {
        let mut words = HashSet::new();
        let mut end = first.at.end;
        for mark in marks.iter().skip(i) {
            if mark.at.end - first.at.start > LENGTH - BEFORE && mark.at.end > end {
                break;
            }
            words.insert(mark.word);
            end = mark.at.end;
        }
        if words.len() > most {
            most = words.len();
            core = first.at.start..end;
        }
    }
    let start = word_start(text, core.start.saturating_sub(BEFORE), core.start);
    let end = word_end(text, start.saturating_add(LENGTH).max(core.end), core.end);
    (most, start..end)
}

/// A place from `at` on where a word begins, not behind `last`.
fn word_start(text: &str, at: usize, last: usize) -> usize {
    let at = floor(text, at);
    if at == 0 {
        return 0;
    }
    let slice = text.get(at..floor(text, (at + EDGE).min(last))).unwrap_or("");
    match slice.char_indices().find(|(_, c)| c.is_whitespace()) {
        Some((gap, c)) => at + gap + c.len_utf8(),
        None => at,
    }
}

/// A place up to `at` where a word ends, not before `first`.
fn word_end(text: &str, at: usize, first: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = floor(text, at);
    let from = floor(text, at.saturating_sub(EDGE)).max(first).min(at);
    match text.get(from..at).unwrap_or("").rfind(char::is_whitespace) {
        Some(gap) => from + gap,
        None => at,
    }
}

/// The bound of a character at or before a place.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A stretch of text in pieces, with `…` where the text goes on beyond it.
fn cut<'t>(text: &'t str, range: Range<usize>, marks: &[Mark]) -> Snippet {
    let mut pieces = Vec::new();
    let mut add = |text: &'t str, marked| {
        if !text.is_empty() {
            pieces.push(Piece { text, marked });
        }
    };
    if range.start > 0 {
        add("… ", false);
    }
    let mut at = range.start;
    for mark in marks.iter().filter(|mark| mark.at.start >= range.start && mark.at.end <= range.end) {
        add(text.get(at..mark.at.start).unwrap_or(""), false);
        add(text.get(mark.at.clone()).unwrap_or(""), true);
        at = mark.at.end;
    }
    add(text.get(at..range.end).unwrap_or(""), false);
    if range.end < text.len() {
        add(" …", false);
    }
    pieces.into_iter().collect()
}
