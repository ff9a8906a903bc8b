//! /sign-in and /sign-out.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::accounts::letters::SiteWords;
use crate::accounts::sign_in::{Arrival, recognise, sign_in, sign_out as end};
use crate::accounts::{Actor, Visit, address, devices, factor, sessions};
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
    let allowed = match visit.limit(Limit::SignIn).await {
        Ok(()) => limit_account(&visit, &request, &form.email).await,
        Err(why) => Err(why),
    };
    let known = match allowed {
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
    go_on(&visit, &request, person, &form.next).await
}

/// One account takes only so many tries, from however many addresses they come. Nobody is locked out by strangers: a device
/// that its owner has signed in with before is not counted.
async fn limit_account(visit: &Visit, request: &HttpRequest, typed: &str) -> Verdict<()> {
    let services = &visit.services;
    let address = address::tidy(typed).unwrap_or_default();
    if let Some(device) = device_token(visit, request) {
        let asked = address.clone();
        if services.db.read(move |conn| Ok::<_, Refusal>(devices::is_known(conn, &asked, &device)?)).await? {
            return Ok(());
        }
    }
    services.limits.check_word(Limit::Account, sessions::hash(&address)).await
}

/// After the right password: signed in, or asked for the second factor.
async fn go_on(visit: &Visit, request: &HttpRequest, person: i64, next: &str) -> Result<HttpResponse, Problem> {
    let services = &visit.services;
    let actor = services.db.read(move |conn| Actor::load(conn, person)).await?;
    if actor.second_factor_at.is_some() {
        let (token, now) = (services.random.token(), visit.now);
        let fresh = token.clone();
        services.db.write(move |tx| factor::ask(tx, person, &fresh, now)).await?;
        let mut response = see_other(&code_path(next));
        let seconds = factor::CHALLENGE_LIFE / crate::ground::clock::SECOND;
        set(&mut response, &cookies::make(services, cookies::CHALLENGE, &token, Some(seconds)));
        return Ok(response);
    }
    // Whoever has a role that waits for it sets it up first.
    let lacks = factor::lacks(&actor, &services.settings.get());
    let mut response = see_other(if lacks { "/settings/second-factor" } else { next });
    open(visit, request, person, &mut response).await?;
    Ok(response)
}

/// Where the code is asked for.
fn code_path(next: &str) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", local(next)).finish();
    format!("/sign-in/code?{query}")
}

/// What the browser was known by before.
pub(super) fn device_token(visit: &Visit, request: &HttpRequest) -> Option<String> {
    cookies::get(request, &visit.services, cookies::DEVICE).filter(|token| token.len() == 40)
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
    let now = visit.now;
    let arrival = Arrival {
        token: services.random.token(),
        device: sessions::device(agent),
        device_token: device_token(visit, request).unwrap_or_else(|| services.random.token()),
        before: visit.session.as_ref().map(|s| (s.person_id, s.id)),
        site: SiteWords::of(services),
    };
    let (token, device_token) = (arrival.token.clone(), arrival.device_token.clone());
    services.db.write(move |tx| sign_in(tx, person, &arrival, now)).await?;
    set(response, &cookies::make(services, cookies::DEVICE, &device_token, Some(COOKIE_LIFE)));
    set(response, &cookies::make(services, cookies::SESSION, &token, Some(COOKIE_LIFE)));
    Ok(())
}

/// POST /sign-out
pub async fn sign_out(visit: Visit) -> Result<HttpResponse, Problem> {
    if let Some(session) = &visit.session {
        let (person, id) = (session.person_id, session.id);
        let now = visit.now;
        visit.services.db.write(move |tx| end(tx, person, id, now)).await?;
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
