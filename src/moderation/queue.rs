//! Putting something into the review queue.

use diesel::prelude::*;

use super::events::ReviewOpened;
use super::kinds::{About, ItemKind};
use super::tables::review_items;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

/// Something for moderators to look at.
#[derive(Clone, Debug)]
pub struct Item {
    /// Why.
    pub kind: ItemKind,
    /// What it is about.
    pub about: About,
    /// Whose text or doings it is about.
    pub person_id: i64,
    /// The thread, if it is about a post or a comment.
    pub question_id: Option<i64>,
    /// How urgent, in hundredths; the higher, the sooner.
    pub weight: i64,
    /// Ids and small values that the kind's own page shows.
    pub detail: serde_json::Value,
}

/// Opens an item, or brings the open one of the same kind and subject up to date. Returns its id.
///
/// # Errors
/// When the database fails.
pub fn open(tx: &mut Tx<'_>, item: &Item, now: Micros) -> Verdict<i64> {
    let subject = item.about.word();
    let waiting = review_items::table
        .filter(review_items::kind.eq(item.kind))
        .filter(review_items::subject.eq(&subject))
        .filter(review_items::decided_at.is_null());
    let columns = (review_items::id, review_items::weight, review_items::detail);
    if let Some((id, weight, detail)) = waiting.select(columns).first::<(i64, i64, String)>(tx.conn()).optional()? {
        // Two rooms may put the same thing there, one knowing more than the other: who comes second takes nothing away.
        let weight = if item.kind == ItemKind::Held { item.weight.max(weight) } else { item.weight };
        diesel::update(review_items::table.find(id))
            .set((review_items::weight.eq(weight), review_items::detail.eq(joined(&detail, &item.detail))))
            .execute(tx.conn())?;
        return Ok(id);
    }
    let new = diesel::insert_into(review_items::table)
        .values((
            review_items::kind.eq(item.kind),
            review_items::subject.eq(&subject),
            review_items::person_id.eq(item.person_id),
            review_items::question_id.eq(item.question_id),
            review_items::weight.eq(item.weight),
            review_items::detail.eq(item.detail.to_string()),
            review_items::opened_at.eq(now),
        ))
        .returning(review_items::id);
    let item_id: i64 = crate::on_both!(tx.conn(), inner => new.get_result(inner))?;
    let opened = ReviewOpened { item_id, kind: item.kind.word().into(), subject, person_id: item.person_id };
    tx.record(None, &opened, now);
    Ok(item_id)
}

/// The new detail, with what only the old one says.
fn joined(old: &str, new: &serde_json::Value) -> String {
    let mut all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(old).unwrap_or_default();
    match new {
        serde_json::Value::Object(new) => all.extend(new.clone()),
        serde_json::Value::Null => {}
        other => return other.to_string(),
    }
    serde_json::Value::Object(all).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn whoever_knows_less_takes_nothing_away() {
        let (rich, poor) = (json!({"signals": [1]}), json!({}));
        assert_eq!(super::joined(&rich.to_string(), &poor), rich.to_string());
        assert_eq!(super::joined(&poor.to_string(), &rich), rich.to_string());
        assert_eq!(super::joined("broken", &rich), rich.to_string());
        assert_eq!(super::joined(r#"{"signals":[2]}"#, &rich), rich.to_string());
    }
}
