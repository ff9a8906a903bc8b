//! The preview: the posts' own renderer, as a fragment for scripts.

use actix_web::HttpResponse;

use crate::accounts::Visit;
use crate::ground::web::{Form, Limit, Problem};
use crate::threads::text::render_blocking;

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
    visit.limit(Limit::Search)?;
    let text = render_blocking(&visit.services, draft.body, visit.t.lang, "preview").await?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(text.html))
}
