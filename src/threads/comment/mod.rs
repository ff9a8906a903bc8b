//! Comments: short notes under a post. They never answer a question.
//!
//! | file     | what it does                                             |
//! |----------|----------------------------------------------------------|
//! | `post`   | writes one                                               |
//! | `edit`   | its author puts it differently                           |
//! | `mask`   | something in it is hidden from all but the team          |
//! | `remove` | it is taken away, and comes back                         |

mod edit;
mod mask;
mod post;
mod remove;

pub use edit::{Edit, edit};
pub use mask::{Masking, mask};
pub use post::{Comment, Commented, comment};
pub use remove::{delete, restore};

use diesel::prelude::*;

use super::eyes::{Eyes, can_see};
use super::hide::FLAGS;
use super::kinds::Status;
use super::moves::CONVERTED;
use super::posting::Screened;
use super::subject::{self, Subject};
use super::tables::{comments, posts};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// A comment that somebody wants to act on, with its post and thread locked.
struct Standing {
    id: i64,
    author_id: i64,
    status: Status,
    status_by: Option<i64>,
    /// Whether flags alone have hidden it.
    by_flags: bool,
    /// Whether it is an answer now.
    converted: bool,
    edited_at: Option<Micros>,
    on: Subject,
}

/// Finds it for somebody who may see it.
fn standing(tx: &mut Tx<'_>, actor: &Actor, id: i64) -> Verdict<Standing> {
    type Row = (i64, Status, Option<i64>, Option<String>, Option<Micros>);
    let post_id: i64 = comments::table.find(id).select(comments::post_id).first(tx.conn())?;
    let on = subject::post(tx, actor, post_id)?;
    // Only now, under the thread's lock: another node may have been faster.
    let columns =
        (comments::author_id, comments::status, comments::status_by, comments::status_reason, comments::edited_at);
    let (author_id, status, status_by, reason, edited_at): Row =
        comments::table.find(id).select(columns).first(tx.conn())?;
    if !can_see(status, author_id, &Eyes::of(Some(actor))) {
        return Err(Refusal::NotFound);
    }
    let by_flags = status == Status::Hidden && reason.as_deref() == Some(FLAGS);
    let converted = reason.as_deref() == Some(CONVERTED);
    Ok(Standing { id, author_id, status, status_by, by_flags, converted, edited_at, on })
}

/// A comment that would have to wait is refused: nobody looks for one in a queue.
fn cannot_wait(screened: &Screened) -> Verdict<()> {
    match screened.wait {
        None => Ok(()),
        Some(_) if screened.spam => Err(Refusal::field("body", "spam-comment-refused")),
        Some(_) => Err(Refusal::field("body", "problem-comment-links")),
    }
}

/// Counts one more or one less under a post.
pub(super) fn count(tx: &mut Tx<'_>, post_id: i64, by: i64) -> Verdict<()> {
    diesel::update(posts::table.find(post_id))
        .set(posts::comment_count.eq(posts::comment_count + by))
        .execute(tx.conn())?;
    Ok(())
}
