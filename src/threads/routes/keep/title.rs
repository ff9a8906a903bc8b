//! Another title for a question: one field, and why.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::super::post::{self, Seen};
use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::Rules;
use crate::threads::eyes::Eyes;
use crate::threads::retitle::{self, Retitle};
use crate::threads::revise::Revised;

/// The form; `base` is the revision that the editor saw.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Change {
    title: String,
    reason: String,
    base: i64,
}

#[derive(Template)]
#[template(path = "threads/keep/title.html")]
struct TitlePage {
    page: Page,
    post: Seen,
    form: Change,
    suggests: bool,
    errors: Errors,
}

async fn begin(visit: &Visit, id: i64) -> Result<(Actor, Seen), Problem> {
    let actor = visit.actor_or_back_to(&format!("/posts/{id}/title"))?;
    let eyes = Eyes::of(Some(&actor));
    let post = visit.services.db.read(move |conn| post::seen(conn, id, &eyes)).await?;
    if post.is_question() { Ok((actor, post)) } else { Err(Refusal::NotFound.into()) }
}

fn page(
    visit: &Visit,
    actor: &Actor,
    post: Seen,
    form: Change,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("keep-title-title"));
    page.head.noindex = true;
    let thresholds = &visit.services.settings.get().thresholds;
    let suggests = actor.id != post.author_id && may(actor, Act::Edit, thresholds, false).is_err();
    let template = TitlePage { page, post, form, suggests, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/title
///
/// # Errors
/// `NotFound`; sends visitors to sign in.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (actor, post) = begin(&visit, path.into_inner()).await?;
    let form = Change { title: post.title.clone(), base: post.revision, ..Change::default() };
    page(&visit, &actor, post, form, Errors::default(), StatusCode::OK)
}

/// POST /posts/{id}/title
///
/// # Errors
/// What another try would not help; else the form is shown again.
pub async fn retitle(visit: Visit, path: web::Path<i64>, Form(form): Form<Change>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post) = begin(&visit, id).await?;
    let done = match visit.limit(Limit::Post).await {
        Ok(()) => save(&visit, actor.clone(), id, &form).await,
        Err(why) => Err(why),
    };
    match done {
        Ok(Revised::Saved { .. }) => {
            let flash = Flash::of("flash-keep-titled").undo(format!("/posts/{id}/rollback?to={}", post.revision));
            // By its number: the readable part of the address has changed.
            Ok(flash.then(&visit.services, &format!("/questions/{id}")))
        }
        Ok(Revised::Suggested { .. }) => Ok(Flash::of("flash-edit-suggested").then(&visit.services, &post.thread())),
        Err(why) => {
            let (status, errors) = again(why, "title")?;
            // Whoever was faster has changed what stands there: the next try is about that.
            let base = if status == StatusCode::CONFLICT { post.revision } else { form.base };
            page(&visit, &actor, post, Change { base, ..form }, errors, status)
        }
    }
}

async fn save(visit: &Visit, actor: Actor, id: i64, form: &Change) -> Verdict<Revised> {
    let wish = Retitle { question_id: id, base: form.base, title: form.title.clone(), reason: form.reason.clone() };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| retitle::retitle(tx, &actor, &wish, &rules, now)).await
}
