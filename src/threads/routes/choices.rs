//! What a question can be about: products and categories, in the reader's language.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::accounts::tables::{categories, products};
use crate::ground::db::AnyConnection;

/// An option of a select field.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its value.
    pub id: i64,
    /// Its part of an address.
    pub slug: String,
    /// What the reader sees.
    pub name: String,
}

impl Choice {
    /// Whether a form's value means this one, by its number or, in links, its slug.
    pub fn is(&self, value: &str) -> bool {
        value == self.slug || value.parse() == Ok(self.id)
    }
}

/// Products and categories that can be chosen.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Choices {
    pub products: Vec<Choice>,
    pub categories: Vec<Choice>,
}

/// Reads what is not retired, in the admins' order.
///
/// # Errors
/// When the database fails.
pub fn read(conn: &mut AnyConnection, lang: &str) -> QueryResult<Choices> {
    let products: Vec<(i64, String, String)> = products::table
        .filter(products::retired.eq(false))
        .order((products::position, products::id))
        .limit(500)
        .select((products::id, products::slug, products::name))
        .load(conn)?;
    let categories: Vec<(i64, String, String)> = categories::table
        .filter(categories::retired.eq(false))
        .order((categories::position, categories::id))
        .limit(500)
        .select((categories::id, categories::slug, categories::names))
        .load(conn)?;
    let choice = |(id, slug, name)| Choice { id, slug, name };
    let named = |(id, slug, names): (i64, String, String)| {
        let names: BTreeMap<String, String> = serde_json::from_str(&names).unwrap_or_default();
        let name = names.get(lang).or_else(|| names.values().next()).unwrap_or(&slug).clone();
        Choice { id, slug, name }
    };
    Ok(Choices {
        products: products.into_iter().map(choice).collect(),
        categories: categories.into_iter().map(named).collect(),
    })
}
