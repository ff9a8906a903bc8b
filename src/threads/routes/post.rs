//! What the forms need to know of a post before they are shown.

use diesel::prelude::*;

use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::{CloseReason, PostKind, Status};
use crate::threads::paths;
use crate::threads::tables::{posts, question_tags, questions, tags};

/// A post with its thread, seen by somebody who may.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the columns
pub struct Seen {
    pub id: i64,
    pub kind: PostKind,
    pub question_id: i64,
    pub author_id: i64,
    pub body: String,
    pub html: String,
    pub lang: String,
    pub revision: i64,
    pub status_reason: Option<String>,
    pub asker_id: i64,
    pub title: String,
    pub slug: String,
    pub close_reason: Option<CloseReason>,
    pub duplicate_of: Option<i64>,
}

impl Seen {
    /// Its permanent address.
    pub fn path(&self) -> String {
        match self.kind {
            PostKind::Question => self.thread(),
            PostKind::Answer => paths::answer(self.id),
        }
    }

    /// Its thread's address.
    pub fn thread(&self) -> String {
        paths::question(self.question_id, &self.slug)
    }

    /// Whether it is a question.
    pub fn is_question(&self) -> bool {
        self.kind == PostKind::Question
    }
}

/// A post that these eyes may see, in a thread that they may see.
///
/// # Errors
/// `NotFound`.
pub fn seen(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<Seen> {
    type Post = (i64, PostKind, i64, i64, String, String, String, i64, Status, Option<String>);
    type Thread = (i64, String, String, Option<CloseReason>, Option<i64>, Status);
    let post: Post = posts::table
        .find(id)
        .select((
            posts::id,
            posts::kind,
            posts::question_id,
            posts::author_id,
            posts::body,
            posts::html,
            posts::lang,
            posts::revision,
            posts::status,
            posts::status_reason,
        ))
        .first(conn)?;
    let (id, kind, question_id, author_id, body, html, lang, revision, status, status_reason) = post;
    let thread: Thread = questions::table
        .inner_join(posts::table)
        .filter(questions::id.eq(question_id))
        .select((
            questions::asker_id,
            questions::title,
            questions::slug,
            questions::close_reason,
            questions::duplicate_of,
            posts::status,
        ))
        .first(conn)?;
    let (asker_id, title, slug, close_reason, duplicate_of, thread_status) = thread;
    if !can_see(status, author_id, eyes) || !can_see(thread_status, asker_id, eyes) {
        return Err(Refusal::NotFound);
    }
    Ok(Seen {
        id,
        kind,
        question_id,
        author_id,
        body,
        html,
        lang,
        revision,
        status_reason,
        asker_id,
        title,
        slug,
        close_reason,
        duplicate_of,
    })
}

/// A question's tags by name.
///
/// # Errors
/// When the database fails.
pub fn tag_names(conn: &mut AnyConnection, question: i64) -> QueryResult<Vec<String>> {
    question_tags::table
        .inner_join(tags::table)
        .filter(question_tags::question_id.eq(question))
        .order(tags::name)
        .limit(20)
        .select(tags::name)
        .load(conn)
}
