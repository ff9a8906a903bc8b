//! What the index holds, to be compared with what it should hold.

use std::collections::BinaryHeap;

use super::Desk;
use crate::error::Result;
use crate::schema::name;

/// Ids above `after` in order, at most `limit`, each with the fingerprint of its document.
pub(crate) fn fingerprints(desk: &mut Desk, after: i64, limit: usize) -> Result<Vec<(i64, u64)>> {
    // The smallest ids so far, the largest of them on top.
    let mut found: BinaryHeap<(i64, u64)> = BinaryHeap::new();
    for segment in desk.searcher.segment_readers() {
        let ids = segment.fast_fields().i64(name::ID)?;
        let prints = segment.fast_fields().u64(name::FINGERPRINT)?;
        for doc in segment.doc_ids_alive() {
            let Some(id) = ids.first(doc).filter(|id| *id > after) else { continue };
            if found.len() < limit || found.peek().is_some_and(|(largest, _)| id < *largest) {
                found.push((id, prints.first(doc).unwrap_or_default()));
                if found.len() > limit {
                    found.pop();
                }
            }
        }
    }
    Ok(found.into_sorted_vec())
}
