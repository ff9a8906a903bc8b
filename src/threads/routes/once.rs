//! Forms that come twice, and their previews.

use sha2::{Digest, Sha256};

use crate::accounts::Visit;
use crate::ground::refusal::Verdict;
use crate::ground::web::stamp::Sent;
use crate::ground::web::{Html, Limit};
use crate::threads::text::render_blocking;

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

/// What a form's own fields say about whoever sent it.
pub fn sent(visit: &Visit, since: &str, trap: &str) -> Sent {
    Sent::read(&visit.services.secret, since, trap, visit.now)
}

/// The preview of a text. Who has looked too often is told so like any other fault of the form: the text stays.
///
/// # Errors
/// `TooMany`, or `Invalid` for a text that will not do.
pub async fn previewed(visit: &Visit, body: &str, lang: &str) -> Verdict<Html> {
    visit.limit(Limit::Search).await?;
    Ok(Html(render_blocking(&visit.services, body.to_owned(), lang, "preview").await?.html))
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
}
