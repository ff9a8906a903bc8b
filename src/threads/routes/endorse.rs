//! Endorsing an answer: a form with a note and a version, and taking it back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::post::{self, Seen};
use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Html, Limit, Page, Problem, again};
use crate::threads::endorse::{self, Endorsement};
use crate::threads::eyes::Eyes;
use crate::threads::{Rules, paths};

/// The form.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct NewEndorsement {
    note: String,
    version: String,
}

#[derive(Template)]
#[template(path = "threads/endorse.html")]
struct EndorsePage {
    page: Page,
    post: Seen,
    html: Html,
    form: NewEndorsement,
    errors: Errors,
}

async fn page(
    visit: &Visit,
    id: i64,
    form: NewEndorsement,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let eyes = Eyes::of(visit.actor.as_ref());
    let post = visit.services.db.read(move |conn| post::seen(conn, id, &eyes)).await?;
    if post.is_question() {
        return Err(Refusal::NotFound.into());
    }
    let page = visit.page(visit.t.s("endorse-title"));
    let template = EndorsePage { page, html: Html(post.html.clone()), post, form, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/endorse
///
/// # Errors
/// `NotFound`; sends visitors to sign in.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    visit.actor()?;
    page(&visit, path.into_inner(), NewEndorsement::default(), Errors::default(), StatusCode::OK).await
}

/// POST /answers/{id}/endorse
///
/// # Errors
/// What the verb says; a form that needs another look is shown again.
pub async fn endorse(
    visit: Visit,
    path: web::Path<i64>,
    Form(form): Form<NewEndorsement>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/posts/{id}/endorse"))?;
    let endorsement = Endorsement { note: form.note.clone(), version: form.version.clone() };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let done = match visit.limit(Limit::Act).await {
        Ok(()) => visit.services.db.write(move |tx| endorse::endorse(tx, &actor, id, &endorsement, &rules, now)).await,
        Err(why) => Err(why),
    };
    match done {
        Ok(_) => Ok(Flash::of("flash-answer-endorsed")
            .undo(format!("/answers/{id}/withdraw"))
            .then(&visit.services, &paths::answer(id))),
        Err(why) => {
            let (status, errors) = again(why, "note")?;
            page(&visit, id, form, errors, status).await
        }
    }
}

/// POST /answers/{id}/withdraw
///
/// # Errors
/// What the verb says.
pub async fn withdraw(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&paths::answer(id))?;
    visit.limit(Limit::Act).await?;
    let now = visit.now;
    visit.services.db.write(move |tx| endorse::withdraw(tx, &actor, id, now)).await?;
    Ok(Flash::of("flash-endorsement-withdrawn")
        .undo(format!("/answers/{id}/endorse-again"))
        .then(&visit.services, &paths::answer(id)))
}

/// POST /answers/{id}/endorse-again: undoes a withdrawal.
///
/// # Errors
/// What the verb says.
pub async fn endorse_again(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&paths::answer(id))?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| endorse::endorse_again(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-answer-endorsed").then(&visit.services, &paths::answer(id)))
}
