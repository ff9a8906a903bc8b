//! Why a verb did not do what it was asked. Every room's verbs return this one type.
//!
//! For the person: `NotFound`, `Forbidden`, `Invalid`, `Conflict`. For whoever runs the forum: `Unavailable`,
//! `Internal`. `ground::web::problem` turns each into a page; nothing else decides on a status.

use crate::ground::db::{Ending, WriteFailed};

/// Something wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name in the form; empty for the form as a whole.
    pub field: &'static str,
    /// The key of the message in `web/locales`.
    pub message: &'static str,
    /// A number the message may name as `$n`.
    pub n: i64,
}

/// The reason.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It does not exist, or this person may not know that it does.
    #[error("not found")]
    NotFound,
    /// They may know of it but not do this; the key of the message that says why, and a number it may name.
    #[error("forbidden: {0}")]
    Forbidden(&'static str, i64),
    /// The form needs another look.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    /// Somebody else was faster; the key of the message.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Too much at once; seconds to wait.
    #[error("too many, wait {0} s")]
    TooMany(u64),
    /// The database or a service is away; trying again may help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A defect or a broken machine.
    #[error("internal: {0}")]
    Internal(String),
}

impl Refusal {
    /// One field with one message.
    pub fn field(field: &'static str, message: &'static str) -> Self {
        Self::field_n(field, message, 0)
    }

    /// One field with one message that names a number.
    pub fn field_n(field: &'static str, message: &'static str, n: i64) -> Self {
        Self::Invalid(vec![FieldError { field, message, n }])
    }

    /// Not allowed, for the reason of that message.
    pub fn forbidden(message: &'static str) -> Self {
        Self::Forbidden(message, 0)
    }
}

impl From<diesel::result::Error> for Refusal {
    fn from(why: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind as Kind, Error};
        match why {
            Error::NotFound => Self::NotFound,
            // A NUL character: SQLite takes it, PostgreSQL refuses it, and nobody types one.
            Error::DatabaseError(_, ref info) if info.message().contains("0x00") => Self::field("", "problem-invalid"),
            Error::DatabaseError(Kind::ClosedConnection | Kind::SerializationFailure, info) => {
                Self::Unavailable(info.message().to_owned())
            }
            // PostgreSQL says these without a kind of their own; a deadlock of two nodes is over once one has given way.
            Error::DatabaseError(_, ref info)
                if ["connection", "terminating", "timeout", "deadlock", "disk is full", "disk I/O"]
                    .iter()
                    .any(|word| info.message().contains(word)) =>
            {
                Self::Unavailable(info.message().to_owned())
            }
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<WriteFailed> for Refusal {
    fn from(why: WriteFailed) -> Self {
        match why {
            WriteFailed::Panicked => Self::Internal(why.to_string()),
            WriteFailed::Busy | WriteFailed::Unavailable(_) => Self::Unavailable(why.to_string()),
        }
    }
}

impl Ending for Refusal {
    fn gave_way(&self) -> bool {
        matches!(self, Self::Unavailable(why) if why.contains("deadlock"))
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(why: anyhow::Error) -> Self {
        Self::Internal(format!("{why:#}"))
    }
}

/// What verbs return.
pub type Verdict<T> = Result<T, Refusal>;
