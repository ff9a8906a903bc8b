//! Slips of the pen: "Roter startet nich" finds "Router startet nicht". A word that nobody wrote is compared with
//! those that somebody wrote; one that is written is right, be it ever so rare, unless nothing is found otherwise.

use super::{Desk, compounds, lexicon};
use crate::analysis::{Lang, is_folded_stop_word};
use crate::error::Result;

/// Letters from which one change is forgiven.
const ONE_CHANGE: usize = 4;
/// Letters from which two are.
const TWO_CHANGES: usize = 8;
/// Words that may have been meant, at most.
const MOST: usize = 3;
/// Words that are compared for it.
const LOOK: usize = 24;
/// How many times as usual as a rare word another must be to have been meant.
const MORE_USUAL: u64 = 10;

/// How usual a word must be to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Somebody wrote it.
    Written,
    /// Nothing much like it is ten times as usual.
    Usual,
}

/// What a word may have been meant to be, the likeliest first; nothing if it is right.
pub(super) fn meant(desk: &mut Desk, langs: &[(Lang, f32)], word: &str, trust: Trust) -> Result<Vec<String>> {
    let folded = compounds::folded(desk, word);
    let letters = folded.chars().count();
    if letters < ONE_CHANGE || !folded.chars().all(char::is_alphabetic) {
        return Ok(Vec::new());
    }
    let known = written(desk, langs, &folded)?;
    if known > 0 && trust == Trust::Written {
        return Ok(Vec::new());
    }
    if known == 0 && !compounds::split(desk, langs, word)?.is_empty() {
        return Ok(Vec::new());
    }
    let mut like = lexicon::like(desk, &folded, 1, LOOK)?;
    if like.is_empty() && letters >= TWO_CHANGES {
        like = lexicon::like(desk, &folded, 2, LOOK)?;
    }
    like.retain(|(_, n)| *n >= known.saturating_mul(MORE_USUAL).max(1));
    // A common word is seldom what somebody mistyped and searches for: "nich" is rather "nicht" than "nach".
    let telling = |word: &String| !langs.iter().any(|(lang, _)| is_folded_stop_word(*lang, word));
    if like.iter().any(|(word, _)| telling(word)) {
        like.retain(|(word, _)| telling(word));
    }
    like.truncate(MOST);
    Ok(like.into_iter().map(|(word, _)| word).collect())
}

/// In how many threads a word stands, in this form or another.
fn written(desk: &mut Desk, langs: &[(Lang, f32)], folded: &str) -> Result<u64> {
    let mut most = lexicon::threads_with(desk, folded)?;
    for (lang, _) in langs.iter().filter(|(lang, _)| *lang != Lang::OTHER) {
        most = most.max(lexicon::threads_with_form_of(desk, *lang, folded)?);
    }
    Ok(most)
}
