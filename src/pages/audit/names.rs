//! Names of what acts were done to, as they are now: products, categories and teams. All else has its number.

use std::collections::HashMap;

use crate::accounts::catalogue::{categories, products};
use crate::accounts::teams::teams;
use crate::ground::db::AnyConnection;

/// Reads them: a few short lists.
///
/// # Errors
/// When the database fails.
pub fn names(conn: &mut AnyConnection, lang: &str) -> diesel::QueryResult<HashMap<String, String>> {
    let mut names = HashMap::new();
    names.extend(products(conn)?.into_iter().map(|p| (format!("product:{}", p.id), p.name)));
    names.extend(categories(conn)?.into_iter().map(|c| (format!("category:{}", c.id), c.name(lang).to_owned())));
    names.extend(teams(conn)?.into_iter().map(|t| (format!("team:{}", t.id), t.name)));
    Ok(names)
}
