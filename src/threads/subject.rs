//! The post that a verb is about, with its thread, as the person who acts may know of it.

use diesel::prelude::*;

use super::eyes::{Eyes, can_see};
use super::kinds::{CloseReason, PostKind, State, Status};
use super::tables::{posts, questions};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// The post's columns that verbs look at.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = posts)]
pub(super) struct Post {
    pub id: i64,
    pub kind: PostKind,
    pub author_id: i64,
    pub body: String,
    pub revision: i64,
    pub created_at: Micros,
    pub status: Status,
    pub status_by: Option<i64>,
    pub status_reason: Option<String>,
    pub accepted_at: Option<Micros>,
    pub accepted_by: Option<i64>,
    pub endorsement_count: i64,
}

/// The question's columns that verbs look at.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = questions)]
pub(super) struct Thread {
    pub id: i64,
    pub title: String,
    pub asker_id: i64,
    pub product_id: Option<i64>,
    pub state: State,
    pub shown: bool,
    pub close_reason: Option<CloseReason>,
    pub closed_by: Option<i64>,
    pub duplicate_of: Option<i64>,
    pub created_at: Micros,
    pub lang: String,
    pub category_id: Option<i64>,
    pub locked_at: Option<Micros>,
    pub locked_by: Option<i64>,
    pub protected_at: Option<Micros>,
    pub protected_by: Option<i64>,
    pub merged_into: Option<i64>,
}

/// Both.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub post: Post,
    pub thread: Thread,
}

impl Subject {
    /// Whether the actor opened the thread.
    pub fn is_askers(&self, actor: &Actor) -> bool {
        self.thread.asker_id == actor.id
    }

    /// Whether the actor wrote the post.
    pub fn is_authors(&self, actor: &Actor) -> bool {
        self.post.author_id == actor.id
    }

    /// Refuses what would change a thread that is for reading only, or that went into another one.
    pub fn open(&self) -> Verdict<()> {
        match (self.thread.merged_into, self.thread.locked_at) {
            (Some(_), _) => Err(Refusal::Conflict("problem-keep-merged")),
            (None, Some(_)) => Err(Refusal::Conflict("problem-keep-locked")),
            (None, None) => Ok(()),
        }
    }

    /// Whether everybody can see it.
    pub fn is_public(&self) -> bool {
        self.thread.shown && self.post.status == Status::Visible
    }
}

/// Holds the thread's row until the commit, so that nodes change one thread one after the other.
/// On SQLite there is only ever one writer.
pub(super) fn lock(conn: &mut AnyConnection, question_id: i64) -> QueryResult<()> {
    if let AnyConnection::Postgres(inner) = conn {
        diesel::update(questions::table.find(question_id)).set(questions::views.eq(questions::views)).execute(inner)?;
    }
    Ok(())
}

/// Holds two threads' rows, the lower number first, so that no two nodes wait for each other.
pub(super) fn lock_both(conn: &mut AnyConnection, one: i64, other: i64) -> QueryResult<()> {
    lock(conn, one.min(other))?;
    lock(conn, one.max(other))
}

fn lock_of_post(conn: &mut AnyConnection, post_id: i64) -> QueryResult<()> {
    if let AnyConnection::Postgres(inner) = conn {
        let thread = posts::table.find(post_id).select(posts::question_id);
        diesel::update(questions::table.filter(questions::id.eq_any(thread)))
            .set(questions::views.eq(questions::views))
            .execute(inner)?;
    }
    Ok(())
}

/// A post for somebody who wants to change something about it; `NotFound` if they may not know of it.
pub(super) fn post(tx: &mut Tx<'_>, actor: &Actor, post_id: i64) -> Verdict<Subject> {
    lock_of_post(tx.conn(), post_id)?;
    let (post, thread): (Post, Thread) = posts::table
        .inner_join(questions::table.on(questions::id.eq(posts::question_id)))
        .filter(posts::id.eq(post_id))
        .select((Post::as_select(), Thread::as_select()))
        .first(tx.conn())?;
    let eyes = Eyes::of(Some(actor));
    let thread_seen = thread.shown || eyes.sees_all || thread.asker_id == actor.id;
    if thread_seen && can_see(post.status, post.author_id, &eyes) {
        Ok(Subject { post, thread })
    } else {
        Err(Refusal::NotFound)
    }
}

/// A post for the program's own work, whoever may see it.
pub(super) fn unseen(tx: &mut Tx<'_>, post_id: i64) -> Verdict<Subject> {
    lock_of_post(tx.conn(), post_id)?;
    let (post, thread): (Post, Thread) = posts::table
        .inner_join(questions::table.on(questions::id.eq(posts::question_id)))
        .filter(posts::id.eq(post_id))
        .select((Post::as_select(), Thread::as_select()))
        .first(tx.conn())?;
    Ok(Subject { post, thread })
}

/// The same for an answer.
pub(super) fn answer(tx: &mut Tx<'_>, actor: &Actor, post_id: i64) -> Verdict<Subject> {
    let subject = post(tx, actor, post_id)?;
    if subject.post.kind == PostKind::Answer { Ok(subject) } else { Err(Refusal::NotFound) }
}

/// The same for a question.
pub(super) fn question(tx: &mut Tx<'_>, actor: &Actor, question_id: i64) -> Verdict<Subject> {
    let subject = post(tx, actor, question_id)?;
    if subject.post.kind == PostKind::Question { Ok(subject) } else { Err(Refusal::NotFound) }
}
