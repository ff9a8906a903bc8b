//! /setup: the first admin.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{dead_link, error, errors_of, sign_in};
use crate::accounts::create::NewPerson;
use crate::accounts::links::{self, Purpose};
use crate::accounts::sign_up::check;
use crate::accounts::{Visit, password, setup};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem};

/// The form.
#[derive(serde::Deserialize)]
pub struct FirstAdmin {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

#[derive(Template)]
#[template(path = "accounts/setup.html")]
struct SetupPage {
    page: Page,
    errors: Errors,
    name: String,
    email: String,
}

fn show(
    visit: &Visit,
    status: StatusCode,
    errors: Errors,
    name: String,
    email: String,
) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("setup-title"));
    page.head.noindex = true;
    let template = SetupPage { page, errors, name, email };
    visit.html_with(status, &template.page, &template)
}

/// GET /setup/{token}
pub async fn form(visit: Visit, token: web::Path<String>) -> Result<HttpResponse, Problem> {
    let (token, now) = (token.into_inner(), visit.now);
    match visit.services.db.read(move |conn| links::find(conn, &token, &[Purpose::Setup], now)).await {
        Ok(_) => show(&visit, StatusCode::OK, Errors::default(), String::new(), String::new()),
        Err(why) => dead_link(&visit, why),
    }
}

/// POST /setup/{token}
pub async fn take(
    visit: Visit,
    request: HttpRequest,
    token: web::Path<String>,
    Form(form): Form<FirstAdmin>,
) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::SignIn).await?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    match make(&visit, token.into_inner(), &form).await {
        Ok(person) => {
            let mut response = Flash::of("flash-setup").then(&visit.services, "/admin");
            sign_in::open(&visit, &request, person, &mut response).await?;
            Ok(response)
        }
        Err(Refusal::NotFound) => dead_link(&visit, Refusal::NotFound),
        Err(Refusal::Conflict(message)) => show(&visit, unprocessable, error("email", message), form.name, form.email),
        Err(why) => show(&visit, unprocessable, errors_of(why)?, form.name, form.email),
    }
}

async fn make(visit: &Visit, token: String, form: &FirstAdmin) -> Verdict<i64> {
    let services = &visit.services;
    let (looked_at, now) = (token.clone(), visit.now);
    services.db.read(move |conn| links::find(conn, &looked_at, &[Purpose::Setup], now)).await?;
    check(&form.name, &form.email, &form.password)?;
    let person = NewPerson {
        name: form.name.clone(),
        email: Some(form.email.clone()),
        password_hash: Some(password::hash(form.password.clone(), &services.random).await?),
        lang: visit.t.lang.to_owned(),
        ..NewPerson::default()
    };
    services.db.write(move |tx| setup::first_admin(tx, &token, person.clone(), now)).await
}
