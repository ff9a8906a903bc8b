//! No other site can make a person's browser change anything here. A request that changes state must come
//! from our own origin (Origin or Sec-Fetch-Site says so) or carry the token that our forms hold; one that
//! says it comes from elsewhere is refused whatever it carries.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, web};
use futures_util::StreamExt;
use hmac::{Hmac, KeyInit, Mac};
use subtle::ConstantTimeEq;

use super::{Problem, Services, cookies};
use crate::ground::refusal::Refusal;

/// Addresses that are themselves the proof: nobody else knows them, and no cookie adds to what they can do. Mail programs
/// post there from wherever they are (RFC 8058).
const PROVEN: &str = "/unsubscribe/";
/// Bytes of a form that are read when looking for its token.
const FORM_LIMIT: usize = 512 * 1024;
/// Addresses that programs post to: each request there is signed, and no cookie counts for anything.
const SIGNED: &str = "/api/ticket-systems/";

/// The token for a session's or a visitor's cookie value.
pub fn token(services: &Services, cookie: &str) -> String {
    match Hmac::<sha2::Sha256>::new_from_slice(services.secret.as_bytes()) {
        Ok(mut mac) => {
            mac.update(cookie.as_bytes());
            hex::encode(&mac.finalize().into_bytes()[..16])
        }
        Err(_) => String::new(),
    }
}

/// Middleware: lets only our own forms change state.
///
/// Answers 403 to anything else and 413 to a form that is too long.
///
/// # Errors
/// None of its own.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let mut request = request;
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let exempt = [SIGNED, PROVEN].iter().any(|path| request.path().starts_with(path));
    if !reads && !exempt {
        match origin(request.request()) {
            Origin::Ours => {}
            Origin::Foreign => return Ok(request.error_response(refused()).map_into_right_body()),
            Origin::Unknown => {
                if let Err(why) = check_token(&mut request).await {
                    return Ok(request.error_response(why).map_into_right_body());
                }
            }
        }
    }
    Ok(next.call(request).await?.map_into_left_body())
}

enum Origin {
    Ours,
    Foreign,
    Unknown,
}

/// Whether a request says that another site's page makes it: for streams, which are read and therefore need no token.
pub fn is_foreign(request: &HttpRequest) -> bool {
    matches!(origin(request), Origin::Foreign)
}

fn origin(request: &HttpRequest) -> Origin {
    let text = |name| request.headers().get(name).and_then(|v: &header::HeaderValue| v.to_str().ok());
    if let Some(origin) = text(header::ORIGIN) {
        let host = origin.split_once("://").map(|(_, host)| host);
        let ours = request
            .app_data::<web::Data<Services>>()
            .and_then(|s| s.public_url.split_once("://").map(|(_, host)| host.to_owned()));
        let asked = text(header::HOST);
        let same = host.is_some() && (host == asked || host == ours.as_deref());
        return if same { Origin::Ours } else { Origin::Foreign };
    }
    match request.headers().get("sec-fetch-site").and_then(|v| v.to_str().ok()) {
        Some("same-origin" | "none") => Origin::Ours,
        Some(_) => Origin::Foreign,
        None => Origin::Unknown,
    }
}

/// Old browsers and programs name no origin: their forms must carry the token.
async fn check_token(request: &mut ServiceRequest) -> Result<(), Error> {
    let Some(services) = request.app_data::<web::Data<Services>>().cloned() else {
        return Err(refused());
    };
    let cookie = cookies::get(request.request(), &services, cookies::SESSION)
        .or_else(|| cookies::get(request.request(), &services, cookies::VISITOR));
    let Some(cookie) = cookie else {
        return Err(refused());
    };
    let expected = token(&services, &cookie);
    let given = match request.headers().get("x-csrf-token") {
        Some(header) => header.to_str().unwrap_or_default().to_owned(),
        None => {
            let mut bytes = web::BytesMut::new();
            let mut body = request.take_payload();
            while let Some(chunk) = body.next().await {
                let chunk = chunk.map_err(Error::from)?;
                if bytes.len() + chunk.len() > FORM_LIMIT {
                    let long = InternalError::new("form too long", StatusCode::PAYLOAD_TOO_LARGE);
                    return Err(long.into());
                }
                bytes.extend_from_slice(&chunk);
            }
            let bytes = bytes.freeze();
            let found =
                url::form_urlencoded::parse(&bytes).find(|(name, _)| name == "csrf").map(|(_, v)| v.into_owned());
            request.set_payload(Payload::from(bytes));
            found.unwrap_or_default()
        }
    };
    if bool::from(given.as_bytes().ct_eq(expected.as_bytes())) { Ok(()) } else { Err(refused()) }
}

fn refused() -> Error {
    Problem::from(Refusal::forbidden("problem-csrf")).into()
}
