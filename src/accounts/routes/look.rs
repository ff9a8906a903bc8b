//! /language and /theme: how the forum looks in this browser, signed in or not.

use actix_web::HttpResponse;

use super::sign_in::set;
use crate::accounts::Visit;
use crate::ground::i18n::supported;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Form, Limit, Problem, cookies, see_other};

/// Seconds that a choice is remembered.
const YEAR: i64 = 365 * 24 * 60 * 60;

/// Which language, and where the reader was.
#[derive(serde::Deserialize)]
pub struct Language {
    lang: String,
    #[serde(default)]
    next: String,
}

/// Which colours, and where the reader was.
#[derive(serde::Deserialize)]
pub struct Theme {
    theme: String,
    #[serde(default)]
    next: String,
}

/// POST /language
pub async fn language(visit: Visit, Form(form): Form<Language>) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::Act).await?;
    let lang = supported(&form.lang).ok_or(Refusal::field("lang", "problem-language"))?;
    let mut response = see_other(&form.next);
    set(&mut response, &cookies::make(&visit.services, cookies::LANGUAGE, lang, Some(YEAR)));
    Ok(response)
}

/// POST /theme
pub async fn theme(visit: Visit, Form(form): Form<Theme>) -> Result<HttpResponse, Problem> {
    visit.limit(Limit::Act).await?;
    let mut response = see_other(&form.next);
    let cookie = match form.theme.as_str() {
        theme @ ("light" | "dark") => cookies::make(&visit.services, cookies::THEME, theme, Some(YEAR)),
        "auto" => cookies::removal(&visit.services, cookies::THEME),
        _ => return Err(Refusal::field("theme", "problem-invalid").into()),
    };
    set(&mut response, &cookie);
    Ok(response)
}
