//! /admin/settings

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::super::errors_of;
use super::{Pairs, value};
use crate::accounts::roles::Role;
use crate::accounts::{Actor, Visit, forum_settings};
use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::{Settings, Thresholds};
use crate::ground::web::{Errors, Flash, Form, Limit, Page, Problem};

#[derive(Template)]
#[template(path = "accounts/admin/settings.html")]
struct SettingsPage {
    page: Page,
    errors: Errors,
    name: String,
    zone: String,
    /// Code, and whether it is offered.
    offered: Vec<(&'static str, bool)>,
    first: String,
    /// Field, key of its name, value as typed.
    thresholds: Vec<(&'static str, String, String)>,
    /// Roles, and whether each needs a second factor.
    factors: Vec<(Role, bool)>,
}

const THRESHOLDS: [&str; 9] =
    ["vote_up", "flag", "comment", "vote_down", "retag", "edit", "close", "protect", "hide_by_flags"];

fn show(visit: &Visit, status: StatusCode, errors: Errors, typed: &Pairs) -> Result<HttpResponse, Problem> {
    let offered = |lang: &&str| typed.iter().any(|(n, v)| n == "languages" && v == lang);
    let needs = |role: &Role| typed.iter().any(|(n, v)| n == "second_factor" && v == role.word());
    let threshold =
        |field: &&'static str| (*field, format!("act-{}", field.replace('_', "-")), value(typed, field).to_owned());
    let template = SettingsPage {
        page: visit.page(visit.t.s("admin-settings-title")),
        errors,
        name: value(typed, "name").to_owned(),
        zone: value(typed, "zone").to_owned(),
        offered: LANGUAGES.iter().map(|lang| (*lang, offered(lang))).collect(),
        first: value(typed, "first").to_owned(),
        thresholds: THRESHOLDS.iter().map(threshold).collect(),
        factors: Role::ALL.iter().map(|role| (*role, needs(role))).collect(),
    };
    visit.html_with(status, &template.page, &template)
}

/// What is stored, as the form would send it.
fn pairs(settings: &Settings) -> Pairs {
    let t = &settings.thresholds;
    let numbers = [t.vote_up, t.flag, t.comment, t.vote_down, t.retag, t.edit, t.close, t.protect, t.hide_by_flags];
    let mut pairs = vec![("name".to_owned(), settings.name.clone()), ("zone".to_owned(), settings.zone.clone())];
    pairs.extend(settings.languages.iter().map(|l| ("languages".to_owned(), l.clone())));
    pairs.extend(settings.second_factor.iter().map(|role| ("second_factor".to_owned(), role.clone())));
    pairs.extend(settings.languages.first().map(|l| ("first".to_owned(), l.clone())));
    pairs.extend(THRESHOLDS.iter().zip(numbers).map(|(name, n)| ((*name).to_owned(), n.to_string())));
    pairs
}

/// What was typed, as settings; a number that is none becomes 0, which is refused with its field.
fn settings(pairs: &Pairs) -> Settings {
    let number = |name| value(pairs, name).trim().parse().unwrap_or(0);
    let first = value(pairs, "first");
    let mut languages: Vec<String> = pairs.iter().filter(|(n, _)| n == "languages").map(|(_, v)| v.clone()).collect();
    languages.sort_by_key(|lang| lang != first);
    languages.dedup();
    let thresholds = Thresholds {
        vote_up: number("vote_up"),
        flag: number("flag"),
        comment: number("comment"),
        vote_down: number("vote_down"),
        retag: number("retag"),
        edit: number("edit"),
        close: number("close"),
        protect: number("protect"),
        hide_by_flags: number("hide_by_flags"),
    };
    let roles = pairs.iter().filter(|(n, _)| n == "second_factor").map(|(_, v)| v.clone());
    let second_factor = roles.filter(|word| Role::from_word(word).is_some()).collect();
    let text = |name| value(pairs, name).trim().to_owned();
    Settings { name: text("name"), languages, zone: text("zone"), thresholds, second_factor }
}

/// GET /admin/settings
pub async fn form(visit: Visit) -> Result<HttpResponse, Problem> {
    visit.admin()?;
    show(&visit, StatusCode::OK, Errors::default(), &pairs(&visit.services.settings.get()))
}

/// POST /admin/settings
pub async fn take(visit: Visit, Form(typed): Form<Pairs>) -> Result<HttpResponse, Problem> {
    let actor = visit.admin()?;
    visit.limit(Limit::Act).await?;
    match save(&visit, actor, settings(&typed)).await {
        Ok(()) => Ok(Flash::of("flash-saved").then(&visit.services, "/admin/settings")),
        Err(why) => show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors_of(why)?, &typed),
    }
}

async fn save(visit: &Visit, actor: Actor, settings: Settings) -> Verdict<()> {
    let services = &visit.services;
    let now = visit.now;
    services.db.write(move |tx| forum_settings::change(tx, Some(&actor), &settings, now)).await?;
    // The reader would do it within a second; the next page must show it already.
    let fresh = services.db.read(|conn| Ok::<_, Refusal>(Settings::load(conn)?)).await?;
    services.settings.set(fresh);
    Ok(())
}
