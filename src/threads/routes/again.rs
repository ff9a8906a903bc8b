//! Forms that are shown again, and forms that come twice.

use actix_web::http::StatusCode;
use sha2::{Digest, Sha256};

use crate::ground::refusal::{FieldError, Refusal};
use crate::ground::web::{Errors, Problem};

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

fn digest(key: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(key.as_bytes());
    hash.update([0]);
    hash.update(text.as_bytes());
    hex::encode(&hash.finalize()[..10])
}

/// The idempotency key of a form with its text: the same form with the same text is a retry; the same form with
/// another text (the page came back from the browser's history) is something new.
pub fn form_key(key: &str, text: &str) -> String {
    if key.is_empty() { String::new() } else { digest(key, text) }
}

/// Makes the ids inside a text unique on its page before the text has an id of its own.
pub fn anchor(key: &str, text: &str) -> String {
    format!("p{}", digest(key, text).get(..8).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_has_the_same_key_and_another_text_another() {
        assert_eq!(form_key("k", "text"), form_key("k", "text"));
        assert_ne!(form_key("k", "text"), form_key("k", "other"));
        assert_ne!(form_key("k", "text"), form_key("l", "text"));
        assert_eq!(form_key("", "text"), "");
        assert_eq!(anchor("k", "text").len(), 9);
    }

    #[test]
    fn what_cannot_be_helped_stays_a_problem() {
        assert!(again(Refusal::NotFound, "body").is_err());
        let (status, errors) = again(Refusal::TooMany(3), "body").expect("shown again");
        assert_eq!((status, errors.0.len()), (StatusCode::TOO_MANY_REQUESTS, 1));
    }
}
