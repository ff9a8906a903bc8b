//! People as they stand beside something: name, picture, way to their page. One query for a whole page.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::tables::people;
use crate::accounts::{person_path, picture_path};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, among};
use crate::ground::i18n::T;

/// Somebody, or who they were.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Name {
    pub id: i64,
    pub path: String,
    pub picture: String,
    pub reputation: i64,
    /// None for those who left and had themselves erased.
    name: Option<String>,
}

impl Name {
    /// What they are called, in the reader's words if they are gone.
    pub fn shown(&self, t: &T) -> String {
        self.name.clone().unwrap_or_else(|| t.s("people-former-member"))
    }

    /// Whether they are still with us.
    pub fn is_here(&self) -> bool {
        self.name.is_some()
    }
}

/// The columns that make a `Name`.
pub type Columns = (i64, String, String, Option<String>, i64, Option<Micros>);

impl From<Columns> for Name {
    fn from((id, name, handle, picture, reputation, erased_at): Columns) -> Self {
        Self {
            id,
            path: person_path(id, &handle),
            picture: picture_path(id, picture.as_deref()),
            reputation,
            name: erased_at.is_none().then_some(name),
        }
    }
}

/// Selects those columns.
#[macro_export]
macro_rules! name_columns {
    () => {{
        use $crate::accounts::tables::people;
        (people::id, people::name, people::handle, people::picture, people::reputation, people::erased_at)
    }};
}

/// Everybody with these ids.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Name>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Columns> =
        people::table.filter(among(people::id, ids)).select(name_columns!()).limit(1_000).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.0, row.into())).collect())
}
