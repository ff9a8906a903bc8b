//! /settings/second-factor: turning it on and off, and codes for paper.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use qrcode::QrCode;
use qrcode::render::svg;

use super::{error, errors_of};
use crate::accounts::factor::{self, Key, Pending, base32};
use crate::accounts::letters::SiteWords;
use crate::accounts::sign_in::is_password_of;
use crate::accounts::{Actor, Visit};
use crate::ground::clock::Micros;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Errors, Flash, Form, Html, Limit, Page, Problem, see_other};

const HERE: &str = "/settings/second-factor";
const SET_UP: &str = "/settings/second-factor/set-up";

/// What any of the forms holds.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    password: String,
    code: String,
    fresh_code: String,
}

#[derive(Template)]
#[template(path = "accounts/settings_factor.html")]
struct FactorPage {
    page: Page,
    errors: Errors,
    since: Option<Micros>,
    left: i64,
    needed: bool,
}

#[derive(Template)]
#[template(path = "accounts/settings_factor_set_up.html")]
struct SetUpPage {
    page: Page,
    errors: Errors,
    picture: Html,
    secret: String,
    address: String,
}

#[derive(Template)]
#[template(path = "accounts/settings_factor_codes.html")]
struct CodesPage {
    page: Page,
    codes: Vec<String>,
}

/// GET /settings/second-factor
pub async fn show(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to(HERE)?;
    page(&visit, &actor, StatusCode::OK, Errors::default()).await
}

async fn page(visit: &Visit, actor: &Actor, status: StatusCode, errors: Errors) -> Result<HttpResponse, Problem> {
    let id = actor.id;
    let left = visit.services.db.read(move |conn| Ok::<_, Refusal>(factor::left(conn, id)?)).await?;
    let template = FactorPage {
        page: visit.page(visit.t.s("factor-title")),
        errors,
        since: actor.second_factor_at,
        left,
        needed: visit.lacks_factor,
    };
    visit.html_with(status, &template.page, &template)
}

async fn again(visit: &Visit, actor: &Actor, errors: Errors) -> Result<HttpResponse, Problem> {
    page(visit, actor, StatusCode::UNPROCESSABLE_ENTITY, errors).await
}

/// Who asks; each try counts like one to sign in.
async fn begins(visit: &Visit) -> Result<Actor, Problem> {
    let actor = visit.person_or_back_to(HERE)?;
    visit.limit(Limit::SignIn).await?;
    Ok(actor)
}

/// POST /settings/second-factor/begin
pub async fn begin(visit: Visit, Form(form): Form<Typed>) -> Result<HttpResponse, Problem> {
    let actor = begins(&visit).await?;
    let services = &visit.services;
    if !is_password_of(&services.db, actor.id, form.password).await? {
        return again(&visit, &actor, error("password", "problem-password-wrong")).await;
    }
    let (id, key, random, now) = (actor.id, Key::of(services), services.random.clone(), visit.now);
    services.db.write(move |tx| factor::begin(tx, id, &key, &random, now)).await?;
    Ok(see_other(SET_UP))
}

/// GET /settings/second-factor/set-up: the only page that shows the secret.
pub async fn set_up(visit: Visit) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to(HERE)?;
    picture(&visit, &actor, StatusCode::OK, Errors::default()).await
}

async fn picture(visit: &Visit, actor: &Actor, status: StatusCode, errors: Errors) -> Result<HttpResponse, Problem> {
    let (id, key, now) = (actor.id, Key::of(&visit.services), visit.now);
    let Pending(secret) = match visit.services.db.read(move |conn| factor::pending(conn, id, &key, now)).await {
        Err(Refusal::NotFound) => return Ok(see_other(HERE)),
        other => other?,
    };
    let secret = base32(&secret);
    let address = address(&visit.services.settings.get().name, &actor.handle, &secret);
    let code = QrCode::new(&address).map_err(|why| Refusal::Internal(why.to_string()))?;
    // Dark on light whatever the page's colours are: cameras want it so.
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(220, 220)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    let drawn = drawn.split_once("<svg").map_or(String::new(), |(_, rest)| {
        format!("<svg role=\"img\" aria-label=\"{}\"{rest}", crate::ground::web::escape(&visit.t.s("factor-picture")))
    });
    let template = SetUpPage {
        page: visit.page(visit.t.s("factor-set-up-title")),
        errors,
        picture: Html(drawn),
        secret: in_fours(&secret),
        address,
    };
    visit.html_with(status, &template.page, &template)
}

/// What apps read: `otpauth://totp/…`
fn address(forum: &str, handle: &str, secret: &str) -> String {
    let plain =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let (forum, handle) = (plain(forum), plain(handle));
    format!("otpauth://totp/{forum}:{handle}?secret={secret}&issuer={forum}&algorithm=SHA1&digits=6&period=30")
}

/// "ABCD EFGH", which eyes can follow.
fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// POST /settings/second-factor/set-up: on, with the codes for paper. They are this answer and nowhere else, so it is a page and no
/// redirect.
pub async fn confirm(visit: Visit, Form(form): Form<Typed>) -> Result<HttpResponse, Problem> {
    let actor = begins(&visit).await?;
    let services = &visit.services;
    let (id, key, random, now) = (actor.id, Key::of(services), services.random.clone(), visit.now);
    let (keep, site) = (visit.session.as_ref().map(|s| s.id), SiteWords::of(services));
    let done = services.db.write(move |tx| factor::confirm(tx, id, &form.code, &key, &random, keep, &site, now)).await;
    match done {
        Ok(codes) => paper(&visit, codes),
        Err(Refusal::NotFound) => Ok(see_other(HERE)),
        Err(why) => picture(&visit, &actor, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?).await,
    }
}

fn paper(visit: &Visit, codes: Vec<String>) -> Result<HttpResponse, Problem> {
    let template = CodesPage { page: visit.page(visit.t.s("factor-codes-title")), codes };
    visit.html(&template.page, &template)
}

/// POST /settings/second-factor/codes
pub async fn fresh_codes(visit: Visit, Form(form): Form<Typed>) -> Result<HttpResponse, Problem> {
    let actor = begins(&visit).await?;
    let services = &visit.services;
    services.limits.check_word(Limit::Code, actor.id.to_string()).await?;
    let (id, key, random, now) = (actor.id, Key::of(services), services.random.clone(), visit.now);
    let done = services.db.write(move |tx| factor::fresh_codes(tx, id, &form.fresh_code, &key, &random, now)).await;
    match done {
        Ok(codes) => paper(&visit, codes),
        Err(why) => again(&visit, &actor, errors_of(why)?).await,
    }
}

/// POST /settings/second-factor/off: takes the password and a code.
pub async fn off(visit: Visit, Form(form): Form<Typed>) -> Result<HttpResponse, Problem> {
    let actor = begins(&visit).await?;
    let services = &visit.services;
    services.limits.check_word(Limit::Code, actor.id.to_string()).await?;
    if !is_password_of(&services.db, actor.id, form.password).await? {
        return again(&visit, &actor, error("password", "problem-password-wrong")).await;
    }
    let (id, key, site, now) = (actor.id, Key::of(services), SiteWords::of(services), visit.now);
    match services.db.write(move |tx| factor::turn_off(tx, id, &form.code, &key, &site, now)).await {
        Ok(()) => Ok(Flash::of("flash-factor-off").then(services, HERE)),
        Err(why) => again(&visit, &actor, errors_of(why)?).await,
    }
}
