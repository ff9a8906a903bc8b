//! A person's notices, the newest first. What they may not see any more is not named.

use std::collections::HashMap;

use diesel::prelude::*;

use super::about;
use super::kinds::NoticeKind;
use super::nudge::{self, Ask};
use super::tables::notices;
use crate::accounts::Actor;
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{comments, posts, questions};

/// Notices on a page.
pub const PAGE: i64 = 30;
/// People who are looked for at once.
const MOST_TOLD: i64 = 10_000;

/// A line of the inbox.
#[derive(Clone, Debug)]
pub struct Line {
    /// The notice.
    pub id: i64,
    /// What it says.
    pub kind: NoticeKind,
    /// Who did it, if it says so.
    pub actor: Option<String>,
    /// The question that it is about.
    pub question_id: i64,
    /// What it is about; none when the reader may not see that any more.
    pub thing: Option<Thing>,
    /// Why the reader is asked for help, if they are.
    pub ask: Option<Ask>,
    /// When it happened.
    pub at: Micros,
    /// Whether it was read.
    pub read: bool,
}

/// What a notice is about.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Thing {
    pub title: String,
    pub lang: String,
    pub path: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = notices)]
struct Notice {
    id: i64,
    kind: NoticeKind,
    question_id: i64,
    comment_id: Option<i64>,
    actor_id: Option<i64>,
    created_at: Micros,
    read_at: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = questions)]
struct Thread {
    id: i64,
    title: String,
    slug: String,
    lang: String,
    asker_id: i64,
    shown: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = posts)]
struct Post {
    id: i64,
    kind: PostKind,
    author_id: i64,
    status: Status,
}

/// Kinds that this version has words for. During an upgrade a newer one beside it may tell of more: its own nodes show
/// and mail them.
pub(super) fn known() -> impl Iterator<Item = NoticeKind> {
    NoticeKind::ALL.iter().copied()
}

/// A notice with its post and thread.
type Row = (Notice, Option<Post>, Option<Thread>);

/// Up to `PAGE` notices older than number `before`, and whether there are still older ones.
///
/// # Errors
/// When the database fails.
pub fn page(conn: &mut AnyConnection, actor: &Actor, before: Option<i64>) -> Verdict<(Vec<Line>, bool)> {
    let mut rows: Vec<Row> = notices::table
        .left_join(posts::table.on(posts::id.nullable().eq(notices::post_id)))
        .left_join(questions::table.on(questions::id.eq(notices::question_id)))
        .filter(notices::person_id.eq(actor.id))
        .filter(notices::kind.eq_any(known()))
        .filter(notices::id.lt(before.unwrap_or(i64::MAX)))
        .order(notices::id.desc())
        .limit(PAGE + 1)
        .select((Notice::as_select(), Option::<Post>::as_select(), Option::<Thread>::as_select()))
        .load(conn)?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    Ok((lines(conn, actor.id, rows, &Eyes::of(Some(actor)))?, more))
}

/// What is to be mailed to somebody by `until`, unread and no older than `since`, in order. What only keepers of order
/// can see is no news by mail.
///
/// # Errors
/// When the database fails.
pub(super) fn to_mail(
    conn: &mut AnyConnection,
    actor: &Actor,
    until: Micros,
    since: Micros,
    limit: i64,
) -> Verdict<Vec<Line>> {
    let rows: Vec<Row> = notices::table
        .left_join(posts::table.on(posts::id.nullable().eq(notices::post_id)))
        .left_join(questions::table.on(questions::id.eq(notices::question_id)))
        .filter(notices::person_id.eq(actor.id))
        .filter(notices::kind.eq_any(known()))
        .filter(notices::mail_at.le(until.0))
        .filter(notices::mailed_at.is_null())
        .filter(notices::read_at.is_null())
        .filter(notices::created_at.gt(since.0))
        .order(notices::id)
        .limit(limit)
        .select((Notice::as_select(), Option::<Post>::as_select(), Option::<Thread>::as_select()))
        .load(conn)?;
    lines(conn, actor.id, rows, &Eyes { person: Some(actor.id), sees_all: false })
}

/// The people who were told of the events at these positions.
///
/// # Errors
/// When the database fails.
pub fn told_of(conn: &mut AnyConnection, positions: &[i64]) -> QueryResult<Vec<i64>> {
    notices::table
        .filter(notices::position.eq_any(positions))
        .order(notices::id.desc())
        .limit(MOST_TOLD)
        .select(notices::person_id)
        .load(conn)
}

/// How many notices each of these people has not read.
///
/// # Errors
/// When the database fails.
pub fn unread(conn: &mut AnyConnection, people: &[i64]) -> QueryResult<Vec<(i64, i64)>> {
    people::table.filter(people::id.eq_any(people)).select((people::id, people::unread)).load(conn)
}

fn lines(conn: &mut AnyConnection, person: i64, rows: Vec<Row>, eyes: &Eyes) -> Verdict<Vec<Line>> {
    let names = names(conn, rows.iter().filter_map(|row| row.0.actor_id))?;
    let comments = comments_of(conn, rows.iter().filter_map(|row| row.0.comment_id))?;
    let nudged = |row: &&Row| row.0.kind == NoticeKind::Nudged;
    let asks = nudge::asks(conn, person, rows.iter().filter(nudged).map(|row| row.0.question_id).collect())?;
    let decision = |notice: &Notice, post: &Option<Post>| {
        let about = notice.comment_id.map(|id| format!("comment:{id}"));
        let about = about.or_else(|| post.as_ref().map(|post| format!("post:{}", post.id)));
        about.filter(|_| notice.kind.is_decision()).map(|about| format!("/appeals/new?about={about}"))
    };
    let led = |thing: Option<Thing>, path: Option<String>| {
        thing.map(|thing| Thing { path: path.unwrap_or(thing.path), ..thing })
    };
    let lines = rows.into_iter().map(|(notice, post, thread)| Line {
        id: notice.id,
        kind: notice.kind,
        actor: notice.actor_id.filter(|_| notice.kind.names_actor()).and_then(|id| names.get(&id).cloned()),
        question_id: notice.question_id,
        thing: {
            let path = decision(&notice, &post);
            led(thing(eyes, notice.comment_id.map(|id| (id, comments.get(&id))), post, thread), path)
        },
        ask: asks.get(&notice.question_id).copied().filter(|_| notice.kind == NoticeKind::Nudged),
        at: notice.created_at,
        read: notice.read_at.is_some(),
    });
    Ok(lines.collect())
}

/// What is linked, as far as these eyes see it.
fn thing(
    eyes: &Eyes,
    comment: Option<(i64, Option<&(Status, i64)>)>,
    post: Option<Post>,
    thread: Option<Thread>,
) -> Option<Thing> {
    let (post, thread) = (post?, thread?);
    if !thread.shown && !eyes.sees_all && eyes.person != Some(thread.asker_id) {
        return None;
    }
    if !can_see(post.status, post.author_id, eyes) {
        return None;
    }
    if let Some((_, found)) = comment {
        let (status, author) = found?;
        if !can_see(*status, *author, eyes) {
            return None;
        }
    }
    let path = about::place(thread.id, &thread.slug, post.kind, post.id, comment.map(|c| c.0));
    Some(Thing { title: thread.title, lang: thread.lang, path })
}

fn names(conn: &mut AnyConnection, ids: impl Iterator<Item = i64>) -> Verdict<HashMap<i64, String>> {
    let found: Vec<(i64, String)> =
        people::table.filter(people::id.eq_any(distinct(ids))).select((people::id, people::name)).load(conn)?;
    Ok(found.into_iter().collect())
}

fn comments_of(conn: &mut AnyConnection, ids: impl Iterator<Item = i64>) -> Verdict<HashMap<i64, (Status, i64)>> {
    let found: Vec<(i64, Status, i64)> = comments::table
        .filter(comments::id.eq_any(distinct(ids)))
        .select((comments::id, comments::status, comments::author_id))
        .load(conn)?;
    Ok(found.into_iter().map(|(id, status, author)| (id, (status, author))).collect())
}

fn distinct(ids: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
