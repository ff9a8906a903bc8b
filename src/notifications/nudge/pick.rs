//! Who is asked, of those who could be. Pure: the moment and the dice are handed in.
//!
//! Each helpful answer that somebody gave where the question belongs weighs
//! `worth × place × ½^(age / 90 days)`: worth is 3 if an expert endorsed it, 2 if it was accepted, 1 if it was voted up
//! only; place is 1 if it shares a tag with the question, ½ if the product only. Whoever has the largest sum is asked first.

use std::collections::{BTreeMap, BTreeSet};

use super::why::{Common, Why};
use crate::ground::clock::{DAY, Micros};

/// People who are asked at each of the policy's moments, at most.
pub const PLACES: usize = 3;
/// How often somebody is asked in seven days, at most.
pub const BUDGET: i64 = 3;
/// The time of that budget, in microseconds.
pub const WEEK: i64 = 7 * DAY;
/// Whoever was not here for so long is not asked.
pub const LATELY: i64 = 30 * DAY;
/// Of how many people one is not asked, to see whether asking helps.
pub const HELD_OUT_OF: u64 = 10;
/// After how long an answer weighs half.
const HALF: i64 = 90 * DAY;

/// How an answer was found helpful; the best of it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// Voted up.
    Voted,
    /// Accepted as a solution.
    Accepted,
    /// Endorsed by an expert.
    Endorsed,
}

/// A helpful answer, and what its question has in common with the one that waits.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Helped {
    pub person: i64,
    pub post: i64,
    pub at: Micros,
    pub worth: Worth,
    pub common: Common,
}

/// Somebody who could be asked, as far as the rule needs to know them.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// Who.
    pub id: i64,
    /// When they were here last.
    pub here: Option<Micros>,
    /// How often they were asked within the last seven days.
    pub asked: i64,
    /// Whether it is their quiet time.
    pub quiet: bool,
}

impl Peer {
    /// Whether they may be asked at this moment.
    pub fn may_be_asked(&self, now: Micros) -> bool {
        self.asked < BUDGET && !self.quiet && self.here.is_some_and(|here| now.since(here) <= LATELY)
    }
}

/// Somebody who comes into question, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // the names say it
pub struct Candidate {
    pub person: i64,
    pub weight: f64,
    pub why: Why,
}

/// What an answer weighs.
#[allow(clippy::cast_precision_loss)] // ages are far below 2^52 microseconds
pub fn weight(helped: &Helped, now: Micros) -> f64 {
    let worth = match helped.worth {
        Worth::Voted => 1.0,
        Worth::Accepted => 2.0,
        Worth::Endorsed => 3.0,
    };
    let place = match helped.common {
        Common::Tag(_) => 1.0,
        Common::Product(_) => 0.5,
    };
    let age = now.since(helped.at).max(0) as f64;
    worth * place * 0.5_f64.powf(age / HALF as f64)
}

/// Everybody who helped, whoever weighs most first. An answer counts once, by the best that it has in common.
pub fn rank(helped: &[Helped], now: Micros) -> Vec<Candidate> {
    let mut by_person: BTreeMap<i64, Vec<&Helped>> = BTreeMap::new();
    for one in helped {
        by_person.entry(one.person).or_default().push(one);
    }
    let mut all: Vec<Candidate> =
        by_person.into_iter().filter_map(|(person, helped)| candidate(person, &helped, now)).collect();
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.person.cmp(&b.person)));
    all
}

fn candidate(person: i64, helped: &[&Helped], now: Micros) -> Option<Candidate> {
    let mut best: BTreeMap<i64, f64> = BTreeMap::new();
    let mut about: BTreeMap<Common, BTreeSet<i64>> = BTreeMap::new();
    for one in helped {
        let weight = weight(one, now);
        best.entry(one.post).and_modify(|known| *known = known.max(weight)).or_insert(weight);
        about.entry(one.common).or_default().insert(one.post);
    }
    // What they know best is said; of equals a tag, which says more.
    let (common, posts) = about.into_iter().rev().max_by_key(|(_, posts)| posts.len())?;
    let oldest = helped.iter().filter(|one| one.common == common).map(|one| now.since(one.at)).max()?;
    let why = Why {
        about: common,
        solved: i64::try_from(posts.len()).unwrap_or(i64::MAX),
        months: (oldest.max(1) - 1) / (30 * DAY) + 1,
    };
    Some(Candidate { person, weight: best.values().sum(), why })
}

/// Who is asked, and who is left out by the dice on the way: the comparison. `leave_out` is thrown once for each of them.
pub fn pick(
    ranked: Vec<Candidate>,
    peers: &BTreeMap<i64, Peer>,
    now: Micros,
    mut leave_out: impl FnMut() -> bool,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let (mut asked, mut held_out) = (Vec::new(), Vec::new());
    for candidate in ranked {
        if asked.len() + held_out.len() >= 2 * PLACES || asked.len() == PLACES {
            break;
        }
        if peers.get(&candidate.person).is_some_and(|peer| peer.may_be_asked(now)) {
            if leave_out() { held_out.push(candidate) } else { asked.push(candidate) }
        }
    }
    (asked, held_out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Micros = Micros(1_000 * DAY);

    fn helped(person: i64, post: i64, days: i64, worth: Worth, common: Common) -> Helped {
        Helped { person, post, at: NOW.plus(-days * DAY), worth, common }
    }

    fn here(id: i64) -> (i64, Peer) {
        (id, Peer { id, here: Some(NOW), asked: 0, quiet: false })
    }

    #[test]
    fn what_is_recent_and_close_weighs_more() {
        let accepted = helped(1, 1, 0, Worth::Accepted, Common::Tag(1));
        assert!((weight(&accepted, NOW) - 2.0).abs() < 1e-9);
        assert!((weight(&helped(1, 1, 90, Worth::Accepted, Common::Tag(1)), NOW) - 1.0).abs() < 1e-9);
        assert!((weight(&helped(1, 1, 180, Worth::Endorsed, Common::Product(1)), NOW) - 0.375).abs() < 1e-9);
        assert!(weight(&helped(1, 1, -1, Worth::Voted, Common::Tag(1)), NOW) <= 1.0, "nothing weighs more tomorrow");
    }

    #[test]
    fn an_answer_counts_once_and_the_reason_names_what_somebody_knows_best() {
        let (tag, other, product) = (Common::Tag(5), Common::Tag(6), Common::Product(2));
        let all = [
            helped(1, 10, 10, Worth::Accepted, tag),
            helped(1, 10, 10, Worth::Accepted, other),
            helped(1, 10, 10, Worth::Accepted, product),
            helped(1, 11, 70, Worth::Voted, tag),
            helped(2, 12, 1, Worth::Endorsed, product),
        ];
        let ranked = rank(&all, NOW);
        assert_eq!(ranked.iter().map(|one| one.person).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(ranked[0].why, Why { about: tag, solved: 2, months: 3 });
        assert_eq!(ranked[1].why, Why { about: product, solved: 1, months: 1 });
        assert!(ranked[0].weight < 3.0, "{}", ranked[0].weight);
    }

    #[test]
    fn nobody_is_asked_too_often_at_night_or_when_long_gone() {
        let ranked = rank(&[1, 2, 3, 4].map(|p| helped(p, p, 1, Worth::Accepted, Common::Tag(1))), NOW);
        let peers = BTreeMap::from([
            (1, Peer { asked: BUDGET, ..here(1).1 }),
            (2, Peer { quiet: true, ..here(2).1 }),
            (3, Peer { here: Some(NOW.plus(-LATELY - 1)), ..here(3).1 }),
            here(4),
        ]);
        let (asked, held_out) = pick(ranked, &peers, NOW, || false);
        assert_eq!((asked.len(), asked[0].person, held_out.len()), (1, 4, 0));
    }

    proptest! {
        #[test]
        fn few_are_asked_and_nobody_twice(people in 1..40_i64, dice in prop::collection::vec(any::<bool>(), 40)) {
            let all: Vec<Helped> =
                (0..people).map(|p| helped(p, p, p * 7 % 300, Worth::Accepted, Common::Tag(p % 3))).collect();
            let peers: BTreeMap<i64, Peer> = (0..people).map(here).collect();
            let mut dice = dice.into_iter();
            let (asked, held_out) = pick(rank(&all, NOW), &peers, NOW, || dice.next().unwrap_or_default());
            prop_assert!(asked.len() <= PLACES && asked.len() + held_out.len() <= 2 * PLACES);
            let everybody: BTreeSet<i64> = asked.iter().chain(&held_out).map(|one| one.person).collect();
            prop_assert_eq!(everybody.len(), asked.len() + held_out.len());
            let weights: Vec<f64> = asked.iter().map(|one| one.weight).collect();
            prop_assert!(weights.windows(2).all(|pair| pair[0] >= pair[1]));
        }
    }
}
