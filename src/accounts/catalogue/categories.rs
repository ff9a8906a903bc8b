//! Categories: what a question is about when no product is.

use std::collections::BTreeMap;

use diesel::dsl::max;
use diesel::prelude::*;

use super::{MOST, check_texts, finish, json, next, slug_of, taken, text, texts};
use crate::accounts::Actor;
use crate::accounts::events::CategoryChanged;
use crate::accounts::grant::runs_the_forum;
use crate::accounts::name;
use crate::accounts::tables::categories;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// A category.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Category {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub slug: String,
    /// Its name by language.
    pub names: BTreeMap<String, String>,
    /// Its place in lists.
    pub position: i64,
    /// Not offered any more when somebody asks.
    pub retired: bool,
}

impl Category {
    /// The name in that language, or in another.
    pub fn name(&self, lang: &str) -> &str {
        text(&self.names, lang)
    }
}

/// What an admin types.
#[derive(Clone, Debug, Default)]
pub struct NewCategory {
    /// Empty: made from the first name.
    pub slug: String,
    /// By language, each 2 to 60 characters.
    pub names: BTreeMap<String, String>,
}

type Row = (i64, String, String, i64, bool);

fn category_of((id, slug, names, position, retired): Row) -> Category {
    Category { id, slug, names: texts(&names), position, retired }
}

/// All categories in their order, retired ones included.
///
/// # Errors
/// When the database fails.
pub fn categories(conn: &mut AnyConnection) -> QueryResult<Vec<Category>> {
    let rows: Vec<Row> = categories::table.order((categories::position, categories::id)).limit(MOST).load(conn)?;
    Ok(rows.into_iter().map(category_of).collect())
}

/// One category.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn category(conn: &mut AnyConnection, id: i64) -> Verdict<Category> {
    Ok(category_of(categories::table.find(id).first(conn)?))
}

/// Adds a category at the end.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid`.
pub fn add_category(tx: &mut Tx<'_>, actor: Option<&Actor>, new: NewCategory, now: Micros) -> Verdict<i64> {
    runs_the_forum(actor)?;
    let (names, slug) = check(&new)?;
    let position = next(categories::table.select(max(categories::position)).first(tx.conn()))?;
    let id = diesel::insert_into(categories::table)
        .values((
            categories::slug.eq(slug),
            categories::names.eq(names),
            categories::position.eq(position),
            categories::retired.eq(false),
        ))
        .returning(categories::id)
        .get_result(tx.conn())
        .map_err(taken)?;
    tx.record(actor.map(|a| a.id), &CategoryChanged { category_id: id }, now);
    Ok(id)
}

/// Changes a category.
///
/// # Errors
/// As `add_category`, and `NotFound`.
pub fn change_category(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: i64,
    new: NewCategory,
    position: i64,
    retired: bool,
    now: Micros,
) -> Verdict<()> {
    runs_the_forum(actor)?;
    let (names, slug) = check(&new)?;
    let done = diesel::update(categories::table.find(id))
        .set((
            categories::slug.eq(slug),
            categories::names.eq(names),
            categories::position.eq(position),
            categories::retired.eq(retired),
        ))
        .execute(tx.conn())
        .map_err(taken)?;
    if done == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(actor.map(|a| a.id), &CategoryChanged { category_id: id }, now);
    Ok(())
}

fn check(new: &NewCategory) -> Verdict<(String, String)> {
    let mut errors = Vec::new();
    check_texts(&new.names, "names", &mut errors);
    finish(errors)?;
    let mut names = BTreeMap::new();
    for (lang, typed) in new.names.iter().filter(|(_, typed)| !typed.trim().is_empty()) {
        names.insert(lang.clone(), name::check(typed).map_err(|_| Refusal::field("names", "problem-name-short"))?);
    }
    let Some(first) = names.values().next() else { return Err(Refusal::field("names", "problem-name-short")) };
    let slug = slug_of(&new.slug, first);
    Ok((json(&names)?, slug))
}
