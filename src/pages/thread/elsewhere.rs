//! Where something is: the permanent addresses of questions, answers and comments, also of those that were moved,
//! merged, split off or made something else since. What these eyes may not see is nowhere.

use diesel::prelude::*;

use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::{PostKind, Status};
use crate::threads::moves::{self, CONVERTED};
use crate::threads::paths;
use crate::threads::tables::{comments, posts};

use super::{load, rows};

/// How often something can have become something else on the way to where it is.
const STEPS: usize = 8;

/// Where a question is, or the thread that it went into.
///
/// # Errors
/// `NotFound`.
pub fn question(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<String> {
    match rows::question(conn, id, eyes) {
        Err(Refusal::NotFound) => merged(conn, id, eyes),
        found => found.map(|question| paths::question(id, &question.head.slug)),
    }
}

/// Where a question is that is no thread any more.
///
/// # Errors
/// `NotFound` also when it never was one.
pub fn merged(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<String> {
    let into = moves::merged_into(conn, id)?.ok_or(Refusal::NotFound)?;
    let (lives_in, reason): (i64, Option<String>) =
        posts::table.find(id).select((posts::question_id, posts::status_reason)).first(conn)?;
    // It was split off and came back: it is an answer or a comment again.
    if lives_in != id || reason.as_deref() == Some(CONVERTED) {
        return post(conn, id, eyes, STEPS);
    }
    let head = rows::question(conn, into, eyes)?.head;
    Ok(paths::question(head.id, &head.slug))
}

/// Where an answer is.
///
/// # Errors
/// `NotFound`.
pub fn answer(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<String> {
    // A question never was an answer, unless it was split off.
    let kind: PostKind = posts::table.find(id).select(posts::kind).first(conn)?;
    if kind == PostKind::Question && !moves::was_split(conn, id)? {
        return Err(Refusal::NotFound);
    }
    post(conn, id, eyes, STEPS)
}

/// Where a comment is.
///
/// # Errors
/// `NotFound`.
pub fn comment(conn: &mut AnyConnection, id: i64, eyes: &Eyes) -> Verdict<String> {
    said(conn, id, eyes, STEPS)
}

fn post(conn: &mut AnyConnection, id: i64, eyes: &Eyes, steps: usize) -> Verdict<String> {
    let (lives_in, reason): (i64, Option<String>) =
        posts::table.find(id).select((posts::question_id, posts::status_reason)).first(conn)?;
    if reason.as_deref() == Some(CONVERTED) && steps > 0 {
        let comment = moves::comment_of(conn, id)?.ok_or(Refusal::NotFound)?;
        return said(conn, comment, eyes, steps - 1);
    }
    if lives_in == id {
        return question(conn, id, eyes);
    }
    let (question, slug, page) = load::place(conn, id, eyes)?;
    Ok(spot(question, &slug, page, None, &format!("a{id}")))
}

fn said(conn: &mut AnyConnection, id: i64, eyes: &Eyes, steps: usize) -> Verdict<String> {
    type Row = (i64, i64, i64, Status, Option<String>, i64, Status);
    let (under, thread, author, status, reason, post_author, post_status): Row = comments::table
        .inner_join(posts::table)
        .filter(comments::id.eq(id))
        .select((
            comments::post_id,
            comments::question_id,
            comments::author_id,
            comments::status,
            comments::status_reason,
            posts::author_id,
            posts::status,
        ))
        .first(conn)?;
    if reason.as_deref() == Some(CONVERTED) && steps > 0 {
        let became = moves::post_of(conn, id)?.ok_or(Refusal::NotFound)?;
        return post(conn, became, eyes, steps - 1);
    }
    if !can_see(status, author, eyes) || !can_see(post_status, post_author, eyes) {
        return Err(Refusal::NotFound);
    }
    let (question, slug, page) = if under == thread {
        (thread, rows::question(conn, thread, eyes)?.head.slug, 1)
    } else {
        load::place(conn, under, eyes)?
    };
    Ok(spot(question, &slug, page, Some(under), &format!("c{id}")))
}

fn spot(question: i64, slug: &str, page: usize, open: Option<i64>, anchor: &str) -> String {
    let mut query = Vec::new();
    if page > 1 {
        query.push(format!("page={page}"));
    }
    query.extend(open.map(|post| format!("comments={post}")));
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{mark}{}#{anchor}", paths::question(question, slug), query.join("&"))
}
