//! POST: answers and comments. What is wrong with them is said on the question page, with everything that was typed.

use crate::accounts::{Actor, Visit};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, FormWithFile, Limit, Problem, again};
use crate::threads::answer::{self, Answer};
use crate::threads::comment::{self, Comment};
use crate::threads::eyes::Eyes;
use crate::threads::mask::ask::{Stored, Typed as Draft, decided};
use crate::threads::mask::keep::{self, Place};
use crate::threads::routes::{Picture, anchor, chosen, form_key, notice, previewed, sent};
use crate::threads::similar::Finder;
use crate::threads::text::render_blocking;
use crate::threads::{Posted, Rules, language, moves};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::show::{Part, Read, read, render};
use super::view::Typed;
use super::{Memory, load};

/// The answer form.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct NewAnswer {
    body: String,
    lang: String,
    key: String,
    since: String,
    more_about_it: String,
    mask: String,
    mask_seen: String,
    preview: Option<String>,
    picture: Option<String>,
    #[serde(rename = "file")]
    chosen: String,
}

/// POST /questions/{id}/answers
///
/// # Errors
/// `NotFound`, `Forbidden`, `TooMany`; an answer that needs another look is shown again with 422.
pub async fn answer(
    visit: Visit,
    path: web::Path<i64>,
    FormWithFile { mut form, file }: FormWithFile<NewAnswer>,
    memory: web::Data<Memory>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/questions/{id}"))?;
    let picture = Picture { pressed: form.picture.is_some(), chosen: form.chosen.clone(), file };
    let added = picture.add(&visit, &actor, &mut form.body).await;
    let mut typed =
        Typed { answer: form.body.clone(), key: form.key.clone(), since: form.since.clone(), ..Typed::default() };
    let chosen_so = chosen(&form.mask, &form.mask_seen);
    if !form.mask.is_empty() || form.preview.is_some() {
        typed.mask = notice(&visit, &form.body, &chosen_so);
    }
    if form.preview.is_some() || !matches!(added, Ok(false)) {
        let mut status = StatusCode::OK;
        let shown = match added {
            Ok(_) => previewed(&visit, &form.body, visit.t.lang).await,
            Err(why) => Err(why),
        };
        match shown {
            Ok(html) => typed.preview = Some(html),
            Err(why) => (status, typed.answer_errors) = at_body(again(why, "body")?),
        }
        let thread = reread(&visit, id, &memory).await?;
        return render(&visit, thread, typed, status, (&memory, finder)).await;
    }
    let Some(stored) = decided(Draft { title: "", body: &form.body }, &chosen_so, &visit.services.random) else {
        typed.mask = notice(&visit, &form.body, &chosen_so);
        let thread = reread(&visit, id, &memory).await?;
        return render(&visit, thread, typed, StatusCode::OK, (&memory, finder)).await;
    };
    let posted = match visit.limit(Limit::Post).await {
        Ok(()) => post_answer(&visit, actor, id, &form, stored).await,
        Err(why) => Err(why),
    };
    let posted = match posted {
        Ok(posted) => posted,
        Err(why) => {
            let (status, errors) = at_body(again(why, "body")?);
            typed.answer_errors = errors;
            let thread = reread(&visit, id, &memory).await?;
            return render(&visit, thread, typed, status, (&memory, finder)).await;
        }
    };
    let flash = Flash::of(match (posted.held, posted.spam) {
        (true, true) => "flash-spam-answer-held",
        (true, false) => "flash-answer-held",
        (false, _) => "flash-answer-posted",
    });
    let flash = if posted.held { flash } else { flash.undo(format!("/posts/{}/delete", posted.post_id)) };
    Ok(flash.draft_done(format!("answer-{id}")).then(&visit.services, &posted.path))
}

/// The page that shows what was typed once more: of the thread that it went into, if that happened meanwhile.
async fn reread(visit: &Visit, id: i64, memory: &web::Data<Memory>) -> Result<Read, Problem> {
    match read(visit, id, &Part::default(), memory).await {
        Err(Problem::Refused(Refusal::NotFound)) => {
            let into = visit.services.db.read(move |conn| Ok::<_, Refusal>(moves::merged_into(conn, id)?)).await?;
            read(visit, into.ok_or(Refusal::NotFound)?, &Part::default(), memory).await
        }
        found => found,
    }
}

async fn post_answer(visit: &Visit, actor: Actor, id: i64, form: &NewAnswer, stored: Stored) -> Verdict<Posted> {
    let languages = visit.services.settings.get().languages.clone();
    let lang = language::chosen(&form.lang, &form.body, &languages, visit.t.lang);
    let text = render_blocking(&visit.services, stored.body, &lang, &anchor(&form.key, &form.body)).await?;
    let new = Answer { question_id: id, text, lang, key: form_key(&form.key, &form.body) };
    let (rules, now) = (Rules::of(&visit.services).sent(sent(visit, &form.since, &form.more_about_it)), visit.now);
    let hidden = stored.hidden;
    visit
        .services
        .db
        .write(move |tx| {
            let posted = answer::answer(tx, &actor, &new, &rules, now)?;
            if !posted.repeated {
                let place = Place { post_id: posted.post_id, comment_id: None, author_id: actor.id };
                keep::keep(tx, &actor, place, &hidden, now)?;
            }
            Ok(posted)
        })
        .await
}

/// The comment form.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct NewComment {
    body: String,
    key: String,
    since: String,
    more_about_it: String,
    mask: String,
    mask_seen: String,
}

/// POST /posts/{id}/comments
///
/// # Errors
/// As `answer`.
pub async fn comment(
    visit: Visit,
    path: web::Path<i64>,
    Form(form): Form<NewComment>,
    memory: web::Data<Memory>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let eyes = Eyes::of(visit.actor.as_ref());
    let read_place = move |conn: &mut AnyConnection| {
        let id = moves::now_at(conn, id)?;
        load::whereabouts(conn, id, &eyes).map(|(question, page)| (id, question, page))
    };
    let (id, question, page) = visit.services.db.read(read_place).await?;
    let actor = visit.actor_or_back_to(&format!("/questions/{question}"))?;
    let chosen_so = chosen(&form.mask, &form.mask_seen);
    let mask = notice(&visit, &form.body, &chosen_so);
    let Some(stored) = decided(Draft { title: "", body: &form.body }, &chosen_so, &visit.services.random) else {
        let thread = read(&visit, question, &Part::around(id, page), &memory).await?;
        let typed = Typed { on: id, comment: form.body, key: form.key, since: form.since, mask, ..Typed::default() };
        return render(&visit, thread, typed, StatusCode::OK, (&memory, finder)).await;
    };
    let commented = match visit.limit(Limit::Post).await {
        Ok(()) => post_comment(&visit, actor, id, &form, stored).await,
        Err(why) => Err(why),
    };
    match commented {
        Ok(made) => {
            Ok(Flash::of("flash-comment-posted").draft_done(format!("comment-{id}")).then(&visit.services, &made.path))
        }
        Err(why) => {
            let (status, comment_errors) = at_body(again(why, "body")?);
            let NewComment { body: comment, key, since, .. } = form;
            let typed = Typed { on: id, comment, key, since, comment_errors, mask, ..Typed::default() };
            let thread = read(&visit, question, &Part::around(id, page), &memory).await?;
            render(&visit, thread, typed, status, (&memory, finder)).await
        }
    }
}

async fn post_comment(
    visit: &Visit,
    actor: Actor,
    id: i64,
    form: &NewComment,
    stored: Stored,
) -> Verdict<comment::Commented> {
    let key = form_key(&form.key, &form.body);
    let text = render_blocking(&visit.services, stored.body, visit.t.lang, &anchor(&form.key, &form.body)).await?;
    let new = Comment { post_id: id, text, key };
    let (rules, now) = (Rules::of(&visit.services).sent(sent(visit, &form.since, &form.more_about_it)), visit.now);
    let hidden = stored.hidden;
    visit
        .services
        .db
        .write(move |tx| {
            let made = comment::comment(tx, &actor, &new, &rules, now)?;
            if !made.repeated {
                let place = Place { post_id: id, comment_id: Some(made.comment_id), author_id: actor.id };
                keep::keep(tx, &actor, place, &hidden, now)?;
            }
            Ok(made)
        })
        .await
}

/// There is only one field on these forms to say things at.
fn at_body((status, errors): (StatusCode, Errors)) -> (StatusCode, Errors) {
    (status, Errors(errors.0.into_iter().map(|e| FieldError { field: "body", ..e }).collect()))
}
