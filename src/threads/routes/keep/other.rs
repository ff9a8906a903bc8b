//! Merging a thread into another one, and moving an answer to another one: both begin with finding the other thread,
//! by its address or by words, and say what will happen before it does.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::super::close::number;
use super::super::post::{self, Seen};
use super::begin;
use crate::accounts::{Actor, Visit};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::eyes::Eyes;
use crate::threads::kinds::{State, Status};
use crate::threads::merge::Merge;
use crate::threads::move_answer::MoveAnswer;
use crate::threads::similar::{Finder, SimilarQuestion, Wanted};
use crate::threads::tables::{also_have, comments, questions};
use crate::threads::{Rules, merge, move_answer, moves, paths};

/// Threads that are offered.
const OFFERED: usize = 8;

/// What was looked for, and what was chosen.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Choice {
    /// An address, a number or words.
    which: String,
    /// The other thread's number.
    into: String,
    reason: String,
    saw: i64,
    from: i64,
}

/// What will happen.
struct Preview {
    other: Seen,
    answers: i64,
    comments: i64,
    followers: i64,
    saw: i64,
}

#[derive(Template)]
#[template(path = "threads/keep/other.html")]
struct OtherPage {
    page: Page,
    post: Seen,
    found: Vec<SimilarQuestion>,
    preview: Option<Preview>,
    form: Choice,
    errors: Errors,
}

impl OtherPage {
    /// The last part of the form's address.
    fn act(&self) -> &'static str {
        if self.post.is_question() { "merge" } else { "move" }
    }

    /// The key of a sentence for merging or for moving.
    fn key(&self, part: &str) -> String {
        format!("keep-{}-{part}", self.act())
    }
}

/// What merging or moving would do, as far as the actor may see it.
fn preview(conn: &mut AnyConnection, post: &Seen, into: i64, eyes: &Eyes) -> Verdict<Preview> {
    let other = match post::seen(conn, into, eyes) {
        Err(Refusal::NotFound) => return Err(Refusal::field("which", "problem-keep-missing")),
        other => other?,
    };
    if !other.is_question() || other.id == post.question_id {
        let why = if other.id == post.question_id { "problem-keep-same" } else { "problem-keep-missing" };
        return Err(Refusal::field("which", why));
    }
    if moves::merged_into(conn, into)?.is_some() {
        return Err(Refusal::field("which", "problem-keep-missing"));
    }
    let (answers, also): (i64, i64) =
        questions::table.find(post.question_id).select((questions::answer_count, questions::also_count)).first(conn)?;
    let said = comments::table
        .filter(comments::post_id.eq(post.id))
        .filter(comments::status.eq(Status::Visible))
        .count()
        .get_result(conn)?;
    let both: i64 = also_have::table
        .filter(also_have::question_id.eq(into))
        .filter(also_have::person_id.eq(post.author_id))
        .count()
        .get_result(conn)?;
    let saw = moves::seen(conn, post.question_id)?;
    Ok(Preview { other, answers, comments: said, followers: also + 1 - both.min(1), saw })
}

async fn show(
    visit: &Visit,
    post: Seen,
    form: Choice,
    (status, mut errors): (StatusCode, Errors),
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let (mut status, mut shown, mut found) = (status, None, Vec::new());
    if let Some(into) = number(&form.into).or_else(|| number(&form.which)) {
        let (eyes, seen) = (Eyes::of(visit.actor.as_ref()), post.clone());
        match visit.services.db.read(move |conn| preview(conn, &seen, into, &eyes)).await {
            Ok(preview) => shown = Some(preview),
            Err(why) => {
                let (wrong, why) = again(why, "which")?;
                if errors.is_empty() {
                    (status, errors) = (wrong, why);
                }
            }
        }
    }
    if let (None, Some(finder)) = (&shown, finder) {
        let words = if form.which.trim().is_empty() { post.title.clone() } else { form.which.trim().to_owned() };
        let langs = vec![post.lang.clone(), visit.t.lang.to_owned()];
        let exclude = Some(post.question_id);
        found = finder.find(Wanted { title: words, body: String::new(), langs, exclude, limit: OFFERED }).await;
    }
    let title = if post.is_question() { "keep-merge-title" } else { "keep-move-title" };
    let mut page = visit.page(visit.t.s(title));
    page.head.noindex = true;
    let template = OtherPage { page, post, found, preview: shown, form, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/merge
///
/// # Errors
/// `NotFound`, `Forbidden`; sends visitors to sign in.
pub async fn merge_form(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Choice>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let (_, post) = begin(&visit, path.into_inner(), true).await?;
    show(&visit, post, query.into_inner(), (StatusCode::OK, Errors::default()), finder).await
}

/// GET /posts/{id}/move
///
/// # Errors
/// As `merge_form`.
pub async fn move_form(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Choice>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let (_, post) = begin(&visit, path.into_inner(), false).await?;
    show(&visit, post, query.into_inner(), (StatusCode::OK, Errors::default()), finder).await
}

/// The page once more, with what was wrong.
async fn retry(
    visit: &Visit,
    post: Seen,
    form: Choice,
    why: Refusal,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let (status, Errors(mut errors)) = again(why, "which")?;
    // The other thread is chosen by what is typed there.
    errors.iter_mut().filter(|error| error.field == "into").for_each(|error| error.field = "which");
    show(visit, post, form, (status, Errors(errors)), finder).await
}

fn chosen(form: &Choice) -> Verdict<i64> {
    number(&form.into).ok_or_else(|| Refusal::field("which", "problem-keep-missing"))
}

/// POST /posts/{id}/merge
///
/// # Errors
/// What another try would not help; else the page is shown again.
pub async fn merge(
    visit: Visit,
    path: web::Path<i64>,
    Form(form): Form<Choice>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let (actor, post) = begin(&visit, path.into_inner(), true).await?;
    visit.limit(Limit::Act).await?;
    match merged(&visit, actor, &post, &form).await {
        Ok((into, move_id)) => {
            let flash = Flash::of("flash-keep-merged").undo(format!("/moves/{move_id}/undo"));
            Ok(flash.then(&visit.services, &format!("/questions/{into}")))
        }
        Err(why) => retry(&visit, post, form, why, finder).await,
    }
}

async fn merged(visit: &Visit, actor: Actor, post: &Seen, form: &Choice) -> Verdict<(i64, i64)> {
    let into = chosen(form)?;
    let wish = Merge { from: post.id, into, saw: form.saw, reason: form.reason.clone() };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let move_id = visit.services.db.write(move |tx| merge::merge(tx, &actor, &wish, &rules, now)).await?;
    Ok((into, move_id))
}

/// POST /posts/{id}/move
///
/// # Errors
/// As `merge`.
pub async fn move_answer(
    visit: Visit,
    path: web::Path<i64>,
    Form(form): Form<Choice>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post) = begin(&visit, id, false).await?;
    visit.limit(Limit::Act).await?;
    match moved(&visit, actor, &post, &form).await {
        Ok(move_id) => {
            let flash = Flash::of("flash-keep-moved").undo(format!("/moves/{move_id}/undo"));
            Ok(flash.then(&visit.services, &paths::answer(id)))
        }
        Err(why) => retry(&visit, post, form, why, finder).await,
    }
}

async fn moved(visit: &Visit, actor: Actor, post: &Seen, form: &Choice) -> Verdict<i64> {
    let into = chosen(form)?;
    let wish = MoveAnswer { answer: post.id, from: form.from, into, reason: form.reason.clone() };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| move_answer::move_answer(tx, &actor, &wish, &rules, now)).await
}
