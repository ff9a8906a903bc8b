//! What the index does not know yet. A text that was hidden or edited a moment ago must not be shown from the index,
//! so whatever the log has beyond the index's cursor is shown from the tables only.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::accounts::events::PersonErased;
use crate::ground::db::AnyConnection;
use crate::ground::events::{Event, Stored, after};
use crate::threads::events::TagChanged;

/// Events that are looked at; an index further behind shows no text of its own at all.
const MOST: i64 = 500;

/// Threads whose texts in the index may be old.
pub(super) enum Stale {
    /// These.
    Some(HashSet<i64>),
    /// Any.
    All,
}

impl Stale {
    /// What happened after the index's cursor.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) fn since(conn: &mut AnyConnection, cursor: i64) -> QueryResult<Self> {
        let events = after(conn, cursor, MOST)?;
        if events.len() as i64 == MOST {
            return Ok(Self::All);
        }
        Ok(Self::Some(events.iter().filter_map(|event| event.number("question_id")).collect()))
    }

    /// The same for whoever compares whole documents: a tag's new name or a person who left changes many at once.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) fn in_index(conn: &mut AnyConnection, cursor: i64) -> QueryResult<Self> {
        let events = after(conn, cursor, MOST)?;
        let many = |event: &Stored| [TagChanged::KIND, PersonErased::KIND].contains(&event.kind.as_str());
        if events.len() as i64 == MOST || events.iter().any(many) {
            return Ok(Self::All);
        }
        Ok(Self::Some(events.iter().filter_map(|event| event.number("question_id")).collect()))
    }

    /// Whether the index's texts of this thread may be old.
    pub(super) fn has(&self, question: i64) -> bool {
        match self {
            Self::Some(questions) => questions.contains(&question),
            Self::All => true,
        }
    }
}
