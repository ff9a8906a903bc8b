//! Redirects stay on the site.

use actix_web::HttpResponse;
use actix_web::http::header;

/// The path if it is one of ours, else "/". Refuses `//host`, backslashes, control characters and other schemes.
pub fn local(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
        && path.len() <= 2_000;
    if ours { path } else { "/" }
}

/// 303: the form was taken, look here now.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, local(path).to_owned())).finish()
}
