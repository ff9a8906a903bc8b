//! Answering a question. The forum's most frequent write: few statements, no counting again.

use diesel::prelude::*;

use super::events::{AnswerPosted, PostHeld};
use super::kinds::{PostKind, State};
use super::posting::{self, Fresh, Version};
use super::tables::questions;
use super::text::Text;
use super::{Posted, Rules, eyes::Eyes, limits, paths, state};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::once;
use crate::ground::refusal::{Refusal, Verdict};

/// What is answered.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The question.
    pub question_id: i64,
    /// The body.
    pub text: Text,
    /// Its language.
    pub lang: String,
    /// The form's key, for idempotency.
    pub key: String,
}

/// Answers.
///
/// # Errors
/// `NotFound`, `Invalid`, or `Conflict` when the question was closed meanwhile.
pub fn answer(tx: &mut Tx<'_>, actor: &Actor, answer: &Answer, rules: &Rules, now: Micros) -> Verdict<Posted> {
    rules.allow(actor, Act::Answer, true, now)?;
    let question_id = answer.question_id;
    if let Some(path) = once::earlier(tx, actor.id, &answer.key)? {
        let post_id = posting::number_after(&path, "/");
        return Ok(Posted { question_id, post_id, path, held: false, repeated: true });
    }
    let question: (State, bool, i64, Option<Micros>) = questions::table
        .find(question_id)
        .select((questions::state, questions::shown, questions::asker_id, questions::first_answer_at))
        .first(tx.conn())?;
    let (question_state, shown, asker_id, first_answer_at) = question;
    let own = asker_id == actor.id;
    if !shown && !own && !Eyes::of(Some(actor)).sees_all {
        return Err(Refusal::NotFound);
    }
    if question_state == State::Closed {
        return Err(Refusal::Conflict("problem-closed"));
    }
    limits::all_right([limits::check_body(&answer.text, limits::BODY), limits::check_lang(&answer.lang)])?;
    let held = posting::must_wait(tx, actor, &answer.text, None, now)?;
    let fresh = Fresh { kind: PostKind::Answer, question_id, text: &answer.text, lang: &answer.lang, held };
    let post_id = posting::insert(tx, actor, &fresh, now)?;
    let first = Version {
        post_id,
        number: 1,
        author_id: actor.id,
        title: None,
        body: &answer.text.source,
        tags: None,
        reason: "",
    };
    posting::keep(tx, &first, now)?;
    // The thread's row first, as everywhere: nodes that take it in one order do not wait for each other in a circle.
    if held {
        tx.record(Some(actor.id), &PostHeld { question_id, post_id }, now);
    } else {
        let first = first_answer_at.or((!own).then_some(now));
        state::one_more_answer(tx, question_id, first, now)?;
        tx.record(Some(actor.id), &AnswerPosted { question_id, post_id }, now);
    }
    let path = paths::answer(post_id);
    posting::remember(tx, actor, &answer.key, &path, now)?;
    Ok(Posted { question_id, post_id, path, held, repeated: false })
}
