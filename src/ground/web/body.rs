//! A request's body must arrive in time: actix-web limits the head only, and a stalled body would
//! otherwise stay open for ever and hold up the shutdown.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use bytes::Bytes;
use futures_util::Stream;

use super::Services;

/// Middleware: gives the whole body `request_timeout` seconds.
///
/// # Errors
/// None of its own; the reader of a late body gets a time-out.
pub async fn limit_time(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if let Some(services) = request.app_data::<web::Data<Services>>() {
        let limit = Duration::from_secs(services.config.request_timeout);
        let payload = request.take_payload();
        if matches!(payload, Payload::None) {
            request.set_payload(payload);
        } else {
            let timed = Timed { payload, timer: Box::pin(tokio::time::sleep(limit)) };
            request.set_payload(Payload::Stream { payload: Box::pin(timed) });
        }
    }
    next.call(request).await
}

struct Timed {
    payload: Payload,
    timer: Pin<Box<tokio::time::Sleep>>,
}

impl Stream for Timed {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.timer.as_mut().poll(context).is_ready() {
            let late = std::io::Error::new(std::io::ErrorKind::TimedOut, "the body took too long");
            return Poll::Ready(Some(Err(PayloadError::Io(late))));
        }
        Pin::new(&mut self.payload).poll_next(context)
    }
}
