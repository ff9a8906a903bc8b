//! Reading only, and answers by members who are known only; both with a way back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::super::post::Seen;
use super::begin;
use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::kinds::LockReason;
use crate::threads::tables::questions;
use crate::threads::{Rules, lock, protect};

/// Why; in the form, or in the address of an undo.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Locking {
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "threads/keep/lock.html")]
struct LockPage {
    page: Page,
    post: Seen,
    reasons: Vec<(&'static str, &'static str)>,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "threads/keep/protect.html")]
struct ProtectPage {
    page: Page,
    post: Seen,
    needs: i64,
    errors: Errors,
}

fn reasons() -> Vec<(&'static str, &'static str)> {
    let word = |reason| match reason {
        LockReason::Heated => "keep-lock-heated",
        LockReason::Noise => "keep-lock-noise",
        LockReason::Settled => "keep-lock-settled",
        LockReason::Checking => "keep-lock-checking",
        LockReason::Other => "keep-lock-other",
    };
    LockReason::ALL.iter().map(|reason| (reason.word(), word(*reason))).collect()
}

fn page(visit: &Visit, post: Seen, errors: Errors, status: StatusCode) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("keep-lock-title"));
    page.head.noindex = true;
    let template = LockPage { page, post, reasons: reasons(), errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/lock
///
/// # Errors
/// `NotFound`, `Forbidden`; sends visitors to sign in.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (_, post) = begin(&visit, path.into_inner(), true).await?;
    page(&visit, post, Errors::default(), StatusCode::OK)
}

/// POST /posts/{id}/lock
///
/// # Errors
/// What the verb says; a form without a reason is shown again.
pub async fn lock(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Locking>,
    Form(form): Form<Locking>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post) = begin(&visit, id, true).await?;
    visit.limit(Limit::Act).await?;
    let reason = form.reason.as_deref().or(query.reason.as_deref()).and_then(LockReason::from_word);
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let done = match reason {
        Some(reason) => visit.services.db.write(move |tx| lock::lock(tx, &actor, id, reason, &rules, now)).await,
        None => Err(Refusal::field("reason", "keep-choose-reason")),
    };
    match done {
        Ok(()) => {
            let flash = Flash::of("flash-keep-locked").undo(format!("/posts/{id}/unlock"));
            Ok(flash.then(&visit.services, &post.thread()))
        }
        Err(why) => {
            let (status, errors) = again(why, "reason")?;
            page(&visit, post, errors, status)
        }
    }
}

/// POST /posts/{id}/unlock
///
/// # Errors
/// What the verb says.
pub async fn unlock(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post) = begin(&visit, id, true).await?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let reason = visit
        .services
        .db
        .write(move |tx| {
            let reason: Option<LockReason> =
                questions::table.find(id).select(questions::lock_reason).first(tx.conn())?;
            lock::unlock(tx, &actor, id, &rules, now)?;
            Ok::<_, Refusal>(reason.unwrap_or(LockReason::Other))
        })
        .await?;
    let flash = Flash::of("flash-keep-unlocked").undo(format!("/posts/{id}/lock?reason={}", reason.word()));
    Ok(flash.then(&visit.services, &post.thread()))
}

fn protect_page(visit: &Visit, post: Seen, errors: Errors, status: StatusCode) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("keep-protect-title"));
    page.head.noindex = true;
    let needs = visit.services.settings.get().thresholds.protect;
    let template = ProtectPage { page, post, needs, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/protect
///
/// # Errors
/// `NotFound`, `Forbidden`; sends visitors to sign in.
pub async fn protect_form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (_, post) = begin(&visit, path.into_inner(), true).await?;
    protect_page(&visit, post, Errors::default(), StatusCode::OK)
}

/// POST /posts/{id}/protect
///
/// # Errors
/// What the verb says.
pub async fn protect(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post) = begin(&visit, id, true).await?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    match visit.services.db.write(move |tx| protect::protect(tx, &actor, id, &rules, now)).await {
        Ok(()) => {
            let flash = Flash::of("flash-keep-protected").undo(format!("/posts/{id}/unprotect"));
            Ok(flash.then(&visit.services, &post.thread()))
        }
        Err(why) => {
            let (status, errors) = again(why, "")?;
            protect_page(&visit, post, errors, status)
        }
    }
}

/// POST /posts/{id}/unprotect
///
/// # Errors
/// What the verb says.
pub async fn unprotect(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post) = begin(&visit, id, true).await?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| protect::unprotect(tx, &actor, id, &rules, now)).await?;
    let flash = Flash::of("flash-keep-unprotected").undo(format!("/posts/{id}/protect"));
    Ok(flash.then(&visit.services, &post.thread()))
}
