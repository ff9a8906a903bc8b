//! Text into words: the same way for a document, a query and a snippet, or nothing is found.
//!
//! A word is lower-cased and folded while it is cut ([`words`], [`fold`]), then stemmed by the
//! Snowball rules of its language. German keeps its umlauts until the stemmer, whose first rule
//! reads `ae oe ue ß` as `ä ö ü ss` and whose last takes the dots away: so `Störung`,
//! `Stoerung`, `Storungen` and `STÖRUNGEN` meet. Everywhere else umlauts are spelled out.
//!
//! Nothing is left out of the index, also no stop word, so that phrases stay whole.

mod detect;
mod fold;
mod languages;
mod pieces;
mod quads;
mod stop;
mod words;

use tantivy::tokenizer::{Stemmer, TextAnalyzer, TokenStream};

pub use detect::detect;
pub(crate) use languages::{Compounds, LANGUAGES, Language};
pub(crate) use pieces::{Backwards, Beginnings, LONGEST_BEGINNING};
pub(crate) use quads::quads;
pub(crate) use stop::{is_folded_stop_word, is_stop_word};
pub(crate) use words::Words;

/// Which rules a text follows: those of one of the [`languages`], or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Lang(usize);

impl Lang {
    /// Any other language, or none known: folded, not stemmed.
    pub(crate) const OTHER: Lang = Lang(LANGUAGES.len());
    /// How many there are, with all others as one.
    pub(crate) const COUNT: usize = LANGUAGES.len() + 1;

    /// All of them, the others last.
    pub(crate) fn all() -> [Lang; Lang::COUNT] {
        std::array::from_fn(Lang)
    }

    /// The rules for a language code.
    pub(crate) fn of(code: &str) -> Lang {
        let code = primary(code);
        Lang(LANGUAGES.iter().position(|language| language.code == code).unwrap_or(LANGUAGES.len()))
    }

    /// Its rules, if it has any.
    pub(crate) fn language(self) -> Option<&'static Language> {
        LANGUAGES.get(self.0)
    }

    /// Its place among all.
    pub(crate) fn place(self) -> usize {
        self.0
    }

    /// The end of a field's name.
    pub(crate) fn suffix(self) -> &'static str {
        self.language().map_or("other", |language| language.code)
    }

    /// The analyser's name in the schema.
    pub(crate) fn analyser_name(self) -> String {
        format!("{}_{}", self.suffix(), self.language().map_or(1, |language| language.version))
    }

    pub(crate) fn analyser(self) -> TextAnalyzer {
        match self.language() {
            Some(language) => {
                TextAnalyzer::builder(Words::with(language.umlauts)).filter(Stemmer::new(language.stems)).build()
            }
            None => TextAnalyzer::from(Words::spelling_umlauts()),
        }
    }
}

/// `de` of `de-AT`, `DE_ch` and `de`.
pub(crate) fn primary(code: &str) -> String {
    let end = code.find(['-', '_']).unwrap_or(code.len());
    code.get(..end).unwrap_or(code).trim().to_lowercase()
}

/// The analysers of all languages, made once: a stream needs one for itself, so cloning is how
/// they are used from many threads.
#[derive(Clone)]
pub(crate) struct Analysers([TextAnalyzer; Lang::COUNT]);

impl Analysers {
    pub(crate) fn new() -> Self {
        Self(Lang::all().map(Lang::analyser))
    }

    pub(crate) fn of(&mut self, lang: Lang) -> &mut TextAnalyzer {
        &mut self.0[lang.place()]
    }

    /// The words of a text, in order.
    pub(crate) fn words(&mut self, lang: Lang, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        let mut stream = self.of(lang).token_stream(text);
        while stream.advance() {
            words.push(stream.token().text.clone());
        }
        words
    }
}

#[cfg(test)]
mod tests;
