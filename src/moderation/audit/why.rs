//! Whom an act was done to, and the reason that was given: as the rows say it at that moment.

use diesel::prelude::*;

use crate::accounts::tables::sanctions;
use crate::ground::db::AnyConnection;
use crate::ground::events::Pending;
use crate::threads::kinds::PostKind;
use crate::threads::tables::{comments, posts, questions};

/// What stands in a line beyond the event.
#[derive(Debug, Default)]
pub(super) struct Why {
    /// The person, or the author of the post.
    pub person: Option<i64>,
    /// `post:3`
    pub subject: String,
    /// A word.
    pub reason: String,
    /// Whether the post is a question or an answer.
    pub kind: Option<PostKind>,
}

/// The fields that say what an event is about, the closest first, and the words for them.
const FIELDS: [(&str, &str); 16] = [
    ("comment_id", "comment"),
    ("post_id", "post"),
    ("question_id", "post"),
    ("tag_id", "tag"),
    ("product_id", "product"),
    ("category_id", "category"),
    ("team_id", "team"),
    ("policy_id", "policy"),
    ("calendar_id", "calendar"),
    ("system_id", "system"),
    ("delivery_id", "delivery"),
    ("job_id", "job"),
    ("ring_id", "ring"),
    ("item_id", "item"),
    ("appeal_id", "appeal"),
    ("person_id", "person"),
];

/// Looks it up.
pub(super) fn of(conn: &mut AnyConnection, event: &Pending) -> QueryResult<Why> {
    let about = FIELDS.iter().find_map(|(field, word)| Some((*word, event.number(field)?)));
    let mut why = Why { person: event.number("person_id"), ..Why::default() };
    let Some((word, id)) = about else { return Ok(why) };
    why.subject = format!("{word}:{id}");
    match word {
        "comment" => {
            why.person = comments::table.find(id).select(comments::author_id).first(conn).optional()?;
        }
        "post" => {
            let post: Option<(i64, PostKind, Option<String>)> = posts::table
                .find(id)
                .select((posts::author_id, posts::kind, posts::status_reason))
                .first(conn)
                .optional()?;
            if let Some((author, kind, reason)) = post {
                why.person = Some(author);
                why.kind = Some(kind);
                why.reason = if event.kind() == "post.hidden" { reason.unwrap_or_default() } else { String::new() };
            }
            if event.kind() == "question.closed" {
                let reason: Option<Option<String>> =
                    questions::table.find(id).select(questions::close_reason).first(conn).optional()?;
                why.reason = reason.flatten().unwrap_or_default();
            }
        }
        "person" => why.reason = sanction(conn, event, id)?,
        _ => {}
    }
    Ok(why)
}

/// The reason of the sanction that an event tells of.
fn sanction(conn: &mut AnyConnection, event: &Pending, person: i64) -> QueryResult<String> {
    let kind = match event.kind() {
        "person.warned" => "warn",
        "person.silenced" => "silence",
        "person.suspended" => "suspend",
        _ => return Ok(String::new()),
    };
    let reason: Option<String> = sanctions::table
        .filter(sanctions::person_id.eq(person))
        .filter(sanctions::kind.eq(kind))
        .order(sanctions::id.desc())
        .select(sanctions::reason)
        .first(conn)
        .optional()?;
    Ok(reason.unwrap_or_default())
}
