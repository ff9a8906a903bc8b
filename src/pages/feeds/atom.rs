//! Atom feeds: the newest questions, of all or with a tag. In the forum's own language, whoever asks.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Problem, Services};
use crate::pages::cached::lists;
use crate::pages::lists::{names_of, tag_path, tags_of};
use crate::pages::tags::{Way, find, moved};
use crate::threads::kinds::Status;
use crate::threads::paths;
use crate::threads::tables::{posts, question_tags, questions};

use super::answer::cached;

/// Questions in a feed.
const LENGTH: i64 = 30;
/// Seconds that it may be kept.
const KEEP: u32 = 60;

#[derive(Template)]
#[template(path = "pages/feed.xml")]
struct Feed {
    site: String,
    title: String,
    lang: String,
    /// Path of the feed, and of the page that it belongs to.
    path: String,
    page: String,
    updated: Micros,
    entries: Vec<Entry>,
}

struct Entry {
    id: i64,
    path: String,
    title: String,
    author: String,
    lang: String,
    html: String,
    tags: Vec<String>,
    published: Micros,
    updated: Micros,
}

/// Without what XML cannot hold.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

/// Speaks the forum's first language.
fn words(services: &Services) -> T {
    T::new(services.settings.get().languages.first().map_or("en", String::as_str), false)
}

type Row = (i64, String, String, i64, String, String, Micros, Option<Micros>);

fn entries(conn: &mut AnyConnection, tag: Option<i64>, t: &T) -> QueryResult<Vec<Entry>> {
    let columns = (
        questions::id,
        questions::title,
        questions::slug,
        questions::asker_id,
        questions::lang,
        posts::html,
        questions::created_at,
        posts::edited_at,
    );
    let rows: Vec<Row> = match tag {
        None => questions::table
            .inner_join(posts::table)
            .filter(questions::shown)
            .filter(posts::status.eq(Status::Visible))
            .order((questions::created_at.desc(), questions::id.desc()))
            .limit(LENGTH)
            .select(columns)
            .load(conn)?,
        Some(tag) => question_tags::table
            .inner_join(questions::table.inner_join(posts::table))
            .filter(question_tags::tag_id.eq(tag))
            .filter(questions::shown)
            .filter(posts::status.eq(Status::Visible))
            .order((question_tags::created_at.desc(), question_tags::question_id.desc()))
            .limit(LENGTH)
            .select(columns)
            .load(conn)?,
    };
    let (ids, askers): (Vec<i64>, Vec<i64>) = rows.iter().map(|r| (r.0, r.3)).unzip();
    let (names, mut tags) = (names_of(conn, &askers)?, tags_of(conn, &ids)?);
    let entry = |(id, title, slug, asker, lang, html, published, edited): Row| Entry {
        id,
        path: paths::question(id, &slug),
        title: clean(&title),
        author: clean(&names.get(&asker).cloned().unwrap_or_default().shown(t)),
        lang,
        html: clean(&html),
        tags: tags.remove(&id).unwrap_or_default().into_iter().map(|tag| tag.name).collect(),
        published,
        updated: edited.unwrap_or(published),
    };
    Ok(rows.into_iter().map(entry).collect())
}

fn answer(request: &HttpRequest, feed: &Feed) -> Result<HttpResponse, Problem> {
    let changed = (!feed.entries.is_empty()).then_some(feed.updated);
    let whole = cached(request, "application/atom+xml; charset=utf-8", KEEP, changed, feed.render()?);
    Ok(lists(whole))
}

fn feed(services: &Services, title: String, path: String, page: String, entries: Vec<Entry>) -> Feed {
    let updated = entries.iter().map(|e| e.updated).max().unwrap_or_default();
    let (site, lang) = (services.public_url.to_string(), words(services).lang.to_owned());
    Feed { site, title: clean(&title), lang, path, page, updated, entries }
}

/// GET /feed.atom
///
/// # Errors
/// When the database fails.
pub async fn newest(services: web::Data<Services>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let t = words(&services);
    let entries = services.db.read(move |conn| Ok::<_, Refusal>(entries(conn, None, &t)?)).await?;
    let title = t.a("feed-newest", "forum", &services.settings.get().name);
    answer(&request, &feed(&services, title, "/feed.atom".into(), "/".into(), entries))
}

/// GET /tags/{name}/feed.atom
///
/// # Errors
/// `NotFound`.
pub async fn tag(
    services: web::Data<Services>,
    request: HttpRequest,
    name: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (t, name) = (words(&services), name.into_inner());
    let found: Verdict<_> = services
        .db
        .read(move |conn| match find(conn, &name)? {
            Way::Here(tag) => Ok(Ok((entries(conn, Some(tag.id), &t)?, tag.name))),
            Way::Elsewhere(name) => Ok(Err(name)),
        })
        .await;
    match found? {
        Ok((entries, name)) => {
            let title = t.a2("feed-tag", "tag", &name, "forum", &services.settings.get().name);
            let page = tag_path(&name);
            answer(&request, &feed(&services, title, format!("{page}/feed.atom"), page, entries))
        }
        Err(name) => Ok(moved(&format!("{}/feed.atom", tag_path(&name)))),
    }
}
