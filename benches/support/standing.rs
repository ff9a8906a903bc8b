//! A forum that stays from one run to the next, where DATABASE_URL names its database: a million posts take long to make.

use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::ground::clock::Micros;
use kiez::ground::db::Db;
use kiez::ground::refusal::Refusal;
use kiez::threads::paths;
use kiez::threads::tables::{comments, posts, questions, votes};

use super::forum::{Forum, generate};

/// The forum that is there, or a new one of `posts` questions and answers in a database that is empty.
///
/// # Errors
/// When the database fails.
pub fn found(db: &Db, posts: usize, seed: u64, now: Micros) -> anyhow::Result<Forum> {
    match standing(db)? {
        Some(forum) => Ok(forum),
        None => generate(db, posts, seed, now),
    }
}

fn standing(db: &Db) -> anyhow::Result<Option<Forum>> {
    let forum = db.read_blocking(|conn| {
        let rows: Vec<(i64, String)> =
            questions::table.select((questions::id, questions::slug)).order(questions::id).load(conn)?;
        let people = people::table.select(people::id).order(people::id).load(conn)?;
        let (posts, comments, votes): (i64, i64, i64) = (
            posts::table.count().get_result(conn)?,
            comments::table.count().get_result(conn)?,
            votes::table.count().get_result(conn)?,
        );
        Ok::<_, Refusal>(Forum {
            questions: rows.into_iter().map(|(id, slug)| (id, paths::question(id, &slug))).collect(),
            people,
            posts: usize::try_from(posts).unwrap_or(0),
            comments: usize::try_from(comments).unwrap_or(0),
            votes: usize::try_from(votes).unwrap_or(0),
        })
    })?;
    Ok(Some(forum).filter(|forum| !forum.questions.is_empty()))
}
