//! Marks: what stands in a stored text in place of what is hidden. Pure.

use std::borrow::Cow;

use super::find::{Finding, Kind};
use crate::ground::random::Random;

/// What a mark begins with; its token and `CLOSE` follow.
pub const OPEN: &str = "[[masked:";
/// What it ends with.
const CLOSE: &str = "]]";
/// What readers see of it before any word.
pub const BLOCKS: &str = "▒▒▒";

/// Something that is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Its mark's token.
    pub token: String,
    /// What it is.
    pub kind: Kind,
    /// What stood there.
    pub original: String,
}

/// A fresh token.
pub fn token(random: &Random) -> String {
    random.token().chars().take(10).collect()
}

/// The text with a mark in place of each finding, and what is hidden.
pub fn hide(text: &str, findings: &[Finding], random: &Random) -> (String, Vec<Hidden>) {
    let mut out = String::with_capacity(text.len());
    let mut hidden: Vec<Hidden> = Vec::new();
    let mut from = 0;
    for finding in findings {
        out.push_str(text.get(from..finding.from).unwrap_or_default());
        // The same thing twice is one mark twice.
        let known = hidden.iter().find(|h| h.original == finding.text).map(|h| h.token.clone());
        let token = known.unwrap_or_else(|| {
            let token = token(random);
            hidden.push(Hidden { token: token.clone(), kind: finding.kind, original: finding.text.clone() });
            token
        });
        out.push_str(&format!("{OPEN}{token}{CLOSE}"));
        from = finding.to;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    (out, hidden)
}

/// Puts a mark wherever something stands that is hidden.
pub fn replace(text: &str, hidden: &[Hidden]) -> String {
    hidden.iter().fold(text.to_owned(), |text, h| text.replace(&h.original, &format!("{OPEN}{}{CLOSE}", h.token)))
}

/// The same for a title, which has no marks: only blocks.
pub fn replace_in_title(title: &str, hidden: &[Hidden]) -> String {
    hidden.iter().fold(title.to_owned(), |title, h| title.replace(&h.original, BLOCKS))
}

/// A text as readers see it: `words` stand for each mark. This happens before anything is rendered, so that a mark is
/// the same in running text, code and tables.
pub fn shown<'a>(text: &'a str, words: &str) -> Cow<'a, str> {
    if !text.contains(OPEN) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(OPEN) {
        let after = &rest[at + OPEN.len()..];
        let length = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
        out.push_str(&rest[..at]);
        if (1..=16).contains(&length) && after[length..].starts_with(CLOSE) {
            out.push_str(words);
            rest = &after[length + CLOSE.len()..];
        } else {
            out.push_str(OPEN);
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A stored text as it is compared and quoted: blocks for each mark.
pub fn brief(text: &str) -> String {
    shown(text, BLOCKS).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::find::find;
    use super::*;

    #[test]
    fn nothing_of_what_is_hidden_stays_in_the_text() {
        let text = "Ich: lena@posteo.de, 0171 2345678. Nochmal lena@posteo.de!";
        let (stored, hidden) = hide(text, &find(text), &Random::seeded(1));
        assert!(!stored.contains("posteo") && !stored.contains("0171"), "{stored}");
        assert_eq!(hidden.iter().map(|h| h.original.as_str()).collect::<Vec<_>>(), ["lena@posteo.de", "0171 2345678"]);
        assert_eq!(shown(&stored, "X"), "Ich: X, X. Nochmal X!");
        assert!(find(&stored).is_empty(), "and it is not found again");
        assert_eq!(replace(text, &hidden), stored);
        assert_eq!(replace_in_title("An lena@posteo.de", &hidden), "An ▒▒▒");
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for plain in ["[[masked:]]", "[[masked:a b]]", "[[masked:a]", "[[masked:", "[[masked:0123456789abcdef0]]"] {
            assert_eq!(shown(plain, "X"), plain);
        }
        assert_eq!(shown("a [[masked:0]][[masked:z9]] b", "X"), "a XX b");
    }
}
