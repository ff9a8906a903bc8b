//! Suggested edits: what those without the privilege propose, and what others decide.

use diesel::prelude::*;

use super::events::{EditDecided, EditSuggested};
use super::kinds::{PostKind, Status, SuggestionState};
use super::revise::{self, Change};
use super::subject::{self, Subject};
use super::tables::{posts, suggested_edits};
use super::text::Text;
use super::{Rules, limits};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::{Cause, ledger};

/// A suggested edit as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = suggested_edits)]
#[allow(missing_docs)] // the columns
pub struct Suggestion {
    pub id: i64,
    pub post_id: i64,
    pub base_revision: i64,
    pub author_id: i64,
    pub title: Option<String>,
    pub body: String,
    /// Names separated by one space; none leaves the tags.
    pub tags: Option<String>,
    pub reason: String,
    pub state: SuggestionState,
    pub decision_reason: Option<String>,
    pub created_at: Micros,
}

/// What somebody decides.
#[derive(Clone, Debug)]
pub struct Decision {
    /// About what.
    pub suggestion_id: i64,
    /// The suggestion's rendered body to accept it; none rejects it.
    pub accepted: Option<Text>,
    /// Why; may be empty.
    pub reason: String,
}

/// Stores a suggestion; one waits for each post at most.
pub(super) fn add(tx: &mut Tx<'_>, subject: &Subject, change: &Change<'_>, now: Micros) -> Verdict<i64> {
    let (post_id, question_id) = (subject.post.id, subject.thread.id);
    let waiting: i64 = suggested_edits::table
        .filter(suggested_edits::post_id.eq(post_id))
        .filter(suggested_edits::state.eq(SuggestionState::Waiting))
        .count()
        .get_result(tx.conn())?;
    if waiting > 0 {
        return Err(Refusal::Conflict("problem-edit-waiting"));
    }
    let tags = change.tags.as_ref().map(|names| names.join(" "));
    let suggestion_id: i64 = diesel::insert_into(suggested_edits::table)
        .values((
            suggested_edits::post_id.eq(post_id),
            suggested_edits::base_revision.eq(subject.post.revision),
            suggested_edits::author_id.eq(change.author_id),
            suggested_edits::title.eq(&change.title),
            suggested_edits::body.eq(&change.text.source),
            suggested_edits::tags.eq(tags),
            suggested_edits::reason.eq(&change.reason),
            suggested_edits::state.eq(SuggestionState::Waiting),
            suggested_edits::created_at.eq(now),
        ))
        .returning(suggested_edits::id)
        .get_result(tx.conn())?;
    tx.record(Some(change.author_id), &EditSuggested { question_id, post_id, suggestion_id }, now);
    Ok(suggestion_id)
}

/// What waits, the oldest first, after number `after`.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut AnyConnection, after: i64, limit: i64) -> Verdict<Vec<Suggestion>> {
    Ok(suggested_edits::table
        .filter(suggested_edits::state.eq(SuggestionState::Waiting))
        .filter(suggested_edits::id.gt(after))
        .order(suggested_edits::id)
        .limit(limit.clamp(1, 100))
        .select(Suggestion::as_select())
        .load(conn)?)
}

/// How many wait.
///
/// # Errors
/// When the database fails.
pub fn count(conn: &mut AnyConnection) -> Verdict<i64> {
    let waiting = suggested_edits::table.filter(suggested_edits::state.eq(SuggestionState::Waiting));
    Ok(waiting.count().get_result(conn)?)
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConnection, id: i64) -> Verdict<Suggestion> {
    Ok(suggested_edits::table.find(id).select(Suggestion::as_select()).first(conn)?)
}

/// Accepts or rejects: those with the privilege, or the post's author. Returns the post.
///
/// # Errors
/// `Conflict` when it is decided already or the post has changed since, `NotFound`, `Forbidden`.
pub fn decide(tx: &mut Tx<'_>, actor: &Actor, decision: &Decision, rules: &Rules, now: Micros) -> Verdict<i64> {
    let post_id = find(tx.conn(), decision.suggestion_id)?.post_id;
    let subject = subject::post(tx, actor, post_id)?;
    // Read again now that the thread is held.
    let suggestion = find(tx.conn(), decision.suggestion_id)?;
    if subject.is_authors(actor) {
        actor.active(now)?;
    } else {
        rules.allow(actor, Act::ReviewEdits, false, now)?;
    }
    if suggestion.author_id == actor.id {
        return Err(Refusal::forbidden("problem-edit-own"));
    }
    if suggestion.state != SuggestionState::Waiting {
        return Err(Refusal::Conflict("problem-edit-decided"));
    }
    let reason = limits::short("reason", &decision.reason, limits::REASON)?;
    if let Some(text) = &decision.accepted {
        take_over(tx, actor, &subject, &suggestion, text, now)?;
    }
    let accepted = decision.accepted.is_some();
    let state = if accepted { SuggestionState::Accepted } else { SuggestionState::Rejected };
    diesel::update(suggested_edits::table.find(suggestion.id))
        .set((
            suggested_edits::state.eq(state),
            suggested_edits::decided_by.eq(Some(actor.id)),
            suggested_edits::decided_at.eq(Some(now)),
            suggested_edits::decision_reason.eq(Some(reason)),
        ))
        .execute(tx.conn())?;
    let event = EditDecided {
        question_id: subject.thread.id,
        post_id,
        suggestion_id: suggestion.id,
        accepted,
        author_id: suggestion.author_id,
    };
    tx.record(Some(actor.id), &event, now);
    Ok(post_id)
}

/// Lets a rejected suggestion wait again. Returns the post.
///
/// # Errors
/// `Conflict` when it was not rejected, or another one waits for the post by now; `NotFound`.
pub fn reopen(tx: &mut Tx<'_>, actor: &Actor, suggestion_id: i64, now: Micros) -> Verdict<i64> {
    let post_id = find(tx.conn(), suggestion_id)?.post_id;
    let subject = subject::post(tx, actor, post_id)?;
    let waiting: i64 = suggested_edits::table
        .filter(suggested_edits::post_id.eq(post_id))
        .filter(suggested_edits::state.eq(SuggestionState::Waiting))
        .count()
        .get_result(tx.conn())?;
    let rejected =
        suggested_edits::table.find(suggestion_id).filter(suggested_edits::state.eq(SuggestionState::Rejected));
    let reopened = diesel::update(rejected).set((
        suggested_edits::state.eq(SuggestionState::Waiting),
        suggested_edits::decided_by.eq(None::<i64>),
        suggested_edits::decided_at.eq(None::<Micros>),
        suggested_edits::decision_reason.eq(None::<String>),
    ));
    if waiting > 0 || reopened.execute(tx.conn())? == 0 {
        return Err(Refusal::Conflict("problem-undo-late"));
    }
    tx.record(Some(actor.id), &EditSuggested { question_id: subject.thread.id, post_id, suggestion_id }, now);
    Ok(post_id)
}

/// Takes back that a suggestion was accepted: the text before it is the newest again, its author gives the points back,
/// and it waits. `text` is the earlier body, rendered.
///
/// # Errors
/// `Conflict` when the post was edited since, or another suggestion waits by now; `NotFound`, `Forbidden`.
pub fn take_back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    suggestion_id: i64,
    text: Text,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    let post_id = find(tx.conn(), suggestion_id)?.post_id;
    let subject = subject::post(tx, actor, post_id)?;
    let suggestion = find(tx.conn(), suggestion_id)?;
    let (base, newest) = (suggestion.base_revision, subject.post.revision);
    let waiting: i64 = suggested_edits::table
        .filter(suggested_edits::post_id.eq(post_id))
        .filter(suggested_edits::state.eq(SuggestionState::Waiting))
        .count()
        .get_result(tx.conn())?;
    if suggestion.state != SuggestionState::Accepted || newest != base + 1 || waiting > 0 {
        return Err(Refusal::Conflict("problem-undo-late"));
    }
    revise::rollback(tx, actor, post_id, newest, base, text, rules, now)?;
    ledger::reverse(tx, suggestion.author_id, Cause::EditAccepted, Some(post_id), Some(actor.id), now)?;
    let revision: i64 = posts::table.find(post_id).select(posts::revision).first(tx.conn())?;
    diesel::update(suggested_edits::table.find(suggestion_id))
        .set((
            suggested_edits::state.eq(SuggestionState::Waiting),
            suggested_edits::base_revision.eq(revision),
            suggested_edits::decided_by.eq(None::<i64>),
            suggested_edits::decided_at.eq(None::<Micros>),
            suggested_edits::decision_reason.eq(None::<String>),
        ))
        .execute(tx.conn())?;
    tx.record(Some(actor.id), &EditSuggested { question_id: subject.thread.id, post_id, suggestion_id }, now);
    Ok(post_id)
}

/// The suggestion becomes a revision of its author's, who earns points for it.
fn take_over(
    tx: &mut Tx<'_>,
    actor: &Actor,
    subject: &Subject,
    suggestion: &Suggestion,
    text: &Text,
    now: Micros,
) -> Verdict<()> {
    if text.source != suggestion.body {
        return Err(Refusal::Internal("the text is not that of the suggestion".into()));
    }
    if suggestion.base_revision != subject.post.revision {
        return Err(Refusal::Conflict("problem-edit-conflict"));
    }
    if subject.post.status == Status::Deleted {
        return Err(Refusal::forbidden("problem-deleted"));
    }
    let change = Change {
        author_id: suggestion.author_id,
        title: suggestion.title.clone().filter(|_| subject.post.kind == PostKind::Question),
        text,
        tags: suggestion.tags.as_ref().map(|tags| tags.split_whitespace().map(str::to_owned).collect()),
        reason: suggestion.reason.clone(),
    };
    revise::save(tx, subject, &change, now)?;
    ledger::append(tx, suggestion.author_id, Cause::EditAccepted, Some(subject.post.id), Some(actor.id), now)?;
    Ok(())
}
