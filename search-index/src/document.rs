//! What goes into the index: one document per question, the whole thread in it.

use std::hash::{Hash, Hasher};

use siphasher::sip::SipHasher13;

/// A thread as the search sees it. All text is plain: no Markdown, no HTML.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Document {
    /// The question's id; unique in the index.
    pub id: i64,
    /// Language code such as `de`, `en` or `de-AT` (only the part before the `-` counts).
    /// German and English are stemmed; anything else, also an empty code, is found by exact word.
    pub lang: String,
    /// The question's title.
    pub title: String,
    /// The question's body.
    pub body: String,
    /// The answers that may be found, in any order.
    pub answers: Vec<AnswerText>,
    /// Tag names, found by filter (exactly as written here) and by word.
    pub tags: Vec<String>,
    /// The product's slug.
    pub product: Option<String>,
    /// Ids of those who asked and answered, found by filter.
    pub people: Vec<i64>,
    /// Where the thread stands.
    pub state: State,
    /// The question's votes, up minus down.
    pub score: i64,
    /// When it was asked, in microseconds since 1970 UTC.
    pub asked_at: i64,
    /// When something last happened in it, in microseconds since 1970 UTC.
    pub active_at: i64,
}

impl Document {
    /// A number that is another one, in all likelihood, for a document that differs in anything that is found, counted
    /// or shown. The same in every process and on every machine.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = SipHasher13::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// One answer of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AnswerText {
    /// The answer's id, given back in [`Hit::answer_id`](crate::Hit::answer_id).
    pub id: i64,
    /// Its plain text.
    pub text: String,
    /// Whether the asker accepted it; weighs more.
    pub accepted: bool,
    /// Whether an expert or staff endorsed it; weighs more.
    pub endorsed: bool,
    /// Its votes, up minus down.
    pub score: i64,
}

/// Where a thread stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Nobody answered yet.
    Open,
    /// Answered, not solved.
    Answered,
    /// An answer was accepted or endorsed.
    Solved,
    /// Closed, for instance as a duplicate.
    Closed,
}

impl State {
    /// All states, from open to closed.
    pub const ALL: [State; 4] = [State::Open, State::Answered, State::Solved, State::Closed];

    /// The word for it in the index; never shown to anybody.
    pub(crate) fn word(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Answered => "answered",
            State::Solved => "solved",
            State::Closed => "closed",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.word() == word)
    }
}
