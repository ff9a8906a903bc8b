//! /admin: what runs the forum. Every page asks who is there; every change is an event.

mod categories;
mod overview;
mod people;
mod person;
mod products;
mod settings;
mod teams;

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{ServiceConfig, get, post};

use crate::ground::i18n::LANGUAGES;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin", get().to(overview::show))
        .route("/admin/jobs/{id}/retry", post().to(overview::retry))
        .route("/admin/products", get().to(products::list))
        .route("/admin/products", post().to(products::add))
        .route("/admin/products/{id}", get().to(products::form))
        .route("/admin/products/{id}", post().to(products::change))
        .route("/admin/categories", get().to(categories::list))
        .route("/admin/categories", post().to(categories::add))
        .route("/admin/categories/{id}", get().to(categories::form))
        .route("/admin/categories/{id}", post().to(categories::change))
        .route("/admin/people", get().to(people::list))
        .route("/admin/people/{id}", get().to(person::show))
        .route("/admin/people/{id}/grant", post().to(person::grant))
        .route("/admin/people/{id}/revoke", post().to(person::revoke))
        .route("/admin/people/{id}/suspend", post().to(person::suspend))
        .route("/admin/people/{id}/unsuspend", post().to(person::unsuspend))
        .route("/admin/people/{id}/erase", post().to(person::erase))
        .route("/admin/people/{id}/reset-factor", post().to(person::reset_factor))
        .route("/admin/teams", get().to(teams::list))
        .route("/admin/teams", post().to(teams::add))
        .route("/admin/teams/{id}", post().to(teams::rename))
        .route("/admin/settings", get().to(settings::form))
        .route("/admin/settings", post().to(settings::take))
        .route("/admin/log", get().to(old_log));
}

/// GET /admin/log: it stands in the audit now.
async fn old_log() -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header((header::LOCATION, "/admin/audit")).finish()
}

/// A form whose fields depend on the languages.
type Pairs = Vec<(String, String)>;

fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
}

/// The fields `text-en`, `text-de` and so on.
fn texts(pairs: &Pairs) -> BTreeMap<String, String> {
    LANGUAGES.iter().map(|lang| ((*lang).to_owned(), value(pairs, &format!("text-{lang}")).trim().to_owned())).collect()
}
