//! /settings/sessions: where somebody is signed in.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::sign_in;
use crate::accounts::Visit;
use crate::accounts::sessions::{self, Session};
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Limit, Page, Problem};

#[derive(Template)]
#[template(path = "accounts/settings_sessions.html")]
struct SessionsPage {
    page: Page,
    sessions: Vec<Session>,
    this: i64,
}

/// GET /settings/sessions
pub async fn list(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to("/settings/sessions")?;
    let (person, now) = (actor.id, visit.now);
    let sessions = visit.services.db.read(move |conn| Ok::<_, Refusal>(sessions::of(conn, person, now)?)).await?;
    let this = visit.session.as_ref().map_or(0, |s| s.id);
    let template = SessionsPage { page: visit.page(visit.t.s("settings-sessions-title")), sessions, this };
    visit.html(&template.page, &template)
}

/// POST /settings/sessions/{id}/end
pub async fn end(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to("/settings/sessions")?;
    visit.limit(Limit::Act).await?;
    let (person, id, now) = (actor.id, id.into_inner(), visit.now);
    visit.services.db.write(move |tx| sessions::end(tx, person, id, now)).await?;
    let own = visit.session.as_ref().is_some_and(|s| s.id == id);
    let next = if own { "/" } else { "/settings/sessions" };
    let mut response = Flash::of("flash-session-ended").then(&visit.services, next);
    if own {
        sign_in::forget(&visit, &mut response);
    }
    Ok(response)
}

/// POST /settings/sessions/end-others
pub async fn end_others(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to("/settings/sessions")?;
    visit.limit(Limit::Act).await?;
    let (person, keep, now) = (actor.id, visit.session.as_ref().map(|s| s.id), visit.now);
    visit.services.db.write(move |tx| sessions::end_others(tx, person, keep, now)).await?;
    Ok(Flash::of("flash-sessions-ended").then(&visit.services, "/settings/sessions"))
}
