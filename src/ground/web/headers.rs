//! Security headers on every response, errors included.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, web};

use super::Services;
use crate::ground::random::Random;

/// The one-time word that lets this page's own scripts run; empty where it needs none, for they come from here.
#[derive(Clone)]
pub struct Nonce(pub String);

impl Nonce {
    /// That of the answer to this request, made when it is first asked for.
    pub fn of(request: &HttpRequest, random: &Random) -> String {
        let mut carried = request.extensions_mut();
        if let Some(Self(nonce)) = carried.get() {
            return nonce.clone();
        }
        let nonce = hex::encode(random.bytes::<16>());
        carried.insert(Self(nonce.clone()));
        nonce
    }
}

/// The policy; what besides Kiez's own files may run goes between.
macro_rules! policy {
    ($scripts:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'",
            $scripts,
            "; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; ",
            "form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'"
        )
    };
}

/// Middleware: sets the headers, with the nonce if the answer has one.
///
/// # Errors
/// None of its own.
pub async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let services = request.app_data::<web::Data<Services>>().cloned();
    let over_tls = services.is_some_and(|s| s.over_tls());
    let mut response = next.call(request).await?;
    let nonce = response.request().extensions().get::<Nonce>().map(|nonce| nonce.0.clone()).unwrap_or_default();
    let headers = response.headers_mut();
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let own = (!nonce.is_empty()).then(|| HeaderValue::from_str(&format!(policy!(" 'nonce-{}'"), nonce)).ok());
        let policy = own.flatten().unwrap_or(HeaderValue::from_static(policy!("")));
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), interest-cohort=()");
    if over_tls {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    // Whatever does not say otherwise may hold something personal.
    set(header::CACHE_CONTROL, "private, no-store");
    Ok(response)
}
