//! Each request gets an id, a line in the log and its place in the metrics.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};

use super::Services;
use super::cache::Route;
use crate::ground::clock::Stopwatch;

/// The id that the log and the error page show.
#[derive(Clone)]
pub struct RequestId(pub String);

/// Middleware: id, log line, metrics.
///
/// # Errors
/// None of its own.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let watch = Stopwatch::start();
    let services = request.app_data::<web::Data<Services>>().cloned();
    let id = services.as_ref().map(|s| hex::encode(s.random.bytes::<8>())).unwrap_or_default();
    request.extensions_mut().insert(RequestId(id.clone()));
    let (method, path) = (request.method().clone(), request.path().to_owned());
    let result = next.call(request).await;
    let mut response = match result {
        Ok(response) => response,
        Err(why) => {
            tracing::info!(request = %id, %method, path, status = why.as_response_error().status_code().as_u16(), "request");
            return Err(why);
        }
    };
    let elapsed = watch.elapsed();
    let status = response.status().as_u16();
    if let Some(services) = services {
        // The pattern, not the path: /questions/{id}/{slug} is one line in the metrics.
        let kept = response.request().extensions().get::<Route>().copied();
        let route = match kept {
            // Nobody had to look for it.
            Some(Route(route)) => route.into(),
            None => response.request().match_pattern().unwrap_or_else(|| "none".into()),
        };
        services.metrics.request(&route, response.status(), elapsed);
    }
    tracing::info!(request = %id, %method, path, status, micros = elapsed.as_micros() as u64, "request");
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}
