//! The demo's sanctions: two who were asked to mind their words, and one who had to be told again. All of it is over.

use crate::accounts::Actor;
use crate::accounts::sanctions::{Measure, Reason, SanctionKind, impose, read};
use crate::ground::clock::{DAY, HOUR, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

use super::town::Town;

/// By whom, to whom, days ago, what, and in which words.
const TAKEN: [(&str, &str, i64, SanctionKind, &str); 3] = [
    ("mod-priya", "marco", 295, SanctionKind::Warn, "Please leave out what you think of the people on the phone."),
    ("mod-jonas", "kevin", 153, SanctionKind::Warn, "Sag, was nicht geht, und lass die Beleidigungen weg."),
    (
        "mod-priya",
        "kevin",
        71,
        SanctionKind::Silence,
        "Das war das zweite Mal. In einer Woche gern wieder, aber sachlich.",
    ),
];

/// Takes them.
///
/// # Errors
/// A key that leads nowhere, or a database that fails.
pub fn take(tx: &mut Tx<'_>, town: &Town, now: Micros) -> Verdict<()> {
    for (by, whom, days_ago, kind, note) in TAKEN {
        let (moderator, person, at) = (town.person(by)?, town.person(whom)?, now.plus(-days_ago * DAY));
        let actor = Actor::load(tx.conn(), moderator)?;
        let measure = Measure { kind, days: 7, reason: Reason::Rude, note: note.into() };
        let sanction = impose(tx, &actor, person, &measure, at)?;
        read(tx, person, sanction, at.plus(9 * HOUR))?;
    }
    Ok(())
}
