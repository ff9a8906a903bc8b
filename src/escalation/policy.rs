//! Policies: under which terms a question waits. The first that matches counts; the last one matches everything.

use crate::ground::clock::{HOUR, MINUTE, Micros};

crate::text_enum! {
    /// When a question counts as answered.
    Answered {
        /// By a visible answer of somebody other than the asker.
        Any = "any_answer",
        /// By one that is accepted, endorsed or has a positive score.
        Helpful = "helpful_answer",
    }
}

/// An answer as far as it matters here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whether everybody can see it.
    pub visible: bool,
    /// Whether the asker wrote it.
    pub by_asker: bool,
    /// Whether it is accepted.
    pub accepted: bool,
    /// Whether an expert endorses it.
    pub endorsed: bool,
    /// Votes up less votes down.
    pub score: i64,
}

impl Answered {
    /// Whether this answer is one. The asker's own counts once they accept it: the question is solved.
    pub fn by(self, answer: &Answer) -> bool {
        let helps = match self {
            Self::Any => true,
            Self::Helpful => answer.accepted || answer.endorsed || answer.score > 0,
        };
        answer.visible && if answer.by_asker { answer.accepted } else { helps }
    }
}

/// Which questions a policy is for. An empty list asks nothing; one that is not needs one of its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// Products, by id.
    pub products: Vec<i64>,
    /// Categories, by id.
    pub categories: Vec<i64>,
    /// Tags, by id; one of them is enough.
    pub tags: Vec<i64>,
    /// Languages, by code.
    pub languages: Vec<String>,
    /// Priorities, by number.
    pub priorities: Vec<i64>,
}

/// What of a question policies look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Its product, if it has one.
    pub product: Option<i64>,
    /// Its category, if it has one.
    pub category: Option<i64>,
    /// Its tags.
    pub tags: Vec<i64>,
    /// Its language's code.
    pub language: String,
    /// Its priority.
    pub priority: i64,
    /// When it was asked.
    pub asked_at: Micros,
}

impl Conditions {
    /// Whether they ask nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a question meets all of them.
    pub fn meets(&self, question: &Question) -> bool {
        fn one<T: PartialEq>(wanted: &[T], has: Option<&T>) -> bool {
            wanted.is_empty() || has.is_some_and(|it| wanted.contains(it))
        }
        one(&self.products, question.product.as_ref())
            && one(&self.categories, question.category.as_ref())
            && (self.tags.is_empty() || self.tags.iter().any(|tag| question.tags.contains(tag)))
            && one(&self.languages, Some(&question.language))
            && one(&self.priorities, Some(&question.priority))
    }
}

/// The terms.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Policy {
    /// Which questions they are for.
    pub conditions: Conditions,
    /// How long a question is left to peers, in microseconds of any hour.
    pub peer_window: i64,
    /// How long moderators have, in microseconds of their calendar.
    pub triage_window: i64,
    /// How long staff have for a first response, in microseconds of their calendar.
    pub first_response: i64,
    /// How long staff have for a solution, likewise; none if there is no such promise.
    pub solution: Option<i64>,
    /// How long before it is due staff are warned, in microseconds.
    pub warn_before: i64,
    /// When peers are nudged, in percent of their window (1 to 99), ascending.
    pub nudges: Vec<u8>,
    /// How often moderators may send a question back to peers.
    pub send_backs: i64,
    /// What counts as answered.
    pub answered: Answered,
    /// Questions that were asked earlier are never escalated: no flood on the first day.
    pub starts_at: Micros,
}

impl Policy {
    /// The terms that a forum begins with, for what is asked from `starts_at` on.
    pub fn usual(starts_at: Micros) -> Self {
        Self {
            conditions: Conditions::default(),
            peer_window: 4 * HOUR,
            triage_window: 2 * HOUR,
            first_response: 8 * HOUR,
            solution: None,
            warn_before: 15 * MINUTE,
            nudges: vec![25, 50],
            send_backs: 1,
            answered: Answered::Any,
            starts_at,
        }
    }

    /// The moments at which peers are nudged for a question that they have had since `since`.
    pub fn nudges_at(&self, since: Micros) -> impl Iterator<Item = Micros> + '_ {
        self.nudges.iter().map(move |percent| since.plus(self.peer_window / 100 * i64::from(*percent)))
    }
}

/// The policies of a forum, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies {
    before: Vec<Policy>,
    fallback: Policy,
}

impl Policies {
    /// In this order; the last one is the fallback, which asks nothing and is asked when nothing else matches.
    /// None without one.
    pub fn new(mut all: Vec<Policy>) -> Option<Self> {
        let fallback = all.pop().filter(|last| last.conditions.is_empty())?;
        Some(Self { before: all, fallback })
    }

    /// The terms for a question, and their place from 0. What is older than a policy goes on to the next one, and what
    /// is older than the fallback falls under it and never escalates.
    pub fn for_question(&self, question: &Question) -> (usize, &Policy) {
        let holds = |policy: &Policy| question.asked_at >= policy.starts_at && policy.conditions.meets(question);
        let first = self.before.iter().enumerate().find(|(_, policy)| holds(policy));
        first.unwrap_or((self.before.len(), &self.fallback))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(conditions: Conditions) -> Policy {
        Policy { conditions, ..Policy::usual(Micros(0)) }
    }

    #[test]
    fn the_first_match_counts_and_the_last_always_matches() {
        let router = Conditions { products: vec![1], ..Conditions::default() };
        let german = Conditions { languages: vec!["de".into()], tags: vec![7, 8], ..Conditions::default() };
        let all = [router.clone(), german, Conditions::default()].map(policy).to_vec();
        let policies = Policies::new(all).expect("a fallback");
        let place = |question: Question| policies.for_question(&question).0;
        let asked = Question { language: "de".into(), tags: vec![8], ..Question::default() };
        assert_eq!(place(Question { product: Some(1), ..asked.clone() }), 0);
        assert_eq!(place(asked.clone()), 1);
        assert_eq!(place(Question { language: "en".into(), ..asked.clone() }), 2);
        assert_eq!(place(Question { tags: vec![9], ..asked }), 2);
        assert_eq!(Policies::new(vec![policy(router)]), None, "no fallback");
        assert_eq!(Policies::new(Vec::new()), None);
    }

    #[test]
    fn what_counts_as_answered() {
        let seen = Answer { visible: true, ..Answer::default() };
        let own = Answer { by_asker: true, ..seen };
        assert!(Answered::Any.by(&seen) && !Answered::Helpful.by(&seen));
        assert!(!Answered::Any.by(&Answer { visible: false, accepted: true, ..seen }));
        assert!(!Answered::Any.by(&own) && !Answered::Helpful.by(&Answer { score: 5, ..own }));
        for helpful in
            [Answer { accepted: true, ..own }, Answer { accepted: true, ..seen }, Answer { endorsed: true, ..seen }]
        {
            assert!(Answered::Any.by(&helpful) && Answered::Helpful.by(&helpful), "{helpful:?}");
        }
        assert!(Answered::Helpful.by(&Answer { score: 1, ..seen }));
    }

    #[test]
    fn nudges_are_parts_of_the_peers_window() {
        let usual = Policy::usual(Micros(0));
        assert_eq!(usual.nudges_at(Micros(5)).collect::<Vec<_>>(), [Micros(5 + HOUR), Micros(5 + 2 * HOUR)]);
    }
}
