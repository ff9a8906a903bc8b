//! What somebody wrote here, counted: only what everybody can see.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::ground::db::AnyConnection;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{posts, questions};

/// The counts.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Facts {
    pub questions: i64,
    pub answers: i64,
    pub accepted: i64,
    pub endorsed: i64,
}

/// Counts.
///
/// # Errors
/// When the database fails.
pub fn load(conn: &mut AnyConnection, person: i64) -> QueryResult<Facts> {
    let questions = questions::table
        .filter(questions::asker_id.eq(person))
        .filter(questions::shown)
        .select(count_star())
        .first(conn)?;
    let answers = posts::table
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        .filter(posts::author_id.eq(person))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(questions::shown);
    Ok(Facts {
        questions,
        answers: answers.select(count_star()).first(conn)?,
        accepted: answers.filter(posts::accepted_at.is_not_null()).select(count_star()).first(conn)?,
        endorsed: answers.filter(posts::endorsement_count.gt(0)).select(count_star()).first(conn)?,
    })
}
