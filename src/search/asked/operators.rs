//! The operators among the words: `tag:x`, `product:"Home Box"`, `is:solved`. What is malformed stays a word, and
//! inside quotes everything is.

use super::day::Day;
use super::words::{code, handle, state_from};
use super::{Asked, PEOPLE, product_from};
use crate::threads::tags::{MOST, normalise};

/// What the index takes for quotation marks.
const QUOTES: [char; 6] = ['"', '„', '“', '”', '«', '»'];

impl Asked {
    /// Takes the operators out of a text and keeps the rest.
    pub(super) fn read_text(&mut self, text: &str) {
        let mut words = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let end = match operator(rest) {
                Some((name, value, end)) if self.narrow(name, value) => end,
                _ => {
                    let end = word(rest);
                    words.push(rest.get(..end).unwrap_or_default());
                    end
                }
            };
            rest = rest.get(end..).unwrap_or_default().trim_start();
        }
        self.text = words.join(" ");
    }

    /// Narrows the search down by an operator, if it is one that makes sense.
    pub(super) fn narrow(&mut self, name: &str, value: &str) -> bool {
        let value = value.trim();
        match &*name.to_ascii_lowercase() {
            "tag" => normalise(value).is_some_and(|tag| add(&mut self.tags, tag, MOST)),
            "user" => handle(value).is_some_and(|user| add(&mut self.users, user, PEOPLE)),
            "product" => set(&mut self.product, product_from(value)),
            "lang" => set(&mut self.lang, code(value)),
            "after" => set(&mut self.after, Day::read(value)),
            "before" => set(&mut self.before, Day::read(value)),
            "is" => self.narrow_to(&value.to_ascii_lowercase()),
            _ => false,
        }
    }

    fn narrow_to(&mut self, word: &str) -> bool {
        match word {
            "mine" => self.mine = true,
            "endorsed" => self.endorsed = true,
            state => return set(&mut self.state, state_from(state)),
        }
        true
    }
}

fn add(values: &mut Vec<String>, value: String, most: usize) -> bool {
    if values.contains(&value) {
        return true;
    }
    let fits = values.len() < most;
    if fits {
        values.push(value);
    }
    fits
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is = value.is_some();
    *place = value.or(place.take());
    is
}

/// `name:value` or `name:"some value"` at the beginning of a text: name, value, and where it ends.
fn operator(text: &str) -> Option<(&str, &str, usize)> {
    let (name, behind) = text.split_once(':')?;
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let (value, length) = match behind.strip_prefix('"') {
        Some(inside) => {
            let value = inside.get(..inside.find('"')?)?;
            (value, value.len() + 2)
        }
        None => {
            let length = behind.find(char::is_whitespace).unwrap_or(behind.len());
            (behind.get(..length)?, length)
        }
    };
    let ends = behind.get(length..)?.chars().next().is_none_or(char::is_whitespace);
    let fits = ends && !value.trim().is_empty() && !value.contains(QUOTES);
    fits.then_some((name, value, name.len() + 1 + length))
}

/// Where the word at the beginning of a text ends: at a space that is not between quotation marks.
fn word(text: &str) -> usize {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            return at;
        }
        // A mark without another one behind it is an inch, not a quote.
        if QUOTES.contains(&c) && chars.as_str().contains(QUOTES) {
            chars.find(|(_, c)| QUOTES.contains(c));
        }
    }
    text.len()
}
