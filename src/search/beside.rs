//! What stands beside a question: kept as numbers in a table, so that rendering a page never waits for a look into the
//! index where one was taken before. What may be seen of them is asked each time. `rounds` keeps the table.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use diesel::prelude::*;
use search_index::SimilarTo;

use super::service::Service;
use super::similar::{SimilarQuestion, dress};
use super::tables::search_similar;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::threads::tables::posts;

/// Candidates that are looked at closely: a list for the margin needs no more.
const LOOKS: usize = 12;
/// Questions in a list: more than are shown, because some may be hidden later.
const KEPT: usize = 8;
/// Questions that wait to be looked up, at most; beyond, the round comes to them by itself.
const MOST: usize = 10_000;

/// A list as it is kept.
pub(super) struct Kept {
    pub(super) ids: Vec<i64>,
    /// Whether it should be looked up anew.
    pub(super) due: bool,
}

/// The questions whose list somebody missed, or saw when it was due.
#[derive(Default)]
pub(super) struct Missed(Mutex<BTreeSet<i64>>);

impl Missed {
    fn add(&self, question: i64) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < MOST {
            waiting.insert(question);
        }
    }

    /// Takes up to `most` of them.
    pub(super) fn take(&self, most: usize) -> Vec<i64> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::iter::from_fn(|| waiting.pop_first()).take(most).collect()
    }
}

impl Service {
    /// Questions like this one, so many at most, if there is a list of them; else it is missed.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) fn kept_beside(
        &self,
        conn: &mut AnyConnection,
        question: i64,
        limit: usize,
    ) -> Verdict<Option<Vec<SimilarQuestion>>> {
        let kept = kept(conn, question, self.now())?;
        if kept.as_ref().is_none_or(|kept| kept.due) {
            self.missed().add(question);
        }
        kept.map(|kept| dress(conn, &kept.ids, limit)).transpose()
    }

    /// Questions like the one `to` leaves out, for the margin of its page: from the table, or by a quick look.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn beside(&self, question: i64, to: SimilarTo) -> Verdict<Vec<SimilarQuestion>> {
        let (asking, limit) = (self.clone(), to.limit);
        if let Some(found) = self.db().read(move |conn| asking.kept_beside(conn, question, limit)).await? {
            return Ok(found);
        }
        let to = quick(to);
        let ids = self.look_beside(move |service| service.alike(&to)).await.flatten().unwrap_or_default();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.db().read(move |conn| dress(conn, &ids, limit)).await
    }
}

/// The look that is taken for a margin.
pub(super) fn quick(to: SimilarTo) -> SimilarTo {
    SimilarTo { limit: KEPT, looks: LOOKS, ..to }
}

/// The list of a question, unless there is none, nothing on it, or it is of an earlier title.
///
/// # Errors
/// When the database fails.
fn kept(conn: &mut AnyConnection, question: i64, now: Micros) -> Verdict<Option<Kept>> {
    let list = search_similar::table
        .inner_join(posts::table.on(posts::id.eq(search_similar::question_id)))
        .filter(search_similar::question_id.eq(question))
        .select((search_similar::ids, search_similar::looked_at, search_similar::due_at, posts::edited_at));
    let row: Option<(String, Micros, Micros, Option<Micros>)> =
        crate::on_both!(conn, inner => list.get_result(inner)).optional()?;
    let Some((similar, looked_at, due_at, edited_at)) = row else { return Ok(None) };
    if edited_at.is_some_and(|edited| edited >= looked_at) {
        return Ok(None);
    }
    let ids: Vec<i64> = serde_json::from_str(&similar).unwrap_or_default();
    Ok((!ids.is_empty()).then_some(Kept { ids, due: due_at <= now }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missed_twice_is_looked_up_once_and_there_is_an_end() {
        let missed = Missed::default();
        [7, 3, 7].into_iter().for_each(|question| missed.add(question));
        assert_eq!((missed.take(1), missed.take(5), missed.take(5)), (vec![3], vec![7], vec![]));
        (0..2 * MOST as i64).for_each(|question| missed.add(question));
        assert_eq!(missed.take(usize::MAX).len(), MOST);
    }
}
