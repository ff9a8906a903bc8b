//! A tag by its name, with what is known of it.

use diesel::prelude::*;

use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::tables::{tag_synonyms, tags};
use crate::threads::tags::{normalise, resolve};

/// Other names that are shown.
const SYNONYMS: i64 = 50;

/// A tag.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Found {
    pub id: i64,
    pub name: String,
    /// JSON of language to text.
    pub descriptions: String,
    pub count: i64,
    pub synonyms: Vec<String>,
}

/// What a name leads to.
pub enum Way {
    /// This tag.
    Here(Box<Found>),
    /// The name is another word for, or another spelling of, the tag with this name.
    Elsewhere(String),
}

/// Looks a name up.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConnection, name: &str) -> Verdict<Way> {
    let (id, kept) = resolve(conn, name)?.ok_or(Refusal::NotFound)?;
    if kept != name {
        return Ok(Way::Elsewhere(kept));
    }
    let (descriptions, count) = tags::table.find(id).select((tags::descriptions, tags::question_count)).first(conn)?;
    let synonyms = tag_synonyms::table
        .filter(tag_synonyms::tag_id.eq(id))
        .order(tag_synonyms::name)
        .select(tag_synonyms::name)
        .limit(SYNONYMS)
        .load(conn)?;
    Ok(Way::Here(Box::new(Found { id, name: kept, descriptions, count, synonyms })))
}

/// What a filter may hold: letters as tags have them; nothing if nothing is left.
pub fn filter(typed: &str) -> String {
    normalise(typed).unwrap_or_default()
}
