//! Requests of any bytes, beside those that a browser sends.

use std::collections::BTreeMap;

use crate::support::{Answer, Browser, Forum};

/// Sends what it is told, with somebody's cookies.
pub struct Raw {
    agent: ureq::Agent,
    url: String,
    cookie: String,
}

impl Raw {
    /// With the cookies of a browser.
    pub fn of(forum: &Forum, browser: &Browser) -> Self {
        Self::with(forum, &browser.cookies)
    }

    /// With any cookies.
    pub fn with(forum: &Forum, cookies: &BTreeMap<String, String>) -> Self {
        let cookie = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        // A connection for each request: one that was kept may be closed by the server just as it is used again.
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).max_idle_connections(0);
        let agent = config.build().into();
        Self { agent, url: forum.url.clone(), cookie }
    }

    /// GET with headers. `None` when the connection broke, which is what a panic looks like from outside.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Option<Answer> {
        let mut request = self.agent.get(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        // A visitor without cookies sends no header for them.
        if !self.cookie.is_empty() {
            request = request.header("cookie", &self.cookie);
        }
        request.call().ok().map(answer)
    }

    /// POST of bytes as this site's own page would send them.
    pub fn post(&self, path: &str, kind: &str, body: &[u8]) -> Option<Answer> {
        self.post_from(path, kind, body, &[("origin", &self.url)])
    }

    /// POST of bytes with other headers.
    pub fn post_from(&self, path: &str, kind: &str, body: &[u8], headers: &[(&str, &str)]) -> Option<Answer> {
        let request = self.agent.post(format!("{}{path}", self.url)).header("cookie", &self.cookie);
        let mut request = request.header("content-type", kind);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send(body).ok().map(answer)
    }
}

fn answer(mut response: ureq::http::Response<ureq::Body>) -> Answer {
    let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    let status = response.status().as_u16();
    let bytes = response.body_mut().read_to_vec().unwrap_or_default();
    Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}

/// A form's body.
pub fn form<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

/// What forms are sent as.
pub const FORM: &str = "application/x-www-form-urlencoded";
