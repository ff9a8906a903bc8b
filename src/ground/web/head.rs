//! HEAD is GET without the body (RFC 9110, 9.3.2): link checkers and monitors ask so. Routes know nothing of it.

use actix_web::Error;
use actix_web::body::{BodySize, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;

/// Middleware: asks as GET would. The connection leaves the body out but names its length; a body without a length, such
/// as an event stream, is dropped here, for it might never end.
///
/// # Errors
/// None of its own.
pub async fn as_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, ()>>, Error> {
    if request.method() != Method::HEAD {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    request.head_mut().method = Method::GET;
    let response = next.call(request).await?;
    Ok(match response.response().body().size() {
        BodySize::Stream => response.map_body(|_, _| EitherBody::right(())),
        BodySize::None | BodySize::Sized(_) => response.map_into_left_body(),
    })
}
