//! Forms as people send them, and what is wrong with them, next to where it was typed.

use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::{Error, FromRequest, HttpRequest, web};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use super::Problem;
use crate::ground::i18n::T;
use crate::ground::refusal::{FieldError, Refusal};

/// Bytes of a form: the longest text with all its marks, written in the longest way.
const LONGEST: usize = 512 * 1024;

/// A form of at most 512 KiB; repeated fields become lists.
pub struct Form<F>(pub F);

/// The body, given up as soon as it is too long.
async fn body(mut payload: Payload) -> Result<web::BytesMut, Error> {
    let mut bytes = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(Error::from)?;
        if bytes.len() + chunk.len() > LONGEST {
            return Err(InternalError::new("form too long", StatusCode::PAYLOAD_TOO_LARGE).into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

impl<F: DeserializeOwned + 'static> FromRequest for Form<F> {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = body(payload.take());
        Box::pin(async move {
            let bytes = bytes.await?;
            serde_html_form::from_bytes(&bytes)
                .map(Self)
                .map_err(|_| Problem::from(Refusal::field("", "problem-invalid")).into())
        })
    }
}

/// What is wrong with a form that is shown again.
#[derive(Clone, Debug, Default)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentence for a field, if there is one.
    pub fn of(&self, t: &T, field: &str) -> Option<String> {
        self.0.iter().find(|e| e.field == field).map(|e| t.n(e.message, e.n))
    }

    /// Every (field, sentence), for the summary on top.
    pub fn all(&self, t: &T) -> Vec<(&'static str, String)> {
        self.0.iter().map(|e| (e.field, t.n(e.message, e.n))).collect()
    }
}

/// The status of a form that is shown again with everything that was typed, and what to say at its fields.
/// What is not about a field is said at `field`.
///
/// # Errors
/// What another try of the same person would not help.
pub fn again(why: Refusal, field: &'static str) -> Result<(StatusCode, Errors), Problem> {
    let at = |message, n| Errors(vec![FieldError { field, message, n }]);
    match why {
        Refusal::Invalid(errors) => Ok((StatusCode::UNPROCESSABLE_ENTITY, Errors(errors))),
        Refusal::Forbidden(message, n) => Ok((StatusCode::FORBIDDEN, at(message, n))),
        Refusal::Conflict(message) => Ok((StatusCode::CONFLICT, at(message, 0))),
        Refusal::TooMany(seconds) => Ok((StatusCode::TOO_MANY_REQUESTS, at("problem-too-many", seconds.cast_signed()))),
        other => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_helped_stays_a_problem() {
        assert!(again(Refusal::NotFound, "body").is_err());
        let (status, errors) = again(Refusal::TooMany(3), "body").expect("shown again");
        assert_eq!((status, errors.0.len()), (StatusCode::TOO_MANY_REQUESTS, 1));
    }
}
