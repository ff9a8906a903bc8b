//! Comments that stand already: edited by their author, taken away, brought back. New ones are in `pages::thread`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::post::{self, Seen};
use super::{anchor, chosen, notice, sent};
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Html, Limit, Page, Problem, again};
use crate::threads::comment::{self, Edit};
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::Status;
use crate::threads::mask::ask::{Notice, Stored, Typed, decided};
use crate::threads::mask::keep::{self, Place};
use crate::threads::tables::comments;
use crate::threads::text::render_blocking;
use crate::threads::{Rules, paths};

/// The form; `base` is when the version was made that the author saw, 0 for the first.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Change {
    body: String,
    base: i64,
    since: String,
    more_about_it: String,
    mask: String,
    mask_seen: String,
}

/// The comment as it is now, and the post that it is on.
pub(super) struct Now {
    id: i64,
    pub author_id: i64,
    pub body: String,
    html: Html,
    edited_at: Option<Micros>,
    pub post: Seen,
}

impl Now {
    /// The version, as forms carry it.
    pub fn version(&self) -> i64 {
        version(self.edited_at)
    }
}

#[derive(Template)]
#[template(path = "threads/comment.html")]
struct EditPage {
    page: Page,
    now: Now,
    form: Change,
    errors: Errors,
    mask: Option<Notice>,
}

impl EditPage {
    fn back(&self) -> String {
        paths::comment(self.now.id)
    }

    fn standing(&self) -> i64 {
        version(self.now.edited_at)
    }

    /// Whether the text changed after its author had opened the form.
    fn is_conflict(&self) -> bool {
        !self.errors.is_empty() && self.form.base != self.standing()
    }
}

fn version(edited_at: Option<Micros>) -> i64 {
    edited_at.map_or(0, |at| at.0)
}

/// The comment, for somebody who may see it.
pub(super) async fn read(visit: &Visit, id: i64) -> Verdict<Now> {
    type Row = (i64, i64, String, String, Status, Option<Micros>);
    let eyes = Eyes::of(visit.actor.as_ref());
    let read = move |conn: &mut _| {
        let (post_id, author_id, body, html, status, edited_at): Row = comments::table
            .find(id)
            .select((
                comments::post_id,
                comments::author_id,
                comments::body,
                comments::html,
                comments::status,
                comments::edited_at,
            ))
            .first(conn)?;
        if !can_see(status, author_id, &eyes) {
            return Err(Refusal::NotFound);
        }
        Ok(Now { id, author_id, body, html: Html(html), edited_at, post: post::seen(conn, post_id, &eyes)? })
    };
    visit.services.db.read(read).await
}

fn page(visit: &Visit, now: Now, form: Change, errors: Errors, status: StatusCode) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("comment-edit-title"));
    page.open_since(&form.since);
    page.head.noindex = true;
    let asked = chosen(&form.mask, &form.mask_seen);
    let mask = if form.mask.is_empty() { None } else { notice(visit, &form.body, &asked) };
    let template = EditPage { page, now, form, errors, mask };
    visit.html_with(status, &template.page, &template)
}

/// GET /comments/{id}/edit
///
/// # Errors
/// `NotFound`, `Forbidden` for all but the author; sends visitors to sign in.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor()?;
    let now = read(&visit, path.into_inner()).await?;
    if now.author_id != actor.id {
        return Err(Refusal::forbidden("problem-not-yours").into());
    }
    let form = Change { body: now.body.clone(), base: version(now.edited_at), ..Change::default() };
    page(&visit, now, form, Errors::default(), StatusCode::OK)
}

/// POST /comments/{id}/edit
///
/// # Errors
/// What another try would not help; else the form is shown again.
pub async fn edit(visit: Visit, path: web::Path<i64>, Form(mut form): Form<Change>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/comments/{id}/edit"))?;
    let now = read(&visit, id).await?;
    let asked = chosen(&form.mask, &form.mask_seen);
    let Some(stored) = decided(Typed { title: "", body: &form.body }, &asked, &visit.services.random) else {
        form.mask = "hide".into();
        return page(&visit, now, form, Errors::default(), StatusCode::OK);
    };
    match save(&visit, actor, &now, &form, stored).await {
        Ok(_) => {
            let flash = Flash::of("flash-comment-edited").draft_done(format!("comment-edit-{id}"));
            Ok(flash.then(&visit.services, &paths::comment(id)))
        }
        Err(why) => {
            let (status, errors) = again(why, "body")?;
            // Read again: what was faster may have come after the first look.
            let now = read(&visit, id).await?;
            page(&visit, now, form, errors, status)
        }
    }
}

async fn save(visit: &Visit, actor: Actor, now: &Now, form: &Change, stored: Stored) -> Verdict<i64> {
    visit.limit(Limit::Post).await?;
    let anchor = anchor(&format!("c{}", now.id), &form.body);
    let text = render_blocking(&visit.services, stored.body, &now.post.lang, &anchor).await?;
    let base = (form.base != 0).then_some(Micros(form.base));
    let edit = Edit { comment_id: now.id, text, base };
    let place = Place { post_id: now.post.id, comment_id: Some(now.id), author_id: now.author_id };
    let rules = Rules::of(&visit.services).sent(sent(visit, &form.since, &form.more_about_it));
    let now = visit.now;
    visit
        .services
        .db
        .write(move |tx| {
            let question = comment::edit(tx, &actor, &edit, &rules, now)?;
            keep::keep(tx, &actor, place, &stored.hidden, now)?;
            Ok(question)
        })
        .await
}

/// POST /comments/{id}/delete
///
/// # Errors
/// What the verb says.
pub async fn delete(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, on, rules) = begin(&visit, id).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| comment::delete(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-comment-deleted").undo(format!("/comments/{id}/restore")).then(&visit.services, &on.path()))
}

/// POST /comments/{id}/restore
///
/// # Errors
/// What the verb says.
pub async fn restore(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, _, rules) = begin(&visit, id).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| comment::restore(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-comment-restored").then(&visit.services, &paths::comment(id)))
}

/// Who acts, and the post whose comment it is.
async fn begin(visit: &Visit, id: i64) -> Result<(Actor, Seen, Rules), Problem> {
    let actor = visit.actor_or_back_to("/")?;
    visit.limit(Limit::Act).await?;
    let on = read(visit, id).await?.post;
    Ok((actor, on, Rules::of(&visit.services)))
}
