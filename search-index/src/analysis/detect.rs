//! The language of a text, as far as it can be told.

use whatlang::Detector;

use super::Lang;
use super::languages::LANGUAGES;
use super::stop::is_folded_stop_word;
use super::words::Words;

/// Shorter texts, in characters, must speak clearly.
const LONG: usize = 60;
/// How clearly, from 0 to 1.
const SURE: f64 = 0.3;

/// The code of a text's language, if the text is long or clear enough to tell: by its letters, and where they do not
/// say, as in a short title, by the common words of which only one language has some.
pub fn detect(text: &str) -> Option<&'static str> {
    let known: Vec<whatlang::Lang> = LANGUAGES.iter().map(|language| language.detected).collect();
    let info = Detector::with_allowlist(known).detect(text)?;
    if info.confidence() > SURE || text.chars().count() > LONG {
        return LANGUAGES.iter().find(|language| language.detected == info.lang()).map(|language| language.code);
    }
    by_common_words(text)
}

fn by_common_words(text: &str) -> Option<&'static str> {
    let words = Words::spelling_umlauts().all(text);
    let common = |lang: &Lang| {
        let n = words.iter().filter(|word| is_folded_stop_word(*lang, word)).count();
        Some((n, lang.language()?.code))
    };
    let mut counts: Vec<(usize, &'static str)> = Lang::all().iter().filter_map(common).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    match counts.as_slice() {
        [(most, code), (next, _), ..] if most > next => Some(code),
        _ => None,
    }
}
