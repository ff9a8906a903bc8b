//! What somebody follows: the products they own, the products and tags they watch.

use diesel::prelude::*;

use crate::accounts::tables::owned_products;
use crate::ground::db::AnyConnection;
use crate::pages::given::address;
use crate::threads::kinds::WatchKind;
use crate::threads::tables::watches;

use super::query::Scope;

/// Products and tags that are looked at; more than anybody follows.
const MOST: i64 = 500;

/// The scope of "for you".
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, person: i64) -> QueryResult<Scope> {
    let mut products: Vec<i64> = owned_products::table
        .filter(owned_products::person_id.eq(person))
        .select(owned_products::product_id)
        .limit(MOST)
        .load(conn)?;
    let watched: Vec<(WatchKind, i64)> = watches::table
        .filter(watches::person_id.eq(person))
        .filter(watches::kind.eq_any([WatchKind::Tag, WatchKind::Product]))
        .select((watches::kind, watches::subject_id))
        .limit(MOST)
        .load(conn)?;
    let mut tags = Vec::new();
    for (kind, id) in watched {
        match kind {
            WatchKind::Tag => tags.push(id),
            WatchKind::Product => products.push(id),
            WatchKind::Question => {}
        }
    }
    Ok(Scope::Following { products, tags })
}

/// The button that changes it, for `parts/watch.html`.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the page of what is watched, and whether it is
pub struct Watch {
    pub page: String,
    pub on: bool,
}

impl Watch {
    /// Where visitors go first.
    pub fn sign_in(&self) -> String {
        address("/sign-in", &[("next", &self.page)])
    }
}

/// Whether somebody watches this.
///
/// # Errors
/// When the database fails.
pub fn watches(conn: &mut AnyConnection, person: Option<i64>, kind: WatchKind, subject: i64) -> QueryResult<bool> {
    let Some(person) = person else { return Ok(false) };
    let found: Option<i64> =
        watches::table.find((person, kind, subject)).select(watches::subject_id).first(conn).optional()?;
    Ok(found.is_some())
}
