//! What asking and answering share: the row of a post, its first revision, first posts that wait, repeated forms.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::kinds::{PostKind, Status};
use super::limits::{self, FIRST_POSTS};
use super::tables::{posts, revisions};
use super::text::Text;
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::once;
use crate::ground::refusal::{Refusal, Verdict};

/// Why a post is held, in `status_reason`: a new account's first posts with links …
pub const FIRST_LINKS: &str = "first_links";
/// … or links that a new account added to a post that everybody could see.
pub const ADDED_LINKS: &str = "added_links";

/// Whether a post by the actor must wait for review. Counts only where the answer depends on it.
pub(super) fn must_wait(
    tx: &mut Tx<'_>,
    actor: &Actor,
    text: &Text,
    this_post: Option<i64>,
    now: Micros,
) -> Verdict<bool> {
    // What the account is too old or too known for needs no query.
    if !actor.grants.is_empty() || !limits::must_wait(text.has_links, 0, actor.created_at, now) {
        return Ok(false);
    }
    let seen: Vec<i64> = posts::table
        .filter(posts::author_id.eq(actor.id))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::id.ne(this_post.unwrap_or(0)))
        .select(posts::id)
        .limit(FIRST_POSTS)
        .load(tx.conn())?;
    let seen = i64::try_from(seen.len()).unwrap_or(FIRST_POSTS);
    Ok(limits::must_wait(text.has_links, seen, actor.created_at, now))
}

/// A post that is about to be.
pub(super) struct Fresh<'a> {
    pub kind: PostKind,
    /// The thread; 0 for a question, which becomes its own.
    pub question_id: i64,
    pub text: &'a Text,
    pub lang: &'a str,
    pub held: bool,
}

/// Inserts a post; returns its id.
pub(super) fn insert(tx: &mut Tx<'_>, actor: &Actor, fresh: &Fresh<'_>, now: Micros) -> Verdict<i64> {
    let status = if fresh.held { Status::Held } else { Status::Visible };
    Ok(diesel::insert_into(posts::table)
        .values((
            posts::kind.eq(fresh.kind),
            posts::question_id.eq(fresh.question_id),
            posts::author_id.eq(actor.id),
            posts::body.eq(&fresh.text.source),
            posts::html.eq(&fresh.text.html),
            posts::lang.eq(fresh.lang),
            posts::created_at.eq(now),
            posts::status.eq(status),
            posts::status_at.eq(fresh.held.then_some(now)),
            posts::status_reason.eq(fresh.held.then_some(FIRST_LINKS)),
        ))
        .returning(posts::id)
        .get_result(tx.conn())?)
}

/// A revision that is about to be.
pub(super) struct Version<'a> {
    pub post_id: i64,
    pub number: i64,
    pub author_id: i64,
    pub title: Option<&'a str>,
    pub body: &'a str,
    pub tags: Option<&'a str>,
    pub reason: &'a str,
}

/// Stores a revision.
pub(super) fn keep(tx: &mut Tx<'_>, version: &Version<'_>, now: Micros) -> Verdict<()> {
    diesel::insert_into(revisions::table)
        .values((
            revisions::post_id.eq(version.post_id),
            revisions::number.eq(version.number),
            revisions::author_id.eq(version.author_id),
            revisions::title.eq(version.title),
            revisions::body.eq(version.body),
            revisions::tags.eq(version.tags),
            revisions::reason.eq(version.reason),
            revisions::created_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Remembers where a form led. Two nodes that take the same form at once: the second one's caller comes again
/// and finds what the first one made.
pub(super) fn remember(tx: &mut Tx<'_>, actor: &Actor, key: &str, path: &str, now: Micros) -> Verdict<()> {
    once::remember(tx, actor.id, key, path, now).map_err(|why| match why {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
            Refusal::Unavailable("another node takes the same form".into())
        }
        other => other.into(),
    })
}

/// The number that a remembered path ends with after `mark`: `/answers/7`, `…#c7`.
pub(super) fn number_after(path: &str, mark: &str) -> i64 {
    path.rsplit_once(mark).and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}
