//! A post's revisions with readable differences, and going back to one of them.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::anchor;
use super::post::{self, Seen};
use crate::accounts::permissions::{Act, may};
use crate::accounts::tables::people;
use crate::accounts::{Visit, person_path, picture_path};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Flash, Form, Limit, Page, Problem};
use crate::threads::Rules;
use crate::threads::difference::{self, Line, Piece};
use crate::threads::eyes::Eyes;
use crate::threads::mask::mark;
use crate::threads::revise::{self, Past};
use crate::threads::tables::revisions;
use crate::threads::text::render_blocking;

/// Versions on a page.
const PER_PAGE: usize = 20;

#[derive(Template)]
#[template(path = "threads/revisions.html")]
struct RevisionsPage {
    page: Page,
    post: Seen,
    versions: Vec<Version>,
    older: Option<i64>,
    restores: bool,
}

/// A version as the page shows it.
struct Version {
    number: i64,
    current: bool,
    author: String,
    author_path: String,
    picture: String,
    at: Micros,
    reason: String,
    /// The title before and after, if it changed.
    title: Option<(Vec<Piece>, Vec<Piece>)>,
    /// Tags that went and tags that came.
    tags: (Vec<String>, Vec<String>),
    lines: Vec<Line>,
}

/// Older versions begin before this number.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct From {
    before: Option<String>,
}

/// GET /posts/{id}/revisions
///
/// # Errors
/// `NotFound`.
pub async fn revisions(visit: Visit, path: web::Path<i64>, from: web::Query<From>) -> Result<HttpResponse, Problem> {
    let (id, eyes) = (path.into_inner(), Eyes::of(visit.actor.as_ref()));
    let before = from.before.as_deref().and_then(|b| b.parse::<i64>().ok());
    let (post, versions, older) = visit.services.db.read(move |conn| read(conn, id, before, &eyes)).await?;
    let thresholds = visit.services.settings.get().thresholds.clone();
    let restores =
        visit.actor.as_ref().is_some_and(|a| a.id == post.author_id || may(a, Act::Edit, &thresholds, false).is_ok());
    let mut page = visit.page(visit.t.s("revisions-title"));
    page.head.noindex = true;
    let template = RevisionsPage { page, post, versions, older, restores };
    visit.html(&template.page, &template)
}

fn read(
    conn: &mut AnyConnection,
    id: i64,
    before: Option<i64>,
    eyes: &Eyes,
) -> Verdict<(Seen, Vec<Version>, Option<i64>)> {
    let post = post::seen(conn, id, eyes)?;
    let mut past = revise::history(conn, id, before)?;
    past.iter_mut().for_each(|version| version.body = mark::brief(&version.body));
    let authors: Vec<i64> = past.iter().map(|p| p.author_id).collect();
    let rows: Vec<(i64, String, String, Option<String>)> = people::table
        .filter(people::id.eq_any(authors))
        .select((people::id, people::name, people::handle, people::picture))
        .limit(200)
        .load(conn)?;
    let authors: HashMap<i64, (String, String, Option<String>)> =
        rows.into_iter().map(|(id, n, h, p)| (id, (n, h, p))).collect();
    let mut versions: Vec<Version> = Vec::new();
    for (index, this) in past.iter().enumerate().take(PER_PAGE) {
        versions.push(version(this, past.get(index + 1), &authors, post.revision));
    }
    let older = versions.last().map(|v| v.number).filter(|_| past.len() > PER_PAGE);
    Ok((post, versions, older))
}

fn version(
    this: &Past,
    earlier: Option<&Past>,
    authors: &HashMap<i64, (String, String, Option<String>)>,
    current: i64,
) -> Version {
    let (author, handle, picture) = authors.get(&this.author_id).cloned().unwrap_or_default();
    let title = match (earlier.and_then(|e| e.title.as_ref()), &this.title) {
        (Some(old), Some(new)) if old != new => Some(difference::words(old, new)),
        _ => None,
    };
    let names = |past: Option<&Past>| -> Vec<String> {
        past.and_then(|p| p.tags.as_ref())
            .map(|t| t.split_whitespace().map(ToOwned::to_owned).collect())
            .unwrap_or_default()
    };
    let (old_tags, new_tags) = if earlier.is_some() { (names(earlier), names(Some(this))) } else { Default::default() };
    let gone = old_tags.iter().filter(|t| !new_tags.contains(t)).cloned().collect();
    let came = new_tags.iter().filter(|t| !old_tags.contains(t)).cloned().collect();
    Version {
        number: this.number,
        current: this.number == current,
        author,
        author_path: person_path(this.author_id, &handle),
        picture: picture_path(this.author_id, picture.as_deref()),
        at: this.created_at,
        reason: this.reason.clone(),
        title,
        tags: (gone, came),
        lines: match earlier {
            Some(earlier) => difference::lines(&earlier.body, &this.body),
            None => this.body.lines().map(|line| Line::Same(line.to_owned())).collect(),
        },
    }
}

/// Which version to go back to; in the form, or in the address of an undo.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Back {
    to: Option<i64>,
}

/// POST /posts/{id}/rollback
///
/// # Errors
/// What the verb says.
pub async fn rollback(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Back>,
    Form(form): Form<Back>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/posts/{id}/revisions"))?;
    visit.limit(Limit::Post).await?;
    let to = form.to.or(query.to).ok_or(Refusal::NotFound)?;
    let eyes = Eyes::of(Some(&actor));
    let (post, body) = visit
        .services
        .db
        .read(move |conn| {
            let post = post::seen(conn, id, &eyes)?;
            let body: String = revisions::table
                .filter(revisions::post_id.eq(id))
                .filter(revisions::number.eq(to))
                .select(revisions::body)
                .first(conn)?;
            Ok::<_, Refusal>((post, body))
        })
        .await?;
    let text = render_blocking(&visit.services, body.clone(), &post.lang, &anchor(&id.to_string(), &body)).await?;
    let (rules, now, base) = (Rules::of(&visit.services), visit.now, post.revision);
    let revised = visit
        .services
        .db
        .write(move |tx| revise::rollback(tx, &actor, id, base, to, text.clone(), &rules, now))
        .await?;
    let flash = match revised {
        revise::Revised::Saved { .. } => {
            Flash::of("flash-edit-restored").undo(format!("/posts/{id}/rollback?to={base}"))
        }
        revise::Revised::Suggested { .. } => Flash::of("flash-edit-suggested"),
    };
    Ok(flash.then(&visit.services, &post.path()))
}
