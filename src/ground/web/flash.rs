//! A message for the next page, carried by a cookie: keys and numbers only, never text.

use actix_web::HttpResponse;

use super::{Services, cookies, local, see_other};

/// "Answer deleted. Undo"
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// Key of the message.
    pub message: String,
    /// What the message may name as `$n`.
    pub n: i64,
    /// A path that a POST takes it back at.
    pub undo: Option<String>,
    /// The draft that is not needed any more.
    pub draft_done: Option<String>,
}

impl Flash {
    /// A plain message.
    pub fn of(message: &str) -> Self {
        Self { message: message.into(), n: 0, undo: None, draft_done: None }
    }

    /// With a way back.
    #[must_use]
    pub fn undo(mut self, path: impl Into<String>) -> Self {
        self.undo = Some(path.into());
        self
    }

    /// Forgets a draft on the next page.
    #[must_use]
    pub fn draft_done(mut self, key: impl Into<String>) -> Self {
        self.draft_done = Some(key.into());
        self
    }

    /// The cookie's value.
    pub fn encode(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new())
            .append_pair("m", &self.message)
            .append_pair("n", &self.n.to_string())
            .append_pair("u", self.undo.as_deref().unwrap_or_default())
            .append_pair("d", self.draft_done.as_deref().unwrap_or_default())
            .finish()
            .replace('%', ".")
    }

    /// Reads a cookie's value; anything odd becomes nothing.
    pub fn decode(value: &str) -> Option<Self> {
        let value = value.replace('.', "%");
        let get = |name: &str| {
            url::form_urlencoded::parse(value.as_bytes()).find(|(k, _)| k == name).map(|(_, v)| v.into_owned())
        };
        let message =
            get("m").filter(|m| m.starts_with("flash-") && m.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))?;
        Some(Self {
            message,
            n: get("n").and_then(|n| n.parse().ok()).unwrap_or(0),
            undo: get("u").filter(|u| !u.is_empty() && local(u) == u),
            draft_done: get("d").filter(|d| !d.is_empty()),
        })
    }

    /// Goes to `path` with this message.
    pub fn then(&self, services: &Services, path: &str) -> HttpResponse {
        let mut response = see_other(path);
        let cookie = cookies::make(services, cookies::FLASH, &self.encode(), Some(60));
        if response.add_cookie(&cookie).is_err() {
            tracing::warn!("a message for the next page was lost");
        }
        response
    }
}
