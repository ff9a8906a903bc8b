//! What an event is about, as it stands at the moment when people are told.

use diesel::prelude::*;

use crate::ground::db::AnyConnection;
use crate::ground::events::Stored;
use crate::ground::refusal::Verdict;
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::{PostKind, State, Status};
use crate::threads::paths;
use crate::threads::tables::{comments, posts, questions};

/// The thread.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = questions)]
pub(super) struct Thread {
    pub id: i64,
    pub asker_id: i64,
    pub state: State,
    pub shown: bool,
}

/// The post.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = posts)]
pub(super) struct Post {
    pub id: i64,
    pub author_id: i64,
    pub html: String,
    pub status: Status,
    pub accepted_at: Option<i64>,
    pub endorsement_count: i64,
}

/// The comment, if the event is about one.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = comments)]
pub(super) struct Comment {
    pub id: i64,
    pub author_id: i64,
    pub html: String,
    pub status: Status,
}

/// All of it.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub thread: Thread,
    pub post: Post,
    pub comment: Option<Comment>,
}

impl About {
    /// Loads it; none when any of it is gone.
    pub fn load(conn: &mut AnyConnection, event: &Stored) -> Verdict<Option<Self>> {
        let Some(post_id) = event.number("post_id") else { return Ok(None) };
        let found: Option<(Thread, Post)> = posts::table
            .inner_join(questions::table.on(questions::id.eq(posts::question_id)))
            .filter(posts::id.eq(post_id))
            .select((Thread::as_select(), Post::as_select()))
            .first(conn)
            .optional()?;
        let Some((thread, post)) = found else { return Ok(None) };
        let comment = match event.number("comment_id") {
            None => None,
            Some(id) => {
                let found = comments::table.find(id).select(Comment::as_select()).first(conn).optional()?;
                let Some(comment) = found else { return Ok(None) };
                Some(comment)
            }
        };
        Ok(Some(Self { thread, post, comment }))
    }

    /// Whether somebody may know of it. What only keepers of order can see is no news for them here.
    pub fn may_be_told(&self, person: i64) -> bool {
        let eyes = Eyes { person: Some(person), sees_all: false };
        let thread = self.thread.shown || self.thread.asker_id == person;
        let post = can_see(self.post.status, self.post.author_id, &eyes);
        let comment = self.comment.as_ref().is_none_or(|c| can_see(c.status, c.author_id, &eyes));
        thread && post && comment
    }

    /// What was written, for mentions.
    pub fn html(&self) -> &str {
        self.comment.as_ref().map_or(&self.post.html, |comment| &comment.html)
    }
}

/// Where a post or a comment under it is.
pub(super) fn place(question_id: i64, slug: &str, kind: PostKind, post_id: i64, comment_id: Option<i64>) -> String {
    let post = match kind {
        PostKind::Question => paths::question(question_id, slug),
        PostKind::Answer => paths::answer(post_id),
    };
    comment_id.map_or(post, paths::comment)
}
