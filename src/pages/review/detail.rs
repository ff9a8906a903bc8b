//! One item: what it is about, what was said of it, what was decided before, and what can be decided.

use diesel::prelude::*;

use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::moderation::appeal::{self, Appeal};
use crate::moderation::kinds::{About, Decision, FlagReason, ItemKind};
use crate::moderation::look::{self, Look};
use crate::moderation::reasons::{self, Reason};
use crate::moderation::rows::{self, Row};
use crate::moderation::screen::waiting;
use crate::moderation::tables::flags;
use crate::moderation::weigh::Record;
use crate::moderation::{decide, record};
use crate::pages::lists::{Name, names_of};
use crate::threads::Rules;
use crate::threads::hold::{ADDED_LINKS, FIRST_LINKS};
use crate::threads::screen::Signal;

use super::board;
use super::edits::{self, Edit};
use super::faster;
use super::list::Reader;

/// Flags that are shown: the first.
const FLAGS: i64 = 20;
/// Earlier decisions that are shown: the latest.
const EARLIER: i64 = 10;
/// Signals that are shown.
const SIGNALS: usize = 20;

/// A flag, with what moderators said to its flagger's earlier ones.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Raised {
    pub who: Name,
    pub reason: FlagReason,
    pub note: String,
    pub at: Micros,
    pub record: Record,
}

/// The item.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Detail {
    pub row: Row,
    /// Whose text or doings it is about.
    pub person: Name,
    /// The post or the comment.
    pub look: Option<Look>,
    pub flags: Vec<Raised>,
    pub signals: Vec<Signal>,
    pub edit: Option<Edit>,
    pub appeal: Option<Appeal>,
    /// What was decided before, in words.
    pub earlier: Vec<(String, Micros, String)>,
    pub reasons: Vec<Reason>,
    /// The text that fits best.
    pub suggested: Option<i64>,
    pub claimed_by: Option<Name>,
    pub mine: bool,
    /// Key of why the reader may not decide it; empty when they may.
    pub refused: &'static str,
    /// What became of it, if it is decided: "Mo hid it".
    pub decided: Option<String>,
}

impl Detail {
    /// What can be decided.
    pub fn decisions(&self) -> &'static [Decision] {
        Decision::of(self.row.kind)
    }

    /// The id of who is behind a ring of votes, for its own page.
    pub fn ring(&self) -> Option<i64> {
        match About::from_word(&self.row.subject) {
            Some(About::Ring(id)) => Some(id),
            _ => None,
        }
    }

    /// Whether flags hid it and nobody has looked yet.
    pub fn hidden(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.standing.by_flags())
    }

    /// Key of why a post waits.
    pub fn waits_because(&self) -> &'static str {
        match self.look.as_ref().and_then(|look| look.standing.reason.as_deref()) {
            Some(FIRST_LINKS) => "review-waits-first-links",
            Some(ADDED_LINKS) => "review-waits-added-links",
            _ => "review-waits-suspicion",
        }
    }

    /// An edit that can only be declined.
    pub fn overtaken(&self) -> bool {
        self.edit.as_ref().is_some_and(|edit| edit.overtaken)
    }
}

/// Reads it for somebody.
///
/// # Errors
/// `NotFound` for what is not there, or not for them.
pub fn of(
    conn: &mut AnyConnection,
    id: i64,
    actor: &Actor,
    reader: Reader,
    rules: &Rules,
    t: &T,
    now: Micros,
) -> Verdict<Detail> {
    let row = rows::find(conn, id)?;
    board::may_see(conn, &row, reader)?;
    let about = row.about()?;
    let look = match about {
        About::Post(_) | About::Comment(_) => Some(look::of(conn, about, &reader.eyes)?),
        About::Edit(_) | About::Person(_) | About::Ring(_) => None,
    };
    let edit = match about {
        About::Edit(id) => Some(edits::of(conn, id)?),
        _ => None,
    };
    let raised = if row.kind == ItemKind::Flags { raised(conn, &row)? } else { Vec::new() };
    let appeal = if row.kind == ItemKind::Appeal { latest(conn, &row)? } else { None };
    let mut earlier = rows::decided(conn, &row.subject, EARLIER)?;
    earlier.retain(|one| one.id != row.id);
    let claimant = row.claimant(now);
    let people: Vec<i64> = raised
        .iter()
        .map(|flag| flag.0)
        .chain(earlier.iter().filter_map(|one| one.decided_by))
        .chain([claimant, row.decided_by].into_iter().flatten())
        .chain([row.person_id])
        .collect();
    let names = names_of(conn, &people)?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let records = record::of_all(conn, &raised.iter().map(|flag| flag.0).collect::<Vec<_>>())?;
    let all = reasons::list(conn)?;
    let refused = match decide::allow(conn, actor, &row, rules, now) {
        Ok(()) => "",
        Err(Refusal::Forbidden(message, _)) => message,
        Err(why) => return Err(why),
    };
    let told = |one: &Row| {
        let who = one.decided_by.map(|id| name(id).shown(t)).unwrap_or_else(|| t.s("triage-somebody"));
        let why = one.reason.as_deref().map(|kept| reasons::said(kept, t.lang)).unwrap_or_default();
        (faster::did(t, one, who), one.decided_at.unwrap_or_default(), why)
    };
    let decided = row.decided_at.map(|_| told(&row).0);
    Ok(Detail {
        person: name(row.person_id),
        flags: raised
            .into_iter()
            .map(|(who, reason, note, at)| Raised {
                who: name(who),
                reason,
                note,
                at,
                record: records.get(&who).copied().unwrap_or_default(),
            })
            .collect(),
        signals: waiting::read(&row.detail).into_iter().take(SIGNALS).collect(),
        earlier: earlier.iter().map(told).collect(),
        suggested: suggested(&row, &all),
        reasons: all,
        claimed_by: claimant.map(name),
        mine: claimant == Some(actor.id),
        look,
        edit,
        appeal,
        refused,
        decided,
        row,
    })
}

type Flag = (i64, FlagReason, String, Micros);

/// The flags that are to be decided, or were decided with it.
fn raised(conn: &mut AnyConnection, row: &Row) -> QueryResult<Vec<Flag>> {
    let all = flags::table.filter(flags::subject.eq(&row.subject));
    let columns = (flags::person_id, flags::reason, flags::note, flags::created_at);
    match row.decided_at {
        None => all.filter(flags::decided_at.is_null()).order(flags::id).limit(FLAGS).select(columns).load(conn),
        Some(_) => all.filter(flags::item_id.eq(row.id)).order(flags::id).limit(FLAGS).select(columns).load(conn),
    }
}

fn latest(conn: &mut AnyConnection, row: &Row) -> QueryResult<Option<Appeal>> {
    Ok(appeal::about(conn, &row.subject, 1)?.into_iter().next())
}

/// The text for hiding that says what most flags say.
fn suggested(row: &Row, all: &[Reason]) -> Option<i64> {
    let detail: serde_json::Value = serde_json::from_str(&row.detail).ok()?;
    let said = detail.get("reasons")?;
    let count = |reason: &FlagReason| said.get(reason.word()).and_then(serde_json::Value::as_i64).unwrap_or(0);
    let most = FlagReason::ALL.iter().rev().max_by_key(|reason| count(reason))?;
    let as_ = most.hide_as();
    all.iter().find(|one| one.decision == Decision::Hide && one.hide_as == Some(as_)).map(|one| one.id)
}
