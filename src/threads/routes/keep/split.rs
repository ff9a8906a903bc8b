//! Choosing what becomes a thread of its own.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use super::super::post::Seen;
use super::{begin, excerpt};
use crate::accounts::tables::people;
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again};
use crate::threads::kinds::{PostKind, Status};
use crate::threads::split::{self, Split};
use crate::threads::tables::{comments, posts};
use crate::threads::{Rules, moves};

/// Answers and comments that can be chosen from.
const OFFERED: i64 = 300;

/// The form.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Choice {
    /// `a12`, `c34`
    pick: Vec<String>,
    title: String,
    reason: String,
    saw: i64,
}

impl Choice {
    fn numbers(&self, mark: char) -> Vec<i64> {
        let mut all: Vec<i64> =
            self.pick.iter().filter_map(|p| p.strip_prefix(mark)).filter_map(|n| n.parse().ok()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Something that can be chosen.
struct Pick {
    value: String,
    author: String,
    text: String,
    at: Micros,
    answer: bool,
}

#[derive(Template)]
#[template(path = "threads/keep/split.html")]
struct SplitPage {
    page: Page,
    post: Seen,
    picks: Vec<Pick>,
    form: Choice,
    errors: Errors,
}

impl SplitPage {
    fn chosen(&self, value: &str) -> bool {
        self.form.pick.iter().any(|pick| pick == value)
    }
}

/// Answers in the order in which they came, each with its comments after it; those of the question first.
fn picks(conn: &mut AnyConnection, question: i64) -> QueryResult<Vec<Pick>> {
    type Written = (i64, String, String, Micros);
    type Said = (i64, i64, String, String, Micros);
    let answers: Vec<Written> = posts::table
        .inner_join(people::table)
        .filter(posts::question_id.eq(question))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .order((posts::created_at, posts::id))
        .limit(OFFERED)
        .select((posts::id, people::name, posts::body, posts::created_at))
        .load(conn)?;
    let mut under: Vec<i64> = vec![question];
    under.extend(answers.iter().map(|answer| answer.0));
    let said: Vec<Said> = comments::table
        .inner_join(people::table)
        .filter(comments::post_id.eq_any(&under))
        .filter(comments::status.eq(Status::Visible))
        .order((comments::created_at, comments::id))
        .limit(OFFERED)
        .select((comments::id, comments::post_id, people::name, comments::body, comments::created_at))
        .load(conn)?;
    let mut by_post: HashMap<i64, Vec<Pick>> = HashMap::new();
    for (id, post, author, body, at) in said {
        let pick = Pick { value: format!("c{id}"), author, text: excerpt(&body), at, answer: false };
        by_post.entry(post).or_default().push(pick);
    }
    let mut all = by_post.remove(&question).unwrap_or_default();
    for (id, author, body, at) in answers {
        all.push(Pick { value: format!("a{id}"), author, text: excerpt(&body), at, answer: true });
        all.extend(by_post.remove(&id).unwrap_or_default());
    }
    Ok(all)
}

async fn page(
    visit: &Visit,
    post: Seen,
    mut form: Choice,
    (status, errors): (StatusCode, Errors),
) -> Result<HttpResponse, Problem> {
    let question = post.id;
    let (picks, saw) = visit
        .services
        .db
        .read(move |conn| Ok::<_, Refusal>((picks(conn, question)?, moves::seen(conn, question)?)))
        .await?;
    // What is shown now is what the next try is about.
    form.saw = saw;
    let mut page = visit.page(visit.t.s("keep-split-title"));
    page.head.noindex = true;
    let template = SplitPage { page, post, picks, form, errors };
    visit.html_with(status, &template.page, &template)
}

/// GET /posts/{id}/split
///
/// # Errors
/// `NotFound`, `Forbidden`; sends visitors to sign in.
pub async fn form(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let (_, post) = begin(&visit, path.into_inner(), true).await?;
    page(&visit, post, Choice::default(), (StatusCode::OK, Errors::default())).await
}

/// POST /posts/{id}/split
///
/// # Errors
/// What another try would not help; else the page is shown again.
pub async fn split(visit: Visit, path: web::Path<i64>, Form(form): Form<Choice>) -> Result<HttpResponse, Problem> {
    let (actor, post) = begin(&visit, path.into_inner(), true).await?;
    visit.limit(Limit::Act).await?;
    match taken_out(&visit, actor, &post, &form).await {
        Ok((question, move_id)) => {
            let flash = Flash::of("flash-keep-split").undo(format!("/moves/{move_id}/undo"));
            Ok(flash.then(&visit.services, &format!("/questions/{question}")))
        }
        Err(why) => page(&visit, post, form, again(why, "pick")?).await,
    }
}

async fn taken_out(visit: &Visit, actor: Actor, post: &Seen, form: &Choice) -> Verdict<(i64, i64)> {
    let wish = Split {
        question: post.id,
        answers: form.numbers('a'),
        comments: form.numbers('c'),
        title: form.title.clone(),
        saw: form.saw,
        reason: form.reason.clone(),
    };
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| split::split(tx, &actor, &wish, &rules, now)).await
}
