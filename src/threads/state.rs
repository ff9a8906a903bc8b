//! What a thread's question row says of its posts: counts, state, times. One place, so that it cannot drift.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

use super::kinds::{CloseReason, State, Status};
use super::subject::lock;
use super::tables::{posts, questions};
use super::tags;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Prepared, Tx, Value};
use crate::ground::once;
use crate::ground::refusal::Verdict;

/// What the posts of a thread come to.
#[derive(QueryableByName)]
struct Counts {
    #[diesel(sql_type = BigInt)]
    answers: i64,
    #[diesel(sql_type = BigInt)]
    accepted: i64,
    #[diesel(sql_type = BigInt)]
    endorsed: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    first_answer_at: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    solved_at: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    written_at: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    edited_at: Option<i64>,
}

/// Works out answer_count, accepted_count, endorsed_count, state, shown, first_answer_at (by somebody other than
/// the asker), solved_at and active_at from the posts, and the tags' counts where the question appears or disappears.
///
/// # Errors
/// `NotFound` when there is no such question.
pub fn refresh(tx: &mut Tx<'_>, question_id: i64, _now: Micros) -> Verdict<()> {
    lock(tx.conn(), question_id)?;
    type Row = (i64, bool, Option<CloseReason>, Micros, Option<i64>, Status);
    let (asker_id, was_shown, close_reason, created_at, merged_into, status): Row = questions::table
        .inner_join(posts::table)
        .filter(questions::id.eq(question_id))
        .select((
            questions::asker_id,
            questions::shown,
            questions::close_reason,
            questions::created_at,
            questions::merged_into,
            posts::status,
        ))
        .first(tx.conn())?;
    let counts = count(tx.conn(), question_id, asker_id)?;
    // A thread that went into another one is an address, nothing more.
    let shown = status == Status::Visible && merged_into.is_none();
    let state = match (close_reason, counts.accepted) {
        (Some(_), _) => State::Closed,
        (None, 0) => State::Open,
        (None, _) => State::Solved,
    };
    let active_at = [counts.written_at, counts.edited_at].into_iter().flatten().fold(created_at.0, i64::max);
    diesel::update(questions::table.find(question_id))
        .set((
            questions::answer_count.eq(counts.answers),
            questions::accepted_count.eq(counts.accepted),
            questions::endorsed_count.eq(counts.endorsed),
            questions::state.eq(state),
            questions::shown.eq(shown),
            questions::first_answer_at.eq(counts.first_answer_at),
            questions::solved_at.eq(counts.solved_at),
            questions::active_at.eq(active_at),
        ))
        .execute(tx.conn())?;
    if shown != was_shown {
        tags::count_question(tx, question_id, if shown { 1 } else { -1 })?;
    }
    Ok(())
}

/// One walk over the thread's posts. Only numbers go into the text, so nothing needs binding.
fn count(conn: &mut AnyConnection, question_id: i64, asker_id: i64) -> QueryResult<Counts> {
    let answer = "kind = 'answer' AND status = 'visible'";
    let sql = format!(
        "SELECT count(*) FILTER (WHERE {answer}) AS answers, \
         count(*) FILTER (WHERE {answer} AND accepted_at IS NOT NULL) AS accepted, \
         count(*) FILTER (WHERE {answer} AND endorsement_count > 0) AS endorsed, \
         min(created_at) FILTER (WHERE {answer} AND author_id <> {asker_id}) AS first_answer_at, \
         min(accepted_at) FILTER (WHERE {answer}) AS solved_at, \
         max(created_at) FILTER (WHERE status = 'visible') AS written_at, \
         max(edited_at) FILTER (WHERE status = 'visible') AS edited_at \
         FROM posts WHERE question_id = {question_id}"
    );
    crate::on_both!(conn, inner => diesel::sql_query(sql).get_result(inner))
}

/// Who answers what, for `one_more_answer`.
pub(super) struct OneMore<'a> {
    pub question_id: i64,
    pub actor_id: i64,
    /// Whether the actor sees questions that are hidden.
    pub sees_all: bool,
    /// Whether the actor may answer where not everybody may.
    pub known: bool,
    /// The form's key.
    pub key: &'a str,
}

/// What `refresh` would find after one plain new answer, without looking at the others. False, and nothing done, if the
/// actor cannot see the question, it is closed, or the form was accepted before. All of it is one statement, because
/// nothing is written more often.
pub(super) fn one_more_answer(tx: &mut Tx<'_>, one: &OneMore<'_>, now: Micros) -> Verdict<bool> {
    let key = once::tidy(one.key);
    let counted = Prepared(
        "UPDATE questions SET answer_count = answer_count + 1, active_at = ?, first_answer_at = \
         CASE WHEN first_answer_at IS NULL AND asker_id <> ? THEN ? ELSE first_answer_at END \
         WHERE id = ? AND state <> 'closed' AND (shown OR asker_id = ? OR ?) \
         AND locked_at IS NULL AND merged_into IS NULL AND (protected_at IS NULL OR asker_id = ? OR ?) \
         AND NOT EXISTS (SELECT 1 FROM accepted_forms WHERE person_id = ? AND form_key = ?)",
        [
            Value::Number(now.0),
            Value::Number(one.actor_id),
            Value::Number(now.0),
            Value::Number(one.question_id),
            Value::Number(one.actor_id),
            Value::Flag(one.sees_all),
            Value::Number(one.actor_id),
            Value::Flag(one.known),
            Value::Number(one.actor_id),
            Value::Text(&key),
        ],
    );
    let rows = crate::on_both!(tx.conn(), inner => counted.execute(inner))?;
    Ok(rows == 1)
}
