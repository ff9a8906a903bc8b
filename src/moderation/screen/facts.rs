//! What the rules look at, read in the transaction of the post: a fixed number of queries, each with an index, and none
//! whose answer does not matter.

use diesel::prelude::*;

use crate::accounts::Actor;
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::web::stamp::Sent;
use crate::moderation::kinds::About;
use crate::moderation::tables::{spam_domains, spam_lessons, spam_words};
use crate::threads::kinds::{PostKind, Status};
use crate::threads::limits::NEW_ACCOUNT;
use crate::threads::screen::Draft;
use crate::threads::tables::posts;

use super::bayes::{self, Seen};
use super::prints;
use super::signals::{FLOOD, Facts};
use super::words;

/// Posts of the author that are looked at.
const POSTS: i64 = 20;

/// Reads the facts of a draft.
///
/// # Errors
/// When the database fails.
pub fn gather(
    conn: &mut AnyConnection,
    actor: &Actor,
    draft: &Draft<'_>,
    sent: Sent,
    all_prints: &[(i64, bool)],
    now: Micros,
) -> QueryResult<Facts> {
    let text = draft.text();
    let age = now.since(actor.created_at);
    let hosts = if text.has_links { words::hosts(&text.html) } else { Vec::new() };
    let (visible, lately) = recent(conn, actor.id, draft, now)?;
    let plain = format!("{}\n{}", draft.title(), text.text);
    let this = match draft {
        Draft::Edit(id, ..) => Some(About::Post(*id)),
        Draft::Comment(id, _) => id.map(About::Comment),
        _ => None,
    };
    Ok(Facts {
        age,
        visible,
        lately,
        known_hosts: known_hosts(conn, &hosts)?,
        twins: prints::like(conn, all_prints, actor.id, this, now)?,
        trapped: sent.trapped,
        seconds: sent.seconds,
        mail_host: if age < NEW_ACCOUNT { mail_host(conn, actor.id)? } else { None },
        learned: learned(conn, &plain)?,
        text: plain,
        hosts,
    })
}

/// How many of the author's last posts everybody can see, and how many they wrote just now, this one included.
fn recent(conn: &mut AnyConnection, author: i64, draft: &Draft<'_>, now: Micros) -> QueryResult<(i64, i64)> {
    let rows: Vec<(Status, Micros)> = posts::table
        .filter(posts::author_id.eq(author))
        .filter(posts::kind.eq_any([PostKind::Question, PostKind::Answer]))
        .filter(posts::id.ne(draft.post_id().unwrap_or(0)))
        .order((posts::created_at.desc(), posts::id.desc()))
        .limit(POSTS)
        .select((posts::status, posts::created_at))
        .load(conn)?;
    let count = |n: usize| i64::try_from(n).unwrap_or(POSTS);
    let visible = rows.iter().filter(|(status, _)| *status == Status::Visible).count();
    let lately = rows.iter().filter(|(_, at)| now.since(*at) < FLOOD).count();
    // Editing and commenting are no flood of posts.
    let new = matches!(draft, Draft::Question(..) | Draft::Answer(_));
    Ok((count(visible), if new { count(lately) + 1 } else { 0 }))
}

fn known_hosts(conn: &mut AnyConnection, hosts: &[String]) -> QueryResult<Vec<(String, Seen)>> {
    if hosts.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, i64, i64)> = spam_domains::table
        .filter(spam_domains::domain.eq_any(hosts))
        .select((spam_domains::domain, spam_domains::spam, spam_domains::fine))
        .limit(100)
        .load(conn)?;
    Ok(rows.into_iter().map(|(host, spam, fine)| (host, Seen { spam, fine })).collect())
}

fn mail_host(conn: &mut AnyConnection, person: i64) -> QueryResult<Option<String>> {
    let address: Option<String> = people::table.find(person).select(people::email).first(conn)?;
    Ok(address.and_then(|address| address.rsplit_once('@').map(|(_, host)| host.to_owned())))
}

/// How many texts of each kind were learned from.
///
/// # Errors
/// When the database fails.
pub fn lessons(conn: &mut AnyConnection) -> QueryResult<Seen> {
    let spam = spam_lessons::table.filter(spam_lessons::spam.eq(true)).count().get_result(conn)?;
    let fine = spam_lessons::table.filter(spam_lessons::spam.eq(false)).count().get_result(conn)?;
    Ok(Seen { spam, fine })
}

/// How likely a text is spam by its words, in percent, if enough was learned.
fn learned(conn: &mut AnyConnection, text: &str) -> QueryResult<Option<i64>> {
    let lessons = lessons(conn)?;
    if lessons.spam < bayes::ENOUGH || lessons.fine < bayes::ENOUGH {
        return Ok(None);
    }
    let words: Vec<String> = words::telling(text).into_iter().collect();
    let seen: Vec<(i64, i64)> = spam_words::table
        .filter(spam_words::word.eq_any(words))
        .select((spam_words::spam, spam_words::fine))
        .limit(500)
        .load(conn)?;
    let seen: Vec<Seen> = seen.into_iter().map(|(spam, fine)| Seen { spam, fine }).collect();
    Ok(bayes::percent(&seen, lessons))
}
