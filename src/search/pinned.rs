//! Pinned answers as they are shown: read from the tables, so that nothing is shown that not everybody may see.

use std::collections::HashMap;

use diesel::prelude::*;
use search_index::Snippet;

use super::ask::Shown;
use super::words::Pin;
use super::{plain, rows};
use crate::ground::db::{AnyConnection, among};
use crate::ground::markdown;
use crate::ground::refusal::Verdict;
use crate::threads::kinds::Status;
use crate::threads::tables::posts;

/// Characters of the answer, or of the question, that are shown.
const EXCERPT: usize = 200;

/// Those pins that everybody may see. A pinned answer that is gone takes its pin with it.
///
/// # Errors
/// When the database fails.
pub(super) fn dress(conn: &mut AnyConnection, pins: &[Pin]) -> Verdict<Vec<Shown>> {
    if pins.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = pins.iter().map(|pin| pin.question).collect();
    let mut visible = rows::visible(conn, &ids)?;
    let mut tags = rows::tags_of(conn, &ids)?;
    let mut texts = texts(conn, pins)?;
    let shown = |pin: &Pin| {
        let (thread, html) = texts.remove(&pin.answer.unwrap_or(pin.question))?;
        let question = visible.remove(&pin.question).filter(|question| question.id == thread)?;
        let snippet = Snippet::plain(&markdown::excerpt(&plain::text(&html), EXCERPT));
        let tags = tags.remove(&pin.question).unwrap_or_default();
        Some(Shown {
            title: Snippet::plain(&question.title),
            question,
            snippet,
            answer: pin.answer,
            tags,
            explained: None,
        })
    };
    Ok(pins.iter().filter_map(shown).collect())
}

/// The visible posts that are pinned: their thread and their text as HTML.
fn texts(conn: &mut AnyConnection, pins: &[Pin]) -> QueryResult<HashMap<i64, (i64, String)>> {
    let ids: Vec<i64> = pins.iter().map(|pin| pin.answer.unwrap_or(pin.question)).collect();
    let rows: Vec<(i64, i64, String)> = posts::table
        .filter(among(posts::id, &ids))
        .filter(posts::status.eq(Status::Visible))
        .select((posts::id, posts::question_id, posts::html))
        .limit(ids.len() as i64)
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, question, html)| (id, (question, html))).collect())
}
