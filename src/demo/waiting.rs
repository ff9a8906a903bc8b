//! The demo's terms, and the questions that wait under them: with peers, in triage, with teams, one of them overdue.

use anyhow::Context;

use crate::accounts::Actor;
use crate::escalation::calendar::Slot;
use crate::escalation::claim::claim;
use crate::escalation::clock::tick;
use crate::escalation::policy::{Conditions, Policy};
use crate::escalation::rows;
use crate::escalation::settle::catch_up;
use crate::escalation::setup;
use crate::escalation::stage::Stage;
use crate::escalation::terms::{Hours, StoredPolicy};
use crate::ground::clock::{DAY, HOUR, MINUTE, Micros};
use crate::ground::db::Tx;
use crate::threads::Rules;

use super::town::Town;

/// Questions that are older never escalate.
const SINCE: i64 = 30 * DAY;
/// Questions in one round.
const ROUND: i64 = 500;
/// Who has taken something up at this moment, and what.
const CLAIMED: (&str, &str) = ("mod-karl", "en-motion-notifications-nights-only");

/// Writes terms, and lets happen what was due until now.
///
/// # Errors
/// A key that leads nowhere, or a database that fails.
pub fn begin(tx: &mut Tx<'_>, town: &Town, question: impl Fn(&str) -> Option<i64>, now: Micros) -> anyhow::Result<()> {
    let always = setup::add_hours(tx, &hours("Moderation, jeden Tag", [true; 7], Slot::DAY))?;
    let weekdays = std::array::from_fn(|day| day < 5);
    let office = setup::add_hours(tx, &hours("Team, Mo–Fr 8–18", weekdays, Slot { from: 8 * 60, to: 18 * 60 }))?;
    let team = |name: &str| town.teams.get(name).copied().with_context(|| format!("{name:?} is no team"));
    let product = |key: &str| town.products.get(key).copied().with_context(|| format!("{key:?} is no product"));
    let category = |key: &str| town.categories.get(key).copied().with_context(|| format!("{key:?} is no category"));
    let usual = Policy::usual(now.plus(-SINCE));
    let make = |name: &str, conditions: Conditions, team_id: i64, peer: i64, triage: i64, response: i64, staff: i64| {
        let policy =
            Policy { conditions, peer_window: peer, triage_window: triage, first_response: response, ..usual.clone() };
        StoredPolicy {
            id: 0,
            name: name.into(),
            position: 0,
            fallback: policy.conditions.is_empty(),
            policy,
            triage_calendar_id: always,
            staff_calendar_id: staff,
            team_id: Some(team_id),
        }
    };
    let of = |key| Ok::<_, anyhow::Error>(Conditions { products: vec![product(key)?], ..Conditions::default() });
    let faults = Conditions { categories: vec![category("stoerung")?], ..Conditions::default() };
    let all = [
        make("Störungen", faults, team("Netz")?, 15 * MINUTE, 30 * MINUTE, 2 * HOUR, always),
        make("TannHeim", of("tannheim")?, team("Smart Home")?, 30 * MINUTE, 2 * HOUR, 8 * HOUR, office),
        make("TannBox", of("tannbox")?, team("Netz")?, 45 * MINUTE, HOUR, 8 * HOUR, office),
        make("Alles andere", Conditions::default(), team("Kundendienst")?, 4 * HOUR, 2 * HOUR, 8 * HOUR, office),
    ];
    for (position, policy) in (0..).zip(all) {
        setup::add_policy(tx, &StoredPolicy { position, ..policy })?;
    }
    while catch_up(tx, ROUND)? > 0 {}
    while tick(tx, now)? > 0 {}
    let (moderator, key) = CLAIMED;
    let actor = Actor::load(tx.conn(), town.person(moderator)?)?;
    let claimed = question(key).with_context(|| format!("there is no thread {key:?}"))?;
    let row = rows::find(tx.conn(), claimed)?.filter(|row| row.waits && row.stage == Stage::Triage);
    let row = row.with_context(|| format!("{key:?} is not in triage"))?;
    claim(tx, &actor, claimed, row.version, false, &Rules::default(), now)?;
    Ok(())
}

fn hours(name: &str, open: [bool; 7], slot: Slot) -> Hours {
    let week = open.map(|open| if open { vec![slot] } else { Vec::new() });
    Hours { id: 0, name: name.into(), zone: "Europe/Berlin".into(), week, days: Vec::new() }
}
