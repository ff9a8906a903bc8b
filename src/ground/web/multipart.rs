//! Forms that carry a file. Whatever is wrong with the file, the other fields are kept.

use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use super::{Form, Problem};
use crate::ground::picture::Limits;
use crate::ground::refusal::{Refusal, Verdict};

/// Bytes of all other fields together with their names, as `Form` allows.
const FIELDS: usize = 512 * 1024;

/// A form that may carry a file in the field `file`; without one it is an ordinary form.
pub struct FormWithFile<F> {
    /// The other fields.
    pub form: F,
    /// The file's bytes, never more than pictures may have; `Invalid` says what is wrong with it.
    pub file: Verdict<Vec<u8>>,
}

impl<F: DeserializeOwned + 'static> FromRequest for FormWithFile<F> {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let form = Form::<F>::from_request(request, payload);
            return Box::pin(async move { Ok(Self { form: form.await?.0, file: Err(no_file()) }) });
        }
        let parts = Multipart::from_request(request, payload);
        Box::pin(async move {
            let (fields, file) = read(parts.await?).await.map_err(Problem::from)?;
            let form = serde_html_form::from_str(&fields).map_err(|_| Problem::from(unreadable()))?;
            Ok(Self { form, file })
        })
    }
}

/// The file alone.
///
/// # Errors
/// `Invalid` when there is none or it is too large.
pub async fn file_of(form: Multipart) -> Verdict<Vec<u8>> {
    read(form).await?.1
}

/// The text fields as an ordinary form would send them, and the file.
async fn read(mut form: Multipart) -> Verdict<(String, Verdict<Vec<u8>>)> {
    let mut fields = url::form_urlencoded::Serializer::new(String::new());
    let mut file = Err(no_file());
    let (mut budget, limit) = (FIELDS, Limits::default().bytes);
    while let Some(field) = form.next().await {
        let mut field = field.map_err(|_| unreadable())?;
        let name = field.name().unwrap_or_default().to_owned();
        // The name counts, too: a body of nothing but names must not fill the memory either.
        budget = budget.checked_sub(name.len() + 2).ok_or_else(unreadable)?;
        let most = if name == "file" { limit } else { budget };
        let (mut bytes, mut too_long) = (Vec::new(), false);
        while let Some(chunk) = field.next().await {
            let chunk = chunk.map_err(|_| unreadable())?;
            // What is too long is still read to its end, but not kept: the fields behind it count, too.
            too_long |= bytes.len() + chunk.len() > most;
            if !too_long {
                bytes.extend_from_slice(&chunk);
            }
        }
        if name == "file" {
            let megabytes = i64::try_from(limit / 1_000_000).unwrap_or(i64::MAX);
            file = match (too_long, bytes.is_empty()) {
                (true, _) => Err(Refusal::field_n("file", "problem-picture-bytes", megabytes)),
                (false, true) => Err(no_file()),
                (false, false) => Ok(bytes),
            };
        } else if too_long {
            return Err(unreadable());
        } else {
            budget -= bytes.len();
            fields.append_pair(&name, &String::from_utf8_lossy(&bytes));
        }
    }
    Ok((fields.finish(), file))
}

fn no_file() -> Refusal {
    Refusal::field("file", "problem-picture-empty")
}

fn unreadable() -> Refusal {
    Refusal::field("", "problem-invalid")
}
