//! Words too common to be asked for. They stay in the index; a query merely does not insist on
//! them and does not mark them, unless it has no other words or quotes them.
//!
//! "nicht", "kein", "not", "no" and the like are no stop words in any language: "startet nicht" is a question.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Lang;
use super::languages::LANGUAGES;
use super::words::Words;

static STOP: LazyLock<Vec<HashSet<&'static str>>> =
    LazyLock::new(|| LANGUAGES.iter().map(|language| language.stop.split_ascii_whitespace().collect()).collect());

/// Whether a single typed word is a stop word of a language.
pub(crate) fn is_stop_word(lang: Lang, word: &str) -> bool {
    match Words::spelling_umlauts().all(word).as_slice() {
        [folded] => is_folded_stop_word(lang, folded),
        _ => false,
    }
}

/// The same for a word that is folded already.
pub(crate) fn is_folded_stop_word(lang: Lang, folded: &str) -> bool {
    STOP.get(lang.place()).is_some_and(|words| words.contains(folded))
}
