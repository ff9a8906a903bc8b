//! Badges: small thanks for first steps and for staying. Awarded once and kept.

use diesel::prelude::*;

use super::events::BadgeAwarded;
use super::tables::badges;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;

crate::text_enum! {
    /// A badge. `badge-WORD` is the key of its name and `badge-WORD-for` of what it is for.
    Badge {
        /// Among the first who wrote something here.
        Founder = "founder",
        /// One's question was solved for the first time.
        FirstSolved = "first_solved",
        /// One's answer was accepted for the first time.
        FirstAccepted = "first_accepted",
        /// One's answer was endorsed for the first time.
        FirstEndorsed = "first_endorsed",
        /// An answer with a score of 5.
        HelpfulAnswer = "helpful_answer",
        /// An answer with a score of 15.
        GreatAnswer = "great_answer",
        /// Five accepted edits.
        Editor = "editor",
        /// Ten accepted answers.
        GoodNeighbour = "good_neighbour",
    }
}

/// A badge that somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awarded {
    /// Which one.
    pub badge: Badge,
    /// The post that earned it, for badges of one post.
    pub post_id: Option<i64>,
    /// Since when.
    pub at: Micros,
}

/// Awards a badge; true when it is new.
///
/// # Errors
/// When the database fails.
pub fn award(tx: &mut Tx<'_>, person: i64, badge: Badge, post_id: Option<i64>, now: Micros) -> Verdict<bool> {
    let row = (
        badges::person_id.eq(person),
        badges::badge.eq(badge),
        badges::post_id.eq(post_id.unwrap_or(0)),
        badges::awarded_at.eq(now),
    );
    let new = crate::on_both!(tx.conn(), inner =>
        diesel::insert_into(badges::table).values(row).on_conflict_do_nothing().execute(inner))?;
    if new > 0 {
        tx.record(None, &BadgeAwarded { person_id: person, badge: badge.word().into(), post_id }, now);
    }
    Ok(new > 0)
}

/// A person's badges, the newest first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, person: i64) -> Verdict<Vec<Awarded>> {
    let rows: Vec<(Badge, i64, Micros)> = badges::table
        .filter(badges::person_id.eq(person))
        // A newer version beside this one may know more.
        .filter(badges::badge.eq_any(Badge::ALL.iter().copied()))
        .order((badges::awarded_at.desc(), badges::badge, badges::post_id))
        .limit(200)
        .select((badges::badge, badges::post_id, badges::awarded_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(badge, post, at)| Awarded { badge, post_id: (post != 0).then_some(post), at }).collect())
}
