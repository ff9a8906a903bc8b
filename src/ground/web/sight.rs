//! Where a request may read. Pages that visitors see may come from a replica; everything else comes from the primary. Who
//! has written finds it wherever they look next: their browser carries along how far the database was then.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, web};
use hmac::{Hmac, KeyInit, Mac};
use subtle::ConstantTimeEq;

use super::{Services, cookies};
use crate::ground::db::Sight;

/// Seconds that a browser carries it along. A replica that is further behind is not used at all, long before.
const LIFE: i64 = 60;

/// Middleware: says which reads may go to a replica, and tells the browser how far the database was when it wrote.
///
/// # Errors
/// None of its own.
pub async fn sight(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let services = request.app_data::<web::Data<Services>>().filter(|services| services.db.has_replicas()).cloned();
    let Some(services) = services else { return next.call(request).await };
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let said = cookies::get(request.request(), &services, cookies::WRITTEN);
    let least = said.and_then(|said| read(&services.secret, &said)).unwrap_or(0);
    let sight = Sight::new(reads && services.pages.is_public(request.path()), least);
    let mut response = Arc::clone(&sight).carry(next.call(request)).await?;
    if sight.wrote() {
        let value = written(&services.secret, services.db.written());
        let cookie = cookies::make(&services, cookies::WRITTEN, &value, Some(LIFE));
        if response.response_mut().add_cookie(&cookie).is_err() {
            tracing::warn!("a cookie could not be set");
        }
    }
    Ok(response)
}

fn sign(secret: &str, at: i64) -> String {
    let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(b"written ");
    mac.update(at.to_string().as_bytes());
    hex::encode(&mac.finalize().into_bytes()[..12])
}

/// What a browser carries along.
fn written(secret: &str, at: i64) -> String {
    format!("{at}.{}", sign(secret, at))
}

/// What it says, if one of our nodes said so.
fn read(secret: &str, said: &str) -> Option<i64> {
    let (at, signature) = said.split_once('.')?;
    let at: i64 = at.parse().ok()?;
    let ours = sign(secret, at);
    (!ours.is_empty() && bool::from(ours.as_bytes().ct_eq(signature.as_bytes()))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_node_said_counts() {
        let said = written("secret", 4_711);
        assert_eq!((read("secret", &said), read("other", &said)), (Some(4_711), None));
        for bad in ["", ".", "4711", "4711.", "x.y", &said.replacen("4711", "4712", 1)] {
            assert_eq!(read("secret", bad), None, "{bad}");
        }
    }
}
