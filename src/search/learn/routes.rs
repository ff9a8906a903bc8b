//! What is counted: searches, opened hits, and questions that did not have to be asked.

use actix_web::{HttpRequest, HttpResponse, web};

use super::fold::fold;
use super::key::Who;
use super::learning::Learning;
use super::saved;
use crate::accounts::Visit;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Form, Limit, Problem, cookies, network};
use crate::search::Found;

/// Where the form for asking is, and the name of its draft.
const ASK: (&str, &str) = ("/ask", "ask");

/// Counts a search that has words, if this is its first page and the index was there to answer.
pub fn searched(visit: &Visit, request: &HttpRequest, learning: Option<&Learning>, found: &Found) {
    let Some(learning) = learning.filter(|_| found.asked.page == 1 && !found.degraded) else {
        return;
    };
    let any = found.total > 0 || !found.pinned.is_empty();
    // Only a script sets this cookie, on whatever page came first: so its clicks will be heard of.
    let scripts = cookies::get(request, &visit.services, cookies::ZONE).is_some();
    learning.searched(seeker(visit), fold(&found.asked.text), (any, scripts), visit.now);
}

fn seeker(visit: &Visit) -> Who {
    Who::of(visit.id(), visit.address.map(network))
}

/// A hit that was opened.
#[derive(serde::Deserialize)]
pub struct Clicked {
    term: String,
    position: i64,
}

/// POST /search/clicked: a script tells on leaving.
///
/// # Errors
/// `Invalid` for what no page of ours sends, `TooMany`.
pub async fn clicked(
    visit: Visit,
    learning: web::Data<Learning>,
    Form(clicked): Form<Clicked>,
) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::Search).await?;
    let term = fold(&clicked.term);
    if term.is_empty() || clicked.position < 0 {
        return Err(Refusal::field("", "problem-invalid").into());
    }
    learning.clicked(seeker(&visit), term, clicked.position, visit.now);
    Ok(HttpResponse::NoContent().finish())
}

/// A question that answers what somebody was about to ask.
#[derive(serde::Deserialize)]
pub struct Answered {
    question: i64,
}

/// POST /similar/answered
///
/// # Errors
/// `NotFound` for a question that not everybody may see; sends visitors to sign in.
pub async fn answered(
    visit: Visit,
    learning: web::Data<Learning>,
    Form(answered): Form<Answered>,
) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to(ASK.0)?;
    visit.limit(Limit::Act).await?;
    let (key, now) = (learning.key(visit.now).await?, visit.now);
    let question = answered.question;
    let path = visit.services.db.write(move |tx| saved::answered(tx, &actor, question, &key, now)).await?;
    Ok(Flash::of("flash-learn-thanks").draft_done(ASK.1).then(&visit.services, &path))
}
