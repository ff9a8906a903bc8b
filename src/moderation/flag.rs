//! Flagging: members tell moderators about a post or a comment, once each, and may take it back while it is undecided.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::events::{FlagRaised, FlagRetracted, HiddenByFlags};
use super::kinds::{About, FlagReason, ItemKind};
use super::queue::{self, Item};
use super::tables::flags;
use super::{record, rows, weigh};
use crate::accounts::permissions::Act;
use crate::accounts::{Actor, rank, roles};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::target::{self, Target};
use crate::threads::{Rules, limits};

/// Characters of a note at most.
pub const NOTE: usize = 500;
/// Flags about one subject that are looked at.
const MOST: i64 = 500;

/// What somebody flags.
#[derive(Clone, Debug)]
pub struct Flag {
    /// A post or a comment.
    pub about: About,
    /// Why.
    pub reason: FlagReason,
    /// What moderators should know; must be there for `Other`.
    pub note: String,
}

/// What flagging did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flagged {
    /// The flag.
    pub flag_id: i64,
    /// Whether this person had flagged it before; then nothing changed.
    pub repeated: bool,
    /// Whether it is hidden now until somebody looks.
    pub hidden: bool,
}

/// Finds a post or a comment for somebody who may know of it.
pub(super) fn find(tx: &mut Tx<'_>, actor: &Actor, about: About) -> Verdict<Target> {
    match about {
        About::Post(id) => target::post(tx, actor, id),
        About::Comment(id) => target::comment(tx, actor, id),
        About::Edit(_) | About::Person(_) | About::Ring(_) => Err(Refusal::NotFound),
    }
}

/// Flags. Together with others' flags it may hide the post until somebody looks: a setting says from how much on.
///
/// # Errors
/// `NotFound` for what not everybody sees, whoever flags it; `Forbidden`; `Invalid`.
pub fn flag(tx: &mut Tx<'_>, actor: &Actor, flag: &Flag, rules: &Rules, now: Micros) -> Verdict<Flagged> {
    let target = find(tx, actor, flag.about)?;
    let subject = flag.about.word();
    if let Some(flag_id) = own(tx.conn(), &subject, actor.id)? {
        return Ok(Flagged { flag_id, repeated: true, hidden: target.standing.by_flags() });
    }
    if !target.public {
        return Err(Refusal::NotFound);
    }
    rules.allow(actor, Act::Flag, false, now)?;
    if target.author_id == actor.id {
        return Err(Refusal::forbidden("problem-flag-own"));
    }
    let note = limits::short("note", &flag.note, NOTE)?;
    if flag.reason == FlagReason::Other && note.is_empty() {
        return Err(Refusal::field("note", "problem-flag-note"));
    }
    let weight = weigh::weight(record::of(tx.conn(), actor.id)?, actor.reputation, actor.rank());
    let new = diesel::insert_into(flags::table)
        .values((
            flags::subject.eq(&subject),
            flags::person_id.eq(actor.id),
            flags::author_id.eq(target.author_id),
            flags::question_id.eq(target.question_id),
            flags::reason.eq(flag.reason),
            flags::note.eq(note),
            flags::weight.eq(weight),
            flags::created_at.eq(now),
        ))
        .returning(flags::id);
    let flag_id: i64 = crate::on_both!(tx.conn(), inner => new.get_result(inner)).map_err(taken_elsewhere)?;
    let author_rank = rank(&roles::of(tx.conn(), target.author_id)?);
    let (item_id, together) = wait(tx, flag.about, &target, now)?;
    let raised = FlagRaised { flag_id, item_id, subject: subject.clone(), reason: flag.reason.word().into() };
    tx.record(Some(actor.id), &raised, now);
    let hidden = weigh::hides(together, rules.thresholds.hide_by_flags, author_rank);
    if hidden {
        target::hide_by_flags(tx, &target, now)?;
        let hid = HiddenByFlags {
            item_id,
            subject,
            person_id: target.author_id,
            question_id: target.question_id,
            post_id: target.post_id,
            comment_id: target.comment_id,
        };
        tx.record(None, &hid, now);
    }
    Ok(Flagged { flag_id, repeated: false, hidden })
}

/// Two nodes that take the same flag at once: the second one's caller comes again and finds what the first one made.
fn taken_elsewhere(why: Error) -> Refusal {
    match why {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
            Refusal::Unavailable("another node takes the same flag".into())
        }
        other => other.into(),
    }
}

/// Takes one's flag back while nobody has decided. What it had helped to hide stays hidden until somebody looks.
///
/// # Errors
/// `NotFound` when there is none, `Conflict` when it is decided.
pub fn retract(tx: &mut Tx<'_>, actor: &Actor, about: About, now: Micros) -> Verdict<()> {
    actor.active(now)?;
    let subject = about.word();
    let mine = || flags::table.filter(flags::subject.eq(&subject)).filter(flags::person_id.eq(actor.id));
    let thread: i64 = mine().select(flags::question_id).first(tx.conn())?;
    target::lock(tx.conn(), thread)?;
    let (flag_id, decided): (i64, Option<Micros>) = mine().select((flags::id, flags::decided_at)).first(tx.conn())?;
    if decided.is_some() {
        return Err(Refusal::Conflict("problem-flag-decided"));
    }
    diesel::delete(flags::table.find(flag_id)).execute(tx.conn())?;
    tx.record(Some(actor.id), &FlagRetracted { flag_id, subject: subject.clone() }, now);
    let Some(row) = rows::open_one(tx.conn(), ItemKind::Flags, &subject)? else { return Ok(()) };
    let (together, reasons) = sum(tx.conn(), &subject)?;
    if reasons.is_empty() && !hidden_by_flags(tx.conn(), about)? {
        rows::close(tx, ItemKind::Flags, &subject, None, now)?;
        return Ok(());
    }
    let item = Item {
        kind: ItemKind::Flags,
        about,
        person_id: row.person_id,
        question_id: row.question_id,
        weight: together,
        detail: serde_json::json!({ "reasons": reasons }),
    };
    queue::open(tx, &item, now)?;
    Ok(())
}

/// The flag that somebody raised about something.
fn own(conn: &mut AnyConnection, subject: &str, person: i64) -> QueryResult<Option<i64>> {
    let mine = flags::table.filter(flags::subject.eq(subject)).filter(flags::person_id.eq(person));
    mine.select(flags::id).first(conn).optional()
}

/// Puts what undecided flags say into the queue. Returns the item and what they count together.
pub(super) fn wait(tx: &mut Tx<'_>, about: About, target: &Target, now: Micros) -> Verdict<(i64, i64)> {
    let (together, reasons) = sum(tx.conn(), &about.word())?;
    let item = Item {
        kind: ItemKind::Flags,
        about,
        person_id: target.author_id,
        question_id: Some(target.question_id),
        weight: together,
        detail: serde_json::json!({ "reasons": reasons }),
    };
    Ok((queue::open(tx, &item, now)?, together))
}

/// What undecided flags about something count together, and how many there are of each reason.
pub(super) fn sum(conn: &mut AnyConnection, subject: &str) -> QueryResult<(i64, BTreeMap<&'static str, i64>)> {
    let all: Vec<(i64, FlagReason)> = flags::table
        .filter(flags::subject.eq(subject))
        .filter(flags::decided_at.is_null())
        .order(flags::id)
        .limit(MOST)
        .select((flags::weight, flags::reason))
        .load(conn)?;
    let mut reasons = BTreeMap::new();
    for (_, reason) in &all {
        *reasons.entry(reason.word()).or_default() += 1;
    }
    Ok((all.iter().map(|(weight, _)| weight).sum(), reasons))
}

fn hidden_by_flags(conn: &mut AnyConnection, about: About) -> QueryResult<bool> {
    Ok(super::follow::standing(conn, about)?.is_some_and(|(standing, ..)| standing.by_flags()))
}

/// Judges the undecided flags about something. Returns how many there were.
pub(super) fn judge(tx: &mut Tx<'_>, subject: &str, item: Option<i64>, agreed: bool, now: Micros) -> Verdict<usize> {
    let undecided = flags::table.filter(flags::subject.eq(subject)).filter(flags::decided_at.is_null());
    Ok(diesel::update(undecided)
        .set((flags::decided_at.eq(Some(now)), flags::agreed.eq(Some(agreed)), flags::item_id.eq(item)))
        .execute(tx.conn())?)
}
