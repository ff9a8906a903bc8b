//! Why somebody was asked: what they solved, about what, in how long a time.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::tables::products;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::{Arg, T};
use crate::threads::tables::tags;

/// What a question and a helpful answer have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Common {
    /// A tag.
    Tag(i64),
    /// The product.
    Product(i64),
}

/// Why somebody was asked; stored as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Why {
    /// About what.
    pub about: Common,
    /// How many questions they helped with.
    pub solved: i64,
    /// In how many months.
    pub months: i64,
}

impl Why {
    /// As stored. What cannot be read says that nothing is known.
    pub(super) fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or(Self { about: Common::Tag(0), solved: 0, months: 1 })
    }

    /// As it is stored.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Names of tags and products.
#[derive(Default)]
pub struct Names(HashMap<Common, String>);

impl Names {
    /// "You solved 4 questions about TannBox in the last 3 months"
    pub fn say(&self, t: T, why: &Why) -> String {
        let Some(about) = self.0.get(&why.about) else { return t.s("nudge-why-unknown") };
        t.f(
            "nudge-why",
            vec![("n", Arg::from(why.solved)), ("about", Arg::from(about)), ("months", Arg::from(why.months))],
        )
    }
}

/// The names that these reasons need.
///
/// # Errors
/// When the database fails.
pub fn names<'a>(conn: &mut AnyConnection, reasons: impl Iterator<Item = &'a Why>) -> QueryResult<Names> {
    let (mut in_tags, mut in_products) = (Vec::new(), Vec::new());
    for why in reasons {
        match why.about {
            Common::Tag(id) => in_tags.push(id),
            Common::Product(id) => in_products.push(id),
        }
    }
    let mut names = HashMap::new();
    if !in_tags.is_empty() {
        let found: Vec<(i64, String)> =
            tags::table.filter(tags::id.eq_any(in_tags)).select((tags::id, tags::name)).load(conn)?;
        names.extend(found.into_iter().map(|(id, name)| (Common::Tag(id), name)));
    }
    if !in_products.is_empty() {
        let found: Vec<(i64, String)> = products::table
            .filter(products::id.eq_any(in_products))
            .select((products::id, products::name))
            .load(conn)?;
        names.extend(found.into_iter().map(|(id, name)| (Common::Product(id), name)));
    }
    Ok(Names(names))
}
