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
mod stop;
mod words;

use tantivy::tokenizer::{Language, Stemmer, TextAnalyzer, TokenStream};

pub use detect::detect;
pub(crate) use stop::is_stop_word;
pub(crate) use words::Words;

/// Which rules a text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Lang {
    De,
    En,
    /// Any other language, or none known: folded, not stemmed.
    Other,
}

impl Lang {
    pub(crate) const ALL: [Lang; 3] = [Lang::De, Lang::En, Lang::Other];

    /// The rules for a language code.
    pub(crate) fn of(code: &str) -> Lang {
        match primary(code).as_str() {
            "de" => Lang::De,
            "en" => Lang::En,
            _ => Lang::Other,
        }
    }

    /// The end of a field's name.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Lang::De => "de",
            Lang::En => "en",
            Lang::Other => "other",
        }
    }

    /// The analyser's name in the schema. Its number goes up when words come out differently,
    /// so that an index made by older rules is recognised.
    pub(crate) fn analyser_name(self) -> &'static str {
        match self {
            Lang::De => "de_1",
            Lang::En => "en_1",
            Lang::Other => "other_1",
        }
    }

    pub(crate) fn analyser(self) -> TextAnalyzer {
        match self {
            Lang::De => TextAnalyzer::builder(Words::keeping_umlauts()).filter(Stemmer::new(Language::German)).build(),
            Lang::En => {
                TextAnalyzer::builder(Words::spelling_umlauts()).filter(Stemmer::new(Language::English)).build()
            }
            Lang::Other => TextAnalyzer::from(Words::spelling_umlauts()),
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
pub(crate) struct Analysers {
    de: TextAnalyzer,
    en: TextAnalyzer,
    other: TextAnalyzer,
}

impl Analysers {
    pub(crate) fn new() -> Self {
        Self { de: Lang::De.analyser(), en: Lang::En.analyser(), other: Lang::Other.analyser() }
    }

    pub(crate) fn of(&mut self, lang: Lang) -> &mut TextAnalyzer {
        match lang {
            Lang::De => &mut self.de,
            Lang::En => &mut self.en,
            Lang::Other => &mut self.other,
        }
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
