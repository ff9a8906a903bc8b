//! /settings/account: address, password, the end.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::{error, errors_of, profile, sign_in};
use crate::accounts::change_address::change_address;
use crate::accounts::letters::SiteWords;
use crate::accounts::sign_in::is_password_of;
use crate::accounts::{Actor, Visit, address, erase, password, reset, verify};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem};

/// A new address.
#[derive(serde::Deserialize)]
pub struct NewAddress {
    #[serde(default)]
    email: String,
    #[serde(default)]
    address_password: String,
}

/// A new password.
#[derive(serde::Deserialize)]
pub struct NewPassword {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

/// The end of the account.
#[derive(serde::Deserialize)]
pub struct Farewell {
    #[serde(default)]
    erase_password: String,
}

#[derive(Template)]
#[template(path = "accounts/settings_account.html")]
struct AccountPage {
    page: Page,
    errors: Errors,
    address: String,
    verified: bool,
    email: String,
}

async fn show(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    errors: Errors,
    email: String,
) -> Result<HttpResponse, Problem> {
    let id = actor.id;
    let address = visit.services.db.read(move |conn| address::of(conn, id)).await?.unwrap_or_default();
    let page = visit.page(visit.t.s("settings-account-title"));
    let template = AccountPage { page, errors, address, verified: actor.verified, email };
    visit.html_with(status, &template.page, &template)
}

async fn again(visit: &Visit, actor: &Actor, errors: Errors, email: String) -> Result<HttpResponse, Problem> {
    show(visit, actor, StatusCode::UNPROCESSABLE_ENTITY, errors, email).await
}

async fn back(visit: &Visit) -> Result<Actor, Problem> {
    let actor = visit.person_or_back_to("/settings/account")?;
    visit.limit(Limit::SignIn).await?;
    Ok(actor)
}

/// GET /settings/account
pub async fn form(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to("/settings/account")?;
    show(&visit, &actor, StatusCode::OK, Errors::default(), String::new()).await
}

/// POST /settings/account/address
pub async fn address(visit: Visit, Form(form): Form<NewAddress>) -> Result<HttpResponse, Problem> {
    let actor = back(&visit).await?;
    let services = &visit.services;
    if !is_password_of(&services.db, actor.id, form.address_password).await? {
        return again(&visit, &actor, error("address_password", "problem-password-wrong"), form.email).await;
    }
    let (person, token, site, now) = (actor.id, services.random.token(), SiteWords::of(services), visit.now);
    let typed = form.email.clone();
    match services.db.write(move |tx| change_address(tx, person, &typed, &token, &site, now)).await {
        Ok(()) => Ok(Flash::of("flash-address-sent").then(services, "/settings/account")),
        Err(why) => again(&visit, &actor, errors_of(why)?, form.email).await,
    }
}

/// POST /settings/account/verify: the link once more.
pub async fn send_again(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = back(&visit).await?;
    let services = &visit.services;
    let (person, token, site, now) = (actor.id, services.random.token(), SiteWords::of(services), visit.now);
    services.db.write(move |tx| verify::send_again(tx, person, &token, &site, now)).await?;
    Ok(Flash::of("flash-verify-sent").then(services, "/settings/account"))
}

/// POST /settings/account/password: ends the other sessions.
pub async fn password(visit: Visit, Form(form): Form<NewPassword>) -> Result<HttpResponse, Problem> {
    let actor = back(&visit).await?;
    if !is_password_of(&visit.services.db, actor.id, form.current).await? {
        return again(&visit, &actor, error("current", "problem-password-wrong"), String::new()).await;
    }
    match set_password(&visit, &actor, form.password).await {
        Ok(()) => Ok(Flash::of("flash-password-changed").then(&visit.services, "/settings/account")),
        Err(why) => again(&visit, &actor, errors_of(why)?, String::new()).await,
    }
}

async fn set_password(visit: &Visit, actor: &Actor, new: String) -> Verdict<()> {
    let services = &visit.services;
    let person = actor.id;
    let address = services.db.read(move |conn| address::of(conn, person)).await?.unwrap_or_default();
    password::check(&new, &actor.name, &address)?;
    let hash = password::hash(new, &services.random).await?;
    let (keep, site, now) = (visit.session.as_ref().map(|s| s.id), SiteWords::of(services), visit.now);
    services.db.write(move |tx| reset::set(tx, person, &hash, keep, &site, now)).await
}

/// POST /settings/account/erase
pub async fn erase(visit: Visit, Form(form): Form<Farewell>) -> Result<HttpResponse, Problem> {
    let actor = back(&visit).await?;
    if !is_password_of(&visit.services.db, actor.id, form.erase_password).await? {
        return again(&visit, &actor, error("erase_password", "problem-password-wrong"), String::new()).await;
    }
    let (who, now) = (actor.clone(), visit.now);
    match visit.services.db.write(move |tx| erase::erase(tx, &who, who.id, now)).await {
        Ok(picture) => {
            profile::discard(&visit, picture).await;
            let mut response = Flash::of("flash-erased").then(&visit.services, "/");
            sign_in::forget(&visit, &mut response);
            Ok(response)
        }
        Err(Refusal::Conflict(message)) => again(&visit, &actor, error("erase_password", message), String::new()).await,
        Err(why) => Err(why.into()),
    }
}
