//! Who did what while somebody looked: said where a form could not be done because somebody else was faster.

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::Verdict;
use crate::moderation::claim::CLAIM;
use crate::moderation::rows::{self, Row};
use crate::pages::lists::names_of;

/// "Mo hid it, 20 seconds ago.", or what `message` says if it cannot be known.
///
/// # Errors
/// When the database fails.
pub fn sentence(
    conn: &mut AnyConnection,
    item: i64,
    me: i64,
    message: &'static str,
    t: &T,
    now: Micros,
) -> Verdict<String> {
    let row = rows::find(conn, item)?;
    let names = names_of(conn, &[row.decided_by, row.claimant(now)].into_iter().flatten().collect::<Vec<_>>())?;
    let name = |id: Option<i64>| id.and_then(|id| names.get(&id)).map(|name| name.shown(t));
    if let Some(at) = row.decided_at {
        let who = name(row.decided_by).unwrap_or_else(|| t.s("triage-somebody"));
        return Ok(told(t, did(t, &row, who), at, now));
    }
    match (row.claimant(now).filter(|by| *by != me), row.claimed_until) {
        (by @ Some(_), Some(until)) => {
            let who = name(by).unwrap_or_default();
            Ok(told(t, t.a("review-did-claim", "who", who), until.plus(-CLAIM), now))
        }
        _ => Ok(t.s(message)),
    }
}

/// "Mo hid it", without its full stop.
pub fn did(t: &T, row: &Row, who: String) -> String {
    let word = row.decided_as().map_or("elsewhere", |decision| decision.word());
    t.a(&format!("review-did-{word}"), "who", who)
}

fn told(t: &T, what: String, at: Micros, now: Micros) -> String {
    t.a2("review-faster", "what", what, "ago", t.ago(at, now))
}
