//! Where to report a hole, for those who look for it where everybody does (RFC 9116).

use actix_web::{HttpResponse, web};

use crate::ground::clock::DAY;
use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Problem, Services};

/// How long what is said there holds. It is said anew with each request, so whoever keeps a copy learns of a change soon.
const HOLDS: i64 = 30 * DAY;

/// The route.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/.well-known/security.txt", web::get().to(show));
}

/// GET /.well-known/security.txt
///
/// # Errors
/// `NotFound` where whoever runs the forum named no contact.
async fn show(services: web::Data<Services>) -> Result<HttpResponse, Problem> {
    let contact = services.config.security_contact.as_deref().ok_or(Refusal::NotFound)?;
    let expires = services.clock.now().plus(HOLDS).rfc3339();
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: {}\nCanonical: {}/.well-known/security.txt\n",
        LANGUAGES.join(", "),
        services.public_url,
    );
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text))
}
