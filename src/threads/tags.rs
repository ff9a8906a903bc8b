//! Tags: names, how they are found or made, and how many visible questions carry them.
//! What admins do with tags is in `tag_care`.

use std::collections::HashMap;

use diesel::prelude::*;

use super::tables::{question_tags, tag_synonyms, tags};
pub use super::tag_care::{add_synonym, describe, remove_synonym, rename};
use crate::accounts::TagNames;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{FieldError, Refusal, Verdict};

/// Tags that a question can carry.
pub const MOST: usize = 5;
/// Longest name in characters.
pub const LENGTH: usize = 35;

/// A name as it is kept: lower case, hyphens for spaces, letters, digits and `+ # .`; none if nothing is left
/// or it is too long.
pub fn normalise(name: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    let mut tidy = String::new();
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'ä' | 'ö' | 'ü' | 'ß' | '.' | '+' | '#' => tidy.push(c),
            _ if !tidy.ends_with('-') => tidy.push('-'),
            _ => {}
        }
    }
    let tidy = tidy.trim_start_matches('-').trim_end_matches(['-', '.']);
    let fits = tidy.chars().count() <= LENGTH && tidy.chars().any(char::is_alphanumeric);
    fits.then(|| tidy.to_owned())
}

/// Names as they are kept, each once, without empty ones.
pub(super) fn normalised(names: &[String]) -> Result<Vec<String>, FieldError> {
    let mut tidy = Vec::new();
    for name in names.iter().filter(|n| !n.trim().is_empty()) {
        let name = normalise(name).ok_or(FieldError { field: "tags", message: "problem-tag-bad", n: 35 })?;
        if !tidy.contains(&name) {
            tidy.push(name);
        }
    }
    if tidy.len() > MOST {
        return Err(FieldError { field: "tags", message: "problem-tags-many", n: 5 });
    }
    Ok(tidy)
}

/// What is wrong with names as typed.
pub fn check(names: &[String]) -> Option<FieldError> {
    normalised(names).err()
}

/// The tag of a name or a synonym: id and name.
///
/// # Errors
/// When the database fails.
pub fn resolve(conn: &mut AnyConnection, name: &str) -> Verdict<Option<(i64, String)>> {
    let Some(name) = normalise(name) else {
        return Ok(None);
    };
    Ok(known(conn, &[name])?.pop().map(|(_, tag)| tag))
}

/// What the admin pages ask of tags when an expert's field is one; they are in a room that cannot import this one.
pub const NAMES: TagNames = TagNames { find: |conn, name| Ok(resolve(conn, name)?.map(|(id, _)| id)), names };

fn names(conn: &mut AnyConnection, ids: &[i64]) -> Verdict<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> =
        tags::table.filter(tags::id.eq_any(ids)).select((tags::id, tags::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// For each name that is a tag or a synonym: the name and its tag.
fn known(conn: &mut AnyConnection, names: &[String]) -> QueryResult<Vec<(String, (i64, String))>> {
    let direct: Vec<(i64, String)> =
        tags::table.filter(tags::name.eq_any(names)).select((tags::id, tags::name)).load(conn)?;
    let mut all: Vec<_> = direct.into_iter().map(|(id, name)| (name.clone(), (id, name))).collect();
    if all.len() < names.len() {
        let other: Vec<(String, i64, String)> = tag_synonyms::table
            .inner_join(tags::table)
            .filter(tag_synonyms::name.eq_any(names))
            .select((tag_synonyms::name, tags::id, tags::name))
            .load(conn)?;
        all.extend(other.into_iter().map(|(synonym, id, name)| (synonym, (id, name))));
    }
    Ok(all)
}

/// The tags of these names, synonyms resolved, each once, in the order given; new ones are made.
///
/// # Errors
/// `Invalid` for a name that cannot be one, or too many.
pub fn find_or_create(tx: &mut Tx<'_>, names: &[String], now: Micros) -> Verdict<Vec<(i64, String)>> {
    let names = normalised(names).map_err(|error| Refusal::Invalid(vec![error]))?;
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = known(tx.conn(), &names)?;
    let new: Vec<&String> = names.iter().filter(|n| !found.iter().any(|(name, _)| name == *n)).collect();
    if !new.is_empty() {
        // At most five, and rarely one.
        for name in &new {
            let row = (tags::name.eq(*name), tags::created_at.eq(now));
            crate::on_both!(tx.conn(), inner =>
                diesel::insert_into(tags::table).values(row).on_conflict_do_nothing().execute(inner))?;
        }
        found = known(tx.conn(), &names)?;
    }
    let mut tags: Vec<(i64, String)> = Vec::new();
    for name in &names {
        if let Some((_, tag)) = found.iter().find(|(n, _)| n == name)
            && !tags.contains(tag)
        {
            tags.push(tag.clone());
        }
    }
    Ok(tags)
}

/// Names separated by one space, as revisions keep them.
pub(super) fn joined(tags: &[(i64, String)]) -> String {
    tags.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(" ")
}

/// A question's tags, in the order of their names.
///
/// # Errors
/// When the database fails.
pub fn of_question(conn: &mut AnyConnection, question_id: i64) -> QueryResult<Vec<(i64, String)>> {
    question_tags::table
        .inner_join(tags::table)
        .filter(question_tags::question_id.eq(question_id))
        .order(tags::name)
        .select((tags::id, tags::name))
        .load(conn)
}

/// Gives a question its tags. Numbers only, so nothing needs binding; one statement for all rows.
pub(super) fn attach(
    conn: &mut AnyConnection,
    question_id: i64,
    tags: &[(i64, String)],
    shown: bool,
    created_at: Micros,
) -> Verdict<()> {
    if tags.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = tags.iter().map(|(tag, _)| format!("({question_id}, {tag}, {})", created_at.0)).collect();
    let insert = format!("INSERT INTO question_tags (question_id, tag_id, created_at) VALUES {}", rows.join(", "));
    crate::on_both!(conn, inner => diesel::sql_query(insert).execute(inner))?;
    if shown {
        let ids: Vec<i64> = tags.iter().map(|t| t.0).collect();
        diesel::update(tags::table.filter(tags::id.eq_any(ids)))
            .set(tags::question_count.eq(tags::question_count + 1))
            .execute(conn)?;
    }
    Ok(())
}

/// Replaces a question's tags.
pub(super) fn replace(
    tx: &mut Tx<'_>,
    question_id: i64,
    tags: &[(i64, String)],
    shown: bool,
    created_at: Micros,
) -> Verdict<()> {
    if shown {
        count_question(tx, question_id, -1)?;
    }
    diesel::delete(question_tags::table.filter(question_tags::question_id.eq(question_id))).execute(tx.conn())?;
    attach(tx.conn(), question_id, tags, shown, created_at)
}

/// The question appears (1) or disappears (−1) for the public: so it does under its tags.
pub(super) fn count_question(tx: &mut Tx<'_>, question_id: i64, by: i64) -> Verdict<()> {
    let own = question_tags::table.filter(question_tags::question_id.eq(question_id)).select(question_tags::tag_id);
    diesel::update(tags::table.filter(tags::id.eq_any(own)))
        .set(tags::question_count.eq(tags::question_count + by))
        .execute(tx.conn())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_kept_in_one_form() {
        assert_eq!(normalise(" Smart  Home "), Some("smart-home".into()));
        assert_eq!(normalise("C++"), Some("c++".into()));
        assert_eq!(normalise("Grüße/WLAN"), Some("grüße-wlan".into()));
        assert_eq!(normalise("<script>"), Some("script".into()));
        assert_eq!(normalise("---"), None);
        assert_eq!(normalise(&"x".repeat(36)), None);
        let many: Vec<String> = ["a1", "b1", "c1", "d1", "e1", "A1", ""].map(str::to_owned).to_vec();
        assert_eq!(check(&many), None, "the same name twice counts once");
        let more: Vec<String> = (0..6).map(|n| format!("tag{n}")).collect();
        assert_eq!(check(&more).map(|e| e.message), Some("problem-tags-many"));
    }

    proptest! {
        #[test]
        fn a_kept_name_is_its_own_form(name in ".{0,60}") {
            if let Some(kept) = normalise(&name) {
                prop_assert_eq!(normalise(&kept), Some(kept.clone()));
                prop_assert!(!kept.contains([' ', '<', '"', '/']) && kept.chars().count() <= LENGTH);
            }
        }
    }
}
