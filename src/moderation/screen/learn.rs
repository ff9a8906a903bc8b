//! Learns from what moderators decide: a post let through was fine, one hidden as advertising was spam, and one shown
//! again is forgotten; what somebody hid in their posts goes with them. Each post counts once. What is kept is bounded: the words that were not seen for longest go.

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::accounts::events::PersonErased;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::events::{DatabaseReader, Event, Stored};
use crate::ground::refusal::{Refusal, Verdict};
use crate::moderation::tables::{spam_domains, spam_lessons, spam_words};
use crate::threads::events::{PostHidden, PostReleased, PostShown};
use crate::threads::kinds::{HideReason, Status};
use crate::threads::mask::keep;
use crate::threads::tables::{posts, questions};

use super::words;

/// Words that are kept.
const WORDS: i64 = 20_000;
/// Hosts that are kept.
const HOSTS: i64 = 5_000;
/// Lessons after which the bounds are looked at.
const TIDY_EVERY: i64 = 50;

/// The reader.
pub struct Learner;

impl DatabaseReader for Learner {
    fn name(&self) -> &'static str {
        "spam"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Result<(), Refusal> {
        if event.kind == PersonErased::KIND {
            return event.number("person_id").map_or(Ok(()), |person| keep::erase(tx, person));
        }
        let Some(post_id) = event.number("post_id") else { return Ok(()) };
        match event.kind.as_str() {
            PostReleased::KIND => learn(tx, post_id, false, now),
            PostHidden::KIND if hidden_as_spam(tx, post_id)? => learn(tx, post_id, true, now),
            PostShown::KIND => forget(tx, post_id, now),
            _ => Ok(()),
        }
    }
}

fn hidden_as_spam(tx: &mut Tx<'_>, post_id: i64) -> Verdict<bool> {
    let (status, reason): (Status, Option<String>) =
        posts::table.find(post_id).select((posts::status, posts::status_reason)).first(tx.conn())?;
    Ok(status == Status::Hidden && reason.as_deref() == Some(HideReason::Spam.word()))
}

/// Learns a post as spam or as fine; what it was learned as before is forgotten.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn learn(tx: &mut Tx<'_>, post_id: i64, spam: bool, now: Micros) -> Verdict<()> {
    forget(tx, post_id, now)?;
    let (html, title): (String, Option<String>) = posts::table
        .left_join(questions::table.on(questions::id.eq(posts::id)))
        .filter(posts::id.eq(post_id))
        .select((posts::html, questions::title.nullable()))
        .first(tx.conn())?;
    let text = format!("{}\n{}", title.unwrap_or_default(), words::of_html(&html));
    let found: Vec<String> = words::telling(&text).into_iter().collect();
    let hosts = words::hosts(&html);
    diesel::insert_into(spam_lessons::table)
        .values((
            spam_lessons::post_id.eq(post_id),
            spam_lessons::spam.eq(spam),
            spam_lessons::words.eq(found.join(" ")),
            spam_lessons::domains.eq(hosts.join(" ")),
            spam_lessons::at.eq(now),
        ))
        .execute(tx.conn())?;
    count(tx, WORDS_TABLE, &found, spam, 1, now)?;
    count(tx, HOSTS_TABLE, &hosts, spam, 1, now)?;
    if post_id % TIDY_EVERY == 0 { tidy(tx) } else { Ok(()) }
}

/// Forgets what a post taught.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, post_id: i64, now: Micros) -> Verdict<()> {
    let lesson: Option<(bool, String, String)> = spam_lessons::table
        .find(post_id)
        .select((spam_lessons::spam, spam_lessons::words, spam_lessons::domains))
        .first(tx.conn())
        .optional()?;
    let Some((spam, found, hosts)) = lesson else { return Ok(()) };
    let parts = |joined: &str| joined.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    count(tx, WORDS_TABLE, &parts(&found), spam, -1, now)?;
    count(tx, HOSTS_TABLE, &parts(&hosts), spam, -1, now)?;
    diesel::delete(spam_lessons::table.find(post_id)).execute(tx.conn())?;
    Ok(())
}

const WORDS_TABLE: (&str, &str) = ("spam_words", "word");
const HOSTS_TABLE: (&str, &str) = ("spam_domains", "domain");

/// Counts all of them in one statement, in one order on every node; the names are bound as one JSON list.
fn count(
    tx: &mut Tx<'_>,
    (table, column): (&str, &str),
    names: &[String],
    spam: bool,
    by: i64,
    now: Micros,
) -> Verdict<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut names = names.to_vec();
    names.sort_unstable();
    names.dedup();
    let list = serde_json::to_string(&names).map_err(anyhow::Error::from)?;
    let (s, f) = if spam { (by, 0) } else { (0, by) };
    let listed = match tx.conn() {
        AnyConnection::Sqlite(_) => "SELECT value AS name FROM json_each(?)",
        AnyConnection::Postgres(_) => "SELECT jsonb_array_elements_text($1::jsonb) AS name",
    };
    let upsert = format!(
        "INSERT INTO {table} ({column}, spam, fine, seen_at) \
         SELECT name, {}, {}, {at} FROM ({listed}) AS listed WHERE true ON CONFLICT ({column}) DO UPDATE \
         SET spam = {table}.spam + ({s}), fine = {table}.fine + ({f}), seen_at = {at}",
        s.max(0),
        f.max(0),
        at = now.0,
    );
    crate::on_both!(tx.conn(), inner => diesel::sql_query(upsert).bind::<Text, _>(list).execute(inner))?;
    Ok(())
}

/// Lets the words and hosts go that were not seen for longest.
fn tidy(tx: &mut Tx<'_>) -> Verdict<()> {
    for ((table, column), most) in [(WORDS_TABLE, WORDS), (HOSTS_TABLE, HOSTS)] {
        let delete = format!(
            "DELETE FROM {table} WHERE {column} IN \
             (SELECT {column} FROM {table} ORDER BY seen_at DESC, {column} LIMIT 100000 OFFSET {most})"
        );
        crate::on_both!(tx.conn(), inner => diesel::sql_query(delete).execute(inner))?;
    }
    Ok(())
}

/// What was learned, for the admins' page: words and hosts that say most, with their counts.
///
/// # Errors
/// When the database fails.
pub fn hosts(conn: &mut AnyConnection, limit: i64) -> QueryResult<Vec<(String, i64, i64)>> {
    spam_domains::table
        .filter(spam_domains::spam.gt(0))
        .order((spam_domains::spam.desc(), spam_domains::domain))
        .select((spam_domains::domain, spam_domains::spam, spam_domains::fine))
        .limit(limit.clamp(1, 100))
        .load(conn)
}

/// How many different words are known.
///
/// # Errors
/// When the database fails.
pub fn words_known(conn: &mut AnyConnection) -> QueryResult<i64> {
    spam_words::table.count().get_result(conn)
}
