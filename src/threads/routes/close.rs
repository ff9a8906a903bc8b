//! Closing a question for a reason or as a duplicate, and opening it again.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::post::{self, Seen};
use crate::accounts::Visit;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Html, Limit, Page, Problem, again, escape, local};
use crate::threads::eyes::Eyes;
use crate::threads::kinds::{CloseReason, State};
use crate::threads::similar::{Finder, SimilarQuestion, Wanted, solved_first};
use crate::threads::{Rules, close, duplicate};

/// Where moderators' board is; its page is in a room that this one does not know.
const BOARD: &str = "/triage";
/// Likely originals that are offered.
const SIMILAR: usize = 5;

/// The two forms: a reason, or the original's number or address.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Closing {
    reason: Option<String>,
    original: Option<String>,
    /// Whoever came from the triage board goes back to it.
    back: Option<String>,
}

impl Closing {
    /// Where to go afterwards, instead of to the question.
    fn board(&self) -> Option<&str> {
        self.back.as_deref().filter(|back| local(back) == *back && back.split('?').next() == Some(BOARD))
    }

    /// To the board if they came from there, else to the question; `undo` brings them back likewise.
    fn then(&self, visit: &Visit, flash: &str, undo: String, thread: &str) -> HttpResponse {
        let Some(board) = self.board() else {
            return Flash::of(flash).undo(undo).then(&visit.services, thread);
        };
        let back = url::form_urlencoded::Serializer::new(String::new()).append_pair("back", board).finish();
        Flash::of(flash).undo(format!("{undo}?{back}")).then(&visit.services, board)
    }
}

#[derive(Template)]
#[template(path = "threads/close.html")]
struct ClosePage {
    page: Page,
    post: Seen,
    reasons: Vec<(&'static str, &'static str)>,
    similar: Vec<SimilarQuestion>,
    form: Closing,
    errors: Errors,
}

impl ClosePage {
    fn original(&self) -> &str {
        self.form.original.as_deref().unwrap_or_default()
    }

    /// The hidden field that brings whoever came from the triage board back to it.
    fn back(&self) -> Html {
        let field = |back| format!("<input type=\"hidden\" name=\"back\" value=\"{}\">", escape(back));
        Html(self.form.board().map(field).unwrap_or_default())
    }

    fn chosen(&self, reason: &str) -> bool {
        self.form.reason.as_deref() == Some(reason)
    }
}

/// Reasons that can be chosen, and the keys of their words.
pub fn reasons() -> Vec<(&'static str, &'static str)> {
    let word = |reason| match reason {
        CloseReason::OffTopic => "close-reason-off-topic",
        CloseReason::Unclear => "close-reason-unclear",
        CloseReason::Spam => "close-reason-spam",
        CloseReason::ResolvedElsewhere => "close-reason-resolved-elsewhere",
        CloseReason::Private => "close-reason-private",
        CloseReason::NoLongerRelevant => "close-reason-no-longer-relevant",
        CloseReason::Duplicate => "close-reason-duplicate",
    };
    CloseReason::ALL.iter().filter(|r| **r != CloseReason::Duplicate).map(|r| (r.word(), word(*r))).collect()
}

async fn question(visit: &Visit, id: i64) -> Verdict<Seen> {
    let eyes = Eyes::of(visit.actor.as_ref());
    let post = visit.services.db.read(move |conn| post::seen(conn, id, &eyes)).await?;
    if post.is_question() { Ok(post) } else { Err(Refusal::NotFound) }
}

async fn page(
    visit: &Visit,
    (post, form): (Seen, Closing),
    errors: Errors,
    status: StatusCode,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let similar = match finder {
        Some(finder) => likely(&post, &finder).await,
        None => Vec::new(),
    };
    let page = visit.page(visit.t.s("close-title"));
    let template = ClosePage { page, post, reasons: reasons(), similar, form, errors };
    visit.html_with(status, &template.page, &template)
}

/// Questions that it may be a duplicate of, solved ones first.
async fn likely(post: &Seen, finder: &Finder) -> Vec<SimilarQuestion> {
    let (title, langs) = (post.title.clone(), vec![post.lang.clone()]);
    let like = Wanted { title, body: String::new(), langs, exclude: Some(post.question_id), limit: SIMILAR };
    let mut similar = finder.find(like).await;
    similar.retain(|question| post.duplicate_of != Some(question.id));
    solved_first(&mut similar);
    similar
}

/// GET /posts/{id}/close
///
/// # Errors
/// `NotFound`; sends visitors to sign in.
pub async fn form(
    visit: Visit,
    path: web::Path<i64>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    visit.actor()?;
    let post = question(&visit, path.into_inner()).await?;
    page(&visit, (post, Closing::default()), Errors::default(), StatusCode::OK, finder).await
}

/// POST /questions/{id}/close
///
/// # Errors
/// What the verb says; a form that needs another look is shown again.
pub async fn close(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Closing>,
    Form(form): Form<Closing>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/posts/{id}/close"))?;
    visit.limit(Limit::Act).await?;
    let post = question(&visit, id).await?;
    let reason = form.reason.as_deref().or(query.reason.as_deref()).and_then(CloseReason::from_word);
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let done = match reason {
        Some(reason) => visit.services.db.write(move |tx| close::close(tx, &actor, id, reason, &rules, now)).await,
        None => Err(Refusal::field("reason", "close-choose-reason")),
    };
    match done {
        Ok(()) => Ok(form.then(&visit, "flash-question-closed", format!("/questions/{id}/reopen"), &post.thread())),
        Err(why) => {
            let (status, errors) = again(why, "reason")?;
            page(&visit, (post, form), errors, status, finder).await
        }
    }
}

/// POST /questions/{id}/duplicate
///
/// # Errors
/// As `close`.
pub async fn duplicate(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Closing>,
    Form(form): Form<Closing>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/posts/{id}/close"))?;
    visit.limit(Limit::Act).await?;
    let post = question(&visit, id).await?;
    let original = form.original.as_deref().or(query.original.as_deref()).and_then(number);
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let done = match original {
        Some(original) => {
            visit.services.db.write(move |tx| duplicate::mark_duplicate(tx, &actor, id, original, &rules, now)).await
        }
        None => Err(Refusal::field("original", "problem-duplicate-missing")),
    };
    match done {
        Ok(_) => Ok(form.then(&visit, "flash-question-duplicate", format!("/questions/{id}/reopen"), &post.thread())),
        Err(why) => {
            let (status, errors) = again(why, "original")?;
            page(&visit, (post, form), errors, status, finder).await
        }
    }
}

/// A question's number from `123`, `#123`, `/questions/123/…` or a whole address.
pub(super) fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = match text.split_once("/questions/") {
        Some((_, rest)) => rest.split(['/', '?', '#']).next()?,
        None => text.trim_start_matches('#'),
    };
    digits.parse().ok().filter(|id| *id > 0)
}

/// POST /questions/{id}/reopen
///
/// # Errors
/// What the verb says.
pub async fn reopen(visit: Visit, path: web::Path<i64>, query: web::Query<Closing>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&format!("/questions/{id}"))?;
    visit.limit(Limit::Act).await?;
    let before = question(&visit, id).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| close::reopen(tx, &actor, id, &rules, now)).await?;
    let flash = Flash::of("flash-question-reopened");
    if let Some(board) = query.board() {
        return Ok(flash.then(&visit.services, board));
    }
    let flash = match (before.duplicate_of, before.close_reason) {
        (Some(original), _) => flash.undo(format!("/questions/{id}/duplicate?original={original}")),
        (None, Some(reason)) => flash.undo(format!("/questions/{id}/close?reason={}", reason.word())),
        (None, None) => flash,
    };
    Ok(flash.then(&visit.services, &before.thread()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_links_name_a_question() {
        for text in
            ["12", " #12 ", "/questions/12/wlan", "https://forum.example/questions/12?sort=newest", "/questions/12#a4"]
        {
            assert_eq!(number(text), Some(12), "{text}");
        }
        for text in ["", "twelve", "-3", "/answers/12", "99999999999999999999"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
