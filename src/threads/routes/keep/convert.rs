//! An answer becomes a comment, a comment an answer.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::super::post::{self, Seen};
use super::{begin, excerpt};
use crate::accounts::permissions::{Act, may};
use crate::accounts::tables::people;
use crate::accounts::{Actor, Visit};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Html, Limit, Page, Problem, again};
use crate::threads::convert::{self, ToComment};
use crate::threads::eyes::{Eyes, can_see};
use crate::threads::kinds::{PostKind, Status};
use crate::threads::limits::COMMENT;
use crate::threads::tables::{comments, posts};
use crate::threads::{Rules, moves, paths};

/// Answers under which it can go.
const OFFERED: i64 = 100;

/// The form.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Choice {
    under: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "threads/keep/to_comment.html")]
struct CommentPage {
    page: Page,
    post: Seen,
    /// Number, author and beginning of the other answers.
    others: Vec<(i64, String, String)>,
    /// Characters that it has, and that a comment may have.
    length: i64,
    most: i64,
    form: Choice,
    errors: Errors,
}

impl CommentPage {
    fn is_under(&self, id: &i64) -> bool {
        self.form.under.parse() == Ok(*id)
    }
}

fn others(conn: &mut AnyConnection, post: &Seen) -> QueryResult<Vec<(i64, String, String)>> {
    let rows: Vec<(i64, String, String)> = posts::table
        .inner_join(people::table)
        .filter(posts::question_id.eq(post.question_id))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::id.ne(post.id))
        .order((posts::created_at, posts::id))
        .limit(OFFERED)
        .select((posts::id, people::name, posts::body))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name, body)| (id, name, excerpt(&body).chars().take(60).collect())).collect())
}

async fn comment_page(
    visit: &Visit,
    post: Seen,
    form: Choice,
    (status, errors): (StatusCode, Errors),
) -> Result<HttpResponse, Problem> {
    let seen = post.clone();
    let others = visit.services.db.read(move |conn| Ok::<_, Refusal>(others(conn, &seen)?)).await?;
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let length = number(post.body.trim().chars().count());
    let mut page = visit.page(visit.t.s("keep-to-comment-title"));
    page.head.noindex = true;
    let template = CommentPage { page, post, others, length, most: number(COMMENT.1), form, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/to-comment
///
/// # Errors
/// `NotFound`, `Forbidden`; sends visitors to sign in.
pub async fn comment_form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (_, post) = begin(&visit, path.into_inner(), false).await?;
    comment_page(&visit, post, Choice::default(), (StatusCode::OK, Errors::default())).await
}

/// POST /posts/{id}/to-comment
///
/// # Errors
/// What another try would not help; else the page is shown again.
pub async fn to_comment(visit: Visit, path: web::Path<i64>, Form(form): Form<Choice>) -> Result<HttpResponse, Problem> {
    let (actor, post) = begin(&visit, path.into_inner(), false).await?;
    visit.limit(Limit::Act).await?;
    match made_comment(&visit, actor, &post, &form).await {
        Ok((move_id, comment)) => {
            let flash = Flash::of("flash-keep-to-comment").undo(format!("/moves/{move_id}/undo"));
            Ok(flash.then(&visit.services, &paths::comment(comment)))
        }
        Err(why) => comment_page(&visit, post, form, again(why, "under")?).await,
    }
}

async fn made_comment(visit: &Visit, actor: Actor, post: &Seen, form: &Choice) -> Verdict<(i64, i64)> {
    let under = form.under.parse().map_err(|_| Refusal::field("under", "problem-keep-under"))?;
    let wish = ToComment { answer: post.id, under, reason: form.reason.clone() };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit
        .services
        .db
        .write(move |tx| {
            let move_id = convert::to_comment(tx, &actor, &wish, &rules, now)?;
            let comment = moves::find(tx.conn(), move_id)?.comment_id;
            Ok((move_id, comment.ok_or(Refusal::NotFound)?))
        })
        .await
}

#[derive(Template)]
#[template(path = "threads/keep/to_answer.html")]
struct AnswerPage {
    page: Page,
    id: i64,
    post: Seen,
    author: String,
    html: Html,
    errors: Errors,
}

/// Who keeps order, and the comment: its post, its author's name and what it says.
async fn comment(visit: &Visit, id: i64) -> Result<(Actor, Seen, String, Html), Problem> {
    let actor = visit.actor_or_back_to(&format!("/comments/{id}/to-answer"))?;
    may(&actor, Act::Keep, &visit.services.settings.get().thresholds, false)?;
    let eyes = Eyes::of(Some(&actor));
    let read = move |conn: &mut AnyConnection| {
        type Row = (i64, i64, Status, String, String);
        let (under, author, status, html, name): Row = comments::table
            .inner_join(people::table)
            .filter(comments::id.eq(id))
            .select((comments::post_id, comments::author_id, comments::status, comments::html, people::name))
            .first(conn)?;
        if !can_see(status, author, &eyes) || status == Status::Deleted {
            return Err(Refusal::NotFound);
        }
        Ok((post::seen(conn, under, &eyes)?, name, html))
    };
    let (post, name, html) = visit.services.db.read(read).await?;
    Ok((actor, post, name, Html(html)))
}

fn answer_page(
    visit: &Visit,
    id: i64,
    (post, author, html): (Seen, String, Html),
    (status, errors): (StatusCode, Errors),
) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("keep-to-answer-title"));
    page.head.noindex = true;
    let template = AnswerPage { page, id, post, author, html, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /comments/{id}/to-answer
///
/// # Errors
/// `NotFound`, `Forbidden`; sends visitors to sign in.
pub async fn answer_form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (_, post, author, html) = comment(&visit, id).await?;
    answer_page(&visit, id, (post, author, html), (StatusCode::OK, Errors::default()))
}

/// POST /comments/{id}/to-answer
///
/// # Errors
/// What another try would not help; else the page is shown again.
pub async fn to_answer(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let (actor, post, author, html) = comment(&visit, id).await?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let done = visit
        .services
        .db
        .write(move |tx| {
            let move_id = convert::to_answer(tx, &actor, id, &rules, now)?;
            let row = moves::find(tx.conn(), move_id)?;
            Ok::<_, Refusal>((row.undone_at.is_none().then_some(move_id), row.post_id.ok_or(Refusal::NotFound)?))
        })
        .await;
    match done {
        Ok((made, answer)) => {
            // The answer that it was before is taken back to a comment by the same page as any other.
            let flash = Flash::of("flash-keep-to-answer");
            let flash = match made {
                Some(move_id) => flash.undo(format!("/moves/{move_id}/undo")),
                None => flash,
            };
            Ok(flash.then(&visit.services, &paths::answer(answer)))
        }
        Err(why) => answer_page(&visit, id, (post, author, html), again(why, "")?),
    }
}
