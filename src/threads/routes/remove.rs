//! Taking posts away, and bringing them back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::post::{self, Seen};
use crate::accounts::{Actor, Visit};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::eyes::Eyes;
use crate::threads::kinds::HideReason;
use crate::threads::{Rules, delete, hide};

/// Who acts on which post.
async fn begin(visit: &Visit, id: i64) -> Result<(Actor, Seen, Rules), Problem> {
    let actor = visit.actor_or_back_to("/")?;
    visit.limit(Limit::Act).await?;
    let eyes = Eyes::of(Some(&actor));
    let post = visit.services.db.read(move |conn| post::seen(conn, id, &eyes)).await?;
    Ok((actor, post, Rules::of(&visit.services)))
}

/// POST /posts/{id}/delete
///
/// # Errors
/// What the verb says.
pub async fn delete(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post, rules) = begin(&visit, id).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| delete::delete(tx, &actor, id, &rules, now)).await?;
    let flash = Flash::of(if post.is_question() { "flash-question-deleted" } else { "flash-answer-deleted" });
    Ok(flash.undo(format!("/posts/{id}/restore")).then(&visit.services, &post.path()))
}

/// POST /posts/{id}/restore
///
/// # Errors
/// What the verb says.
pub async fn restore(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post, rules) = begin(&visit, id).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| delete::restore(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-post-restored").undo(format!("/posts/{id}/delete")).then(&visit.services, &post.path()))
}

/// Why something is hidden.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Hiding {
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "threads/hide.html")]
struct HidePage {
    page: Page,
    post: Seen,
    reasons: Vec<(&'static str, &'static str)>,
    errors: Errors,
}

fn reasons() -> Vec<(&'static str, &'static str)> {
    let word = |reason| match reason {
        HideReason::Rude => "hide-reason-rude",
        HideReason::Spam => "hide-reason-spam",
        HideReason::PersonalData => "hide-reason-personal-data",
        HideReason::Wrong => "hide-reason-wrong",
        HideReason::Other => "hide-reason-other",
    };
    HideReason::ALL.iter().map(|r| (r.word(), word(*r))).collect()
}

fn page(visit: &Visit, post: Seen, errors: Errors, status: StatusCode) -> Result<HttpResponse, Problem> {
    let page = visit.page(visit.t.s("hide-title"));
    let template = HidePage { page, post, reasons: reasons(), errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/hide
///
/// # Errors
/// `NotFound`; sends visitors to sign in.
pub async fn hide_form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let eyes = Eyes::of(Some(&visit.actor()?));
    let id = path.into_inner();
    let post = visit.services.db.read(move |conn| post::seen(conn, id, &eyes)).await?;
    page(&visit, post, Errors::default(), StatusCode::OK)
}

/// POST /posts/{id}/hide
///
/// # Errors
/// What the verb says; a form without a reason is shown again.
pub async fn hide(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Hiding>,
    Form(form): Form<Hiding>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post, rules) = begin(&visit, id).await?;
    let reason = form.reason.as_deref().or(query.reason.as_deref()).and_then(HideReason::from_word);
    let now = visit.now;
    let done = match reason {
        Some(reason) => visit.services.db.write(move |tx| hide::hide(tx, &actor, id, reason, &rules, now)).await,
        None => Err(Refusal::field("reason", "hide-choose-reason")),
    };
    match done {
        Ok(_) => {
            Ok(Flash::of("flash-post-hidden").undo(format!("/posts/{id}/show")).then(&visit.services, &post.path()))
        }
        Err(why) => {
            let (status, errors) = again(why, "reason")?;
            page(&visit, post, errors, status)
        }
    }
}

/// POST /posts/{id}/show
///
/// # Errors
/// What the verb says.
pub async fn show(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post, rules) = begin(&visit, id).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| hide::show(tx, &actor, id, &rules, now)).await?;
    let reason = post.status_reason.as_deref().and_then(HideReason::from_word).unwrap_or(HideReason::Other);
    Ok(Flash::of("flash-post-shown")
        .undo(format!("/posts/{id}/hide?reason={}", reason.word()))
        .then(&visit.services, &post.path()))
}
