//! Hiding something in a comment afterwards: the page of posts, for a comment.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::anchor;
use super::comment::{Now, read};
use super::mask::{Pieces, Shown, may_mask, pieces, render};
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::refusal::Verdict;
use crate::ground::web::{Errors, Flash, Form, Limit, Problem, again};
use crate::threads::comment::{self, Masking};
use crate::threads::mask::mark;
use crate::threads::text::render_blocking;
use crate::threads::{Rules, paths};

fn shown(id: i64, now: &Now) -> Shown {
    Shown {
        title: String::new(),
        body: now.body.clone(),
        action: format!("/comments/{id}/mask"),
        back: paths::comment(id),
        lead: "mask-comment-lead",
    }
}

/// Who wants to hide something in which comment.
async fn begin(visit: &Visit, id: i64) -> Result<(Actor, Now), Problem> {
    let actor = visit.actor_or_back_to(&format!("/comments/{id}/mask"))?;
    let now = read(visit, id).await?;
    may_mask(visit, &actor, now.author_id)?;
    Ok((actor, now))
}

/// GET /comments/{id}/mask
///
/// # Errors
/// `NotFound`; `Forbidden` for all but the author and moderators.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (_, now) = begin(&visit, id).await?;
    render(&visit, shown(id, &now), Pieces::of(now.version()), Errors::default(), StatusCode::OK)
}

/// POST /comments/{id}/mask
///
/// # Errors
/// As `form`; what needs another look is shown again.
pub async fn mask(visit: Visit, path: web::Path<i64>, Form(form): Form<Pieces>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, now) = begin(&visit, id).await?;
    visit.limit(Limit::Post).await?;
    match hide(&visit, actor, id, &now, &form).await {
        Ok(_) => Ok(Flash::of("flash-masked").then(&visit.services, &paths::comment(id))),
        Err(why) => {
            let (status, errors) = again(why, "other")?;
            render(&visit, shown(id, &now), form, errors, status)
        }
    }
}

async fn hide(visit: &Visit, actor: Actor, id: i64, now: &Now, form: &Pieces) -> Verdict<i64> {
    let hidden = pieces(visit, form, "", &now.body)?;
    let body = mark::replace(&now.body, &hidden);
    let text = render_blocking(&visit.services, body, &now.post.lang, &anchor(&format!("c{id}"), &now.body)).await?;
    let base = (form.base != 0).then_some(Micros(form.base));
    let masking = Masking { comment_id: id, base, hidden, text };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| comment::mask(tx, &actor, &masking, &rules, now)).await
}
