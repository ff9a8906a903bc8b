//! What texts look like: the hash of a whole text and some of its shingles (five words in a row), so that a text is known
//! again when it comes twice or with a few words changed. Hashes only; nobody reads a word out of them.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use crate::moderation::kinds::About;
use crate::moderation::tables::text_prints;

use super::signals::{MEMORY, Twin};
use super::words;

/// Words that a text must have; "Thanks, that helped" may come as often as it likes.
const LEAST: usize = 12;
/// Words of a text that are looked at.
const MOST: usize = 400;
/// Words of a shingle.
const SHINGLE: usize = 5;
/// Shingles that are kept of a text: those with the smallest hashes, which two similar texts share.
const KEPT: usize = 7;
/// Of those, how many two similar texts share.
const SHARED: usize = 5;
/// Texts with a print in common that are looked at.
const LOOKED_AT: i64 = 300;

fn hash(text: &str) -> i64 {
    let digest = Sha256::digest(text.as_bytes());
    let mut eight = [0; 8];
    eight.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(eight)
}

/// A text's prints, and whether each is that of the whole text. None for a short one.
pub fn of(text: &str) -> Vec<(i64, bool)> {
    let words: Vec<String> = words::all(text).take(MOST).collect();
    if words.len() < LEAST {
        return Vec::new();
    }
    let shingles: BTreeSet<i64> = words.windows(SHINGLE).map(|window| hash(&window.join(" "))).collect();
    let whole = hash(&format!("= {}", words.join(" ")));
    std::iter::once((whole, true)).chain(shingles.into_iter().take(KEPT).map(|print| (print, false))).collect()
}

/// A text that has a print in common: what it is, whose, whether it is the print of the whole.
pub type Match = (String, i64, bool);

/// What matches come to for somebody's text with so many prints: each other text once.
pub fn twins(matches: &[Match], author: i64, prints: usize) -> Vec<Twin> {
    let mut texts: HashMap<&str, (bool, usize, bool)> = HashMap::new();
    for (about, by, whole) in matches {
        let text = texts.entry(about).or_default();
        text.0 |= whole;
        text.1 += usize::from(!whole);
        text.2 = *by == author;
    }
    // A text of few shingles is similar only if it shares all of them.
    let enough = SHARED.min(prints.saturating_sub(1)).max(1);
    let alike = texts.into_values().filter(|(whole, shared, _)| *whole || *shared >= enough);
    let mut twins: Vec<Twin> = alike.map(|(whole, _, own)| Twin { whole, own }).collect();
    twins.sort_by_key(|twin| (!twin.whole, !twin.own));
    twins
}

/// Texts of the last weeks that look like these prints, without the text itself.
///
/// # Errors
/// When the database fails.
pub fn like(
    conn: &mut AnyConnection,
    prints: &[(i64, bool)],
    author: i64,
    this: Option<About>,
    now: Micros,
) -> QueryResult<Vec<Twin>> {
    if prints.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<i64> = prints.iter().map(|p| p.0).collect();
    let found: Vec<Match> = text_prints::table
        .filter(text_prints::print.eq_any(all))
        .filter(text_prints::at.ge(now.plus(-MEMORY)))
        .filter(text_prints::about.ne(this.map(About::word).unwrap_or_default()))
        .select((text_prints::about, text_prints::author_id, text_prints::whole))
        .limit(LOOKED_AT)
        .load(conn)?;
    Ok(twins(&found, author, prints.len()))
}

/// Keeps a text's prints in place of its older ones.
///
/// # Errors
/// When the database fails.
pub fn keep(tx: &mut Tx<'_>, about: About, author: i64, prints: &[(i64, bool)], now: Micros) -> Verdict<()> {
    let word = about.word();
    diesel::delete(text_prints::table.filter(text_prints::about.eq(&word))).execute(tx.conn())?;
    if prints.is_empty() {
        return Ok(());
    }
    // Numbers and a word of our own, so nothing needs binding; one statement for all rows.
    let row = |(print, whole): &(i64, bool)| format!("({print}, '{word}', {author}, {whole}, {})", now.0);
    let rows: Vec<String> = prints.iter().map(row).collect();
    let insert = format!(
        "INSERT INTO text_prints (print, about, author_id, whole, at) VALUES {} ON CONFLICT DO NOTHING",
        rows.join(", ")
    );
    crate::on_both!(tx.conn(), inner => diesel::sql_query(insert).execute(inner))?;
    Ok(())
}

/// Forgets what is too old to be compared. Returns how many prints went.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, now: Micros) -> Verdict<usize> {
    Ok(diesel::delete(text_prints::table.filter(text_prints::at.lt(now.plus(-MEMORY)))).execute(tx.conn())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Our office in Tannstadt has moved, and since then the second access point of the upper floor \
                        shows a red light whenever somebody prints a long document in the evening.";

    fn compared(a: &str, b: &str) -> Vec<Twin> {
        let (first, second) = (of(a), of(b));
        let shared = second.iter().filter(|p| first.contains(p)).map(|p| ("post:1".to_owned(), 1, p.1));
        twins(&shared.collect::<Vec<_>>(), 1, second.len())
    }

    #[test]
    fn the_same_words_are_the_same_text() {
        let shouted = TEXT.to_uppercase().replace(", ", " -- ");
        assert_eq!(compared(TEXT, &shouted), [Twin { whole: true, own: true }]);
    }

    #[test]
    fn a_few_other_words_leave_it_similar() {
        let changed = format!("{TEXT} Please help!");
        assert_eq!(compared(TEXT, &changed), [Twin { whole: false, own: true }]);
        let other = "Our office in Tannstadt is closed on Mondays, and nobody answers the phone there, whatever the \
                     page with the opening hours says about it in the evening.";
        assert!(compared(TEXT, other).is_empty());
    }

    #[test]
    fn short_thanks_have_no_print() {
        assert!(of("Danke, das hat geholfen!").is_empty());
        assert_eq!(of(TEXT).len(), 1 + KEPT);
        assert_eq!(of(TEXT), of(TEXT));
    }

    #[test]
    fn each_text_counts_once() {
        let matches: Vec<Match> =
            vec![("post:1".into(), 1, true), ("post:1".into(), 1, false), ("post:2".into(), 2, false)];
        assert_eq!(twins(&matches, 1, 8), [Twin { whole: true, own: true }], "one shared shingle is chance");
    }
}
