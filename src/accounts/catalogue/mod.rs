//! What questions can be about: products and categories. Nothing is ever deleted, only retired:
//! questions go on pointing at it.

mod categories;
mod products;

use std::collections::BTreeMap;

use diesel::prelude::*;

pub use categories::{Category, NewCategory, add_category, categories, category, change_category};
pub use products::{NewProduct, Product, add_product, change_product, product, products};

use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::{FieldError, Refusal, Verdict};

/// Products or categories at most.
const MOST: i64 = 1_000;
/// Characters of a text in one language at most.
const TEXT_LONGEST: usize = 2_000;
/// Characters of a slug at most.
const SLUG_LONGEST: usize = 60;

/// Texts by language code, as stored.
fn texts(json: &str) -> BTreeMap<String, String> {
    serde_json::from_str(json).unwrap_or_default()
}

fn json(texts: &BTreeMap<String, String>) -> Verdict<String> {
    Ok(serde_json::to_string(texts).map_err(anyhow::Error::from)?)
}

/// The text in that language, or in the first there is.
fn text<'a>(texts: &'a BTreeMap<String, String>, lang: &str) -> &'a str {
    let filled = |lang: &str| texts.get(lang).map(String::as_str).filter(|t| !t.is_empty());
    filled(lang).or_else(|| LANGUAGES.iter().find_map(|l| filled(l))).unwrap_or_default()
}

/// The address's part: what was typed, or made from the name.
fn slug_of(typed: &str, name: &str) -> String {
    let from = if typed.trim().is_empty() { name } else { typed };
    super::handle::base(from).chars().take(SLUG_LONGEST).collect()
}

fn check_texts(texts: &BTreeMap<String, String>, field: &'static str, errors: &mut Vec<FieldError>) {
    let bad = texts.iter().any(|(lang, text)| {
        !LANGUAGES.contains(&lang.as_str())
            || text.chars().count() > TEXT_LONGEST
            || text.chars().any(|c| c.is_control() && c != '\n' && c != '\r')
    });
    if bad {
        errors.push(FieldError { field, message: "problem-text-long", n: 2_000 });
    }
}

fn finish(errors: Vec<FieldError>) -> Verdict<()> {
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}

/// The slug is another one's.
fn taken(why: diesel::result::Error) -> Refusal {
    use diesel::result::{DatabaseErrorKind, Error};
    match why {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Refusal::field("slug", "problem-slug-taken"),
        other => other.into(),
    }
}

type Positions = QueryResult<Option<i64>>;

/// The place after the last one.
fn next(last: Positions) -> QueryResult<i64> {
    Ok(last?.unwrap_or(0) + 1)
}
