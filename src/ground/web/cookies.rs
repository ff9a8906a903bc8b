//! Cookies: `__Host-` and Secure over TLS, HttpOnly and SameSite=Lax always.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;

use super::Services;

/// The signed-in person's session.
pub const SESSION: &str = "kiez-session";
/// What a browser is known by from one session to the next.
pub const DEVICE: &str = "kiez-device";
/// Signed in by password, not yet by the second factor.
pub const CHALLENGE: &str = "kiez-challenge";
/// A visitor's random value that CSRF tokens are made from.
pub const VISITOR: &str = "kiez-visitor";
/// A message for the next page.
pub const FLASH: &str = "kiez-flash";
/// The chosen language.
pub const LANGUAGE: &str = "kiez-language";
/// The chosen colours.
pub const THEME: &str = "kiez-theme";

/// How far the database was when this browser last wrote.
pub const WRITTEN: &str = "kiez-written";
/// The zone of the browser's clock, by its IANA name; a script tells it.
pub const ZONE: &str = "kiez-zone";

/// The name as the browser sees it.
pub fn full_name(services: &Services, name: &str) -> String {
    if services.over_tls() { format!("__Host-{name}") } else { name.to_owned() }
}

/// A cookie's value.
pub fn get(request: &HttpRequest, services: &Services, name: &str) -> Option<String> {
    // Most visitors bring none, and are asked for several.
    request.headers().get(header::COOKIE)?;
    request.cookie(&full_name(services, name)).map(|c| c.value().to_owned())
}

/// A cookie that lives for `seconds`, or until the browser closes without.
pub fn make(services: &Services, name: &str, value: &str, seconds: Option<i64>) -> Cookie<'static> {
    let mut cookie = Cookie::build(full_name(services, name), value.to_owned())
        .path("/")
        .http_only(true)
        .secure(services.over_tls())
        .same_site(SameSite::Lax);
    if let Some(seconds) = seconds {
        cookie = cookie.max_age(Duration::seconds(seconds));
    }
    cookie.finish()
}

/// A cookie that deletes the one of that name.
pub fn removal(services: &Services, name: &str) -> Cookie<'static> {
    make(services, name, "", Some(0))
}
