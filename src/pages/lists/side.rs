//! Beside the lists: what waits, what is asked most, who helps.

use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::pages::people::{Ranked, best};
use crate::reputation::leaderboard::EVERY_TAG;
use crate::threads::tables::{questions, tags};

use super::catalogue::{self, Entry};
use super::item::Tag;

/// Tags that are shown.
const TAGS: i64 = 12;
/// People that are shown.
const PEOPLE: i64 = 5;

/// The column beside the home page.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Side {
    pub waiting: i64,
    pub tags: Vec<Tag>,
    pub categories: Vec<Entry>,
    pub helpers: Vec<Ranked>,
}

/// Questions that nobody has answered.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut AnyConnection) -> QueryResult<i64> {
    questions::table
        .filter(questions::shown)
        // Literals, for the partial index.
        .filter(sql::<Bool>("questions.state = 'open' AND questions.answer_count = 0"))
        .select(count_star())
        .first(conn)
}

/// The tags with the most questions.
///
/// # Errors
/// When the database fails.
pub fn popular_tags(conn: &mut AnyConnection, limit: i64) -> QueryResult<Vec<Tag>> {
    let names: Vec<String> = tags::table
        .filter(tags::question_count.gt(0))
        .order((tags::question_count.desc(), tags::id.desc()))
        .select(tags::name)
        .limit(limit)
        .load(conn)?;
    Ok(names.into_iter().map(Tag::from).collect())
}

impl Side {
    /// Reads it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut AnyConnection, t: &T, now: Micros) -> QueryResult<Self> {
        Ok(Self {
            waiting: waiting(conn)?,
            tags: popular_tags(conn, TAGS)?,
            categories: catalogue::all_categories(conn, t.lang)?.into_iter().filter(|c| !c.retired).collect(),
            helpers: best(conn, EVERY_TAG, now.month(), PEOPLE, t)?,
        })
    }
}
