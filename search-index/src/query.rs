//! What is asked. Everything has a sensible default and a cap; nothing here can be invalid.

use crate::State;

/// The most hits that one search returns.
pub const MAX_LIMIT: usize = 50;
/// The furthest that a search can be paged, in hits.
pub const MAX_OFFSET: usize = 10_000;
/// How many characters of a query's text are read; the rest is ignored.
pub const MAX_TEXT: usize = 500;
/// The most similar questions that one call returns.
pub const MAX_SIMILAR: usize = 100;

/// A search, as a reader asked it.
///
/// With empty text, or text without a single letter or digit, every document that passes the
/// filters is listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Query {
    /// What was typed. `"two words"` must stand together, `-word` must not occur; anything
    /// malformed is just words. Of three words two must occur, of a sentence a third; a rare word counts for two.
    pub text: String,
    /// The reader's languages, their own first: how the words are understood and which texts
    /// are searched. Texts in neither German nor English are always searched, by exact word.
    /// Empty means all. This is not a filter: see [`Query::lang`].
    pub langs: Vec<String>,
    /// Only threads with all of these tags.
    pub tags: Vec<String>,
    /// Only threads of this product.
    pub product: Option<String>,
    /// Only threads in this language.
    pub lang: Option<String>,
    /// Only threads in one of these states; empty means any.
    pub states: Vec<State>,
    /// Only threads in which all of these people asked or answered.
    pub people: Vec<i64>,
    /// Only threads with an endorsed answer.
    pub endorsed: bool,
    /// Only threads asked at this moment or later, in microseconds since 1970 UTC.
    pub after: Option<i64>,
    /// Only threads asked before this moment, in microseconds since 1970 UTC.
    pub before: Option<i64>,
    /// The present, in microseconds since 1970 UTC: newer threads come a little earlier then. Without it age counts
    /// nothing.
    pub now: Option<i64>,
    /// The order of hits.
    pub sort: Sort,
    /// How many hits to pass over, at most [`MAX_OFFSET`].
    pub offset: usize,
    /// How many hits to return, at most [`MAX_LIMIT`]; 0 returns only total and facets.
    pub limit: usize,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// The best match first, the newer of equals. Without text: as [`Sort::Newest`].
    #[default]
    Relevance,
    /// By the time of asking, newest first.
    Newest,
    /// By the question's votes, most first, the newer of equals.
    Votes,
}

/// A question for which similar ones are wanted: asked already, or being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SimilarTo {
    /// Its title; most of the weight.
    pub title: String,
    /// Its body in plain text, possibly empty; only its most telling words count.
    pub body: String,
    /// The reader's languages, their own first, as in [`Query::langs`].
    pub langs: Vec<String>,
    /// The question itself, when it is in the index.
    pub exclude: Option<i64>,
    /// How many to return, at most [`MAX_SIMILAR`].
    pub limit: usize,
    /// How many candidates get a closer look, which costs most of the time; 0 for as many as in a search, the most there are.
    pub looks: usize,
}

/// Words that are still being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Begun {
    /// What stands in the box; its last word may be half a word. From two letters on.
    pub text: String,
    /// The reader's languages, their own first, as in [`Query::langs`].
    pub langs: Vec<String>,
    /// How many titles to return, at most [`MAX_SIMILAR`].
    pub limit: usize,
}
