//! People over HTTP: forms in, pages out. Rules are in the verbs.

mod account;
mod admin;
mod code;
mod look;
mod notices;
mod pictures;
mod profile;
mod reset;
mod sanctions;
mod second_factor;
mod sessions;
mod setup;
mod sign_in;
mod sign_up;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{ServiceConfig, get, post};
use askama::Template;

use super::Visit;
use crate::ground::refusal::{FieldError, Refusal};
use crate::ground::web::{Errors, Page, Problem};

/// This room's routes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/sign-up", get().to(sign_up::form))
        .route("/sign-up", post().to(sign_up::take))
        .route("/sign-up/sent", get().to(sign_up::sent))
        .route("/verify/{token}", get().to(sign_up::verify_form))
        .route("/verify/{token}", post().to(sign_up::verify))
        .route("/sign-in", get().to(sign_in::form))
        .route("/sign-in", post().to(sign_in::take))
        .route("/sign-in/code", get().to(code::form))
        .route("/sign-in/code", post().to(code::take))
        .route("/sign-out", post().to(sign_in::sign_out))
        .route("/reset", get().to(reset::form))
        .route("/reset", post().to(reset::request))
        .route("/reset/sent", get().to(reset::sent))
        .route("/reset/{token}", get().to(reset::set_form))
        .route("/reset/{token}", post().to(reset::set))
        .route("/setup/{token}", get().to(setup::form))
        .route("/setup/{token}", post().to(setup::take))
        .route("/settings", get().to(profile::form))
        .route("/settings", post().to(profile::take))
        .route("/settings/picture", post().to(profile::picture))
        .route("/settings/picture/remove", post().to(profile::remove_picture))
        .route("/settings/account", get().to(account::form))
        .route("/settings/account/address", post().to(account::address))
        .route("/settings/account/verify", post().to(account::send_again))
        .route("/settings/account/password", post().to(account::password))
        .route("/settings/account/erase", post().to(account::erase))
        .route("/settings/sessions", get().to(sessions::list))
        .route("/settings/sessions/end-others", post().to(sessions::end_others))
        .route("/settings/sessions/{id}/end", post().to(sessions::end))
        .route("/settings/second-factor", get().to(second_factor::show))
        .route("/settings/second-factor/begin", post().to(second_factor::begin))
        .route("/settings/second-factor/set-up", get().to(second_factor::set_up))
        .route("/settings/second-factor/set-up", post().to(second_factor::confirm))
        .route("/settings/second-factor/codes", post().to(second_factor::fresh_codes))
        .route("/settings/second-factor/off", post().to(second_factor::off))
        .route("/settings/sanctions", get().to(sanctions::own))
        .route("/settings/sanctions/{id}/read", post().to(sanctions::read))
        .route("/inbox/account/{id}/read", post().to(notices::read))
        .route("/language", post().to(look::language))
        .route("/theme", post().to(look::theme))
        .route("/people/{id}/picture.svg", get().to(pictures::drawn))
        .route("/uploads", post().to(pictures::upload))
        .route("/uploads/{name}", get().to(pictures::uploaded));
    admin::routes(config);
}

/// A link that never worked or does not any more, and what to do now.
#[derive(Template)]
#[template(path = "accounts/dead_link.html")]
struct DeadLink {
    page: Page,
}

/// The page for a dead link; other refusals go on.
fn dead_link(visit: &Visit, why: Refusal) -> Result<HttpResponse, Problem> {
    if !matches!(why, Refusal::NotFound) {
        return Err(why.into());
    }
    let mut page = visit.page(visit.t.s("dead-link-title"));
    page.head.noindex = true;
    let template = DeadLink { page };
    visit.html_with(StatusCode::GONE, &template.page, &template)
}

/// What is wrong with a form; other refusals go on.
fn errors_of(why: Refusal) -> Result<Errors, Problem> {
    match why {
        Refusal::Invalid(errors) => Ok(Errors(errors)),
        other => Err(other.into()),
    }
}

/// One field with one message.
fn error(field: &'static str, message: &'static str) -> Errors {
    Errors(vec![FieldError { field, message, n: 0 }])
}
