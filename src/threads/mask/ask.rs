//! Whether a form comes back with "only our team should see this: hide it?". It comes back once; whoever has chosen is
//! not asked again, unless more has come to the text meanwhile.

use sha2::{Digest, Sha256};

use super::find::{Finding, find};
use super::mark::{self, Hidden};
use crate::ground::i18n::T;
use crate::ground::random::Random;
use crate::threads::text::Text;

/// What somebody chose, as their form says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// "hide", "leave", or nothing yet.
    pub choice: String,
    /// What they were shown when they chose.
    pub seen: String,
}

/// What the form shows when it comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What was found, once each: what it is, what stands there, whether in the title.
    pub findings: Vec<(String, String, bool)>,
    /// Goes into the form.
    pub seen: String,
    /// Whether to hide it, as chosen so far.
    pub hide: bool,
}

/// A draft's texts.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The title, where there is one.
    pub title: &'a str,
    /// The text.
    pub body: &'a str,
}

/// What is to be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// What only the team sees.
    pub hidden: Vec<Hidden>,
}

fn digest(title: &[Finding], body: &[Finding]) -> String {
    let mut hash = Sha256::new();
    for finding in title.iter().chain(body) {
        hash.update(finding.text.as_bytes());
        hash.update([0]);
    }
    hex::encode(&hash.finalize()[..8])
}

/// What there is to ask about a draft; nothing where nothing was found.
pub fn notice(t: &T, typed: Typed<'_>, chosen: &Chosen) -> Option<Notice> {
    let (title, body) = (find(typed.title), find(typed.body));
    if title.is_empty() && body.is_empty() {
        return None;
    }
    let mut findings: Vec<(String, String, bool)> = Vec::new();
    for (all, in_title) in [(&title, true), (&body, false)] {
        for finding in all {
            let one = (t.s(&format!("mask-kind-{}", finding.kind.word())), finding.text.clone(), in_title);
            if !findings.contains(&one) {
                findings.push(one);
            }
        }
    }
    Some(Notice { findings, seen: digest(&title, &body), hide: chosen.choice != "leave" })
}

/// What to store, if that is clear; none when the form has to ask first.
pub fn decided(typed: Typed<'_>, chosen: &Chosen, random: &Random) -> Option<Stored> {
    let (title, body) = (find(typed.title), find(typed.body));
    let as_typed = || Stored { title: typed.title.to_owned(), body: typed.body.to_owned(), hidden: Vec::new() };
    if title.is_empty() && body.is_empty() {
        return Some(as_typed());
    }
    match chosen.choice.as_str() {
        // Whatever came to the text meanwhile is hidden, too.
        "hide" => {
            let (body, mut hidden) = mark::hide(typed.body, &body, random);
            let (_, in_title) = mark::hide(typed.title, &title, random);
            let title = mark::replace_in_title(typed.title, &in_title);
            hidden.extend(in_title);
            Some(Stored { title, body, hidden })
        }
        "leave" if chosen.seen == digest(&title, &body) => Some(as_typed()),
        _ => None,
    }
}

/// Whether a rendered text shows marks.
pub fn has_marks(text: &Text) -> bool {
    text.source.contains(mark::OPEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPED: Typed<'_> = Typed { title: "Rechnung", body: "Meine IBAN: DE89370400440532013000" };

    fn chosen(choice: &str, seen: &str) -> Chosen {
        Chosen { choice: choice.into(), seen: seen.into() }
    }

    #[test]
    fn it_asks_once_and_again_only_for_more() {
        let (t, random) = (T::new("en", false), Random::seeded(3));
        let nothing = Typed { title: "Router", body: "startet nicht" };
        assert_eq!(notice(&t, nothing, &Chosen::default()), None);
        assert_eq!(decided(nothing, &Chosen::default(), &random).map(|s| s.body).as_deref(), Some("startet nicht"));
        assert_eq!(decided(TYPED, &Chosen::default(), &random), None);
        let asked = notice(&t, TYPED, &Chosen::default()).expect("a notice");
        assert!(asked.hide && asked.findings.len() == 1);
        let left = decided(TYPED, &chosen("leave", &asked.seen), &random).expect("decided");
        assert_eq!((left.body.as_str(), left.hidden.len()), (TYPED.body, 0));
        let more = Typed { body: "Meine IBAN: DE89370400440532013000, Tel. 030 1234567", ..TYPED };
        assert_eq!(decided(more, &chosen("leave", &asked.seen), &random), None, "the number is new");
        let hidden = decided(more, &chosen("hide", &asked.seen), &random).expect("decided");
        assert_eq!(hidden.hidden.len(), 2);
        assert!(!hidden.body.contains("DE89") && !hidden.body.contains("030"));
    }

    #[test]
    fn titles_have_blocks_instead_of_marks() {
        let typed = Typed { title: "Wer ist lena@posteo.de?", body: "Ich frage nur." };
        let stored = decided(typed, &chosen("hide", ""), &Random::seeded(4)).expect("decided");
        assert_eq!((stored.title.as_str(), stored.hidden.len()), ("Wer ist ▒▒▒?", 1));
    }
}
