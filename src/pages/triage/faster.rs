//! Who did what while somebody looked: said where a form could not be done because somebody else was faster.

use crate::accounts::teams::teams;
use crate::escalation::claim::CLAIM;
use crate::escalation::rows;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::Verdict;
use crate::pages::lists::names_of;

use super::words;

/// "Mo sent it back to peers, 20 seconds ago.", or what `message` says if it cannot be known. `me` saw version `seen`.
///
/// # Errors
/// When the database fails.
pub fn sentence(
    conn: &mut AnyConnection,
    (question, seen): (i64, i64),
    me: i64,
    message: &'static str,
    t: &T,
    now: Micros,
) -> Verdict<String> {
    let Some(row) = rows::find(conn, question)? else {
        return Ok(t.s(message));
    };
    let told = |what: String, at: Micros| t.a2("triage-faster", "what", what, "ago", words::ago(t, at, now));
    let step = rows::latest_step(conn, question)?.filter(|step| step.version > seen);
    // A claim is no step: the row says who, and since when.
    let claimant = row.claimant(now).filter(|claimant| *claimant != me);
    if let Some((claimant, until)) = claimant.zip(row.claimed_until)
        && step.as_ref().is_none_or(|step| step.version < row.version)
    {
        let names = names_of(conn, &[claimant])?;
        let who = names.get(&claimant).map(|name| name.shown(t)).unwrap_or_default();
        return Ok(told(t.a("triage-did-claim", "who", who), until.plus(-CLAIM)));
    }
    let Some(step) = step else {
        return Ok(t.s(message));
    };
    let names = names_of(conn, step.actor_id.as_slice())?;
    let who = step.actor_id.and_then(|id| names.get(&id)).map(|name| name.shown(t));
    let teams = teams(conn)?;
    let team = teams.iter().find(|team| Some(team.id) == step.team_id).map(|team| team.name.as_str());
    Ok(told(words::step(t, &step, who, team), step.at))
}
