//! Why a post waits that looks like spam, for its author and those who keep order: nobody else sees it at all.

use super::view::Post;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::moderation::screen::waiting;
use crate::pages::signals::plain;
use crate::threads::kinds::Status;

/// Says it on those of the posts that wait.
///
/// # Errors
/// When the database fails.
pub fn say(conn: &mut AnyConnection, posts: &mut [Post], t: &T) -> diesel::QueryResult<()> {
    let ids: Vec<i64> = posts.iter().filter(|post| post.status == Status::Held).map(|post| post.id).collect();
    let signals = waiting::signals(conn, &ids)?;
    for post in posts {
        post.because = signals.get(&post.id).into_iter().flatten().map(|signal| plain(t, signal)).collect();
    }
    Ok(())
}
