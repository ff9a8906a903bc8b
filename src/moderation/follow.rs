//! Keeps the queue right in the transaction that changed what it is about: whatever begins to wait is in it, and what
//! was settled elsewhere is not.

use diesel::prelude::*;

use super::events::ReviewUndone;
use super::kinds::{About, ItemKind};
use super::queue::{self, Item};
use super::tables::{appeals, flags};
use super::{appeal, flag, moved, rows};
use crate::accounts::events::PersonErased;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Beside, Tx};
use crate::ground::events::{Event, Pending};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::events::{
    AnswerToComment, CommentDeleted, CommentRestored, CommentToAnswer, EditDecided, EditSuggested, PostDeleted,
    PostHeld, PostHidden, PostReleased, PostRestored, PostShown, ThreadChanged,
};
use crate::threads::kinds::Status;
use crate::threads::tables::{comments, posts};
use crate::threads::target::Standing;

/// How urgent a post is that waits: its author cannot be answered before.
const HELD: i64 = 100;
/// How urgent a suggestion is: its post is fine as it is.
const EDIT: i64 = 50;

/// Follows every write.
pub struct Attendant;

impl Beside for Attendant {
    fn beside(&self, tx: &mut Tx<'_>, events: &[Pending]) -> Result<(), Refusal> {
        // Whoever takes a decision back has put everything where it was.
        if events.iter().any(|event| event.kind() == ReviewUndone::KIND) {
            return Ok(());
        }
        for event in events {
            follow(tx, event)?;
        }
        Ok(())
    }
}

fn follow(tx: &mut Tx<'_>, event: &Pending) -> Verdict<()> {
    let (actor, now) = (event.actor(), event.at());
    let post = || event.number("post_id").map(About::Post);
    let comment = || event.number("comment_id").map(About::Comment);
    let edit = || event.number("suggestion_id").map(About::Edit);
    match event.kind() {
        PostHeld::KIND => wait(tx, post(), now),
        PostReleased::KIND => close(tx, ItemKind::Held, post(), actor, now),
        PostHidden::KIND | CommentDeleted::KIND => taken_away(tx, comment().or(post()), actor, now),
        PostShown::KIND => shown(tx, post(), actor, now),
        CommentRestored::KIND => shown(tx, comment(), actor, now),
        PostDeleted::KIND => taken_away(tx, post(), actor, now),
        PostRestored::KIND => back(tx, post(), now),
        EditSuggested::KIND => suggested(tx, edit(), event),
        EditDecided::KIND => close(tx, ItemKind::Edit, edit(), actor, now),
        AnswerToComment::KIND => taken_away(tx, post(), actor, now),
        CommentToAnswer::KIND => taken_away(tx, comment(), actor, now),
        ThreadChanged::KIND => moved::follow(tx, event.number("question_id")),
        PersonErased::KIND => erased(tx, event.number("person_id")),
        _ => Ok(()),
    }
}

/// How a post or a comment stands: with its author and thread.
pub(super) fn standing(conn: &mut AnyConnection, about: About) -> QueryResult<Option<(Standing, i64, i64)>> {
    type Row = (Status, Option<i64>, Option<String>, i64, i64);
    let row: Option<Row> = match about {
        About::Post(id) => posts::table
            .find(id)
            .select((posts::status, posts::status_by, posts::status_reason, posts::author_id, posts::question_id))
            .first(conn)
            .optional()?,
        About::Comment(id) => comments::table
            .find(id)
            .select((
                comments::status,
                comments::status_by,
                comments::status_reason,
                comments::author_id,
                comments::question_id,
            ))
            .first(conn)
            .optional()?,
        About::Edit(_) | About::Person(_) | About::Ring(_) => None,
    };
    Ok(row.map(|(status, by, reason, author, thread)| (Standing { status, by, reason }, author, thread)))
}

fn close(tx: &mut Tx<'_>, kind: ItemKind, about: Option<About>, actor: Option<i64>, now: Micros) -> Verdict<()> {
    if let Some(about) = about {
        rows::close(tx, kind, &about.word(), actor, now)?;
    }
    Ok(())
}

/// A post waits to be let through. Whoever held it may have said why already; that stays.
fn wait(tx: &mut Tx<'_>, about: Option<About>, now: Micros) -> Verdict<()> {
    let Some(about) = about else { return Ok(()) };
    if rows::open_one(tx.conn(), ItemKind::Held, &about.word())?.is_some() {
        return Ok(());
    }
    let Some((_, person_id, thread)) = standing(tx.conn(), about)? else { return Ok(()) };
    let detail = serde_json::json!({});
    let item = Item { kind: ItemKind::Held, about, person_id, question_id: Some(thread), weight: HELD, detail };
    queue::open(tx, &item, now)?;
    Ok(())
}

/// Its author or a moderator took it away; a moderator has judged what flags say with that, an author has not.
fn taken_away(tx: &mut Tx<'_>, about: Option<About>, actor: Option<i64>, now: Micros) -> Verdict<()> {
    let Some(about) = about else { return Ok(()) };
    let Some((standing, ..)) = standing(tx.conn(), about)? else { return Ok(()) };
    let subject = about.word();
    rows::close(tx, ItemKind::Held, &subject, actor, now)?;
    if standing.by_flags() {
        return Ok(());
    }
    let item = rows::close(tx, ItemKind::Flags, &subject, actor, now)?;
    match standing.status {
        Status::Hidden => {
            flag::judge(tx, &subject, item.map(|row| row.id), true, now)?;
        }
        Status::Deleted => {
            rows::close(tx, ItemKind::Appeal, &subject, actor, now)?;
            appeal::settle(tx, &subject, actor, None, None, now)?;
        }
        Status::Visible | Status::Held => {}
    }
    Ok(())
}

/// Everybody sees it again: by a moderator, who has judged flags and appeals with that, or by its author.
fn shown(tx: &mut Tx<'_>, about: Option<About>, actor: Option<i64>, now: Micros) -> Verdict<()> {
    let Some(about) = about else { return Ok(()) };
    let Some((_, author, _)) = standing(tx.conn(), about)? else { return Ok(()) };
    if actor == Some(author) {
        return back(tx, Some(about), now);
    }
    let subject = about.word();
    let item = rows::close(tx, ItemKind::Flags, &subject, actor, now)?;
    flag::judge(tx, &subject, item.map(|row| row.id), false, now)?;
    rows::close(tx, ItemKind::Appeal, &subject, actor, now)?;
    appeal::settle(tx, &subject, actor, Some(false), None, now)
}

/// Its author brought it back: whatever had waited waits again.
fn back(tx: &mut Tx<'_>, about: Option<About>, now: Micros) -> Verdict<()> {
    let Some(about) = about else { return Ok(()) };
    let Some((standing, person_id, thread)) = standing(tx.conn(), about)? else { return Ok(()) };
    if standing.status == Status::Held {
        wait(tx, Some(about), now)?;
    }
    let (weight, reasons) = flag::sum(tx.conn(), &about.word())?;
    if !reasons.is_empty() {
        let detail = serde_json::json!({ "reasons": reasons });
        let item = Item { kind: ItemKind::Flags, about, person_id, question_id: Some(thread), weight, detail };
        queue::open(tx, &item, now)?;
    }
    Ok(())
}

fn suggested(tx: &mut Tx<'_>, about: Option<About>, event: &Pending) -> Verdict<()> {
    let (Some(about), Some(post)) = (about, event.number("post_id")) else { return Ok(()) };
    let Some((_, person_id, thread)) = standing(tx.conn(), About::Post(post))? else { return Ok(()) };
    let detail = serde_json::json!({ "post_id": post });
    let item = Item { kind: ItemKind::Edit, about, person_id, question_id: Some(thread), weight: EDIT, detail };
    queue::open(tx, &item, event.at())?;
    Ok(())
}

/// What somebody wrote to moderators goes with them; that they flagged or appealed stays, without a word of it.
fn erased(tx: &mut Tx<'_>, person: Option<i64>) -> Verdict<()> {
    let Some(person) = person else { return Ok(()) };
    diesel::update(flags::table.filter(flags::person_id.eq(person))).set(flags::note.eq("")).execute(tx.conn())?;
    diesel::update(appeals::table.filter(appeals::person_id.eq(person)))
        .set(appeals::body.eq(""))
        .execute(tx.conn())?;
    Ok(())
}
