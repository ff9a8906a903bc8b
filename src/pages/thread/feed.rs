//! A thread as an Atom feed: what every visitor may see, newest first, whoever asks.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::Problem;
use crate::pages::cached::{self, Subject};
use crate::threads::eyes::Eyes;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::posts;
use crate::threads::{moves, paths};

use super::rows;
use super::show::moved;

/// Posts in a feed, the latest ones.
const LENGTH: i64 = 50;

#[derive(Template)]
#[template(path = "threads/feed.xml")]
struct Feed {
    site: String,
    forum: String,
    id: i64,
    title: String,
    path: String,
    lang: String,
    updated: Micros,
    entries: Vec<Entry>,
}

struct Entry {
    id: i64,
    question: bool,
    path: String,
    title: String,
    author: String,
    lang: String,
    html: String,
    published: Micros,
    updated: Micros,
}

/// GET /questions/{id}/feed.atom
///
/// # Errors
/// `NotFound`.
pub async fn feed(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let site = visit.services.public_url.to_string();
    let forum = clean(&visit.services.settings.get().name);
    let t = visit.t;
    let read = move |conn: &mut AnyConnection| {
        match load(conn, id, site, forum, |name| t.a("thread-feed-answer", "name", name)) {
            // The feed of a thread that went into another one is that one's.
            Err(Refusal::NotFound) => {
                let into = moves::merged_into(conn, id)?.ok_or(Refusal::NotFound)?;
                rows::question(conn, into, &Eyes::default())?;
                Ok(Err(into))
            }
            other => other.map(Ok),
        }
    };
    let feed = match visit.services.db.read(read).await? {
        Ok(feed) => feed,
        Err(into) => return Ok(moved(&format!("/questions/{into}/feed.atom"))),
    };
    let subject = Subject { questions: vec![id], people: Vec::new(), until: None };
    let response = HttpResponse::Ok()
        .content_type("application/atom+xml; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .body(feed.render()?);
    Ok(cached::thread(response, &subject))
}

fn load(
    conn: &mut AnyConnection,
    id: i64,
    site: String,
    forum: String,
    answer_by: impl Fn(&str) -> String,
) -> Verdict<Feed> {
    type Row = (i64, PostKind, String, String, Micros, Option<Micros>, String);
    let head = rows::question(conn, id, &Eyes::default())?.head;
    let rows: Vec<Row> = posts::table
        .inner_join(people::table)
        .filter(posts::question_id.eq(id))
        .filter(posts::status.eq(Status::Visible))
        .order((posts::created_at.desc(), posts::id.desc()))
        .limit(LENGTH)
        .select((posts::id, posts::kind, posts::html, posts::lang, posts::created_at, posts::edited_at, people::name))
        .load(conn)?;
    let title = clean(&head.title);
    let entries = rows.into_iter().map(|(id, kind, html, lang, published, edited, author)| {
        let question = kind == PostKind::Question;
        let author = clean(&author);
        Entry {
            id,
            question,
            path: if question { paths::question(id, &head.slug) } else { paths::answer(id) },
            title: if question { title.clone() } else { answer_by(&author) },
            author,
            lang,
            html: clean(&html),
            published,
            updated: edited.unwrap_or(published),
        }
    });
    let entries: Vec<Entry> = entries.collect();
    let updated = entries.iter().map(|e| e.updated).max().unwrap_or(head.created_at);
    Ok(Feed { site, forum, id, path: paths::question(head.id, &head.slug), lang: head.lang, title, updated, entries })
}

/// Without what XML cannot hold.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}
