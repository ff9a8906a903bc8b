//! Compounds that were asked for, in their parts: "Routerneustart" finds "Neustart des Routers". What counts as a word
//! is what occurs in the index, so nothing is known beforehand of any language's words.

use tantivy::Term;

use super::Desk;
use crate::analysis::Lang;
use crate::error::Result;
use crate::schema::Part;

/// Letters of a part at least.
const LEAST: usize = 4;
/// The longest word that is taken apart, in letters.
const LONGEST: usize = 40;
/// What stands between two parts (Fugenelemente), the most frequent ones.
const LINKS: [&str; 6] = ["", "s", "n", "en", "es", "e"];
/// What no part begins or ends as: syllables that make words of words.
const SYLLABLES: [&str; 14] = [
    "ung", "ungen", "heit", "keit", "schaft", "lich", "isch", "igkeit", "unter", "ueber", "gegen", "wieder", "nicht",
    "einander",
];

/// The two parts of a German compound, the most usual ones if there are several; none of what is no compound.
pub(super) fn split(desk: &mut Desk, langs: &[(Lang, f32)], word: &str) -> Option<[String; 2]> {
    if !langs.iter().any(|(lang, _)| *lang == Lang::De) {
        return None;
    }
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    if !(2 * LEAST..=LONGEST).contains(&letters.len()) || !letters.iter().all(|c| c.is_alphabetic()) {
        return None;
    }
    let mut best: Option<(u64, [String; 2])> = None;
    for cut in LEAST..=letters.len() - LEAST {
        let (left, right) = letters.split_at(cut);
        let right: String = right.iter().collect();
        let usual_right = usual(desk, &right).unwrap_or_default();
        if usual_right == 0 {
            continue;
        }
        let left: String = left.iter().collect();
        for link in LINKS {
            let Some(left) = left.strip_suffix(link).filter(|left| left.chars().count() >= LEAST) else { continue };
            // Both must be words; a split is as usual as its rarer part.
            let both = usual(desk, left).unwrap_or_default().min(usual_right);
            if both > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((both, [left.to_owned(), right.clone()]));
            }
        }
    }
    best.map(|(_, parts)| parts)
}

/// In how many threads a word stands, as far as titles, bodies and answers go; 0 for what is no word.
fn usual(desk: &mut Desk, word: &str) -> Result<u64> {
    if SYLLABLES.contains(&word) {
        return Ok(0);
    }
    let Some(stem) = desk.analysers.words(Lang::De, word).pop() else { return Ok(0) };
    let mut most = 0;
    for part in [Part::Title, Part::Body, Part::Answers] {
        let term = Term::from_field_text(desk.fields.part(part, Lang::De), &stem);
        most = most.max(desk.searcher.doc_freq(&term)?);
    }
    Ok(most)
}
