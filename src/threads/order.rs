//! In which order answers stand, as a pure function: accepted, endorsed, smoothed score, age.

use std::cmp::Reverse;

use crate::ground::clock::Micros;

/// Points by which another answer must lead before an accepted one no longer stands on top; it must also have twice its score.
pub const CLEAR_LEAD: i64 = 5;

/// What a visible answer's place depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the columns of `posts`
pub struct Standing {
    pub id: i64,
    pub accepted: bool,
    pub endorsed: bool,
    pub up: i64,
    pub down: i64,
    pub score: i64,
    pub created_at: Micros,
}

/// An answer's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The answer.
    pub id: i64,
    /// It is accepted, but another one is clearly better liked: say so.
    pub outscored: bool,
}

/// (up+2)/(up+down+4): a few votes do not outweigh many. Imported points that have no voters count as votes of their sign.
pub fn smoothed(answer: &Standing) -> f64 {
    let unknown = answer.score - (answer.up - answer.down);
    let up = answer.up + unknown.max(0);
    let down = answer.down + (-unknown).max(0);
    #[allow(clippy::cast_precision_loss)] // counts of votes are far below 2^52
    let value = (up + 2) as f64 / (up + down + 4) as f64;
    value
}

/// Whether `other` is so much better liked that acceptance alone no longer decides.
fn clearly_outscores(other: &Standing, accepted: &Standing) -> bool {
    other.score >= accepted.score + CLEAR_LEAD && other.score >= accepted.score * 2
}

/// The answers in the order in which they are shown.
pub fn order(answers: &[Standing]) -> Vec<Place> {
    let best = answers.iter().max_by_key(|a| a.score);
    let mut places: Vec<(&Standing, bool)> = answers
        .iter()
        .map(|a| (a, a.accepted && best.is_some_and(|best| best.id != a.id && clearly_outscores(best, a))))
        .collect();
    places.sort_by(|(a, a_outscored), (b, b_outscored)| {
        let key = |s: &Standing, outscored: bool| (Reverse(s.accepted && !outscored), Reverse(s.endorsed));
        key(a, *a_outscored)
            .cmp(&key(b, *b_outscored))
            .then_with(|| smoothed(b).total_cmp(&smoothed(a)))
            .then_with(|| (a.created_at, a.id).cmp(&(b.created_at, b.id)))
    });
    places.into_iter().map(|(standing, outscored)| Place { id: standing.id, outscored }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(id: i64, up: i64, down: i64) -> Standing {
        Standing { id, accepted: false, endorsed: false, up, down, score: up - down, created_at: Micros(id) }
    }

    fn ids(answers: &[Standing]) -> Vec<i64> {
        order(answers).iter().map(|p| p.id).collect()
    }

    #[test]
    fn accepted_then_endorsed_then_score_then_age() {
        let accepted = Standing { accepted: true, ..plain(4, 0, 0) };
        let endorsed = Standing { endorsed: true, ..plain(3, 0, 1) };
        assert_eq!(ids(&[plain(1, 0, 0), plain(2, 3, 0), endorsed, accepted, plain(5, 0, 0)]), [4, 3, 2, 1, 5]);
    }

    #[test]
    fn few_votes_do_not_outweigh_many() {
        assert_eq!(ids(&[plain(1, 2, 0), plain(2, 20, 1)]), [2, 1]);
        assert_eq!(ids(&[plain(1, 5, 5), plain(2, 1, 0)]), [2, 1]);
    }

    #[test]
    fn a_clearly_outscored_solution_says_so_and_steps_down() {
        let accepted = |up| Standing { accepted: true, ..plain(1, up, 0) };
        assert_eq!(order(&[accepted(1), plain(2, 5, 0)])[0], Place { id: 1, outscored: false });
        assert_eq!(
            order(&[accepted(1), plain(2, 6, 0)]),
            [Place { id: 2, outscored: false }, Place { id: 1, outscored: true }]
        );
        assert_eq!(order(&[accepted(10), plain(2, 19, 0)])[0].id, 1, "less than twice as much");
        assert_eq!(order(&[accepted(10), plain(2, 20, 0)])[0].id, 2);
        let down = Standing { accepted: true, ..plain(1, 0, 4) };
        assert!(!order(&[down, plain(2, 0, 0)]).iter().any(|p| p.outscored), "four points are not clear");
        assert!(order(&[down, plain(2, 1, 0)]).iter().any(|p| p.outscored));
    }

    #[test]
    fn points_from_another_forum_count_as_votes() {
        let imported = Standing { score: 12, ..plain(1, 0, 0) };
        assert_eq!(ids(&[plain(2, 1, 0), imported]), [1, 2]);
    }

    proptest! {
        #[test]
        fn every_answer_has_one_place_whatever_came_first(votes in proptest::collection::vec((0i64..50, 0i64..50, any::<bool>(), any::<bool>()), 0..30), turn in 0usize..30) {
            let answers: Vec<Standing> = votes.iter().zip(1..)
                .map(|(&(up, down, accepted, endorsed), id)| Standing { accepted, endorsed, ..plain(id, up, down) })
                .collect();
            let mut turned = answers.clone();
            if !turned.is_empty() {
                let by = turn % turned.len();
                turned.rotate_left(by);
            }
            prop_assert_eq!(order(&answers).len(), answers.len());
            prop_assert_eq!(order(&answers), order(&turned));
        }
    }
}
