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
    if let Some(id) = waiting.select(review_items::id).first::<i64>(tx.conn()).optional()? {
        diesel::update(review_items::table.find(id))
            .set((review_items::weight.eq(item.weight), review_items::detail.eq(item.detail.to_string())))
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
