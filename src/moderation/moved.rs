//! What waits, was flagged or is appealed against goes along with the post or the comment that it is about.

use diesel::prelude::*;

use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

/// Puts right what is about posts and comments of this thread but stands under another one. Numbers only, so nothing
/// needs binding.
pub(super) fn follow(tx: &mut Tx<'_>, thread: Option<i64>) -> Verdict<()> {
    let Some(thread) = thread else { return Ok(()) };
    let here = format!(
        "SELECT 'post:' || CAST(id AS TEXT) FROM posts WHERE question_id = {thread} \
         UNION ALL SELECT 'comment:' || CAST(comments.id AS TEXT) FROM comments \
         JOIN posts ON posts.id = comments.post_id WHERE posts.question_id = {thread} \
         UNION ALL SELECT 'edit:' || CAST(suggested_edits.id AS TEXT) FROM suggested_edits \
         JOIN posts ON posts.id = suggested_edits.post_id WHERE posts.question_id = {thread}"
    );
    for table in ["review_items", "flags", "appeals"] {
        let sql =
            format!("UPDATE {table} SET question_id = {thread} WHERE subject IN ({here}) AND question_id <> {thread}");
        crate::on_both!(tx.conn(), inner => diesel::sql_query(sql).execute(inner))?;
    }
    Ok(())
}
