//! The preview: the posts' own renderer, as a fragment for scripts.

use actix_web::HttpResponse;

use super::{notice, previewed};
use crate::accounts::Visit;
use crate::ground::web::{Form, Html, Problem, escape};
use crate::threads::mask::ask::Chosen;

/// The text as far as it is typed.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Draft {
    body: String,
}

/// POST /preview
///
/// # Errors
/// Sends visitors to sign in; `Invalid` for a text that is too long.
pub async fn preview(visit: Visit, Form(draft): Form<Draft>) -> Result<HttpResponse, Problem> {
    visit.actor()?;
    let Html(mut html) = previewed(&visit, &draft.body, visit.t.lang).await?;
    if notice(&visit, &draft.body, &Chosen::default()).is_some() {
        let words = escape(&visit.t.s("mask-preview"));
        html.push_str(&format!("<p class=\"notice\"><span>{words}</span></p>"));
    }
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}
