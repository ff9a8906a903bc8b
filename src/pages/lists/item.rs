//! A question as a list shows it, and how rows become items: five queries for a page, however long it is.

use std::collections::HashMap;

use diesel::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::escalation::rows::stages;
use crate::escalation::stage::Stage;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, among};
use crate::threads::kinds::State;
use crate::threads::paths;
use crate::threads::tables::{question_tags, tags};

use super::catalogue::{self, Entry};
use super::names::{self, Name};
use super::rows::Row;

/// What stays as it is in a path.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// `/tags/wlan`
pub fn tag_path(name: &str) -> String {
    format!("/tags/{}", utf8_percent_encode(name, KEPT))
}

/// A tag with its address.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Tag {
    pub name: String,
    pub path: String,
}

impl From<String> for Tag {
    fn from(name: String) -> Self {
        Self { path: tag_path(&name), name }
    }
}

/// Where a question stands: class, icon and the key of the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Chip {
    pub class: &'static str,
    pub icon: &'static str,
    pub word: &'static str,
}

impl Chip {
    /// The chip of a row, and of its stage while it waits.
    pub fn of(row: &Row, stage: Option<Stage>) -> Self {
        let (class, icon, word) = match row.state {
            _ if !row.shown => ("hidden", "hidden", "list-state-hidden"),
            State::Closed if row.duplicate_of.is_some() => ("duplicate", "duplicate", "list-state-duplicate"),
            State::Closed => ("closed", "closed", "list-state-closed"),
            State::Solved => ("solved", "solved", "list-state-solved"),
            State::Open if row.endorsed_count > 0 => ("endorsed", "endorsed", "list-state-endorsed"),
            State::Open if row.answer_count > 0 => ("answered", "answer", "list-state-answered"),
            State::Open => match stage {
                Some(Stage::Triage) => ("triage", "triage", "list-state-triage"),
                Some(Stage::Staff | Stage::HandedOver) => ("staff", "staff", "list-state-staff"),
                Some(Stage::Peers) | None => ("waiting", "waiting", "list-state-waiting"),
            },
        };
        Self { class, icon, word }
    }
}

/// A question in a list.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Item {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub lang: String,
    pub chip: Chip,
    pub answers: i64,
    pub also: i64,
    pub product: Option<Entry>,
    pub asker: Name,
    pub asked_at: Micros,
    pub active_at: Micros,
    pub tags: Vec<Tag>,
}

/// The tags of questions.
///
/// # Errors
/// When the database fails.
pub fn tags_of(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Vec<Tag>>> {
    let rows: Vec<(i64, String)> = question_tags::table
        .inner_join(tags::table)
        .filter(among(question_tags::question_id, ids))
        .select((question_tags::question_id, tags::name))
        .order((question_tags::question_id, tags::question_count.desc(), tags::id))
        .limit(5_000)
        .load(conn)?;
    let mut found: HashMap<i64, Vec<Tag>> = HashMap::new();
    for (question, name) in rows {
        found.entry(question).or_default().push(name.into());
    }
    Ok(found)
}

/// Makes items of rows, in their order.
///
/// # Errors
/// When the database fails.
pub fn dress(conn: &mut AnyConnection, rows: Vec<Row>, lang: &str) -> QueryResult<Vec<Item>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let askers: Vec<i64> = rows.iter().map(|r| r.asker_id).collect();
    let mut tags = tags_of(conn, &ids)?;
    let names = names::of(conn, &askers)?;
    let stages = stages(conn, &ids)?;
    let products: HashMap<i64, Entry> = catalogue::all_products(conn, lang)?.into_iter().map(|p| (p.id, p)).collect();
    let item = |row: Row| Item {
        chip: Chip::of(&row, stages.get(&row.id).copied()),
        path: paths::question(row.id, &row.slug),
        tags: tags.remove(&row.id).unwrap_or_default(),
        asker: names.get(&row.asker_id).cloned().unwrap_or_default(),
        product: row.product_id.and_then(|id| products.get(&id).cloned()),
        id: row.id,
        title: row.title,
        lang: row.lang,
        answers: row.answer_count,
        also: row.also_count,
        asked_at: row.created_at,
        active_at: row.active_at,
    };
    Ok(rows.into_iter().map(item).collect())
}

#[cfg(test)]
mod tests {
    use super::tag_path;

    #[test]
    fn tags_make_safe_paths() {
        assert_eq!(tag_path("wi-fi"), "/tags/wi-fi");
        assert_eq!(tag_path("türsensor"), "/tags/t%C3%BCrsensor");
        assert_eq!(tag_path("c#/?"), "/tags/c%23%2F%3F");
    }
}
