//! What everything comes to: the ledger in the order of time under the same rules as everywhere, totals,
//! leaderboards and badges.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;
use crate::reputation::Cause;
use crate::reputation::badges::Badge;
use crate::reputation::leaderboard::{ALL_TIME, EVERY_TAG};
use crate::reputation::rules::{FLOOR, effective};

use super::rows::{self, LedgerLine};

/// Something that earned or cost somebody reputation.
pub struct Deed {
    pub at: Micros,
    pub person: i64,
    pub cause: Cause,
    pub post: i64,
    pub actor: i64,
    /// The tags whose leaderboards count it; none for what they do not count.
    pub tags: Vec<i64>,
}

/// Everything that did.
#[derive(Default)]
pub struct Standing(Vec<Deed>);

/// Scores that earn badges, and how many accepted answers make a good neighbour.
const HELPFUL: i64 = 5;
const GREAT: i64 = 15;
const NEIGHBOUR: usize = 10;
/// How many people count as founders.
const FOUNDERS: usize = 10;

impl Standing {
    /// Notes a deed.
    pub fn add(&mut self, deed: Deed) {
        self.0.push(deed);
    }

    /// Writes it all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn write(mut self, tx: &mut Tx<'_>) -> Verdict<()> {
        self.0.sort_by_key(|deed| (deed.at, deed.post, deed.person));
        let mut totals: HashMap<i64, i64> = HashMap::new();
        let mut earned: HashMap<(i64, i64), i64> = HashMap::new();
        let mut boards: BTreeMap<(i64, i64, i64), i64> = BTreeMap::new();
        for deed in &self.0 {
            let total = totals.entry(deed.person).or_insert(FLOOR);
            let today = earned.entry((deed.person, deed.at.day())).or_default();
            let capped = deed.cause.capped();
            let points = effective(deed.cause.points(), capped, *today, *total);
            if capped {
                *today += points;
            }
            *total += points;
            rows::enter(
                tx.conn(),
                &LedgerLine {
                    person: deed.person,
                    cause: deed.cause,
                    points,
                    post: deed.post,
                    actor: deed.actor,
                    at: deed.at,
                },
            )?;
            if !deed.tags.is_empty() && points != 0 {
                for tag in deed.tags.iter().copied().chain([EVERY_TAG]) {
                    for month in [ALL_TIME, deed.at.month()] {
                        *boards.entry((tag, month, deed.person)).or_default() += points;
                    }
                }
            }
        }
        for (person, total) in totals {
            rows::set_reputation(tx.conn(), person, total)?;
        }
        for ((tag, month, person), points) in boards {
            rows::set_points(tx.conn(), tag, month, person, points)?;
        }
        self.badges(tx)
    }

    fn badges(&self, tx: &mut Tx<'_>) -> Verdict<()> {
        let mut given: HashSet<(i64, Badge, i64)> = HashSet::new();
        let mut accepted: HashMap<i64, usize> = HashMap::new();
        let mut scores: HashMap<i64, i64> = HashMap::new();
        let mut founders: Vec<i64> = Vec::new();
        for deed in &self.0 {
            let mut award = |badge, post| -> Verdict<()> {
                if given.insert((deed.person, badge, post)) {
                    rows::award(tx.conn(), deed.person, badge, post, deed.at)?;
                }
                Ok(())
            };
            match deed.cause {
                Cause::AcceptedSomebody => award(Badge::FirstSolved, 0)?,
                Cause::AnswerAccepted => {
                    award(Badge::FirstAccepted, 0)?;
                    let count = accepted.entry(deed.person).or_default();
                    *count += 1;
                    if *count == NEIGHBOUR {
                        award(Badge::GoodNeighbour, 0)?;
                    }
                }
                Cause::AnswerEndorsed => award(Badge::FirstEndorsed, 0)?,
                Cause::AnswerUp | Cause::AnswerDown => {
                    let score = scores.entry(deed.post).or_default();
                    *score += if deed.cause == Cause::AnswerUp { 1 } else { -1 };
                    if *score == HELPFUL {
                        award(Badge::HelpfulAnswer, deed.post)?;
                    } else if *score == GREAT {
                        award(Badge::GreatAnswer, deed.post)?;
                    }
                    if founders.len() < FOUNDERS && !founders.contains(&deed.person) {
                        founders.push(deed.person);
                        award(Badge::Founder, 0)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
