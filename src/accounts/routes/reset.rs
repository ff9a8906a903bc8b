//! /reset: a forgotten password.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::sign_up::SentPage;
use super::{dead_link, errors_of};
use crate::accounts::letters::SiteWords;
use crate::accounts::links::{self, Purpose};
use crate::accounts::{Visit, password, reset};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, see_other};

/// The address.
#[derive(serde::Deserialize)]
pub struct Forgotten {
    #[serde(default)]
    email: String,
}

/// The new password.
#[derive(serde::Deserialize)]
pub struct NewPassword {
    #[serde(default)]
    password: String,
}

#[derive(Template)]
#[template(path = "accounts/reset.html")]
struct ResetPage {
    page: Page,
}

#[derive(Template)]
#[template(path = "accounts/reset_set.html")]
struct SetPage {
    page: Page,
    errors: Errors,
}

/// GET /reset
pub async fn form(visit: Visit) -> Result<HttpResponse, Problem> {
    let template = ResetPage { page: visit.page(visit.t.s("reset-title")) };
    visit.html(&template.page, &template)
}

/// POST /reset: the same answer for every address, even for what is none.
pub async fn request(visit: Visit, Form(form): Form<Forgotten>) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::SignIn).await?;
    let services = &visit.services;
    let (token, site, now) = (services.random.token(), SiteWords::of(services), visit.now);
    services.db.write(move |tx| reset::request(tx, &form.email, &token, &site, now)).await?;
    Ok(see_other("/reset/sent"))
}

/// GET /reset/sent
pub async fn sent(visit: Visit) -> Result<HttpResponse, Problem> {
    let template = SentPage { page: visit.page(visit.t.s("sent-title")), text: visit.t.s("reset-sent") };
    visit.html(&template.page, &template)
}

/// GET /reset/{token}: looks, but does not use the link up.
pub async fn set_form(visit: Visit, token: web::Path<String>) -> Result<HttpResponse, Problem> {
    let (token, now) = (token.into_inner(), visit.now);
    match visit.services.db.read(move |conn| links::find(conn, &token, &[Purpose::Reset], now)).await {
        Ok(_) => show(&visit, StatusCode::OK, Errors::default()),
        Err(why) => dead_link(&visit, why),
    }
}

fn show(visit: &Visit, status: StatusCode, errors: Errors) -> Result<HttpResponse, Problem> {
    let mut page = visit.page(visit.t.s("reset-set-title"));
    page.head.noindex = true;
    let template = SetPage { page, errors };
    visit.html_with(status, &template.page, &template)
}

/// POST /reset/{token}
pub async fn set(
    visit: Visit,
    token: web::Path<String>,
    Form(form): Form<NewPassword>,
) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::SignIn).await?;
    match apply(&visit, token.into_inner(), form.password).await {
        Ok(()) => Ok(Flash::of("flash-password-set").then(&visit.services, "/sign-in")),
        Err(Refusal::Invalid(errors)) => {
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors_of(Refusal::Invalid(errors))?)
        }
        Err(why) => dead_link(&visit, why),
    }
}

async fn apply(visit: &Visit, token: String, new: String) -> Verdict<()> {
    let services = &visit.services;
    let (looked_at, now) = (token.clone(), visit.now);
    let link = services.db.read(move |conn| links::find(conn, &looked_at, &[Purpose::Reset], now)).await?;
    password::check(&new, "", link.address.as_deref().unwrap_or_default())?;
    let hash = password::hash(new, &services.random).await?;
    let site = SiteWords::of(services);
    services.db.write(move |tx| reset::reset(tx, &token, &hash, &site, now)).await?;
    Ok(())
}
