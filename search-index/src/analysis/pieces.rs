//! What else the index keeps of words: how they begin, for titles that are completed, and how they read backwards, for
//! compounds that end in a word.

use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// Letters of a beginning at least.
const SHORTEST_BEGINNING: usize = 2;
/// Letters of a beginning at most; longer words begin like this.
pub(crate) const LONGEST_BEGINNING: usize = 12;
/// Letters of a word at least that may be a compound.
const SHORTEST_COMPOUND: usize = 7;

/// Gives instead of each word its beginnings.
#[derive(Debug, Clone)]
pub(crate) struct Beginnings;

/// Gives each long word backwards, and no others.
#[derive(Debug, Clone)]
pub(crate) struct Backwards;

impl TokenFilter for Beginnings {
    type Tokenizer<T: Tokenizer> = Begun<T>;

    fn transform<T: Tokenizer>(self, words: T) -> Begun<T> {
        Begun(words)
    }
}

/// A tokenizer of beginnings.
#[derive(Debug, Clone)]
pub(crate) struct Begun<T>(T);

impl<T: Tokenizer> Tokenizer for Begun<T> {
    type TokenStream<'a> = BeginningStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        BeginningStream { words: self.0.token_stream(text), token: Token::default(), ends: Vec::new() }
    }
}

/// The beginnings of one text's words.
pub(crate) struct BeginningStream<S> {
    words: S,
    token: Token,
    /// Where the beginnings of the present word end that are still to come, the shortest last.
    ends: Vec<usize>,
}

impl<S: TokenStream> TokenStream for BeginningStream<S> {
    fn advance(&mut self) -> bool {
        while self.ends.is_empty() {
            if !self.words.advance() {
                return false;
            }
            let word = &self.words.token().text;
            let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_BEGINNING);
            self.ends.extend(ends.skip(SHORTEST_BEGINNING - 1));
            self.ends.reverse();
        }
        let word = self.words.token();
        let end = self.ends.pop().unwrap_or_default();
        self.token.text.clear();
        self.token.text.push_str(word.text.get(..end).unwrap_or_default());
        (self.token.offset_from, self.token.offset_to) = (word.offset_from, word.offset_to);
        self.token.position = word.position;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl TokenFilter for Backwards {
    type Tokenizer<T: Tokenizer> = Turned<T>;

    fn transform<T: Tokenizer>(self, words: T) -> Turned<T> {
        Turned(words)
    }
}

/// A tokenizer of words that are read backwards.
#[derive(Debug, Clone)]
pub(crate) struct Turned<T>(T);

impl<T: Tokenizer> Tokenizer for Turned<T> {
    type TokenStream<'a> = TurnedStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        TurnedStream(self.0.token_stream(text))
    }
}

/// The long words of one text, backwards.
pub(crate) struct TurnedStream<S>(S);

impl<S: TokenStream> TokenStream for TurnedStream<S> {
    fn advance(&mut self) -> bool {
        while self.0.advance() {
            let text = &mut self.0.token_mut().text;
            if text.chars().nth(SHORTEST_COMPOUND - 1).is_some() && text.chars().all(char::is_alphabetic) {
                *text = text.chars().rev().collect();
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::TextAnalyzer;

    use super::*;
    use crate::analysis::Words;

    fn read(mut analyser: TextAnalyzer, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        analyser.token_stream(text).process(&mut |token| found.push(token.text.clone()));
        found
    }

    #[test]
    fn beginnings_have_two_to_twelve_letters() {
        let begun = |text| read(TextAnalyzer::builder(Words::spelling_umlauts()).filter(Beginnings).build(), text);
        assert_eq!(begun("Öl a Tür"), ["oe", "oel", "tu", "tue", "tuer"]);
        assert_eq!(begun("Routerneustart").last().map(String::as_str), Some("routerneusta"));
        assert!(begun("").is_empty());
    }

    #[test]
    fn long_words_are_turned() {
        let turned = |text| read(TextAnalyzer::builder(Words::spelling_umlauts()).filter(Backwards).build(), text);
        assert_eq!(turned("Der Neustart half 12345678"), ["tratsuen"]);
    }
}
