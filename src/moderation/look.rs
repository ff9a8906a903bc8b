//! A post or a comment as pages show it, for eyes that may see it.

use diesel::prelude::*;

use super::kinds::About;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::Status;
use crate::threads::paths;
use crate::threads::tables::{comments, posts, questions};
use crate::threads::target::Standing;

/// What is looked at.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Look {
    pub about: About,
    pub question_id: i64,
    pub post_id: i64,
    /// The thread's.
    pub title: String,
    slug: String,
    pub lang: String,
    /// Cleaned when it was written.
    pub html: String,
    pub author_id: i64,
    pub created_at: Micros,
    pub standing: Standing,
    pub since: Option<Micros>,
    /// Whether everybody can see it.
    pub public: bool,
}

impl Look {
    /// Its address.
    pub fn path(&self) -> String {
        match self.about {
            About::Comment(id) => paths::comment(id),
            _ if self.post_id == self.question_id => self.thread(),
            _ => paths::answer(self.post_id),
        }
    }

    /// Its thread's address.
    pub fn thread(&self) -> String {
        paths::question(self.question_id, &self.slug)
    }

    /// The end of the key that says what it is.
    pub fn what(&self) -> &'static str {
        match self.about {
            About::Comment(_) => "comment",
            _ if self.post_id == self.question_id => "question",
            _ => "answer",
        }
    }
}

type Post = (i64, i64, String, String, Micros, Status, Option<i64>, Option<String>, Option<Micros>);
type Comment = (i64, i64, String, Micros, Status, Option<i64>, Option<String>, Option<Micros>);

/// Finds it.
///
/// # Errors
/// `NotFound` when it is not there, or not for these eyes.
pub fn of(conn: &mut AnyConnection, about: About, eyes: &Eyes) -> Verdict<Look> {
    match about {
        About::Post(id) => post(conn, id, eyes),
        About::Comment(id) => comment(conn, id, eyes),
        About::Edit(_) | About::Person(_) | About::Ring(_) => Err(Refusal::NotFound),
    }
}

fn post(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<Look> {
    let row: Post = posts::table
        .find(id)
        .select((
            posts::question_id,
            posts::author_id,
            posts::lang,
            posts::html,
            posts::created_at,
            posts::status,
            posts::status_by,
            posts::status_reason,
            posts::status_at,
        ))
        .first(conn)?;
    let (question_id, author_id, lang, html, created_at, status, by, reason, since) = row;
    let (title, slug, shown, asker): (String, String, bool, i64) = questions::table
        .find(question_id)
        .select((questions::title, questions::slug, questions::shown, questions::asker_id))
        .first(conn)?;
    let thread_seen = shown || eyes.sees_all || eyes.person == Some(asker);
    if !thread_seen || !can_see(status, author_id, eyes) {
        return Err(Refusal::NotFound);
    }
    Ok(Look {
        about: About::Post(id),
        question_id,
        post_id: id,
        title,
        slug,
        lang,
        html,
        author_id,
        created_at,
        standing: Standing { status, by, reason },
        since,
        public: shown && status == Status::Visible,
    })
}

fn comment(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<Look> {
    let row: Comment = comments::table
        .find(id)
        .select((
            comments::post_id,
            comments::author_id,
            comments::html,
            comments::created_at,
            comments::status,
            comments::status_by,
            comments::status_reason,
            comments::status_at,
        ))
        .first(conn)?;
    let (post_id, author_id, html, created_at, status, by, reason, since) = row;
    let on = post(conn, post_id, eyes)?;
    if !can_see(status, author_id, eyes) {
        return Err(Refusal::NotFound);
    }
    let public = on.public && status == Status::Visible;
    let standing = Standing { status, by, reason };
    Ok(Look { about: About::Comment(id), html, author_id, created_at, standing, since, public, ..on })
}
