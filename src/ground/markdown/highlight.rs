//! Code to class names: `code-keyword`, `code-string` and so on; the colours are the style sheet's.
//!
//! A small lexer and a table of languages (`languages`), no grammars: those of syntect took seconds for 16 kB of
//! nothing but `a` (JavaScript 6.7 s, Makefile 8.3 s, on two busy cores), as their regular expressions look ahead from every place.
//! Here every character is looked at a fixed number of times.
//!
//! It must never change a character of the code, nor read beyond what it colours in order to decide.

use super::languages::{Language, Quote, Shape, find};
use super::write::escape;

/// The class names this file may write.
pub(super) const CLASSES: [&str; 9] = [KEYWORD, STRING, COMMENT, NUMBER, FUNCTION, TYPE, TAG, ATTRIBUTE, PUNCTUATION];
const KEYWORD: &str = "code-keyword";
const STRING: &str = "code-string";
const COMMENT: &str = "code-comment";
const NUMBER: &str = "code-number";
const FUNCTION: &str = "code-function";
const TYPE: &str = "code-type";
const TAG: &str = "code-tag";
const ATTRIBUTE: &str = "code-attr";
const PUNCTUATION: &str = "code-punct";
const PLAIN: &str = "";

/// Code that is coloured in one text, in bytes. The rest is shown plain.
const MAX_BYTES: usize = 32 * 1024;

/// Coloured stretches in one text. Real code has one for about eight bytes; hostile code would have one for each.
const MAX_SPANS: usize = 4096;

/// How much colouring one text may still have.
#[derive(Debug)]
pub(super) struct Fuel {
    bytes: usize,
    spans: usize,
}

impl Default for Fuel {
    fn default() -> Self {
        Fuel { bytes: MAX_BYTES, spans: MAX_SPANS }
    }
}

/// `code` as HTML, coloured if the fence's `info` (all after the back ticks) begins with a language we know and as
/// far as there is fuel left.
pub(super) fn highlight(code: &str, info: &str, fuel: &mut Fuel) -> String {
    let Some(language) = find(info) else {
        return escape(code).into_owned();
    };
    let mut limit = code.len().min(fuel.bytes);
    while !code.is_char_boundary(limit) {
        limit -= 1;
    }
    fuel.bytes -= limit;
    let mut spans = Spans { left: fuel.spans, ..Spans::default() };
    match language.shape {
        Shape::Code => code_to(&code[..limit], language, &mut spans),
        Shape::Markup => markup_to(&code[..limit], &mut spans),
        Shape::Changes => changes_to(&code[..limit], &mut spans),
    }
    spans.write(PLAIN, &code[limit..]);
    fuel.spans = spans.left;
    spans.finish()
}

fn code_to(code: &str, language: &Language, spans: &mut Spans) {
    let mut rest = code;
    let mut line_start = true;
    while let Some(c) = rest.chars().next() {
        let (class, length) = token(rest, c, line_start, language);
        let (text, after) = rest.split_at(length);
        line_start = text.ends_with('\n') || line_start && text.trim().is_empty();
        spans.write(class, text);
        rest = after;
    }
}

/// The class and length in bytes of what `rest`, which begins with `c`, begins with.
fn token(rest: &str, c: char, line_start: bool, language: &Language) -> (&'static str, usize) {
    if c.is_whitespace() {
        // A line end stands alone, so that the next token knows it begins a line.
        let blank = |c: char| c.is_whitespace() && c != '\n';
        return (PLAIN, if c == '\n' { 1 } else { until(rest, |c| !blank(c)) });
    }
    if language.line_comments.iter().any(|mark| rest.starts_with(mark)) {
        return (COMMENT, until(rest, |c| c == '\n'));
    }
    if let Some((open, close)) = language.block_comment
        && let Some(inside) = rest.strip_prefix(open)
    {
        let end = inside.find(close).map(|at| open.len() + at + close.len());
        return (COMMENT, end.unwrap_or(rest.len()));
    }
    let quote = language.quotes.iter().find(|(mark, _)| rest.starts_with(mark));
    if let Some((mark, quote)) = quote
        && let Some(length) = quoted(rest, mark, *quote)
    {
        let key = language.keys && names_something(&rest[length..]);
        return (if key { ATTRIBUTE } else { STRING }, length);
    }
    if c.is_ascii_digit() {
        return (NUMBER, until(rest, |c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))));
    }
    let dashes = language.dashes;
    let part = |c: char| c.is_alphanumeric() || c == '_' || dashes && c == '-';
    if c.is_alphabetic() || matches!(c, '_' | '$' | '@') {
        let length = c.len_utf8() + until(&rest[c.len_utf8()..], |c| !part(c));
        return (word(&rest[..length], &rest[length..], line_start, language), length);
    }
    (if c.is_ascii_punctuation() { PUNCTUATION } else { PLAIN }, c.len_utf8())
}

fn word(word: &str, after: &str, line_start: bool, language: &Language) -> &'static str {
    let listed = |list: &str| {
        list.split(' ').any(|known| known == word || language.any_case && known.eq_ignore_ascii_case(word))
    };
    if language.keys && line_start && names_something(after) {
        ATTRIBUTE
    } else if listed(language.keywords) {
        KEYWORD
    } else if listed(language.types) {
        TYPE
    } else if after.starts_with('(') {
        FUNCTION
    } else if language.capital_types && is_capitalised(word) {
        TYPE
    } else {
        PLAIN
    }
}

/// Whether a colon or an equals sign follows, after a few blanks at most.
fn names_something(after: &str) -> bool {
    let next = after.bytes().take(8).find(|b| !matches!(b, b' ' | b'\t'));
    matches!(next, Some(b':' | b'='))
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// The length of a string that begins with `mark`; `None` if it is none after all.
fn quoted(rest: &str, mark: &str, quote: Quote) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(mark.chars().count()) {
        if quote == Quote::Character && at > 12 {
            return None;
        }
        if escaped {
            escaped = false;
        } else if c == '\\' && quote != Quote::Raw {
            escaped = true;
        } else if rest[at..].starts_with(mark) {
            return Some(at + mark.len());
        } else if c == '\n' && quote != Quote::Lines {
            return (quote != Quote::Character).then_some(at);
        }
    }
    (quote != Quote::Character).then_some(rest.len())
}

/// HTML, XML and the like.
fn markup_to(code: &str, spans: &mut Spans) {
    let mut rest = code;
    let mut in_tag = false;
    let name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    while let Some(c) = rest.chars().next() {
        let (class, length) = if !in_tag && rest.starts_with("<!--") {
            (COMMENT, rest.find("-->").map_or(rest.len(), |at| at + 3))
        } else if !in_tag && c != '<' {
            (PLAIN, until(rest, |c| c == '<'))
        } else if !in_tag {
            let marks = 1 + until(&rest[1..], |c| !matches!(c, '/' | '!' | '?')).min(1);
            let length = marks + until(&rest[marks..], |c| !name(c));
            in_tag = length > marks;
            (if in_tag { TAG } else { PLAIN }, length)
        } else if matches!(c, '"' | '\'') {
            let end = rest[1..].find(c).map_or(rest.len(), |at| at + 2);
            (STRING, end)
        } else if name(c) {
            (ATTRIBUTE, until(rest, |c| !name(c)))
        } else if c == '>' {
            in_tag = false;
            (TAG, 1)
        } else {
            (if c.is_ascii_punctuation() { PUNCTUATION } else { PLAIN }, c.len_utf8())
        };
        let (text, after) = rest.split_at(length);
        spans.write(class, text);
        rest = after;
    }
}

/// A patch: whole lines by their first character.
fn changes_to(code: &str, spans: &mut Spans) {
    for line in code.split_inclusive('\n') {
        let class = match line.as_bytes().first() {
            Some(b'+') => STRING,
            Some(b'-') => KEYWORD,
            Some(b'@') => COMMENT,
            _ => PLAIN,
        };
        spans.write(class, line);
    }
}

/// Bytes before the first character that is `wanted`; all of them if there is none.
fn until(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(wanted).unwrap_or(text.len())
}

/// HTML under construction: neighbours of one class share a span, blanks take the one before them.
#[derive(Debug, Default)]
struct Spans {
    html: String,
    class: &'static str,
    /// Spans that may still be made.
    left: usize,
}

impl Spans {
    fn write(&mut self, class: &'static str, text: &str) {
        let class = if self.left == 0 { PLAIN } else { class };
        if class != self.class && !text.trim().is_empty() {
            self.close();
            if !class.is_empty() {
                self.left -= 1;
                self.html.push_str(&format!("<span class=\"{class}\">"));
            }
            self.class = class;
        }
        self.html.push_str(&escape(text));
    }

    fn close(&mut self) {
        if !self.class.is_empty() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}
