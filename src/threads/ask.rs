//! Asking a question.

use diesel::prelude::*;

use super::events::{PostHeld, QuestionAsked};
use super::kinds::{PostKind, State};
use super::posting::{self, Fresh, Version};
use super::screen::{Became, Draft};
use super::tables::{posts, questions};
use super::text::Text;
use super::{Rules, limits, paths, slug, tags};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::accounts::tables::{categories, products};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::once;
use crate::ground::refusal::{FieldError, Verdict};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// One line.
    pub title: String,
    /// The body.
    pub text: Text,
    /// Its language, detected or chosen.
    pub lang: String,
    /// The product that it is about.
    pub product_id: Option<i64>,
    /// The category that it belongs to.
    pub category_id: Option<i64>,
    /// Names as typed, at most five.
    pub tags: Vec<String>,
    /// The form's key, for idempotency.
    pub key: String,
}

/// What asking and answering made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The thread.
    pub question_id: i64,
    /// The post; the thread's own for a question.
    pub post_id: i64,
    /// Where it is.
    pub path: String,
    /// Whether it waits for review.
    pub held: bool,
    /// Whether that is because it looks like spam.
    pub spam: bool,
    /// Whether an earlier copy of the form had made it.
    pub repeated: bool,
}

/// Asks.
///
/// # Errors
/// `Invalid` with everything that is wrong with the form.
pub fn ask(tx: &mut Tx<'_>, actor: &Actor, question: &Question, rules: &Rules, now: Micros) -> Verdict<Posted> {
    rules.allow(actor, Act::Ask, true, now)?;
    if let Some(path) = once::earlier(tx, actor.id, &question.key)? {
        let id = path.split('/').nth(2).and_then(|id| id.parse().ok()).unwrap_or(0);
        return Ok(Posted { question_id: id, post_id: id, path, held: false, spam: false, repeated: true });
    }
    let title = limits::tidy_title(&question.title);
    limits::all_right([
        limits::check_title(&title),
        limits::check_body(&question.text, limits::BODY),
        limits::check_lang(&question.lang),
        check_product(tx, question.product_id)?,
        check_category(tx, question.category_id)?,
        tags::check(&question.tags),
    ])?;
    let tags = tags::find_or_create(tx, &question.tags, now)?;
    let screened = posting::screen(tx, actor, &Draft::Question(&title, &question.text), rules, now)?;
    let (text, lang, held) = (&question.text, &question.lang, screened.wait.is_some());
    let fresh = Fresh { kind: PostKind::Question, question_id: 0, text, lang, held: screened.wait };
    let id = posting::insert(tx, actor, &fresh, now)?;
    diesel::update(posts::table.find(id)).set(posts::question_id.eq(id)).execute(tx.conn())?;
    let slug = slug::slug(&title);
    diesel::insert_into(questions::table)
        .values((
            questions::id.eq(id),
            questions::title.eq(&title),
            questions::slug.eq(&slug),
            questions::asker_id.eq(actor.id),
            questions::product_id.eq(question.product_id),
            questions::category_id.eq(question.category_id),
            questions::lang.eq(&question.lang),
            questions::state.eq(State::Open),
            questions::shown.eq(!held),
            questions::created_at.eq(now),
            questions::active_at.eq(now),
        ))
        .execute(tx.conn())?;
    tags::attach(tx.conn(), id, &tags, !held, now)?;
    let names = tags::joined(&tags);
    let first = Version {
        post_id: id,
        number: 1,
        author_id: actor.id,
        title: Some(&title),
        body: &question.text.source,
        tags: Some(&names),
        reason: "",
    };
    posting::keep(tx, &first, now)?;
    let path = paths::question(id, &slug);
    posting::remember(tx, actor, &question.key, &path, now)?;
    screened.became(tx, actor, Became { question_id: id, post_id: id, comment_id: None, held }, rules, now)?;
    if held {
        tx.record(Some(actor.id), &PostHeld { question_id: id, post_id: id }, now);
    } else {
        tx.record(Some(actor.id), &QuestionAsked { question_id: id, post_id: id }, now);
    }
    Ok(Posted { question_id: id, post_id: id, path, held, spam: screened.spam, repeated: false })
}

fn check_product(tx: &mut Tx<'_>, id: Option<i64>) -> Verdict<Option<FieldError>> {
    let Some(id) = id else { return Ok(None) };
    let known: i64 = products::table.find(id).filter(products::retired.eq(false)).count().get_result(tx.conn())?;
    Ok((known == 0).then_some(FieldError { field: "product", message: "problem-product", n: 0 }))
}

fn check_category(tx: &mut Tx<'_>, id: Option<i64>) -> Verdict<Option<FieldError>> {
    let Some(id) = id else { return Ok(None) };
    let known: i64 = categories::table.find(id).filter(categories::retired.eq(false)).count().get_result(tx.conn())?;
    Ok((known == 0).then_some(FieldError { field: "category", message: "problem-category", n: 0 }))
}
