//! What was typed, as clauses: words, `"phrases"` and `-exclusions`. Language plays no part yet.

use std::collections::HashSet;

use tantivy::tokenizer::{TokenStream, Tokenizer};

use crate::MAX_TEXT;
use crate::analysis::Words;

/// The most clauses of one query.
const MAX_CLAUSES: usize = 32;

/// One thing asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Clause {
    /// A word, or several that stand together.
    pub(super) text: String,
    pub(super) kind: Kind,
    /// What means the same.
    pub(super) also: Vec<String>,
}

/// How it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// One among others.
    Word,
    /// In quotes: it must be there.
    Quoted,
    /// Behind a `-`: it must not be there.
    Excluded,
}

/// Reads typed text; at most [`MAX_TEXT`] characters and 32 clauses, each once.
pub(super) fn parse(text: &str) -> Vec<Clause> {
    let mut rest = capped(text);
    let mut clauses = Vec::new();
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            break;
        };
        let behind_minus = rest.strip_prefix('-').filter(|rest| starts_something(rest));
        let (kind, body) = match behind_minus {
            Some(body) => (Some(Kind::Excluded), body),
            None => (None, rest),
        };
        if let Some((phrase, after)) = quoted(body) {
            add(&mut clauses, phrase, kind.unwrap_or(Kind::Quoted));
            rest = after;
        } else if is_quote(first) {
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        } else {
            let end = body.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(body.len());
            let (chunk, after) = body.split_at(end);
            match kind {
                Some(kind) => add(&mut clauses, chunk, kind),
                None => add_words(&mut clauses, chunk),
            }
            rest = after;
        }
    }
    let mut seen = HashSet::new();
    clauses.retain(|clause| seen.insert(clause.clone()));
    clauses.truncate(MAX_CLAUSES);
    clauses
}

/// The first [`MAX_TEXT`] characters, without the word that the cap would cut.
fn capped(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(MAX_TEXT) else {
        return text;
    };
    let head = text.get(..end).unwrap_or(text);
    match head.rfind(char::is_whitespace) {
        Some(space) => head.get(..space).unwrap_or(head),
        None => head,
    }
}

fn starts_something(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric) || quoted(rest).is_some()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»')
}

/// What stands between two quotation marks, and what comes behind. Not where a word goes on at once: „Plan B“-Leute
/// are words of a sentence.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let mut chars = text.chars();
    chars.next().filter(|c| is_quote(*c))?;
    let inside = chars.as_str();
    let (end, close) = inside.char_indices().find(|(_, c)| is_quote(*c))?;
    let after = inside.get(end + close.len_utf8()..)?;
    let goes_on = after.strip_prefix('-').unwrap_or(after).chars().next().is_some_and(char::is_alphanumeric);
    (!goes_on).then_some((inside.get(..end)?, after))
}

fn add(clauses: &mut Vec<Clause>, text: &str, kind: Kind) {
    if !pieces(text).is_empty() {
        clauses.push(Clause { text: text.to_lowercase(), kind, also: Vec::new() });
    }
}

/// A chunk without spaces: `WLAN-Router` is two words, `192.168.1.1`, `E-Mail` and `FB-7590`
/// stay together.
fn add_words(clauses: &mut Vec<Clause>, chunk: &str) {
    let pieces = pieces(chunk);
    let short = |piece: &&str| piece.chars().nth(1).is_none() || piece.chars().all(char::is_numeric);
    if pieces.len() > 1 && pieces.iter().any(short) {
        add(clauses, chunk, Kind::Word);
    } else {
        pieces.into_iter().for_each(|piece| add(clauses, piece, Kind::Word));
    }
}

fn pieces(text: &str) -> Vec<&str> {
    let mut words = Words::spelling_umlauts();
    let mut stream = words.token_stream(text);
    let mut pieces = Vec::new();
    while stream.advance() {
        let token = stream.token();
        pieces.extend(text.get(token.offset_from..token.offset_to));
    }
    pieces
}
