//! Two questions that became one: one row of them goes on waiting, with the better of the two promises. Whoever was
//! further on stays there; in the same stage the earlier due time holds.

use super::kinds::StepKind;
use super::rows::{self, Escalation, NewStep};
use super::stage::{Stage, Standing};
use super::terms::Book;
use super::walk::Walk;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

/// Where a question stands that another one went into; none if it stays where it is.
fn better(into: &Standing, from: &Standing) -> Option<Standing> {
    // A ticket is about the question that it was made for; what went on waiting there waits for staff.
    let stage = if from.stage == Stage::HandedOver { Stage::Staff } else { from.stage };
    let sooner = match (from.due, into.due) {
        (Some(from), Some(into)) => from < into,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let takes = stage > into.stage || (stage == into.stage && sooner);
    takes.then(|| Standing {
        stage,
        since: from.since,
        counted_from: from.counted_from,
        due: from.due,
        sent_back: into.sent_back.max(from.sent_back),
        ..*into
    })
}

/// The promise of `from` goes into `into`, before either is looked at for what else has changed.
pub(super) fn join(tx: &mut Tx<'_>, (from, into): (i64, i64), actor: Option<i64>, at: Micros) -> Verdict<()> {
    // The lower number first, as everywhere.
    let low = rows::locked(tx, from.min(into))?;
    let high = rows::locked(tx, from.max(into))?;
    let (donor, heir) = if from < into { (low, high) } else { (high, low) };
    let Some(donor) = donor.filter(|row| row.waits) else { return Ok(()) };
    let Some(book) = Book::load(tx.conn())? else { return Ok(()) };
    let mut donor = Walk::new(donor, &book, None);
    // What was due before is stored when the row itself is settled.
    donor.to(at);
    let Some(heir) = heir else { return inherit(tx, &donor.row, into, actor, at) };
    let mut walk = Walk::new(heir, &book, actor);
    walk.to(at);
    if !walk.row.waits {
        return Ok(());
    }
    let Some(standing) = better(&walk.row.standing(), &donor.row.standing()) else { return Ok(()) };
    if standing.stage >= Stage::Staff && walk.row.stage < Stage::Staff {
        walk.row.team_id = donor.row.team_id;
    }
    walk.joined(standing, at);
    walk.save(tx)
}

/// A question that never waited takes over the row of the one that went into it.
fn inherit(tx: &mut Tx<'_>, donor: &Escalation, into: i64, actor: Option<i64>, at: Micros) -> Verdict<()> {
    let stage = if donor.stage == Stage::HandedOver { Stage::Staff } else { donor.stage };
    let row = Escalation {
        question_id: into,
        stage,
        claimed_by: None,
        claimed_until: None,
        asked_again_at: None,
        asked_again_post: None,
        version: 1,
        ..donor.clone()
    };
    rows::insert(tx, &row)?;
    let step = NewStep { actor_id: actor, version: 1, ..NewStep::of(&row, StepKind::Joined, at) };
    rows::insert_steps(tx, vec![step])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(stage: Stage, due: Option<i64>) -> Standing {
        Standing {
            stage,
            since: Micros(1),
            counted_from: Micros(1),
            due: due.map(Micros),
            answered: false,
            closed: false,
            sent_back: 0,
        }
    }

    #[test]
    fn the_better_promise_is_kept() {
        let due = |into: (Stage, Option<i64>), from: (Stage, Option<i64>)| {
            better(&standing(into.0, into.1), &standing(from.0, from.1)).map(|s| (s.stage, s.due.map(|due| due.0)))
        };
        use Stage::{HandedOver, Peers, Staff, Triage};
        assert_eq!(due((Peers, Some(9)), (Peers, Some(5))), Some((Peers, Some(5))));
        assert_eq!(due((Peers, Some(5)), (Peers, Some(9))), None);
        assert_eq!(due((Peers, Some(5)), (Triage, Some(9))), Some((Triage, Some(9))), "it is further on");
        assert_eq!(due((Staff, Some(9)), (Peers, Some(5))), None, "it would go back");
        assert_eq!(due((Staff, Some(9)), (HandedOver, Some(5))), Some((Staff, Some(5))));
        assert_eq!(due((Peers, None), (Peers, Some(5))), Some((Peers, Some(5))));
        assert_eq!(due((Peers, Some(5)), (Peers, None)), None);
    }
}
