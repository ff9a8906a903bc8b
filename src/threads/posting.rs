//! What asking and answering share: the row of a post, its first revision, first posts that wait, repeated forms.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::BigInt;

use super::kinds::{PostKind, Status};
use super::limits::{self, FIRST_POSTS};
use super::screen::{Became, Draft, Judgement};
use super::tables::{posts, revisions};
use super::text::Text;
use super::{Rules, paths};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Postgres, Prepared, Tx, Value};
use crate::ground::once;
use crate::ground::refusal::{Refusal, Verdict};

diesel::define_sql_function! {
    /// The id of the row that this connection to SQLite inserted last.
    fn last_insert_rowid() -> BigInt;
}

/// Why a post is held, in `status_reason`: a new account's first posts with links …
pub const FIRST_LINKS: &str = "first_links";
/// … or links that a new account added to a post that everybody could see.
pub const ADDED_LINKS: &str = "added_links";

/// … or what looks like spam before anybody saw it …
pub const SPAM_CHECK: &str = "spam_check";
/// … or after everybody could.
pub const SPAM_LATER: &str = "spam_later";

/// What was found about a draft.
pub(super) struct Screened {
    /// Why it must wait for review, if it must.
    pub wait: Option<&'static str>,
    /// Whether that is because it looks like spam.
    pub spam: bool,
    judgement: Judgement,
}

impl Screened {
    /// Tells the one who looked what became of the draft.
    pub fn became(&self, tx: &mut Tx<'_>, actor: &Actor, became: Became, rules: &Rules, now: Micros) -> Verdict<()> {
        rules.screen.0.posted(tx, actor, became, &self.judgement, now)
    }
}

/// Whether a text by the actor must wait for review, and why.
pub(super) fn screen(
    tx: &mut Tx<'_>,
    actor: &Actor,
    draft: &Draft<'_>,
    rules: &Rules,
    now: Micros,
) -> Verdict<Screened> {
    let judgement = rules.screen.0.judge(tx, actor, draft, rules.sent, now)?;
    let seen = draft.post_id();
    let (spam, links) = if seen.is_some() { (SPAM_LATER, ADDED_LINKS) } else { (SPAM_CHECK, FIRST_LINKS) };
    let wait =
        if judgement.hold { Some(spam) } else { must_wait(tx, actor, draft.text(), seen, now)?.then_some(links) };
    Ok(Screened { wait, spam: judgement.hold, judgement })
}

/// Whether a post by the actor must wait for review because of its links. Counts only where the answer depends on it.
fn must_wait(tx: &mut Tx<'_>, actor: &Actor, text: &Text, this_post: Option<i64>, now: Micros) -> Verdict<bool> {
    // What the account is too old or too known for needs no query.
    if !actor.grants.is_empty() || !limits::must_wait(text.has_links, 0, actor.created_at, now) {
        return Ok(false);
    }
    let seen: Vec<i64> = posts::table
        .filter(posts::author_id.eq(actor.id))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::id.ne(this_post.unwrap_or(0)))
        .select(posts::id)
        .limit(FIRST_POSTS)
        .load(tx.conn())?;
    let seen = i64::try_from(seen.len()).unwrap_or(FIRST_POSTS);
    Ok(limits::must_wait(text.has_links, seen, actor.created_at, now))
}

/// A post that is about to be.
pub(super) struct Fresh<'a> {
    pub kind: PostKind,
    /// The thread; 0 for a question, which becomes its own.
    pub question_id: i64,
    pub text: &'a Text,
    pub lang: &'a str,
    /// Why it waits for review, if it does.
    pub held: Option<&'static str>,
}

/// Inserts a post; returns its id.
pub(super) fn insert(tx: &mut Tx<'_>, actor: &Actor, fresh: &Fresh<'_>, now: Micros) -> Verdict<i64> {
    let status = if fresh.held.is_some() { Status::Held } else { Status::Visible };
    let post = diesel::insert_into(posts::table).values((
        posts::kind.eq(fresh.kind),
        posts::question_id.eq(fresh.question_id),
        posts::author_id.eq(actor.id),
        posts::body.eq(&fresh.text.source),
        posts::html.eq(&fresh.text.html),
        posts::lang.eq(fresh.lang),
        posts::created_at.eq(now),
        posts::status.eq(status),
        posts::status_at.eq(fresh.held.map(|_| now)),
        posts::status_reason.eq(fresh.held),
    ));
    Ok(match tx.conn() {
        // SQLite builds a table in memory for what RETURNING returns.
        AnyConnection::Sqlite(inner) => {
            post.execute(inner)?;
            diesel::select(last_insert_rowid()).get_result(inner)?
        }
        AnyConnection::Postgres(inner) => post.returning(posts::id).get_result(inner)?,
    })
}

/// Inserts an answer with its first revision, and remembers where its form led; returns its id.
pub(super) fn insert_answer(tx: &mut Tx<'_>, actor: &Actor, fresh: &Fresh<'_>, key: &str, now: Micros) -> Verdict<i64> {
    if let AnyConnection::Postgres(inner) = tx.conn() {
        return insert_answer_at_once(inner, actor, fresh, key, now).map_err(taken_elsewhere);
    }
    let post_id = insert(tx, actor, fresh, now)?;
    let body = &fresh.text.source;
    let first = Version { post_id, number: 1, author_id: actor.id, title: None, body, tags: None, reason: "" };
    keep(tx, &first, now)?;
    remember(tx, actor, key, &paths::answer(post_id), now)?;
    Ok(post_id)
}

/// The same for PostgreSQL, where three statements would be three waits for the server.
fn insert_answer_at_once(
    conn: &mut Postgres,
    actor: &Actor,
    fresh: &Fresh<'_>,
    key: &str,
    now: Micros,
) -> QueryResult<i64> {
    let status = if fresh.held.is_some() { Status::Held } else { Status::Visible };
    let key = once::tidy(key);
    let all = Prepared(
        "WITH post AS (INSERT INTO posts (kind, question_id, author_id, body, html, lang, created_at, \
         status, status_at, status_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         RETURNING id, author_id, body, created_at), \
         revision AS (INSERT INTO revisions (post_id, number, author_id, body, reason, created_at) \
         SELECT id, 1, author_id, body, '', created_at FROM post), \
         form AS (INSERT INTO accepted_forms (person_id, form_key, location, created_at) \
         SELECT author_id, k, ? || id, created_at FROM post, (SELECT ? AS k) given WHERE k <> '') \
         SELECT id FROM post",
        [
            Value::Text(fresh.kind.word()),
            Value::Number(fresh.question_id),
            Value::Number(actor.id),
            Value::Text(&fresh.text.source),
            Value::Text(&fresh.text.html),
            Value::Text(fresh.lang),
            Value::Number(now.0),
            Value::Text(status.word()),
            Value::MaybeNumber(fresh.held.map(|_| now.0)),
            Value::MaybeText(fresh.held),
            Value::Text(paths::ANSWERS),
            Value::Text(&key),
        ],
    );
    all.get_result(conn).map(|made: Made| made.id)
}

/// The id that a row was given.
#[derive(QueryableByName)]
struct Made {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// A revision that is about to be.
pub(super) struct Version<'a> {
    pub post_id: i64,
    pub number: i64,
    pub author_id: i64,
    pub title: Option<&'a str>,
    pub body: &'a str,
    pub tags: Option<&'a str>,
    pub reason: &'a str,
}

/// Stores a revision.
pub(super) fn keep(tx: &mut Tx<'_>, version: &Version<'_>, now: Micros) -> Verdict<()> {
    let revision = diesel::insert_into(revisions::table).values((
        revisions::post_id.eq(version.post_id),
        revisions::number.eq(version.number),
        revisions::author_id.eq(version.author_id),
        revisions::title.eq(version.title),
        revisions::body.eq(version.body),
        revisions::tags.eq(version.tags),
        revisions::reason.eq(version.reason),
        revisions::created_at.eq(now),
    ));
    crate::on_both!(tx.conn(), inner => revision.execute(inner))?;
    Ok(())
}

/// Remembers where a form led.
pub(super) fn remember(tx: &mut Tx<'_>, actor: &Actor, key: &str, path: &str, now: Micros) -> Verdict<()> {
    once::remember(tx, actor.id, key, path, now).map_err(taken_elsewhere)
}

/// Two nodes that take the same form at once: the second one's caller comes again and finds what the first one made.
fn taken_elsewhere(why: Error) -> Refusal {
    match why {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
            Refusal::Unavailable("another node takes the same form".into())
        }
        other => other.into(),
    }
}

/// The number that a remembered path ends with after `mark`: `/answers/7`, `…#c7`.
pub(super) fn number_after(path: &str, mark: &str) -> i64 {
    path.rsplit_once(mark).and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}
