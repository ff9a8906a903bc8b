//! Words and phrases that mean the same, in groups, as admins set them.

use std::collections::{BTreeMap, HashSet};

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::fold::fold;
use crate::accounts::Actor;
use crate::accounts::grant::runs_the_forum;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::search::events::WordsChanged;
use crate::search::tables::{search_synonyms, search_word_groups};

/// Groups at most.
pub const MOST_GROUPS: i64 = 500;
/// Terms of a group at most.
pub const MOST_TERMS: i64 = 10;
/// Characters of a term at most.
pub const LONGEST: i64 = 40;

/// Words that mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its number.
    pub id: i64,
    /// The words as they were typed.
    pub words: Vec<String>,
    /// Who set it, and when.
    pub by: Option<i64>,
    /// When.
    pub at: Micros,
}

/// All groups, in the order of their first words.
///
/// # Errors
/// When the database fails.
pub fn groups(conn: &mut AnyConnection) -> QueryResult<Vec<Group>> {
    let heads: Vec<(i64, Option<i64>, Micros)> = search_word_groups::table
        .select((search_word_groups::id, search_word_groups::changed_by, search_word_groups::changed_at))
        .order(search_word_groups::id)
        .limit(MOST_GROUPS)
        .load(conn)?;
    let rows: Vec<(i64, String)> = search_synonyms::table
        .select((search_synonyms::group_id, search_synonyms::word))
        .order((search_synonyms::group_id, search_synonyms::place))
        .limit(MOST_GROUPS * MOST_TERMS)
        .load(conn)?;
    let mut words: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (group, word) in rows {
        words.entry(group).or_default().push(word);
    }
    let group = |(id, by, at)| Group { id, words: words.remove(&id).unwrap_or_default(), by, at };
    let mut groups: Vec<Group> = heads.into_iter().map(group).collect();
    groups.sort_by_cached_key(|group| group.words.first().map(|word| word.to_lowercase()));
    Ok(groups)
}

/// Adds a group, or sets the words of one anew. Parted by commas, semicolons or equals signs.
///
/// # Errors
/// `Forbidden` for all but admins, `NotFound`, `Invalid` for words that will not do.
pub fn put(tx: &mut Tx<'_>, actor: &Actor, id: Option<i64>, text: &str, now: Micros) -> Verdict<i64> {
    runs_the_forum(Some(actor))?;
    let words = parse(text)?;
    let terms: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let group = match id {
        Some(id) => {
            let set = (search_word_groups::changed_by.eq(actor.id), search_word_groups::changed_at.eq(now));
            if diesel::update(search_word_groups::table.find(id)).set(set).execute(tx.conn())? == 0 {
                return Err(Refusal::NotFound);
            }
            diesel::delete(search_synonyms::table.filter(search_synonyms::group_id.eq(id))).execute(tx.conn())?;
            id
        }
        None => {
            if search_word_groups::table.count().get_result::<i64>(tx.conn())? >= MOST_GROUPS {
                return Err(Refusal::field_n("words", "learn-problem-groups", MOST_GROUPS));
            }
            let new = (search_word_groups::changed_by.eq(actor.id), search_word_groups::changed_at.eq(now));
            let insert = diesel::insert_into(search_word_groups::table).values(new);
            insert.returning(search_word_groups::id).get_result(tx.conn())?
        }
    };
    let taken: Vec<String> = search_synonyms::table
        .filter(search_synonyms::term.eq_any(&terms))
        .select(search_synonyms::term)
        .limit(MOST_TERMS)
        .load(tx.conn())?;
    if let Some(place) = terms.iter().position(|term| taken.contains(term)) {
        return Err(Refusal::field_n("words", "learn-problem-taken", number(place)));
    }
    let rows = words.iter().zip(&terms).enumerate().map(|(place, (word, term))| {
        (
            search_synonyms::term.eq(term),
            search_synonyms::group_id.eq(group),
            search_synonyms::place.eq(number(place)),
            search_synonyms::word.eq(word),
        )
    });
    let rows = rows.collect::<Vec<_>>();
    let done = crate::on_both!(tx.conn(), inner =>
        diesel::insert_into(search_synonyms::table).values(&rows).execute(inner));
    match done {
        Ok(_) => {}
        // Another node was faster by a moment.
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            return Err(Refusal::field_n("words", "learn-problem-taken", 1));
        }
        Err(why) => return Err(why.into()),
    }
    tx.record(Some(actor.id), &WordsChanged {}, now);
    Ok(group)
}

/// Takes a group away.
///
/// # Errors
/// `Forbidden` for all but admins, `NotFound`.
pub fn remove(tx: &mut Tx<'_>, actor: &Actor, id: i64, now: Micros) -> Verdict<()> {
    runs_the_forum(Some(actor))?;
    diesel::delete(search_synonyms::table.filter(search_synonyms::group_id.eq(id))).execute(tx.conn())?;
    if diesel::delete(search_word_groups::table.find(id)).execute(tx.conn())? == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(Some(actor.id), &WordsChanged {}, now);
    Ok(())
}

/// The words of a line, as they are shown; what is wrong with one is said with its place, from 1.
fn parse(text: &str) -> Verdict<Vec<String>> {
    let tidy = |word: &str| word.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: Vec<String> =
        text.split([',', ';', '=', '\n']).map(tidy).filter(|word| !word.is_empty()).take(100).collect();
    if !(2..=MOST_TERMS).contains(&(words.len() as i64)) {
        return Err(Refusal::field_n("words", "learn-problem-count", MOST_TERMS));
    }
    let mut seen = HashSet::new();
    for (place, word) in words.iter().enumerate() {
        let problem = |message| Err(Refusal::field_n("words", message, number(place)));
        let term = fold(word);
        if word.chars().count() as i64 > LONGEST {
            return problem("learn-problem-long");
        }
        if !term.chars().any(char::is_alphanumeric) || word.chars().any(char::is_control) {
            return problem("learn-problem-no-word");
        }
        if !seen.insert(term) {
            return problem("learn-problem-twice");
        }
    }
    Ok(words)
}

/// A place as people count.
fn number(place: usize) -> i64 {
    i64::try_from(place).map_or(i64::MAX, |place| place.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_group_or_says_what_is_wrong() {
        assert_eq!(
            parse(" WLAN = WiFi,  wireless   LAN ;").ok(),
            Some(["WLAN", "WiFi", "wireless LAN"].map(String::from).into())
        );
        let long = format!("a, {}", "b".repeat(41));
        let many = (0..11).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        for (text, message, n) in [
            ("", "learn-problem-count", 10),
            ("wlan", "learn-problem-count", 10),
            (many.as_str(), "learn-problem-count", 10),
            (long.as_str(), "learn-problem-long", 2),
            ("wlan, ?!", "learn-problem-no-word", 2),
            ("WLAN, wifi, wlan.", "learn-problem-twice", 3),
        ] {
            match parse(text) {
                Err(Refusal::Invalid(errors)) => assert_eq!((errors[0].message, errors[0].n), (message, n), "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }
}
