//! The file of a form that carries one.

use actix_multipart::Multipart;
use futures_util::StreamExt;

use crate::ground::picture::Limits;
use crate::ground::refusal::{Refusal, Verdict};

/// The bytes of the field `file`, never more than pictures may have.
///
/// # Errors
/// `Invalid` when there is none or it is too large.
pub async fn file_of(mut form: Multipart) -> Verdict<Vec<u8>> {
    let limit = Limits::default().bytes;
    let unread = |_| Refusal::field("file", "problem-invalid");
    while let Some(field) = form.next().await {
        let mut field = field.map_err(unread)?;
        if field.name() != Some("file") {
            // The other fields are small; a long one is cut off by the limit on time.
            while let Some(chunk) = field.next().await {
                chunk.map_err(unread)?;
            }
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = field.next().await {
            let chunk = chunk.map_err(unread)?;
            if bytes.len() + chunk.len() > limit {
                let megabytes = i64::try_from(limit / 1_000_000).unwrap_or(i64::MAX);
                return Err(Refusal::field_n("file", "problem-picture-bytes", megabytes));
            }
            bytes.extend_from_slice(&chunk);
        }
        return if bytes.is_empty() { Err(Refusal::field("file", "problem-picture-empty")) } else { Ok(bytes) };
    }
    Err(Refusal::field("file", "problem-picture-empty"))
}
