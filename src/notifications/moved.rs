//! Notices follow what they are about: an answer that went into another thread, a thread that went into another one,
//! and both when that is taken back. So the inbox never leads to where nothing is any more.

use diesel::prelude::*;

use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

/// Puts right the notices that stand under a thread but are about something elsewhere. Numbers only, so nothing needs
/// binding.
pub(super) fn follow(tx: &mut Tx<'_>, thread: i64) -> Verdict<()> {
    let home = "SELECT coalesce(questions.merged_into, posts.question_id) FROM posts \
                JOIN questions ON questions.id = posts.question_id WHERE posts.id = notices.post_id";
    let sql = format!(
        "UPDATE notices SET question_id = ({home}) \
         WHERE question_id = {thread} AND post_id IS NOT NULL AND EXISTS ({home})"
    );
    crate::on_both!(tx.conn(), inner => diesel::sql_query(sql).execute(inner))?;
    Ok(())
}
