//! Pairs and rings in counts of votes. Pure; the same counts give the same findings in the same order.

use std::collections::{BTreeMap, BTreeSet};

use super::policy::VotePolicy;

crate::text_enum! {
    /// What an arrangement looks like.
    Pattern {
        /// One votes for another and hardly for anybody else.
        OneSided = "one_sided",
        /// Two vote for each other.
        Reciprocal = "reciprocal",
        /// Three or more vote for each other in a circle.
        Ring = "ring",
    }
}

/// How often somebody voted for an author, up (1) or down (−1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Who voted.
    pub voter: i64,
    /// For whose posts.
    pub author: i64,
    /// 1 or −1.
    pub value: i64,
    /// How often.
    pub votes: i64,
}

/// One direction of an arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Pair {
    /// Who voted.
    pub voter: i64,
    /// For whose posts.
    pub author: i64,
    /// 1 or −1.
    pub value: i64,
    /// How often.
    pub votes: i64,
    /// Percent of all votes of that kind that the voter cast.
    pub share: i64,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub pattern: Pattern,
    /// Everybody in it, in ascending order.
    pub members: Vec<i64>,
    /// Who votes for whom.
    pub pairs: Vec<Pair>,
}

impl Found {
    /// How many votes it is about.
    pub fn votes(&self) -> i64 {
        self.pairs.iter().map(|pair| pair.votes).sum()
    }
}

/// Finds arrangements: rings first, then pairs that are in no ring. Nobody's vote is in two of them. `company` are those
/// whose job it is to be voted for: to them one-sided votes are thanks.
pub fn find(counts: &[Count], company: &BTreeSet<i64>, policy: &VotePolicy) -> Vec<Found> {
    let pairs = with_shares(counts);
    let mut found = rings(&pairs, policy);
    let mut taken: BTreeSet<(i64, i64, i64)> =
        found.iter().flat_map(|f| &f.pairs).map(|p| (p.voter, p.author, p.value)).collect();
    for pair in pairs.values().filter(|pair| pair.value > 0 && pair.voter < pair.author) {
        let Some(back) = pairs.get(&(pair.author, pair.voter, 1)) else { continue };
        let enough = |p: &Pair| p.votes >= policy.reciprocal_votes && p.share >= policy.reciprocal_share;
        if enough(pair) && enough(back) && !taken.contains(&(pair.voter, pair.author, 1)) {
            taken.extend([(pair.voter, pair.author, 1), (back.voter, back.author, 1)]);
            found.push(Found {
                pattern: Pattern::Reciprocal,
                members: vec![pair.voter, pair.author],
                pairs: vec![*pair, *back],
            });
        }
    }
    for pair in pairs.values() {
        let enough = pair.votes >= policy.one_sided_votes && pair.share >= policy.one_sided_share;
        let thanks = pair.value > 0 && company.contains(&pair.author);
        if enough && !thanks && !taken.contains(&(pair.voter, pair.author, pair.value)) {
            let mut members = vec![pair.voter, pair.author];
            members.sort_unstable();
            found.push(Found { pattern: Pattern::OneSided, members, pairs: vec![*pair] });
        }
    }
    found
}

type Pairs = BTreeMap<(i64, i64, i64), Pair>;

fn with_shares(counts: &[Count]) -> Pairs {
    let mut totals: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for count in counts {
        *totals.entry((count.voter, count.value)).or_default() += count.votes;
    }
    let pair = |c: &Count| {
        let total = totals.get(&(c.voter, c.value)).copied().unwrap_or(0).max(1);
        let pair =
            Pair { voter: c.voter, author: c.author, value: c.value, votes: c.votes, share: c.votes * 100 / total };
        ((c.voter, c.author, c.value), pair)
    };
    counts.iter().filter(|c| c.voter != c.author).map(pair).collect()
}

/// Groups of three and more in which everybody is reached from everybody else over pairs with enough votes, and whose
/// votes stay among them.
fn rings(pairs: &Pairs, policy: &VotePolicy) -> Vec<Found> {
    let strong: Vec<&Pair> = pairs.values().filter(|p| p.value > 0 && p.votes >= policy.ring_votes).collect();
    let mut found = Vec::new();
    for members in circles(&strong) {
        if members.len() < 3 {
            continue;
        }
        let within = |pair: &&Pair| members.contains(&pair.voter) && members.contains(&pair.author);
        let inside: i64 = pairs.values().filter(|p| p.value > 0).filter(within).map(|p| p.votes).sum();
        let cast: i64 = pairs.values().filter(|p| p.value > 0 && members.contains(&p.voter)).map(|p| p.votes).sum();
        if inside * 100 >= cast * policy.ring_share {
            let pairs = strong.iter().copied().filter(within).copied().collect();
            found.push(Found { pattern: Pattern::Ring, members: members.into_iter().collect(), pairs });
        }
    }
    found
}

/// The strongly connected parts of who votes for whom (Kosaraju's way, without recursion).
fn circles(pairs: &[&Pair]) -> Vec<BTreeSet<i64>> {
    let mut ahead: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut back: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for pair in pairs {
        ahead.entry(pair.voter).or_default().push(pair.author);
        back.entry(pair.author).or_default().push(pair.voter);
    }
    let people: BTreeSet<i64> = pairs.iter().flat_map(|p| [p.voter, p.author]).collect();
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for person in &people {
        walk(*person, &ahead, &mut seen, &mut order);
    }
    seen.clear();
    let mut circles = Vec::new();
    for person in order.iter().rev() {
        let mut circle = Vec::new();
        walk(*person, &back, &mut seen, &mut circle);
        if !circle.is_empty() {
            circles.push(circle.into_iter().collect::<BTreeSet<i64>>());
        }
    }
    circles.sort();
    circles
}

/// Adds everybody who is reached from `start` and was not seen before, whoever has nobody left to go to first.
fn walk(start: i64, to: &BTreeMap<i64, Vec<i64>>, seen: &mut BTreeSet<i64>, order: &mut Vec<i64>) {
    if !seen.insert(start) {
        return;
    }
    let mut path: Vec<(i64, usize)> = vec![(start, 0)];
    while let Some((person, next)) = path.last_mut() {
        let target = to.get(person).and_then(|all| all.get(*next)).copied();
        *next += 1;
        match target {
            Some(target) => {
                if seen.insert(target) {
                    path.push((target, 0));
                }
            }
            None => {
                order.push(*person);
                path.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn up(voter: i64, author: i64, votes: i64) -> Count {
        Count { voter, author, value: 1, votes }
    }

    fn found(counts: &[Count]) -> Vec<(Pattern, Vec<i64>, i64)> {
        let all = find(counts, &BTreeSet::from([900]), &VotePolicy::default());
        all.into_iter().map(|f| (f.pattern, f.members.clone(), f.votes())).collect()
    }

    #[test]
    fn ordinary_votes_are_no_arrangement() {
        assert!(found(&[]).is_empty());
        assert!(found(&[up(1, 2, 5), up(1, 3, 6), up(2, 1, 2), up(2, 3, 9), up(3, 4, 11)]).is_empty());
        assert!(found(&[up(1, 2, 12), up(1, 3, 4)]).is_empty(), "12 of 16 are 75 percent");
        assert!(found(&[up(1, 2, 11)]).is_empty(), "too few");
    }

    #[test]
    fn one_sided_votes_up_and_down() {
        assert_eq!(found(&[up(2, 1, 12), up(2, 3, 3)]), [(Pattern::OneSided, vec![1, 2], 12)]);
        let down = Count { value: -1, ..up(1, 2, 12) };
        assert_eq!(found(&[down, up(1, 3, 5)]), [(Pattern::OneSided, vec![1, 2], 12)]);
        assert!(found(&[up(1, 900, 40)]).is_empty(), "thanks to the company");
        assert_eq!(found(&[Count { value: -1, ..up(1, 900, 40) }]).len(), 1);
    }

    #[test]
    fn two_who_vote_for_each_other() {
        assert_eq!(found(&[up(1, 2, 7), up(2, 1, 6), up(1, 9, 5)]), [(Pattern::Reciprocal, vec![1, 2], 13)]);
        assert!(found(&[up(1, 2, 7), up(2, 1, 5)]).is_empty());
        assert!(found(&[up(1, 2, 7), up(1, 3, 8), up(2, 1, 6)]).is_empty(), "7 of 15 are less than half");
        let both = found(&[up(1, 2, 40), up(2, 1, 40)]);
        assert_eq!(both, [(Pattern::Reciprocal, vec![1, 2], 80)], "not one-sided twice, too");
    }

    #[test]
    fn rings_of_three_and_more() {
        let ring = [up(1, 2, 5), up(2, 3, 5), up(3, 1, 4)];
        assert_eq!(found(&ring), [(Pattern::Ring, vec![1, 2, 3], 14)]);
        let open = [up(1, 2, 5), up(2, 3, 5), up(3, 4, 5)];
        assert!(found(&open).is_empty(), "a chain is no ring");
        let outside = [ring[0], ring[1], ring[2], up(1, 8, 6), up(2, 9, 5)];
        assert!(found(&outside).is_empty(), "14 of 25 stay within");
        let two = [up(1, 2, 5), up(2, 3, 5), up(3, 1, 4), up(11, 12, 4), up(12, 13, 4), up(13, 14, 4), up(14, 11, 4)];
        assert_eq!(found(&two).iter().map(|f| f.1.len()).collect::<Vec<_>>(), [3, 4]);
    }

    fn some_counts() -> impl Strategy<Value = Vec<Count>> {
        proptest::collection::btree_map((1i64..8, 1i64..8, prop_oneof![Just(1i64), Just(-1)]), 1i64..30, 0..30)
            .prop_map(|all| {
                all.into_iter().map(|((voter, author, value), votes)| Count { voter, author, value, votes }).collect()
            })
    }

    proptest! {
        #[test]
        fn no_vote_is_in_two_findings_and_every_member_is_in_a_pair(counts in some_counts()) {
            let all = find(&counts, &BTreeSet::new(), &VotePolicy::default());
            let mut seen = BTreeSet::new();
            for one in &all {
                prop_assert!(one.members.is_sorted() && one.members.len() >= 2);
                for pair in &one.pairs {
                    prop_assert!(seen.insert((pair.voter, pair.author, pair.value)));
                    prop_assert!(one.members.contains(&pair.voter) && one.members.contains(&pair.author));
                    prop_assert!((0..=100).contains(&pair.share) && pair.voter != pair.author);
                }
                for member in &one.members {
                    prop_assert!(one.pairs.iter().any(|p| p.voter == *member || p.author == *member));
                }
            }
            let mut shuffled = counts.clone();
            shuffled.reverse();
            prop_assert_eq!(find(&shuffled, &BTreeSet::new(), &VotePolicy::default()), all);
        }
    }
}
