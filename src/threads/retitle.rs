//! Another title for a question, and nothing else: a revision with author and reason like every edit, or a
//! suggestion by those who may not edit.

use diesel::prelude::*;

use super::revise::{self, Revised, Revision};
use super::tables::posts;
use super::text::Text;
use super::{Rules, limits};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// The title that is wished.
#[derive(Clone, Debug, Default)]
pub struct Retitle {
    /// Of which question.
    pub question_id: i64,
    /// Number of the revision that its editor saw.
    pub base: i64,
    /// The new title.
    pub title: String,
    /// Why; has to be said, for the asker reads it.
    pub reason: String,
}

/// Changes a question's title.
///
/// # Errors
/// As `revise::revise`, and `Invalid` without a reason.
pub fn retitle(tx: &mut Tx<'_>, actor: &Actor, wish: &Retitle, rules: &Rules, now: Micros) -> Verdict<Revised> {
    let title = limits::tidy_title(&wish.title);
    let missing = Refusal::field("reason", "problem-keep-reason");
    let wrong = limits::check_title(&title).map(|error| Refusal::Invalid(vec![error]));
    if let Some(why) = wrong.or_else(|| wish.reason.trim().is_empty().then_some(missing)) {
        return Err(why);
    }
    let (source, html): (String, String) =
        posts::table.find(wish.question_id).select((posts::body, posts::html)).first(tx.conn())?;
    let text = Text { source, html, ..Text::default() };
    let revision = Revision { base: wish.base, title: Some(title), text, tags: None, reason: wish.reason.clone() };
    revise::revise(tx, actor, wish.question_id, &revision, rules, now)
}
