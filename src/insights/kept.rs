//! Deadlines of staff in a period: kept when an answer came before, missed when they passed. A question that got its
//! answer too late has missed its deadline once, when it passed.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::period::Period;
use crate::escalation::kinds::StepKind;
use crate::escalation::stage::Stage;
use crate::escalation::tables::escalation_steps;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::threads::tables::questions;

/// Steps that are looked at at most; the latest ones.
const MOST: i64 = 100_000;

/// Questions by what became of their deadlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    kept: BTreeSet<i64>,
    missed: BTreeSet<i64>,
}

impl Kept {
    /// How many deadlines were kept.
    pub fn kept(&self) -> usize {
        self.kept.difference(&self.missed).count()
    }

    /// How many were missed.
    pub fn missed(&self) -> usize {
        self.missed.len()
    }

    /// Percent that were kept, rounded down; none where there were none.
    pub fn percent(&self) -> Option<usize> {
        let all = self.kept() + self.missed();
        (self.kept() * 100).checked_div(all)
    }
}

/// Something that happened to a question with staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Which question.
    pub question: i64,
    /// Its policy then.
    pub policy: i64,
    /// Its team then.
    pub team: Option<i64>,
    /// Whether its time was over; else it was answered.
    pub overdue: bool,
}

/// By policy and by team; a question of no team under none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Punctuality {
    pub policies: BTreeMap<i64, Kept>,
    pub teams: BTreeMap<Option<i64>, Kept>,
    pub all: Kept,
}

impl Punctuality {
    /// Counts each question once.
    pub fn of(ended: impl IntoIterator<Item = Ended>) -> Self {
        let mut punctuality = Self::default();
        for one in ended {
            let policy = punctuality.policies.entry(one.policy).or_default();
            let team = punctuality.teams.entry(one.team).or_default();
            for kept in [policy, team, &mut punctuality.all] {
                let set = if one.overdue { &mut kept.missed } else { &mut kept.kept };
                set.insert(one.question);
            }
        }
        punctuality
    }
}

/// What happened in the period, of one product or of all.
///
/// # Errors
/// When the database fails.
pub fn load(conn: &mut AnyConnection, period: &Period, product: Option<i64>) -> QueryResult<Punctuality> {
    type Row = (i64, i64, Option<i64>, StepKind, Micros, Option<Micros>);
    let mut steps = escalation_steps::table
        .inner_join(questions::table)
        .filter(escalation_steps::kind.eq_any([StepKind::Answered, StepKind::Overdue]))
        .filter(escalation_steps::at.ge(period.from))
        .filter(escalation_steps::at.le(period.to))
        .filter(escalation_steps::stage.eq_any([Stage::Staff, Stage::HandedOver]))
        .filter(questions::shown)
        .order(escalation_steps::at.desc())
        .limit(MOST)
        .select((
            escalation_steps::question_id,
            escalation_steps::policy_id,
            escalation_steps::team_id,
            escalation_steps::kind,
            escalation_steps::at,
            escalation_steps::due,
        ))
        .into_boxed();
    if let Some(product) = product {
        steps = steps.filter(questions::product_id.eq(product));
    }
    let ended = |(question, policy, team, kind, at, due): Row| {
        let overdue = kind == StepKind::Overdue;
        // What was answered too late has been counted when its time was over.
        let counts = overdue || due.is_some_and(|due| at < due);
        counts.then_some(Ended { question, policy, team, overdue })
    };
    Ok(Punctuality::of(steps.load::<Row>(conn)?.into_iter().filter_map(ended)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_counts_once_and_a_miss_outweighs() {
        let ended = |question, team, overdue| Ended { question, policy: 1, team, overdue };
        let all = Punctuality::of([
            ended(1, Some(7), false),
            ended(1, Some(7), false),
            ended(2, Some(7), false),
            ended(2, Some(7), true),
            ended(3, None, false),
        ]);
        assert_eq!((all.all.kept(), all.all.missed(), all.all.percent()), (2, 1, Some(66)));
        assert_eq!((all.teams[&Some(7)].kept(), all.teams[&Some(7)].missed()), (1, 1));
        assert_eq!(all.teams[&None].percent(), Some(100));
        assert_eq!(all.policies[&1].kept(), 2);
        assert_eq!(Kept::default().percent(), None);
    }
}
