//! Every number that decides who comes first, in one place. [`explain`](crate::Index::explain) shows what each gave.
//!
//! A hit's score is made in three steps:
//! 1. **Words** (`words`): BM25 of every asked word in every part of a thread, the part's weight times the language's;
//!    the best place counts whole, the others a little. What merely stands for a word (a synonym, a compound with it,
//!    what a mistyped word may have meant, a word of the same kin) counts less than the word.
//! 2. **Closeness** (`closeness`): the best candidates get a closer look, by pieces of words.
//! 3. **Worth** (`votes`, `solved`, `freshness`): gently, a few hundredths each, so that of two threads that fit alike
//!    the better and newer one is first.

/// How much a word in the title counts.
pub(crate) const TITLE: f32 = 4.0;
/// In a tag.
pub(crate) const TAGS: f32 = 2.5;
/// In the question's body.
pub(crate) const BODY: f32 = 1.5;
/// In an accepted, endorsed or well-voted answer.
pub(crate) const BEST: f32 = 1.5;
/// In any other answer.
pub(crate) const ANSWERS: f32 = 1.0;
/// Votes, up minus down, from which an answer is well-voted.
pub(crate) const WELL_VOTED: i64 = 3;

/// A match in one of the reader's further languages, against one in their own.
pub(crate) const FURTHER_LANG: f32 = 0.8;
/// What the lesser places of a word add to its best one.
pub(crate) const OTHER_PLACES: f32 = 0.2;
/// A synonym, against the word itself.
pub(crate) const SYNONYM: f32 = 0.9;
/// A compound's parts, against the compound that was asked for.
pub(crate) const PARTS: f32 = 0.5;
/// A compound that has the word as a part: times its inverse document frequency.
pub(crate) const COMPOUND: f32 = 1.2;
/// What a mistyped word may have meant, against a word that was typed right.
pub(crate) const TYPO: f32 = 0.5;
/// A word of the same kin, where a rare word that was asked for gives about ten.
pub(crate) const KIN: f32 = 0.5;

/// Candidates that are looked at more closely.
pub(crate) const WINDOW: usize = 50;
/// How much closeness weighs against words, when the best candidate of each has 1. On XQuAD's German questions 0.5 gave
/// nDCG@10 0.956, 0.8 to 2 gave 0.960 (0.945 without); on a forum's English ones 0.5 was best, more harmed.
pub(crate) const CLOSENESS: f32 = 0.5;
/// The same for a language that writes compounds as one word, whose parts only the closer look sees.
pub(crate) const CLOSENESS_WITH_COMPOUNDS: f32 = 1.2;
/// When repetition is enough: the usual number of BM25 (Robertson and Zaragoza 2009).
pub(crate) const K1: f32 = 1.2;
/// How much length matters: the usual number of BM25.
pub(crate) const B: f32 = 0.75;

/// What a question's votes add, as a share of the best score: this times the natural logarithm of one plus the votes.
pub(crate) const VOTES: f32 = 0.01;
/// What it adds that a thread is solved, as a share of the best score.
pub(crate) const SOLVED: f32 = 0.03;
/// What it adds that a thread was active just now, as a share of the best score; half of it after `HALF_LIFE`.
pub(crate) const FRESHNESS: f32 = 0.03;
/// Microseconds after which freshness counts half: a year.
pub(crate) const HALF_LIFE: i64 = 365 * 86_400 * 1_000_000;
