//! /sign-in and /sign-out.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::accounts::sign_in::{recognise, sign_in, sign_out as end};
use crate::accounts::{Visit, sessions};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again, cookies, local, see_other};

/// Seconds that the browser keeps the cookie. The server ends sessions; this is only longer than any.
const COOKIE_LIFE: i64 = 365 * 24 * 60 * 60;

/// Where to go afterwards.
#[derive(serde::Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// The form.
#[derive(serde::Deserialize)]
pub struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    page: Page,
    errors: Errors,
    email: String,
    next: String,
}

/// GET /sign-in
pub async fn form(visit: Visit, query: web::Query<Next>) -> Result<HttpResponse, Problem> {
    if visit.actor.is_some() {
        return Ok(see_other(&query.next));
    }
    show(&visit, StatusCode::OK, Errors::default(), String::new(), &query.next)
}

fn show(visit: &Visit, status: StatusCode, errors: Errors, email: String, next: &str) -> Result<HttpResponse, Problem> {
    let template =
        SignInPage { page: visit.page(visit.t.s("sign-in-title")), errors, email, next: local(next).to_owned() };
    visit.html_with(status, &template.page, &template)
}

/// POST /sign-in
pub async fn take(visit: Visit, request: HttpRequest, Form(form): Form<Credentials>) -> Result<HttpResponse, Problem> {
    let known = match visit.limit(Limit::SignIn) {
        Ok(()) => recognise(&visit.services.db, &form.email, form.password).await,
        Err(why) => Err(why),
    };
    let known = known.and_then(|person| person.ok_or_else(|| Refusal::field("email", "problem-sign-in")));
    let person = match known {
        Ok(person) => person,
        Err(why) => {
            let (status, errors) = again(why, "email")?;
            return show(&visit, status, errors, form.email, &form.next);
        }
    };
    let mut response = see_other(&form.next);
    open(&visit, &request, person, &mut response).await?;
    Ok(response)
}

/// Signs somebody in: a fresh token in a cookie, its hash in the database, the old session gone.
pub(super) async fn open(
    visit: &Visit,
    request: &HttpRequest,
    person: i64,
    response: &mut HttpResponse,
) -> Verdict<()> {
    let services = &visit.services;
    let agent = request.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (token, device, now) = (services.random.token(), sessions::device(agent), visit.now);
    let before = visit.session.as_ref().map(|s| (s.person_id, s.id));
    let fresh = token.clone();
    services.db.write(move |tx| sign_in(tx, person, &fresh, &device, before, now)).await?;
    set(response, &cookies::make(services, cookies::SESSION, &token, Some(COOKIE_LIFE)));
    Ok(())
}

/// POST /sign-out
pub async fn sign_out(visit: Visit) -> Result<HttpResponse, Problem> {
    if let Some(session) = &visit.session {
        let (person, id) = (session.person_id, session.id);
        visit.services.db.write(move |tx| end(tx, person, id)).await?;
    }
    let mut response = Flash::of("flash-signed-out").then(&visit.services, "/");
    forget(&visit, &mut response);
    Ok(response)
}

/// Takes the session's cookie away.
pub(super) fn forget(visit: &Visit, response: &mut HttpResponse) {
    set(response, &cookies::removal(&visit.services, cookies::SESSION));
}

/// Adds a cookie.
pub(super) fn set(response: &mut HttpResponse, cookie: &actix_web::cookie::Cookie<'_>) {
    if response.add_cookie(cookie).is_err() {
        tracing::warn!("a cookie could not be set");
    }
}
