//! /sign-up and /verify.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::dead_link;
use crate::accounts::create::NewPerson;
use crate::accounts::letters::SiteWords;
use crate::accounts::sign_up::{check, sign_up};
use crate::accounts::verify::{PURPOSES, verify as confirm};
use crate::accounts::{Visit, links, password};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem, again, see_other};

/// The form as typed; the password is never shown again.
#[derive(serde::Deserialize)]
pub struct NewAccount {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    more_about_it: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_up.html")]
struct SignUpPage {
    page: Page,
    errors: Errors,
    name: String,
    email: String,
}

/// The page after a form that sent a mail.
#[derive(Template)]
#[template(path = "accounts/sent.html")]
pub(super) struct SentPage {
    pub page: Page,
    pub text: String,
}

#[derive(Template)]
#[template(path = "accounts/verify.html")]
struct VerifyPage {
    page: Page,
}

fn show(
    visit: &Visit,
    status: StatusCode,
    errors: Errors,
    name: String,
    email: String,
) -> Result<HttpResponse, Problem> {
    let template = SignUpPage { page: visit.page(visit.t.s("sign-up-title")), errors, name, email };
    visit.html_with(status, &template.page, &template)
}

/// GET /sign-up
pub async fn form(visit: Visit) -> Result<HttpResponse, Problem> {
    if visit.actor.is_some() {
        return Ok(see_other("/"));
    }
    show(&visit, StatusCode::OK, Errors::default(), String::new(), String::new())
}

/// POST /sign-up
pub async fn take(visit: Visit, Form(form): Form<NewAccount>) -> Result<HttpResponse, Problem> {
    let limited = visit.limit(Limit::SignUp).await;
    let untrapped = limited.and_then(|()| {
        // Browsers that fill in too much are told; programs give up.
        let trapped = !form.more_about_it.trim().is_empty();
        if trapped { Err(Refusal::field("", "spam-trapped")) } else { Ok(()) }
    });
    let result = match untrapped.and_then(|()| check(&form.name, &form.email, &form.password)) {
        Ok(()) => make(&visit, &form).await,
        Err(why) => Err(why),
    };
    match result {
        Ok(()) => Ok(see_other("/sign-up/sent")),
        Err(why) => {
            let (status, errors) = again(why, "email")?;
            show(&visit, status, errors, form.name, form.email)
        }
    }
}

async fn make(visit: &Visit, form: &NewAccount) -> Verdict<()> {
    let services = &visit.services;
    let person = NewPerson {
        name: form.name.clone(),
        email: Some(form.email.clone()),
        password_hash: Some(password::hash(form.password.clone(), &services.random).await?),
        lang: visit.t.lang.to_owned(),
        ..NewPerson::default()
    };
    let (token, site, now) = (services.random.token(), SiteWords::of(services), visit.now);
    let create = move |tx: &mut Tx<'_>| sign_up(tx, person.clone(), &token, &site, now);
    match services.db.write(create.clone()).await {
        // Another node made the account between our look and our row: now it is a known one.
        Err(Refusal::Conflict(_)) => services.db.write(create).await?,
        other => other?,
    };
    Ok(())
}

/// GET /sign-up/sent
pub async fn sent(visit: Visit) -> Result<HttpResponse, Problem> {
    let template = SentPage { page: visit.page(visit.t.s("sent-title")), text: visit.t.s("sign-up-sent") };
    visit.html(&template.page, &template)
}

/// GET /verify/{token}: looks, but does not use the link up; mail programs open links too.
pub async fn verify_form(visit: Visit, token: web::Path<String>) -> Result<HttpResponse, Problem> {
    let (token, now) = (token.into_inner(), visit.now);
    match visit.services.db.read(move |conn| links::find(conn, &token, PURPOSES, now)).await {
        Ok(_) => {
            let mut page = visit.page(visit.t.s("verify-title"));
            page.head.noindex = true;
            let template = VerifyPage { page };
            visit.html(&template.page, &template)
        }
        Err(why) => dead_link(&visit, why),
    }
}

/// POST /verify/{token}
pub async fn verify(visit: Visit, token: web::Path<String>) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::SignIn).await?;
    let (token, now) = (token.into_inner(), visit.now);
    match visit.services.db.write(move |tx| confirm(tx, &token, now)).await {
        Ok(_) => {
            let next = if visit.actor.is_some() { "/" } else { "/sign-in" };
            Ok(Flash::of("flash-verified").then(&visit.services, next))
        }
        Err(why) => dead_link(&visit, why),
    }
}
