//! Compounds: "Vertretung" finds "Vertretungsplanung", "Routerneustart" finds "Neustart des Routers" and the other
//! way round. What counts as a word is what occurs in the index ([`lexicon`](super::lexicon)).
//!
//! A word is taken apart where its parts are as usual as itself or more, by the geometric mean of how many threads have
//! each part: Koehn and Knight, "Empirical Methods for Compound Splitting", EACL 2003. What a language puts between
//! parts is in its rules.

use super::{Desk, lexicon};
use crate::analysis::{Compounds, Lang, is_folded_stop_word};
use crate::error::Result;

/// Letters of a part at least.
const LEAST: usize = 3;
/// The longest word that is taken apart, in letters.
const LONGEST: usize = 40;
/// Compounds with a word as a part that are looked for.
const MOST: usize = 32;
/// How many of each kind are looked at to find those.
const LOOK: usize = 48;
/// Parts of a compound at most.
const MOST_PARTS: usize = 4;

/// As [`split`], in one language.
pub(crate) fn parts(desk: &mut Desk, word: &str, lang: &str) -> Result<Vec<String>> {
    split(desk, &[(Lang::of(lang), 1.0)], word)
}

/// The parts of a compound of one of these languages, folded; none of what is no compound.
pub(super) fn split(desk: &mut Desk, langs: &[(Lang, f32)], word: &str) -> Result<Vec<String>> {
    let Some((lang, rules)) = rules(langs) else { return Ok(Vec::new()) };
    let word = folded(desk, word);
    let letters = word.chars().count();
    if !(2 * LEAST..=LONGEST).contains(&letters) || !word.chars().all(char::is_alphabetic) {
        return Ok(Vec::new());
    }
    let itself = usual(desk, lang, rules, &word)?;
    let (parts, mean) = best(desk, lang, rules, &word, MOST_PARTS)?;
    Ok(if mean >= itself as f64 { parts } else { Vec::new() })
}

/// Compounds of the forum that have a word as their first or last part.
pub(super) fn containing(desk: &mut Desk, langs: &[(Lang, f32)], word: &str) -> Result<Vec<String>> {
    let Some((lang, rules)) = rules(langs) else { return Ok(Vec::new()) };
    let word = folded(desk, word);
    if word.chars().count() < LEAST || !word.chars().all(char::is_alphabetic) {
        return Ok(Vec::new());
    }
    let mut perhaps: Vec<(String, u64, usize, bool)> = Vec::new();
    let begins = lexicon::beginning(desk, &word, LOOK)?;
    perhaps.extend(begins.into_iter().map(|(compound, n)| (compound, n, word.len(), true)));
    for ending in rules.endings {
        let tail = format!("{word}{ending}");
        let ends = lexicon::ending(desk, &tail, LOOK)?;
        perhaps.extend(ends.into_iter().map(|(compound, n)| (compound, n, tail.len(), false)));
    }
    perhaps.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut found: Vec<String> = Vec::new();
    for (compound, _, length, first) in perhaps.into_iter().take(2 * LOOK) {
        let is_one = if first {
            is_tail(desk, lang, rules, compound.get(length..).unwrap_or_default())?
        } else {
            is_head(desk, lang, rules, compound.get(..compound.len() - length).unwrap_or_default())?
        };
        if is_one && !found.contains(&compound) {
            found.push(compound);
        }
        if found.len() == MOST {
            break;
        }
    }
    Ok(found)
}

/// Two words as one, where somebody wrote it.
pub(super) fn joined(desk: &mut Desk, langs: &[(Lang, f32)], first: &str, second: &str) -> Result<Vec<String>> {
    let Some((_, rules)) = rules(langs) else { return Ok(Vec::new()) };
    let (first, second) = (folded(desk, first), folded(desk, second));
    let mut found = Vec::new();
    for link in rules.links {
        let whole = format!("{first}{link}{second}");
        if lexicon::threads_with(desk, &whole)? > 0 {
            found.push(whole);
        }
    }
    Ok(found)
}

fn rules(langs: &[(Lang, f32)]) -> Option<(Lang, &'static Compounds)> {
    langs.iter().find_map(|(lang, _)| Some((*lang, lang.language()?.compounds?)))
}

pub(super) fn folded(desk: &mut Desk, word: &str) -> String {
    desk.analysers.words(Lang::OTHER, word).pop().unwrap_or_default()
}

/// The most usual parts of a word and the geometric mean of how usual they are; 0 if it has none.
fn best(desk: &mut Desk, lang: Lang, rules: &Compounds, word: &str, most: usize) -> Result<(Vec<String>, f64)> {
    let mut best: (Vec<String>, f64) = (Vec::new(), 0.0);
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    for cut in cuts.get(LEAST..=cuts.len().saturating_sub(LEAST)).unwrap_or_default() {
        let (left, right) = word.split_at(*cut);
        let Some((head, n)) = head(desk, lang, rules, left)? else { continue };
        let (tail, tail_mean) = tail(desk, lang, rules, right, most - 1)?;
        if tail.is_empty() {
            continue;
        }
        let parts = tail.len() as f64;
        let mean = (((n as f64).ln() + tail_mean.ln() * parts) / (parts + 1.0)).exp();
        let as_good = (mean - best.1).abs() < best.1 * 1e-9;
        if mean > best.1 && !as_good || as_good && tail.len() + 1 < best.0.len() {
            best = ([head].into_iter().chain(tail.iter().cloned()).collect(), mean);
        }
    }
    Ok(best)
}

/// The end of a compound: a word, or if it is none, parts of its own.
fn tail(desk: &mut Desk, lang: Lang, rules: &Compounds, word: &str, most: usize) -> Result<(Vec<String>, f64)> {
    let n = usual(desk, lang, rules, word)?;
    if n > 0 || most < 2 {
        return Ok((if n > 0 { vec![word.to_owned()] } else { Vec::new() }, n as f64));
    }
    best(desk, lang, rules, word, most)
}

/// The beginning of a compound without what links it, as somebody wrote it or at least another form of it.
fn head(desk: &mut Desk, lang: Lang, rules: &Compounds, left: &str) -> Result<Option<(String, u64)>> {
    for link in rules.links {
        if let Some(head) = left.strip_suffix(link)
            && may_be_part(lang, rules, head)
        {
            let n = lexicon::threads_with(desk, head)?;
            if n > 0 {
                return Ok(Some((head.to_owned(), n)));
            }
        }
    }
    let n = usual(desk, lang, rules, left)?;
    Ok((n > 0).then(|| (left.to_owned(), n)))
}

fn is_tail(desk: &mut Desk, lang: Lang, rules: &Compounds, rest: &str) -> Result<bool> {
    for link in rules.links {
        if let Some(rest) = rest.strip_prefix(link)
            && !tail(desk, lang, rules, rest, 2)?.0.is_empty()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_head(desk: &mut Desk, lang: Lang, rules: &Compounds, rest: &str) -> Result<bool> {
    if head(desk, lang, rules, rest)?.is_some() {
        return Ok(true);
    }
    for link in rules.links {
        if let Some(rest) = rest.strip_suffix(link)
            && !best(desk, lang, rules, rest, 2)?.0.is_empty()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn may_be_part(lang: Lang, rules: &Compounds, word: &str) -> bool {
    word.chars().count() >= LEAST && !rules.syllables.contains(&word) && !is_folded_stop_word(lang, word)
}

/// In how many threads a word stands, in this form or another; 0 for what is no word.
fn usual(desk: &mut Desk, lang: Lang, rules: &Compounds, word: &str) -> Result<u64> {
    if !may_be_part(lang, rules, word) {
        return Ok(0);
    }
    let written = lexicon::threads_with(desk, word)?;
    if written > 0 { Ok(written) } else { lexicon::threads_with_form_of(desk, lang, word) }
}
