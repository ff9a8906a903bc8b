//! Answering a question. The forum's most frequent write: few statements, no counting again.

use diesel::prelude::*;

use super::events::{AnswerPosted, PostHeld};
use super::kinds::{PostKind, State};
use super::posting::{self, Fresh};
use super::screen::{Became, Draft};
use super::state::{self, OneMore};
use super::tables::questions;
use super::text::Text;
use super::{Posted, Rules, eyes::Eyes, limits, paths};
use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
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
    let valid = limits::all_right([limits::check_body(&answer.text, limits::BODY), limits::check_lang(&answer.lang)]);
    let screened = match valid {
        Ok(()) => Some(posting::screen(tx, actor, &Draft::Answer(&answer.text), rules, now)?),
        Err(_) => None,
    };
    let wait = screened.as_ref().and_then(|screened| screened.wait);
    let held = wait.is_some();
    // The thread's row first, as everywhere: nodes that take it in one order do not wait for each other in a circle.
    let counted = valid.is_ok() && !held && {
        let sees_all = Eyes::of(Some(actor)).sees_all;
        let known = may(actor, Act::AnswerProtected, &rules.thresholds, false).is_ok();
        state::one_more_answer(
            tx,
            &OneMore { question_id, actor_id: actor.id, sees_all, known, key: &answer.key },
            now,
        )?
    };
    if !counted {
        if let Some(earlier) = look(tx, actor, answer, rules)? {
            return Ok(earlier);
        }
        valid?;
        if !held {
            return Err(Refusal::Unavailable("the question was changed this very moment".into()));
        }
    }
    let fresh = Fresh { kind: PostKind::Answer, question_id, text: &answer.text, lang: &answer.lang, held: wait };
    let post_id = posting::insert_answer(tx, actor, &fresh, &answer.key, now)?;
    if let Some(screened) = &screened {
        screened.became(tx, actor, Became { question_id, post_id, comment_id: None, held }, rules, now)?;
    }
    if held {
        tx.record(Some(actor.id), &PostHeld { question_id, post_id }, now);
    } else {
        tx.record(Some(actor.id), &AnswerPosted { question_id, post_id }, now);
    }
    Ok(Posted {
        question_id,
        post_id,
        path: paths::answer(post_id),
        held,
        spam: screened.is_some_and(|s| s.spam),
        repeated: false,
    })
}

/// What an earlier copy of the form made, or why the question cannot be answered, if there is a reason.
fn look(tx: &mut Tx<'_>, actor: &Actor, answer: &Answer, rules: &Rules) -> Verdict<Option<Posted>> {
    let question_id = answer.question_id;
    if let Some(path) = once::earlier(tx, actor.id, &answer.key)? {
        let post_id = posting::number_after(&path, "/");
        return Ok(Some(Posted { question_id, post_id, path, held: false, spam: false, repeated: true }));
    }
    type Row = (State, bool, i64, Option<i64>, Option<i64>, Option<i64>);
    let (question_state, shown, asker_id, locked_at, protected_at, merged_into): Row = questions::table
        .find(question_id)
        .select((
            questions::state,
            questions::shown,
            questions::asker_id,
            questions::locked_at,
            questions::protected_at,
            questions::merged_into,
        ))
        .first(tx.conn())?;
    if merged_into.is_some() {
        return Err(Refusal::Conflict("problem-keep-merged"));
    }
    if !shown && asker_id != actor.id && !Eyes::of(Some(actor)).sees_all {
        return Err(Refusal::NotFound);
    }
    if question_state == State::Closed {
        return Err(Refusal::Conflict("problem-closed"));
    }
    if locked_at.is_some() {
        return Err(Refusal::Conflict("problem-keep-locked"));
    }
    if protected_at.is_some() && may(actor, Act::AnswerProtected, &rules.thresholds, asker_id == actor.id).is_err() {
        return Err(Refusal::Forbidden("problem-keep-protected", rules.thresholds.protect));
    }
    Ok(None)
}
