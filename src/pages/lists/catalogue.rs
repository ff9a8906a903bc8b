//! Products and categories: few, and read whole.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::accounts::tables::{categories, products};
use crate::ground::db::{AnyConnection, MANY};

/// More products or categories than any company has.
const MOST: i64 = 500;

/// A product or category in the reader's language.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Entry {
    pub id: i64,
    pub path: String,
    pub name: String,
    pub description: String,
    pub retired: bool,
}

/// The text of a language in JSON of language to text; any text if that language has none.
pub fn in_language(texts: &str, lang: &str) -> String {
    let texts: BTreeMap<String, String> = serde_json::from_str(texts).unwrap_or_default();
    let filled = |text: &&String| !text.is_empty();
    texts.get(lang).filter(filled).or_else(|| texts.values().find(filled)).cloned().unwrap_or_default()
}

/// Every product, in the order that the admin gave them.
///
/// # Errors
/// When the database fails.
pub fn all_products(conn: &mut AnyConnection, lang: &str) -> QueryResult<Vec<Entry>> {
    let rows: Vec<(i64, String, String, String, bool)> = products::table
        .select((products::id, products::slug, products::name, products::descriptions, products::retired))
        .order((products::position, products::id))
        .limit(MOST)
        .load(conn)?;
    let entry = |(id, slug, name, texts, retired): (i64, String, String, String, bool)| Entry {
        id,
        path: format!("/products/{slug}"),
        name,
        description: in_language(&texts, lang),
        retired,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Every category, in the order that the admin gave them.
///
/// # Errors
/// When the database fails.
pub fn all_categories(conn: &mut AnyConnection, lang: &str) -> QueryResult<Vec<Entry>> {
    let rows: Vec<(i64, String, String, bool)> = categories::table
        .select((categories::id, categories::slug, categories::names, categories::retired))
        .order((categories::position, categories::id))
        .limit(MOST)
        .load(conn)?;
    let entry = |(id, slug, names, retired): (i64, String, String, bool)| Entry {
        id,
        path: format!("/categories/{slug}"),
        name: in_language(&names, lang),
        description: String::new(),
        retired,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// How many questions a product has: up to `MANY`, beyond which nobody compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
#[allow(missing_docs)] // the names say it
pub struct Counts {
    #[diesel(sql_type = BigInt)]
    product_id: i64,
    #[diesel(sql_type = BigInt)]
    pub questions: i64,
    /// Without an answer.
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
}

/// Visible questions of each product, and how many of them wait for a first answer; `MANY` and one more mean more than that.
///
/// # Errors
/// When the database fails.
pub fn counts(conn: &mut AnyConnection) -> QueryResult<HashMap<i64, Counts>> {
    // Read from indexes, and no further than that.
    let counted = |wanted: &str| {
        format!(
            "(SELECT count(*) FROM (SELECT 1 FROM questions WHERE questions.product_id = products.id \
             AND questions.shown{wanted} LIMIT {}) counted)",
            MANY + 1
        )
    };
    let waiting = counted(" AND questions.state = 'open' AND questions.answer_count = 0");
    let all: Vec<Counts> = diesel::sql_query(format!(
        "SELECT products.id AS product_id, {} AS questions, {waiting} AS waiting FROM products LIMIT {MOST}",
        counted("")
    ))
    .load(conn)?;
    Ok(all.into_iter().map(|one| (one.product_id, one)).collect())
}

#[cfg(test)]
mod tests {
    use super::in_language;

    #[test]
    fn any_language_is_better_than_none() {
        assert_eq!(in_language(r#"{"de":"Störungen","en":"Faults"}"#, "en"), "Faults");
        assert_eq!(in_language(r#"{"de":"Störungen","en":""}"#, "en"), "Störungen");
        assert_eq!(in_language("no JSON", "en"), "");
    }
}
