//! Posts that wait to be let through, for moderators.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::moderation::screen::waiting as waiting_posts;
use crate::pages::lists::{Name, names_of};
use crate::threads::hold;
use crate::threads::kinds::PostKind;
use crate::threads::paths;
use crate::threads::screen::Signal;
use crate::threads::tables::questions;

/// Posts on a page.
const SIZE: i64 = 20;

/// A post that waits.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Held {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub question: bool,
    pub lang: String,
    pub html: String,
    pub author: Name,
    pub at: Micros,
    /// What was seen in it.
    pub signals: Vec<Signal>,
}

/// What waits, the longest first.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut AnyConnection) -> Verdict<Vec<Held>> {
    let rows = hold::waiting(conn, None, SIZE)?;
    let authors: Vec<i64> = rows.iter().map(|r| r.author_id).collect();
    let threads: Vec<i64> = rows.iter().map(|r| r.question_id).collect();
    let names = names_of(conn, &authors)?;
    let titles: Vec<(i64, String, String)> = questions::table
        .filter(questions::id.eq_any(threads))
        .select((questions::id, questions::slug, questions::title))
        .load(conn)?;
    let titles: HashMap<i64, (String, String)> =
        titles.into_iter().map(|(id, slug, title)| (id, (slug, title))).collect();
    let ids: Vec<i64> = rows.iter().map(|r| r.post_id).collect();
    let mut signals = waiting_posts::signals(conn, &ids)?;
    let held = |row: hold::Waiting| {
        let (slug, title) = titles.get(&row.question_id).cloned().unwrap_or_default();
        let question = row.kind == PostKind::Question;
        Held {
            id: row.post_id,
            path: if question { paths::question(row.question_id, &slug) } else { paths::answer(row.post_id) },
            title,
            question,
            lang: row.lang,
            html: row.html,
            author: names.get(&row.author_id).cloned().unwrap_or_default(),
            at: row.created_at,
            signals: signals.remove(&row.post_id).unwrap_or_default(),
        }
    };
    Ok(rows.into_iter().map(held).collect())
}
