//! What comes out: hits with marked snippets, facets, similar questions. Never HTML.

use crate::State;

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// How many documents match, beyond what is returned.
    pub total: usize,
    /// Whether nothing is as it was typed, and these have only some of the words, or a phrase's words apart.
    pub near: bool,
    /// What was probably meant, where words seem mistyped: the typed text with those words put right.
    pub meant: Option<Meant>,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// Counts over all matching documents.
    pub facets: Facets,
}

/// One found thread.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The question's id.
    pub id: i64,
    /// How well it matches; comparable within one search only, 0.0 unless sorted by relevance.
    pub score: f32,
    /// The document's language, the part before the `-`, in lower case.
    pub lang: String,
    /// The whole title with the found words marked.
    pub title: Snippet,
    /// The passage of body or answer that matches best, or the beginning of the body.
    pub snippet: Snippet,
    /// The answer that the snippet is from; `None` means the question's body.
    pub answer_id: Option<i64>,
}

/// How many of all hits have which property, most first; those without hits are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// By state.
    pub states: Vec<(State, u64)>,
    /// By tag, the ten most frequent.
    pub tags: Vec<(String, u64)>,
    /// By product slug.
    pub products: Vec<(String, u64)>,
    /// By language.
    pub langs: Vec<(String, u64)>,
}

/// A passage of text in order. Joined, the pieces are the text itself, except that a `…` stands
/// at an end where the text goes on. The caller escapes each piece.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet(pub Vec<Piece>);

impl Snippet {
    /// The text without marks.
    pub fn text(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// A stretch of text that is marked as found, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text as it was given, unescaped.
    pub text: String,
    /// Whether it was searched for.
    pub marked: bool,
}

/// A question like the one given.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// The question's id.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its language, the part before the `-`, in lower case.
    pub lang: String,
    /// Where it stands; solved ones come first among comparably relevant ones.
    pub state: State,
    /// How alike it is, relative to the most alike: above 0.0, at most 1.0.
    pub likeness: f32,
}

/// A query put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The text as it was typed, with the mistyped words as they are written in the forum.
    pub text: String,
    /// Whether the hits are already those of this text, because the typed one has none.
    pub searched: bool,
}

/// A thread whose title goes on as somebody has begun to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The question's id.
    pub id: i64,
    /// Its title, with what was typed marked.
    pub title: Snippet,
    /// Its language, the part before the `-`, in lower case.
    pub lang: String,
    /// Where it stands.
    pub state: State,
}

/// Why a thread stands where it stands among the hits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explained {
    /// The score, as in [`Hit::score`].
    pub score: f32,
    /// What it is made of, in the order in which it is reckoned.
    pub factors: Vec<Factor>,
}

/// One factor of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// What it is: a name from the list in `ranking`, never a sentence.
    pub name: &'static str,
    /// What it was reckoned from: a word, a number of votes, days.
    pub of: String,
    /// What it adds to the score.
    pub adds: f32,
}
