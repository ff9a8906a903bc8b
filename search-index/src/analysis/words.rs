//! Cuts text into words and folds them on the way. A word is a run of letters and digits of any
//! script, with the accents written on their own and with an apostrophe between letters.
//!
//! Offsets always lie on characters' bounds of the original text: snippets mark by them.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::Lang;
use super::fold::{self, Umlauts};

/// Longer words, in bytes after folding, are no words (keys, encoded files) and are left out.
const MAX_WORD: usize = 120;

/// The cutter. Stateless; every text gets its own stream.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    umlauts: Umlauts,
}

impl Words {
    /// Cuts as the rules of a language do before they stem.
    pub(crate) fn of(lang: Lang) -> Self {
        lang.language().map_or_else(Self::spelling_umlauts, |language| Self::with(language.umlauts))
    }

    pub(super) fn with(umlauts: Umlauts) -> Self {
        Self { umlauts }
    }

    pub(crate) fn spelling_umlauts() -> Self {
        Self { umlauts: Umlauts::Spell }
    }

    /// The words of a text, in order.
    pub(crate) fn all(mut self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        self.token_stream(text).process(&mut |token| words.push(token.text.clone()));
        words
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream { text, at: 0, umlauts: self.umlauts, token: Token::default() }
    }
}

/// The words of one text.
pub(crate) struct WordStream<'a> {
    text: &'a str,
    at: usize,
    umlauts: Umlauts,
    token: Token,
}

impl<'a> WordStream<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Passes over what is between words; false at the end of the text.
    fn skip_to_word(&mut self) -> bool {
        self.at += ascii(self.rest(), |b| !b.is_ascii_alphanumeric());
        match self.rest().find(char::is_alphanumeric) {
            Some(gap) => {
                self.at += gap;
                true
            }
            None => false,
        }
    }

    /// Reads one word from its first letter on and leaves the place behind it.
    fn read_word(&mut self) {
        self.token.text.clear();
        self.token.offset_from = self.at;
        // Most words are plain ones, and end as such: nothing has to be looked at letter by letter.
        let rest = self.rest();
        let plain = rest.get(..ascii(rest, |b| b.is_ascii_alphanumeric())).unwrap_or_default();
        if rest.as_bytes().get(plain.len()).is_none_or(|next| next.is_ascii() && *next != b'\'') {
            self.token.text.push_str(plain.get(..=MAX_WORD).unwrap_or(plain));
            self.token.text.make_ascii_lowercase();
            self.at += plain.len();
            self.token.offset_to = self.at;
            return;
        }
        let mut before = ' ';
        let mut rest = self.rest().chars();
        while let Some(c) = rest.next() {
            let letter_follows = || rest.clone().next().is_some_and(char::is_alphanumeric);
            let joins = is_apostrophe(c) && before.is_alphanumeric() && letter_follows();
            if !joins && !c.is_alphanumeric() && !fold::rides_along(c) {
                break;
            }
            // The excess of an endless word is passed over, not kept.
            if self.token.text.len() <= MAX_WORD {
                fold::push(&mut self.token.text, if joins { '\'' } else { c }, self.umlauts);
            }
            self.at += c.len_utf8();
            before = c;
        }
        self.token.offset_to = self.at;
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        while self.skip_to_word() {
            self.read_word();
            self.token.position = self.token.position.wrapping_add(1);
            if !self.token.text.is_empty() && self.token.text.len() <= MAX_WORD {
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// How many bytes of ASCII such as these a text begins with.
fn ascii(text: &str, such: impl Fn(&u8) -> bool) -> usize {
    text.bytes().take_while(|b| b.is_ascii() && such(b)).count()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}
