//! Why posts wait: what was seen in them, for moderators and their authors.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::ground::db::{AnyConnection, among};
use crate::moderation::kinds::{About, ItemKind};
use crate::moderation::tables::review_items;
use crate::threads::screen::Signal;

/// Posts that are looked up at once.
const AT_ONCE: i64 = 200;

/// The signals of those of these posts that wait.
///
/// # Errors
/// When the database fails.
pub fn signals(conn: &mut AnyConnection, posts: &[i64]) -> QueryResult<HashMap<i64, Vec<Signal>>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let subjects: Vec<String> = posts.iter().map(|id| About::Post(*id).word()).collect();
    let rows: Vec<(String, String)> = review_items::table
        .filter(among(review_items::subject, &subjects))
        .filter(review_items::kind.eq(ItemKind::Held))
        .filter(review_items::decided_at.is_null())
        .select((review_items::subject, review_items::detail))
        .limit(AT_ONCE)
        .load(conn)?;
    let signals = |(subject, detail): (String, String)| match About::from_word(&subject) {
        Some(About::Post(id)) => Some((id, read(&detail))),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(signals).collect())
}

/// The signals in an item's detail; none where there are none.
pub fn read(detail: &str) -> Vec<Signal> {
    let detail: serde_json::Value = serde_json::from_str(detail).unwrap_or_default();
    detail.get("signals").and_then(|all| serde_json::from_value(all.clone()).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn details_without_signals_have_none() {
        let one = read(r#"{"signals":[{"name":"trap","points":60,"what":""}]}"#);
        assert_eq!(one.len(), 1);
        for none in ["", "{}", r#"{"signals":7}"#, "[]"] {
            assert!(read(none).is_empty(), "{none}");
        }
    }
}
