//! Answers that a cache may keep: with an ETag, a date, and 304 for those who have it already.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

use crate::ground::clock::Micros;

/// Answers with a body, or says that it has not changed.
pub fn cached(request: &HttpRequest, kind: &str, seconds: u32, changed: Option<Micros>, body: String) -> HttpResponse {
    let etag = format!("\"{}\"", hex::encode(&Sha256::digest(body.as_bytes())[..12]));
    let date = changed.map(http_date);
    let known = known(request, &etag, date.as_deref());
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, format!("public, max-age={seconds}")));
    if let Some(date) = date {
        response.insert_header((header::LAST_MODIFIED, date));
    }
    if known {
        return response.finish();
    }
    response.content_type(kind.to_owned()).body(body)
}

/// Whether the reader has this version: by its ETag if they name one, else by its date.
fn known(request: &HttpRequest, etag: &str, date: Option<&str>) -> bool {
    let text = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    match text(header::IF_NONE_MATCH) {
        // Compression may have marked the tag as weak on its way.
        Some(tags) => tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*"),
        None => text(header::IF_MODIFIED_SINCE).is_some_and(|since| Some(since) == date),
    }
}

/// As HTTP writes dates: `Mon, 02 Mar 2026 10:00:00 GMT`.
pub fn http_date(at: Micros) -> String {
    at.timestamp().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_http_wants_them() {
        assert_eq!(http_date(Micros(1_772_445_600_000_000)), "Mon, 02 Mar 2026 10:00:00 GMT");
    }
}
