//! What the reader has done in this thread.

use std::collections::{HashMap, HashSet};

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::ground::db::{AnyConnection, among};
use crate::ground::i18n::T;
use crate::moderation::tables::flags;
use crate::notifications::nudge::{self, why};
use crate::on_both;
use crate::threads::kinds::WatchKind;
use crate::threads::tables::{also_have, votes, watches};

/// The reader's own marks.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Post to 1 or -1.
    pub votes: HashMap<i64, i64>,
    /// "I have this too".
    pub joined: bool,
    /// Whether they watch the question.
    pub watching: bool,
    /// What they have flagged here: `post:7`, `comment:3`.
    pub flagged: HashSet<String>,
}

impl Own {
    /// Whether they have done nothing.
    pub fn is_nothing(&self) -> bool {
        self.votes.is_empty() && !self.joined && !self.watching && self.flagged.is_empty()
    }
}

/// Reads them; nothing for visitors.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, person: Option<i64>, question: i64, posts: &[i64]) -> QueryResult<Own> {
    let Some(person) = person else { return Ok(Own::default()) };
    let votes = votes::table
        .filter(votes::voter_id.eq(person))
        .filter(among(votes::post_id, posts))
        .select((votes::post_id, votes::value))
        .limit(500);
    let votes: Vec<(i64, i64)> = on_both!(conn, inner => votes.load(inner))?;
    let has_joined =
        also_have::table.filter(also_have::question_id.eq(question)).filter(also_have::person_id.eq(person));
    let watches_it = watches::table
        .filter(watches::person_id.eq(person))
        .filter(watches::kind.eq(WatchKind::Question))
        .filter(watches::subject_id.eq(question));
    let flagged = flags::table.filter(flags::person_id.eq(person)).filter(flags::question_id.eq(question));
    let all = diesel::select((exists(has_joined), exists(watches_it), exists(flagged)));
    let (joined, watching, has_flagged): (bool, bool, bool) = on_both!(conn, inner => all.get_result(inner))?;
    // Hardly anybody has.
    let flagged: Vec<String> =
        if has_flagged { flagged.select(flags::subject).limit(500).load(conn)? } else { Vec::new() };
    Ok(Own { votes: votes.into_iter().collect(), joined, watching, flagged: flagged.into_iter().collect() })
}

/// Why the reader is asked to help with a question, if they are and have not said anything yet.
///
/// # Errors
/// When the database fails.
pub fn asked(conn: &mut AnyConnection, person: Option<i64>, question: i64, t: T) -> QueryResult<Option<String>> {
    let Some(person) = person else { return Ok(None) };
    let Some(ask) = nudge::asks(conn, person, vec![question])?.remove(&question).filter(|ask| ask.open) else {
        return Ok(None);
    };
    Ok(Some(why::names(conn, std::iter::once(&ask.why))?.say(t, &ask.why)))
}
