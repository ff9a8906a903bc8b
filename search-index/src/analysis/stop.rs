//! Words too common to be asked for. They stay in the index; a query merely does not insist on
//! them and does not mark them, unless it has no other words or quotes them.
//!
//! "nicht", "kein", "not", "no" and the like are no stop words in any language: "startet nicht" is a question.

use super::{Analysers, Lang};

/// Whether a single typed word is a stop word of a language.
pub(crate) fn is_stop_word(analysers: &mut Analysers, lang: Lang, word: &str) -> bool {
    let Some(language) = lang.language() else { return false };
    // The rules without stemming bring the word into the list's spelling.
    match analysers.words(Lang::OTHER, word).as_slice() {
        [word] => language.stop.split_ascii_whitespace().any(|stop| stop == word),
        _ => false,
    }
}
