//! What a sanctioned person wrote is hidden or deleted together, and given back exactly as it was. The first round is done at
//! once; the rest, where there is more, is a job, so that no transaction grows with somebody's diligence.

use diesel::prelude::*;

use super::events::{PostsGivenBack, PostsTaken};
use super::tables::sanction_posts;
use crate::accounts::Actor;
use crate::accounts::sanctions::{Posts, Reason, Sanction, may_correct, one, outranks, set_posts};
use crate::ground::clock::{Clock, Micros};
use crate::ground::db::{AnyConnection, Db, Tx};
use crate::ground::jobs::{self, Handler};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::Services;
use crate::threads::Rules;
use crate::threads::kinds::{HideReason, Status};
use crate::threads::sweep::{self, Swept, Taken};

/// Posts and comments in one transaction.
pub const ROUND: i64 = 50;
/// The kind of the job that does the rest.
pub const JOB: &str = "moderation.purge";

/// Takes away what they wrote: a round at once, the rest as a job. Returns how many were taken at once.
///
/// # Errors
/// `Forbidden`; `Conflict` when it was done already.
pub fn begin(tx: &mut Tx<'_>, actor: &Actor, sanction_id: i64, how: Posts, rules: &Rules, now: Micros) -> Verdict<i64> {
    let sanction = one(tx.conn(), sanction_id)?;
    outranks(tx, actor, sanction.person_id)?;
    may_correct(tx, actor, sanction.by_id)?;
    if sanction.posts != Posts::Kept || !matches!(how, Posts::Hidden | Posts::Deleted) {
        return Err(Refusal::Conflict("sanction-problem-posts"));
    }
    set_posts(tx, sanction_id, how)?;
    let sanction = Sanction { posts: how, ..sanction };
    let taken = round(tx, actor, &sanction, rules, now)?;
    tx.record(Some(actor.id), &PostsTaken { person_id: sanction.person_id, sanction_id }, now);
    if taken == ROUND {
        later(tx, actor, sanction_id, now)?;
    }
    Ok(taken)
}

/// Gives back what a sanction took, as it was before. Returns how many at once.
///
/// # Errors
/// `Forbidden`; `Conflict` when there is nothing to give back.
pub fn undo(tx: &mut Tx<'_>, actor: &Actor, sanction_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    let sanction = one(tx.conn(), sanction_id)?;
    outranks(tx, actor, sanction.person_id)?;
    may_correct(tx, actor, sanction.by_id)?;
    if !matches!(sanction.posts, Posts::Hidden | Posts::Deleted) {
        return Err(Refusal::Conflict("sanction-problem-posts"));
    }
    set_posts(tx, sanction_id, Posts::Back)?;
    let (given, more) = back(tx, actor, sanction_id, rules, now)?;
    tx.record(Some(actor.id), &PostsGivenBack { person_id: sanction.person_id, sanction_id }, now);
    if more {
        later(tx, actor, sanction_id, now)?;
    }
    Ok(given)
}

/// The next round is due at once; one job for a sanction at a time.
fn later(tx: &mut Tx<'_>, actor: &Actor, sanction_id: i64, now: Micros) -> Verdict<()> {
    let payload = serde_json::json!({ "sanction_id": sanction_id, "actor_id": actor.id }).to_string();
    let key = format!("{JOB}.{sanction_id}");
    jobs::cancel(tx, &key)?;
    Ok(jobs::enqueue(tx, JOB, &payload, now, Some(&key), now)?)
}

/// Takes a round away and notes how it was.
fn round(tx: &mut Tx<'_>, actor: &Actor, sanction: &Sanction, rules: &Rules, now: Micros) -> Verdict<i64> {
    let reason = (sanction.posts == Posts::Hidden).then(|| reason_of(sanction.reason));
    let taken = sweep::take(tx, actor, sanction.person_id, reason, ROUND, rules, now)?;
    let rows: Vec<_> = taken
        .iter()
        .map(|one| {
            (
                sanction_posts::sanction_id.eq(sanction.id),
                sanction_posts::kind.eq(one.kind),
                sanction_posts::subject_id.eq(one.id),
                sanction_posts::status.eq(one.status),
                sanction_posts::status_by.eq(one.status_by),
                sanction_posts::status_at.eq(one.status_at),
                sanction_posts::status_reason.eq(one.status_reason.clone()),
                sanction_posts::taken_by.eq(actor.id),
                sanction_posts::taken_at.eq(now),
            )
        })
        .collect();
    if !rows.is_empty() {
        crate::on_both!(tx.conn(), inner => diesel::insert_into(sanction_posts::table).values(&rows).execute(inner))?;
    }
    Ok(i64::try_from(taken.len()).unwrap_or(ROUND))
}

/// The reason that a hidden post shows.
fn reason_of(reason: Reason) -> HideReason {
    match reason {
        Reason::Spam => HideReason::Spam,
        Reason::Rude => HideReason::Rude,
        Reason::PersonalData => HideReason::PersonalData,
        Reason::Wrong => HideReason::Wrong,
        Reason::Votes | Reason::Evasion | Reason::Other => HideReason::Other,
    }
}

type Row = (Swept, i64, Status, Option<i64>, Option<Micros>, Option<String>, i64, Micros);

/// Gives a round back; whether there is more.
fn back(tx: &mut Tx<'_>, actor: &Actor, sanction_id: i64, rules: &Rules, now: Micros) -> Verdict<(i64, bool)> {
    let rows = taken(tx.conn(), sanction_id)?;
    let all: Vec<(Taken, i64, Micros)> = rows
        .into_iter()
        .map(|(kind, id, status, status_by, status_at, status_reason, by, at)| {
            (Taken { kind, id, status, status_by, status_at, status_reason }, by, at)
        })
        .collect();
    let given = sweep::give_back(tx, actor, &all, rules, now)?;
    for kind in [Swept::Post, Swept::Comment] {
        let ids: Vec<i64> = all.iter().filter(|(one, ..)| one.kind == kind).map(|(one, ..)| one.id).collect();
        diesel::update(
            sanction_posts::table
                .filter(sanction_posts::sanction_id.eq(sanction_id))
                .filter(sanction_posts::kind.eq(kind))
                .filter(sanction_posts::subject_id.eq_any(ids)),
        )
        .set(sanction_posts::given_back_at.eq(Some(now)))
        .execute(tx.conn())?;
    }
    Ok((given, i64::try_from(all.len()).unwrap_or(ROUND) == ROUND))
}

fn taken(conn: &mut AnyConnection, sanction_id: i64) -> QueryResult<Vec<Row>> {
    sanction_posts::table
        .filter(sanction_posts::sanction_id.eq(sanction_id))
        .filter(sanction_posts::given_back_at.is_null())
        .order((sanction_posts::kind.desc(), sanction_posts::subject_id))
        .limit(ROUND)
        .select((
            sanction_posts::kind,
            sanction_posts::subject_id,
            sanction_posts::status,
            sanction_posts::status_by,
            sanction_posts::status_at,
            sanction_posts::status_reason,
            sanction_posts::taken_by,
            sanction_posts::taken_at,
        ))
        .load(conn)
}

/// One more round of whichever way a sanction's posts go; whether there is more to do.
///
/// # Errors
/// As the verbs: also when whoever began it may not do it any more.
pub fn go_on(tx: &mut Tx<'_>, actor_id: i64, sanction_id: i64, rules: &Rules, now: Micros) -> Verdict<bool> {
    let sanction = one(tx.conn(), sanction_id)?;
    let actor = Actor::load(tx.conn(), actor_id)?;
    match sanction.posts {
        Posts::Hidden | Posts::Deleted => Ok(round(tx, &actor, &sanction, rules, now)? == ROUND),
        Posts::Back => Ok(back(tx, &actor, sanction_id, rules, now)?.1),
        Posts::Kept => Ok(false),
    }
}

/// Does the rest.
pub struct Purger {
    db: Db,
    clock: Clock,
}

impl Purger {
    /// For this forum.
    pub fn of(services: &Services) -> Self {
        Self { db: services.db.clone(), clock: services.clock.clone() }
    }
}

impl Handler for Purger {
    fn kind(&self) -> &'static str {
        JOB
    }

    fn run(&self, payload: &str) -> anyhow::Result<()> {
        let payload: serde_json::Value = serde_json::from_str(payload)?;
        let number = |field: &str| payload.get(field).and_then(serde_json::Value::as_i64).unwrap_or_default();
        let (actor, sanction) = (number("actor_id"), number("sanction_id"));
        loop {
            let now = self.clock.now();
            let more = self.db.write_blocking(move |tx| go_on(tx, actor, sanction, &Rules::default(), now))?;
            if !more {
                return Ok(());
            }
        }
    }
}
