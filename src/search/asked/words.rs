//! What states, orders and languages are called in addresses and behind operators.

use search_index::{Sort, State};

use crate::ground::i18n::LANGUAGES;

/// A state's word in addresses.
pub(in crate::search) fn state_word(state: State) -> &'static str {
    match state {
        State::Open => "unanswered",
        State::Answered => "answered",
        State::Solved => "solved",
        State::Closed => "closed",
    }
}

pub(super) fn state_from(word: &str) -> Option<State> {
    State::ALL.into_iter().find(|state| state_word(*state) == word)
}

/// An order's word in addresses.
pub(in crate::search) fn sort_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Votes => "votes",
    }
}

pub(super) fn sort_from(word: &str) -> Sort {
    [Sort::Newest, Sort::Votes].into_iter().find(|sort| sort_word(*sort) == word).unwrap_or_default()
}

/// A language's code, if Kiez speaks it.
pub(in crate::search) fn code(word: &str) -> Option<String> {
    LANGUAGES.iter().find(|lang| lang.eq_ignore_ascii_case(word)).map(ToString::to_string)
}

/// A handle as it is kept, if it may be one.
pub(super) fn handle(word: &str) -> Option<String> {
    let word = word.strip_prefix('@').unwrap_or(word).to_lowercase();
    let fits = (1..=64).contains(&word.chars().count());
    let letters = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (fits && letters).then_some(word)
}
