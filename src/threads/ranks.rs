//! Nobody acts on somebody of a higher rank, nor moderators on each other.

use crate::accounts::{Actor, rank, roles};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// From this rank on, equals leave each other alone.
const KEEPERS: u8 = 2;

fn outranks(actor: u8, other: u8) -> bool {
    actor > other || (actor == other && actor < KEEPERS)
}

/// Refuses to act on what `person` wrote when they rank too high. One's own is one's own.
///
/// # Errors
/// `Forbidden`.
pub fn may_act_on(tx: &mut Tx<'_>, actor: &Actor, person: i64) -> Verdict<()> {
    if person == actor.id || outranks(actor.rank(), rank(&roles::of(tx.conn(), person)?)) {
        Ok(())
    } else {
        Err(Refusal::forbidden("problem-rank"))
    }
}

/// Refuses to undo what `person` decided when they rank higher; equals may correct each other.
///
/// # Errors
/// `Forbidden`.
pub fn may_undo(tx: &mut Tx<'_>, actor: &Actor, person: i64) -> Verdict<()> {
    if person == actor.id || actor.rank() >= rank(&roles::of(tx.conn(), person)?) {
        Ok(())
    } else {
        Err(Refusal::forbidden("problem-rank"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moderators_leave_each_other_and_admins_alone() {
        assert!(outranks(2, 0) && outranks(2, 1) && outranks(3, 2) && outranks(0, 0) && outranks(1, 1));
        assert!(!outranks(2, 2) && !outranks(2, 3) && !outranks(3, 3) && !outranks(0, 1));
    }
}
