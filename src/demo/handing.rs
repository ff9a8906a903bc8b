//! The demo's ticket system: one that is told by mail, to an address that cannot exist, and a question that is with it.

use anyhow::Context;
use diesel::prelude::*;

use crate::accounts::Actor;
use crate::escalation::hand_over::hand_over;
use crate::escalation::kinds::SystemKind;
use crate::escalation::stage::Stage;
use crate::escalation::tables::escalations;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::random::Random;
use crate::interop::tickets::systems::{Draft, add};
use crate::threads::Rules;

use super::town::Town;

/// Who hands something over, with their team; the first who has something to.
const STAFF: [(&str, &str); 3] = [("staff-nele", "Kundendienst"), ("staff-basti", "Netz"), ("staff-ida", "Smart Home")];

/// Adds the system, and hands over what has been with a team for longest, if there is anything.
///
/// # Errors
/// A key that leads nowhere, or a database that fails.
pub fn begin(tx: &mut Tx<'_>, town: &Town, secrets: &Random, now: Micros) -> anyhow::Result<()> {
    let admin = Actor::load(tx.conn(), town.person("admin-ines")?)?;
    let draft = Draft {
        name: "Ticketsystem (Beispiel)".into(),
        kind: Some(SystemKind::Mail),
        address: "tickets@tannfunk.example".into(),
        ..Draft::default()
    };
    let (system, _) = add(tx, &admin, &draft, secrets, &Rules::default(), now)?;
    for (person, team) in STAFF {
        let team_id = town.teams.get(team).copied().with_context(|| format!("{team:?} is no team"))?;
        let oldest: Option<(i64, i64)> = escalations::table
            .filter(escalations::waits)
            .filter(escalations::stage.eq(Stage::Staff))
            .filter(escalations::team_id.eq(team_id))
            .order((escalations::due, escalations::question_id))
            .select((escalations::question_id, escalations::version))
            .first(tx.conn())
            .optional()?;
        let Some((question, version)) = oldest else { continue };
        let actor = Actor::load(tx.conn(), town.person(person)?)?;
        let note = "Bitte seht im Vertrag nach und antwortet so, dass es alle lesen dürfen.";
        hand_over(tx, &actor, question, version, system, note, &Rules::default(), now)?;
        break;
    }
    Ok(())
}
