//! Hiding something in a post that is there already: its author or a moderator takes it out of the text, of every older
//! revision and of edits that were suggested, so that no page and no difference shows it any more.

use diesel::prelude::*;

use super::keep::{self, Place};
use super::mark::{self, Hidden};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{Prepared, Tx, Value};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::events::PostMasked;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{posts, questions};
use crate::threads::text::Text;
use crate::threads::{Rules, ranks, slug, subject};

/// Characters of something that is hidden: less would hit half of the text.
pub const LENGTH: (usize, usize) = (4, 200);
/// Things that are hidden at once.
pub const AT_ONCE: usize = 20;

/// What is to be hidden in which version of a post.
#[derive(Clone, Debug)]
pub struct Masking {
    /// The post.
    pub post_id: i64,
    /// Number of the revision that was looked at.
    pub base: i64,
    /// What is hidden.
    pub hidden: Vec<Hidden>,
    /// The post's text with the marks, rendered.
    pub text: Text,
}

/// Hides it. Returns the question.
///
/// # Errors
/// `Forbidden` for all but the author and moderators, `Conflict` when the post was edited since, `Invalid` for what is
/// too short or too long, `NotFound`.
pub fn mask(tx: &mut Tx<'_>, actor: &Actor, masking: &Masking, rules: &Rules, now: Micros) -> Verdict<i64> {
    let post_id = masking.post_id;
    let subject = subject::post(tx, actor, post_id)?;
    actor.active(now)?;
    if !subject.is_authors(actor) {
        rules.allow(actor, Act::Hide, false, now)?;
        ranks::may_act_on(tx, actor, subject.post.author_id)?;
    }
    if subject.post.status == Status::Deleted {
        return Err(Refusal::forbidden("problem-deleted"));
    }
    if subject.post.revision != masking.base {
        return Err(Refusal::Conflict("problem-edit-conflict"));
    }
    check(&masking.hidden)?;
    if mark::replace(&subject.post.body, &masking.hidden) != masking.text.source {
        return Err(Refusal::Internal("the text is not that of the post with its marks".into()));
    }
    diesel::update(posts::table.find(post_id))
        .set((posts::body.eq(&masking.text.source), posts::html.eq(&masking.text.html)))
        .execute(tx.conn())?;
    if subject.post.kind == PostKind::Question {
        let title = mark::replace_in_title(&subject.thread.title, &masking.hidden);
        diesel::update(questions::table.find(subject.thread.id))
            .set((questions::title.eq(&title), questions::slug.eq(slug::slug(&title))))
            .execute(tx.conn())?;
    }
    for hidden in &masking.hidden {
        forget(tx, post_id, hidden)?;
    }
    let place = Place { post_id, comment_id: None, author_id: subject.post.author_id };
    keep::keep(tx, actor, place, &masking.hidden, now)?;
    let question_id = subject.thread.id;
    tx.record(Some(actor.id), &PostMasked { question_id, post_id }, now);
    Ok(question_id)
}

/// Whether these are things that can be hidden.
///
/// # Errors
/// `Invalid` for what is too short, too long or too much.
pub(in crate::threads) fn check(hidden: &[Hidden]) -> Verdict<()> {
    let (least, most) = LENGTH;
    let good = |h: &Hidden| (least..=most).contains(&h.original.chars().count());
    if hidden.is_empty() || hidden.len() > AT_ONCE || !hidden.iter().all(good) {
        return Err(Refusal::field("piece", "mask-problem-piece"));
    }
    Ok(())
}

/// Takes one thing out of every revision and every suggested edit.
fn forget(tx: &mut Tx<'_>, post_id: i64, hidden: &Hidden) -> Verdict<()> {
    let mark = format!("{}{}]]", mark::OPEN, hidden.token);
    let values = [
        Value::Text(&hidden.original),
        Value::Text(&mark),
        Value::Text(&hidden.original),
        Value::Text(mark::BLOCKS),
        Value::Number(post_id),
    ];
    let revisions = "UPDATE revisions SET body = replace(body, ?, ?), title = replace(title, ?, ?) WHERE post_id = ?";
    let suggested =
        "UPDATE suggested_edits SET body = replace(body, ?, ?), title = replace(title, ?, ?) WHERE post_id = ?";
    for statement in [revisions, suggested] {
        crate::on_both!(tx.conn(), inner => Prepared(statement, values).execute(inner))?;
    }
    Ok(())
}
