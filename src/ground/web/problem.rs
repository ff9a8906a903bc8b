//! The one place that decides what a refusal looks like over HTTP. The response made here is bare;
//! `pages::error` dresses it in the layout and the reader's language.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

use crate::ground::refusal::Refusal;

/// A refusal on its way to the person.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// A verb said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// They must sign in first; where to go afterwards.
    #[error("sign in first")]
    SignIn(String),
}

impl From<diesel::result::Error> for Problem {
    fn from(why: diesel::result::Error) -> Self {
        Refusal::from(why).into()
    }
}

impl From<askama::Error> for Problem {
    fn from(why: askama::Error) -> Self {
        Refusal::Internal(format!("a template failed: {why}")).into()
    }
}

/// What the error page should say; travels in the response's extensions.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Key of the message, and its number.
    pub message: &'static str,
    /// What the message may name as `$n`.
    pub n: i64,
    /// For the log only.
    pub detail: String,
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::SignIn(_) => StatusCode::SEE_OTHER,
            Self::Refused(why) => match why {
                Refusal::NotFound => StatusCode::NOT_FOUND,
                Refusal::Forbidden(..) => StatusCode::FORBIDDEN,
                Refusal::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Refusal::Conflict(_) => StatusCode::CONFLICT,
                Refusal::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
                Refusal::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
                Refusal::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut builder = HttpResponse::build(self.status_code());
        let (message, n) = match self {
            Self::SignIn(next) => {
                let query: String =
                    url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
                return builder.insert_header((header::LOCATION, format!("/sign-in?{query}"))).finish();
            }
            Self::Refused(why) => match why {
                Refusal::NotFound => ("problem-not-found", 0),
                Refusal::Forbidden(message, n) => (*message, *n),
                Refusal::Invalid(errors) => errors.first().map_or(("problem-invalid", 0), |e| (e.message, e.n)),
                Refusal::Conflict(message) => (*message, 0),
                Refusal::TooMany(seconds) => {
                    builder.insert_header((header::RETRY_AFTER, seconds.to_string()));
                    ("problem-too-many", seconds.cast_signed())
                }
                Refusal::Unavailable(_) => {
                    builder.insert_header((header::RETRY_AFTER, "5"));
                    ("problem-unavailable", 0)
                }
                Refusal::Internal(_) => ("problem-internal", 0),
            },
        };
        let mut response = builder.finish();
        response.extensions_mut().insert(Shown { message, n, detail: self.to_string() });
        response
    }
}
