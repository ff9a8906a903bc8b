//! Deliveries: what ticket systems are told, each with one id for all its tries, and every try.

use diesel::prelude::*;

use super::systems::System;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::escalation::events::DeliveryRepeated;
use crate::escalation::tables::ticket_systems;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::jobs;
use crate::ground::refusal::Verdict;
use crate::interop::tables::{deliveries, delivery_tries};
use crate::threads::Rules;

/// The kind of job that delivers.
pub const JOB: &str = "delivery";
/// Tries of a delivery that are shown.
const TRIES: i64 = 100;
/// Characters of an error or an answer that are kept.
const SAID: usize = 300;

crate::text_enum! {
    /// How far a delivery is. Texts are `handover-delivery-WORD`.
    DeliveryState {
        /// It is tried now or later.
        Waiting = "waiting",
        /// The receiver took it.
        Delivered = "delivered",
        /// Given up; an admin may have it sent once more.
        Failed = "failed",
        /// Not sent: taken back before, or nobody may read it any more.
        Dropped = "dropped",
    }
}

/// A delivery as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = deliveries)]
#[allow(missing_docs)] // the columns; the migration says what they hold
pub struct Delivery {
    pub id: i64,
    pub message_id: String,
    pub system_id: i64,
    pub hand_over_id: Option<i64>,
    pub event: String,
    pub state: DeliveryState,
    pub attempts: i64,
    pub created_at: Micros,
    pub last_tried_at: Option<Micros>,
    pub delivered_at: Option<Micros>,
    pub last_status: Option<i64>,
    pub last_error: Option<String>,
}

/// A try.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = delivery_tries)]
#[allow(missing_docs)] // the columns
pub struct Try {
    pub at: Micros,
    pub status: Option<i64>,
    pub said: String,
    pub took_ms: i64,
}

/// What is to be delivered.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Its id for the receiver, at every try.
    pub message_id: &'a str,
    /// To whom.
    pub system_id: i64,
    /// About which hand-over; none for a test.
    pub hand_over_id: Option<i64>,
    /// What it tells of.
    pub event: &'a str,
    /// Not before.
    pub run_at: Micros,
}

fn key(id: i64) -> String {
    format!("{JOB}-{id}")
}

/// Stores a delivery and its job. Returns its number.
///
/// # Errors
/// When the database fails, or the id is taken.
pub fn order(tx: &mut Tx<'_>, order: &Order<'_>, now: Micros) -> QueryResult<i64> {
    let id: i64 = diesel::insert_into(deliveries::table)
        .values((
            deliveries::message_id.eq(order.message_id),
            deliveries::system_id.eq(order.system_id),
            deliveries::hand_over_id.eq(order.hand_over_id),
            deliveries::event.eq(order.event),
            deliveries::state.eq(DeliveryState::Waiting),
            deliveries::attempts.eq(0),
            deliveries::created_at.eq(now),
        ))
        .returning(deliveries::id)
        .get_result(tx.conn())?;
    jobs::enqueue(tx, JOB, &id.to_string(), order.run_at, Some(&key(id)), now)?;
    Ok(id)
}

/// Counts a try that is about to be made; none if it is over already. The delivery is as it was before.
///
/// # Errors
/// When the database fails.
pub(super) fn begin(tx: &mut Tx<'_>, id: i64, now: Micros) -> QueryResult<Option<Delivery>> {
    let known = find(tx.conn(), id).optional()?;
    // The state is looked at again under the row's lock: another node may hold it, hang, and deliver after all.
    let waiting = deliveries::table.find(id).filter(deliveries::state.eq(DeliveryState::Waiting));
    let counted = diesel::update(waiting)
        .set((deliveries::attempts.eq(deliveries::attempts + 1), deliveries::last_tried_at.eq(Some(now))))
        .execute(tx.conn())?;
    Ok(known.filter(|_| counted == 1))
}

/// Ends a delivery that is not sent at all.
///
/// # Errors
/// When the database fails.
pub(super) fn dropped(tx: &mut Tx<'_>, id: i64, why: &str) -> QueryResult<()> {
    diesel::update(deliveries::table.find(id))
        .set((
            deliveries::state.eq(DeliveryState::Dropped),
            deliveries::attempts.eq(0),
            deliveries::last_error.eq(Some(why)),
        ))
        .execute(tx.conn())
        .map(|_| ())
}

/// How a try ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tried {
    /// Whether the receiver took it.
    pub taken: bool,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// What was wrong, or a word of the answer.
    pub said: String,
    /// How long it took.
    pub took_ms: i64,
}

/// Keeps how a try ended. Returns whether it was the last one.
///
/// # Errors
/// When the database fails.
pub(super) fn end(tx: &mut Tx<'_>, id: i64, tried: &Tried, now: Micros) -> QueryResult<()> {
    let said: String = tried.said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SAID).collect();
    let status = tried.status.map(i64::from);
    diesel::insert_into(delivery_tries::table)
        .values((
            delivery_tries::delivery_id.eq(id),
            delivery_tries::at.eq(now),
            delivery_tries::status.eq(status),
            delivery_tries::said.eq(&said),
            delivery_tries::took_ms.eq(tried.took_ms),
        ))
        .execute(tx.conn())?;
    // Another node may have delivered it while this one was frozen.
    let open = deliveries::table.find(id).filter(deliveries::state.ne(DeliveryState::Delivered));
    if tried.taken {
        diesel::update(open)
            .set((
                deliveries::state.eq(DeliveryState::Delivered),
                deliveries::delivered_at.eq(Some(now)),
                deliveries::last_status.eq(status),
                deliveries::last_error.eq(None::<String>),
            ))
            .execute(tx.conn())?;
        return Ok(());
    }
    diesel::update(open)
        .set((deliveries::last_status.eq(status), deliveries::last_error.eq(Some(&said))))
        .execute(tx.conn())?;
    let over = deliveries::table
        .find(id)
        .filter(deliveries::state.eq(DeliveryState::Waiting))
        .filter(deliveries::attempts.ge(jobs::MAX_ATTEMPTS));
    diesel::update(over).set(deliveries::state.eq(DeliveryState::Failed)).execute(tx.conn())?;
    Ok(())
}

/// Has a delivery sent once more, with the same id and a new round of tries.
///
/// # Errors
/// `Forbidden` for all but admins, `NotFound`.
pub fn again(tx: &mut Tx<'_>, actor: &Actor, id: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Administer, false, now)?;
    let known = find(tx.conn(), id)?;
    diesel::update(deliveries::table.find(id))
        .set((deliveries::state.eq(DeliveryState::Waiting), deliveries::attempts.eq(0)))
        .execute(tx.conn())?;
    jobs::cancel(tx, &key(id))?;
    jobs::enqueue(tx, JOB, &id.to_string(), now, Some(&key(id)), now)?;
    tx.record(Some(actor.id), &DeliveryRepeated { system_id: known.system_id, delivery_id: id }, now);
    Ok(())
}

/// One of them.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn find(conn: &mut AnyConnection, id: i64) -> QueryResult<Delivery> {
    deliveries::table.find(id).select(Delivery::as_select()).first(conn)
}

/// Its tries, the first one first.
///
/// # Errors
/// When the database fails.
pub fn tries(conn: &mut AnyConnection, id: i64) -> QueryResult<Vec<Try>> {
    delivery_tries::table
        .filter(delivery_tries::delivery_id.eq(id))
        .order(delivery_tries::id)
        .limit(TRIES)
        .select(Try::as_select())
        .load(conn)
}

/// Deliveries before a number with their systems, the newest first; only those in a state if one is given.
///
/// # Errors
/// When the database fails.
pub fn list(
    conn: &mut AnyConnection,
    state: Option<DeliveryState>,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<(Delivery, System)>> {
    let before = before.unwrap_or(i64::MAX);
    let all = deliveries::table
        .inner_join(ticket_systems::table)
        .filter(deliveries::id.lt(before))
        .order(deliveries::id.desc())
        .limit(limit)
        .select((Delivery::as_select(), System::as_select()));
    match state {
        Some(state) => all.filter(deliveries::state.eq(state)).load(conn),
        None => all.load(conn),
    }
}

/// The delivery that tells of a hand-over itself.
///
/// # Errors
/// When the database fails.
pub fn first_of(conn: &mut AnyConnection, hand_over_id: i64) -> QueryResult<Option<Delivery>> {
    deliveries::table
        .filter(deliveries::hand_over_id.eq(hand_over_id))
        .order(deliveries::id)
        .select(Delivery::as_select())
        .first(conn)
        .optional()
}

/// How many deliveries are in each state.
///
/// # Errors
/// When the database fails.
pub fn counts(conn: &mut AnyConnection) -> QueryResult<Vec<(DeliveryState, i64)>> {
    deliveries::table.group_by(deliveries::state).select((deliveries::state, diesel::dsl::count_star())).load(conn)
}
