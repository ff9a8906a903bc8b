//! What comes out: hits with marked snippets, facets, similar questions. Never HTML.

use std::iter;

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

impl Found {
    /// The memory that it takes, in bytes, but for what allocations cost.
    pub(crate) fn size(&self) -> usize {
        let hits: usize = self.hits.iter().map(Hit::size).sum();
        let named = |values: &[(String, u64)]| -> usize {
            values.iter().map(|(value, n)| size_of_val(value) + value.len() + size_of_val(n)).sum()
        };
        let Facets { states, tags, products, langs } = &self.facets;
        let facets = size_of_val(&**states) + named(tags) + named(products) + named(langs);
        size_of::<Self>() + hits + facets + self.meant.as_ref().map_or(0, |meant| meant.text.len())
    }
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

impl Hit {
    fn size(&self) -> usize {
        size_of::<Self>() + self.lang.len() + self.title.size() + self.snippet.size()
    }
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

/// A passage of text, collected from its pieces. Joined, they are the text itself, except that a `…` stands
/// at an end where the text goes on. Thousands of them are kept, so it takes hardly more room than the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    text: Box<str>,
    /// Where pieces end, and whether each is marked.
    pieces: Box<[(u32, bool)]>,
}

impl Snippet {
    /// A text without marks.
    pub fn plain(text: &str) -> Self {
        Self::from_iter([Piece { text, marked: false }])
    }

    /// The text without marks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pieces in order. The caller escapes each.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let starts = iter::once(0).chain(self.pieces.iter().map(|(end, _)| *end as usize));
        starts.zip(&self.pieces).map(|(start, (end, marked))| {
            let text = self.text.get(start..*end as usize).unwrap_or_default();
            Piece { text, marked: *marked }
        })
    }

    fn size(&self) -> usize {
        self.text.len() + size_of_val(&*self.pieces)
    }
}

impl<'a> FromIterator<Piece<'a>> for Snippet {
    fn from_iter<T: IntoIterator<Item = Piece<'a>>>(from: T) -> Self {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for piece in from {
            text.push_str(piece.text);
            // Passages are short; of a title of four gigabytes the end would be one piece.
            pieces.push((u32::try_from(text.len()).unwrap_or(u32::MAX), piece.marked));
        }
        Self { text: text.into(), pieces: pieces.into() }
    }
}

/// A stretch of text that is marked as found, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text as it was given, unescaped.
    pub text: &'a str,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_its_pieces() {
        let pieces = [("Der ", false), ("Röuter", true), ("", false), (" geht", false)];
        let pieces = pieces.map(|(text, marked)| Piece { text, marked });
        let snippet: Snippet = pieces.into_iter().collect();
        assert_eq!(snippet.text(), "Der Röuter geht");
        assert_eq!(snippet.pieces().collect::<Vec<_>>(), pieces);
        assert_eq!(Snippet::plain("x").pieces().count(), 1);
        assert_eq!(Snippet::default().pieces().count(), 0);
    }
}
