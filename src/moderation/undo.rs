//! Taking a decision back just after it: everything is as it was, and waits again.

use diesel::prelude::*;

use super::claim::CLAIM;
use super::events::ReviewUndone;
use super::kinds::{About, Decision, ItemKind};
use super::rows::{self, Row};
use super::tables::{flags, review_items};
use super::{appeal, flag};
use crate::accounts::Actor;
use crate::ground::clock::{MINUTE, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;
use crate::threads::hold;
use crate::threads::kinds::Status;
use crate::threads::suggest;
use crate::threads::target::{self, Standing};
use crate::threads::text::Text;

/// Microseconds during which a decision can be taken back. The page offers it for ten seconds; without scripts one
/// needs more to find the button.
pub const UNDO: i64 = 2 * MINUTE;

/// Takes one's own decision back. The item is one's own again. For an edit that was taken over, `text` is the post's
/// body before it, rendered.
///
/// # Errors
/// `NotFound` for others', `Conflict` when it is too late or something happened since.
pub fn undo(tx: &mut Tx<'_>, actor: &Actor, item: i64, text: Option<Text>, rules: &Rules, now: Micros) -> Verdict<()> {
    actor.active(now)?;
    if let Some(thread) = rows::find(tx.conn(), item)?.question_id {
        target::lock(tx.conn(), thread)?;
    }
    let row = rows::locked(tx, item)?;
    let (Some(decided_at), true) = (row.decided_at, row.decided_by == Some(actor.id)) else {
        return Err(Refusal::NotFound);
    };
    let before = row.before.as_deref().and_then(|text| serde_json::from_str::<Standing>(text).ok());
    let before = before.ok_or(Refusal::NotFound)?;
    let again = rows::open_one(tx.conn(), row.kind, &row.subject)?;
    if now.since(decided_at) > UNDO || again.is_some() {
        return Err(Refusal::Conflict("problem-undo-late"));
    }
    match row.about()? {
        About::Edit(id) => edit(tx, actor, &row, id, text, rules, now)?,
        about => back(tx, actor, &row, about, before, decided_at, now)?,
    }
    diesel::update(review_items::table.find(row.id))
        .set((
            review_items::decided_by.eq(None::<i64>),
            review_items::decided_at.eq(None::<Micros>),
            review_items::decision.eq(None::<String>),
            review_items::reason.eq(None::<String>),
            review_items::before.eq(None::<String>),
            review_items::claimed_by.eq(Some(actor.id)),
            review_items::claimed_until.eq(Some(now.plus(CLAIM))),
        ))
        .execute(tx.conn())?;
    let (kind, subject) = (row.kind.word().into(), row.subject);
    tx.record(Some(actor.id), &ReviewUndone { item_id: row.id, kind, subject, person_id: row.person_id }, now);
    Ok(())
}

/// A suggestion waits again; what it had changed is as before.
fn edit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    row: &Row,
    id: i64,
    text: Option<Text>,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    match (row.decided_as(), text) {
        (Some(Decision::Accept), Some(text)) => suggest::take_back(tx, actor, id, text, rules, now)?,
        (Some(Decision::Accept), None) => return Err(Refusal::Internal("the earlier text is missing".into())),
        _ => suggest::reopen(tx, actor, id, now)?,
    };
    Ok(())
}

fn back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    row: &Row,
    about: About,
    before: Standing,
    decided_at: Micros,
    now: Micros,
) -> Verdict<()> {
    let target = flag::find(tx, actor, about)?;
    if target.standing != before {
        if target.since != Some(decided_at) {
            return Err(Refusal::Conflict("problem-undo-late"));
        }
        // Everybody heard of a post that was let through; the next time it is let through they need not hear again.
        let announced = row.kind == ItemKind::Held && target.standing.status == Status::Visible;
        let reason = if announced { Some(hold::ADDED_LINKS.to_owned()) } else { before.reason.clone() };
        // What flags hid is nobody's doing again.
        let by = (!before.by_flags()).then_some(actor.id);
        target::put(tx, &target, &Standing { reason, ..before }, by, now)?;
    }
    match row.kind {
        ItemKind::Flags => {
            let judged = flags::table.filter(flags::item_id.eq(row.id)).filter(flags::decided_at.eq(decided_at));
            diesel::update(judged)
                .set((flags::decided_at.eq(None::<Micros>), flags::agreed.eq(None::<bool>)))
                .execute(tx.conn())?;
        }
        ItemKind::Appeal => appeal::unsettle(tx, row)?,
        ItemKind::Held | ItemKind::Edit | ItemKind::Votes => {}
    }
    Ok(())
}
