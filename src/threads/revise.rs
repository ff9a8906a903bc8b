//! Editing a post: every edit is a revision with an author and a reason, and none is ever lost.

use diesel::prelude::*;

use super::events::{PostHeld, PostRevised, QuestionRetagged};
use super::kinds::{PostKind, Status};
use super::posting::{self, Version};
use super::screen::{Became, Draft};
use super::subject::{self, Subject};
use super::tables::{posts, questions, revisions};
use super::text::Text;
use super::{Rules, delete, limits, slug, state, suggest, tags};
use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// An edit.
#[derive(Clone, Debug, Default)]
pub struct Revision {
    /// Number of the revision that the editor saw.
    pub base: i64,
    /// A question's new title; none leaves it.
    pub title: Option<String>,
    /// The new body.
    pub text: Text,
    /// A question's new tags; none leaves them.
    pub tags: Option<Vec<String>>,
    /// Why; may be empty.
    pub reason: String,
}

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revised {
    /// It is the post's text now.
    Saved {
        /// The new revision's number, or the old one's if nothing had changed.
        number: i64,
    },
    /// It waits for review.
    Suggested {
        /// The suggestion.
        id: i64,
    },
}

/// A revision as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = revisions)]
#[allow(missing_docs)] // the columns
pub struct Past {
    pub number: i64,
    pub author_id: i64,
    pub title: Option<String>,
    pub body: String,
    /// Names separated by one space.
    pub tags: Option<String>,
    pub reason: String,
    pub created_at: Micros,
}

/// What an edit comes to, checked and tidied.
pub(super) struct Change<'a> {
    /// Whose edit it is.
    pub author_id: i64,
    /// The title, for questions.
    pub title: Option<String>,
    pub text: &'a Text,
    /// New tags' names, if they change.
    pub tags: Option<Vec<String>>,
    pub reason: String,
}

/// Edits a post, or suggests the edit where the actor lacks the privilege.
///
/// # Errors
/// `Conflict` when somebody was faster than the editor, `Invalid`, `NotFound`, `Forbidden`.
pub fn revise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    post_id: i64,
    revision: &Revision,
    rules: &Rules,
    now: Micros,
) -> Verdict<Revised> {
    actor.active(now)?;
    actor.may_speak(now)?;
    let subject = subject::post(tx, actor, post_id)?;
    if subject.post.status == Status::Deleted {
        return Err(Refusal::forbidden("problem-deleted"));
    }
    // Those who keep order may put right what stands in a thread that nobody else may write in.
    if may(actor, Act::Keep, &rules.thresholds, false).is_err() {
        subject.open()?;
    }
    if subject.post.revision != revision.base {
        return Err(Refusal::Conflict("problem-edit-conflict"));
    }
    let change = prepare(tx, actor, &subject, revision)?;
    let new_title = change.title.as_ref().is_some_and(|t| *t != subject.thread.title);
    let new_body = change.text.source != subject.post.body;
    if !new_title && !new_body && change.tags.is_none() {
        return Ok(Revised::Saved { number: subject.post.revision });
    }
    let only_tags = !new_title && !new_body;
    let allowed = subject.is_authors(actor)
        || may(actor, Act::Edit, &rules.thresholds, false).is_ok()
        || (only_tags && may(actor, Act::Retag, &rules.thresholds, subject.is_askers(actor)).is_ok());
    if !allowed {
        rules.allow(actor, Act::SuggestEdit, false, now)?;
        return Ok(Revised::Suggested { id: suggest::add(tx, &subject, &change, now)? });
    }
    let number = save(tx, &subject, &change, now)?;
    let may_hold = subject.is_authors(actor) && subject.post.status == Status::Visible;
    if may_hold {
        let draft = Draft::Edit(post_id, change.title.as_deref().filter(|_| new_title), change.text);
        let screened = posting::screen(tx, actor, &draft, rules, now)?;
        let (question_id, held) = (subject.thread.id, screened.wait.is_some());
        if held {
            delete::set_status(tx, &subject, Status::Held, actor.id, screened.wait, now)?;
            tx.record(Some(actor.id), &PostHeld { question_id, post_id }, now);
        }
        screened.became(tx, actor, Became { question_id, post_id, comment_id: None, held }, rules, now)?;
    }
    Ok(Revised::Saved { number })
}

fn prepare<'a>(tx: &mut Tx<'_>, actor: &Actor, subject: &Subject, revision: &'a Revision) -> Verdict<Change<'a>> {
    let is_question = subject.post.kind == PostKind::Question;
    let title =
        is_question.then(|| revision.title.as_deref().map_or_else(|| subject.thread.title.clone(), limits::tidy_title));
    // An imported title may be shorter than a new one has to be; it may stay as it is.
    let new_title = title.as_ref().filter(|t| **t != subject.thread.title);
    let wished = revision.tags.as_ref().filter(|_| is_question);
    limits::all_right([
        new_title.and_then(|t| limits::check_title(t)),
        (revision.text.source != subject.post.body).then(|| limits::check_body(&revision.text, limits::BODY)).flatten(),
        wished.and_then(|names| tags::check(names)),
    ])?;
    let tags = match wished {
        Some(names) => {
            let mut wished = tags::normalised(names).map_err(|error| Refusal::Invalid(vec![error]))?;
            let mut have: Vec<String> =
                tags::of_question(tx.conn(), subject.thread.id)?.into_iter().map(|t| t.1).collect();
            have.sort();
            wished.sort();
            (have != wished).then_some(wished)
        }
        None => None,
    };
    let reason = limits::short("reason", &revision.reason, limits::REASON)?;
    Ok(Change { author_id: actor.id, title, text: &revision.text, tags, reason })
}

/// Makes a change the post's text; returns the revision's number.
pub(super) fn save(tx: &mut Tx<'_>, subject: &Subject, change: &Change<'_>, now: Micros) -> Verdict<i64> {
    let (post_id, question_id) = (subject.post.id, subject.thread.id);
    let number = subject.post.revision + 1;
    diesel::update(posts::table.find(post_id))
        .set((
            posts::body.eq(&change.text.source),
            posts::html.eq(&change.text.html),
            posts::revision.eq(number),
            posts::edited_at.eq(Some(now)),
        ))
        .execute(tx.conn())?;
    if let Some(title) = change.title.as_ref().filter(|t| **t != subject.thread.title) {
        diesel::update(questions::table.find(question_id))
            .set((questions::title.eq(title), questions::slug.eq(slug::slug(title))))
            .execute(tx.conn())?;
    }
    let names = match (&change.tags, subject.post.kind) {
        (Some(wished), PostKind::Question) => {
            let tags = tags::find_or_create(tx, wished, now)?;
            tags::replace(tx, question_id, &tags, subject.thread.shown, subject.thread.created_at)?;
            tx.record(Some(change.author_id), &QuestionRetagged { question_id, post_id }, now);
            Some(tags::joined(&tags))
        }
        (None, PostKind::Question) => Some(tags::joined(&tags::of_question(tx.conn(), question_id)?)),
        (_, PostKind::Answer) => None,
    };
    let version = Version {
        post_id,
        number,
        author_id: change.author_id,
        title: change.title.as_deref(),
        body: &change.text.source,
        tags: names.as_deref(),
        reason: &change.reason,
    };
    posting::keep(tx, &version, now)?;
    state::refresh(tx, question_id, now)?;
    tx.record(Some(change.author_id), &PostRevised { question_id, post_id, number }, now);
    Ok(number)
}

/// Makes an earlier revision the newest one. `text` is its rendered body.
///
/// # Errors
/// As `revise`.
#[allow(clippy::too_many_arguments)] // a verb's four and what it is about
pub fn rollback(
    tx: &mut Tx<'_>,
    actor: &Actor,
    post_id: i64,
    base: i64,
    to: i64,
    text: Text,
    rules: &Rules,
    now: Micros,
) -> Verdict<Revised> {
    let past: Past = revisions::table
        .filter(revisions::post_id.eq(post_id))
        .filter(revisions::number.eq(to))
        .select(Past::as_select())
        .first(tx.conn())?;
    if past.body != text.source {
        return Err(Refusal::Internal("the text is not that of the revision".into()));
    }
    let tags = past.tags.map(|tags| tags.split_whitespace().map(str::to_owned).collect());
    let revision = Revision { base, title: past.title, text, tags, reason: format!("↩ {to}") };
    revise(tx, actor, post_id, &revision, rules, now)
}

/// A post's revisions, the newest first, at most 100, all before number `before`.
///
/// # Errors
/// When the database fails.
pub fn history(conn: &mut AnyConnection, post_id: i64, before: Option<i64>) -> Verdict<Vec<Past>> {
    Ok(revisions::table
        .filter(revisions::post_id.eq(post_id))
        .filter(revisions::number.lt(before.unwrap_or(i64::MAX)))
        .order(revisions::number.desc())
        .limit(100)
        .select(Past::as_select())
        .load(conn)?)
}
