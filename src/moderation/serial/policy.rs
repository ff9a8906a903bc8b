//! From when on votes count as an arrangement. Admins set it; members are not told, so that nobody stays just below.

use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::settings::{self, Thresholds};
use crate::moderation::events::VoteRulesChanged;

/// The name of the settings.
const KEY: &str = "votes";

/// The settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct VotePolicy {
    /// Whether the nightly pass does anything.
    pub on: bool,
    /// How many days back it looks.
    pub days: i64,
    /// One-sided: so many votes of one kind for one author …
    pub one_sided_votes: i64,
    /// … that are at least so many percent of all of the voter's votes of that kind.
    pub one_sided_share: i64,
    /// Reciprocal: so many votes up in each direction …
    pub reciprocal_votes: i64,
    /// … that are at least so many percent of each one's votes up.
    pub reciprocal_share: i64,
    /// Rings: so many votes up from one to another …
    pub ring_votes: i64,
    /// … and at least so many percent of the members' votes up stay within the ring.
    pub ring_share: i64,
}

impl Default for VotePolicy {
    fn default() -> Self {
        Self {
            on: false,
            days: 30,
            one_sided_votes: 12,
            one_sided_share: 80,
            reciprocal_votes: 6,
            reciprocal_share: 50,
            ring_votes: 4,
            ring_share: 60,
        }
    }
}

impl VotePolicy {
    /// Reads them; what was never set has its default.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(conn: &mut AnyConnection) -> diesel::QueryResult<Self> {
        Ok(settings::get(conn, KEY)?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// The numbers with the names of their fields and what is possible.
    pub fn numbers(&self) -> [(&'static str, i64, (i64, i64)); 7] {
        [
            ("days", self.days, (1, 365)),
            ("one_sided_votes", self.one_sided_votes, (3, 1_000)),
            ("one_sided_share", self.one_sided_share, (10, 100)),
            ("reciprocal_votes", self.reciprocal_votes, (3, 1_000)),
            ("reciprocal_share", self.reciprocal_share, (10, 100)),
            ("ring_votes", self.ring_votes, (2, 1_000)),
            ("ring_share", self.ring_share, (10, 100)),
        ]
    }

    fn check(&self) -> Verdict<()> {
        let wrong = |(field, value, (least, most)): (&'static str, i64, (i64, i64))| {
            (!(least..=most).contains(&value)).then_some(FieldError { field, message: "votes-problem-number", n: most })
        };
        let errors: Vec<FieldError> = self.numbers().into_iter().filter_map(wrong).collect();
        if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
    }
}

/// Stores new settings.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid` with every field that needs another look.
pub fn change(tx: &mut Tx<'_>, actor: &Actor, policy: &VotePolicy, now: Micros) -> Verdict<()> {
    may(actor, Act::Administer, &Thresholds::default(), false)?;
    actor.active(now)?;
    policy.check()?;
    let json = serde_json::to_string(policy).map_err(anyhow::Error::from)?;
    settings::put(tx, KEY, &json)?;
    tx.record(Some(actor.id), &VoteRulesChanged { on: policy.on }, now);
    Ok(())
}
