//! Pages that are kept for visitors: the same bytes, never older than the last write, never anybody's.

mod alike;
mod bytes;
mod nodes;
mod personal;
mod queries;
mod written;

use std::sync::LazyLock;

use kiez::ground::web::cache::Figures;

use super::town::{self, Asked, Town, asked};
use crate::support::{Database, Forum};

/// Opens a town that keeps pages, on every database.
fn towns(look: impl Fn(&Town)) {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        town::visit(keeping(database), &look);
    }
}

/// Opens one, on SQLite.
fn a_town(look: impl Fn(&Town)) {
    town::visit(keeping(Database::sqlite()), look);
}

fn keeping(database: Database) -> Forum {
    Forum::start_with(database, |config| config.page_cache = 16)
}

fn figures(town: &Town) -> Figures {
    town.forum.services.pages.figures()
}

/// Keeps connections: making one takes longer than what is sent over it.
static AGENT: LazyLock<ureq::Agent> = LazyLock::new(|| {
    let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
    config.accept_encoding("").user_agent("").build().into()
});

/// What comes for a request with these headers and no others: status, headers, bytes as sent.
fn fetch(url: &str, headers: &[(&str, &str)]) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let mut request = AGENT.get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = request.call().unwrap_or_else(|why| panic!("GET {url}: {why}"));
    let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    (response.status().as_u16(), headers, response.body_mut().read_to_vec().expect("a body"))
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> &'a str {
    headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// A page as a visitor gets it: a status and its text.
fn visitor(town: &Town, path: &str) -> (u16, String) {
    let (status, _, bytes) = fetch(&format!("{}{path}", town.forum.url), &[]);
    (status, plain(&bytes))
}

/// The same page as it is rendered now, for somebody who has a cookie that nobody knows.
fn rendered(town: &Town, path: &str) -> (u16, String) {
    let (status, _, bytes) = fetch(&format!("{}{path}", town.forum.url), &[("cookie", "unknown=1")]);
    (status, plain(&bytes))
}

/// What is good for one answer, and what may be old: how often a page was read, and what search thinks is like it, which
/// hears of everything later.
static ELSE: LazyLock<regex::Regex> = LazyLock::new(|| {
    let parts = [
        r#"nonce="[0-9a-f]*""#,
        r"\b[0-9a-f]{16}\b",
        r"read once|read [0-9]+ times|not read yet",
        r#"(?s)\s*<section class="side-box"><h2>[^<]*</h2><ul class="plain similar-list">.*?</section>"#,
    ];
    regex::Regex::new(&parts.join("|")).expect("a pattern")
});

/// A page without all that.
fn plain(bytes: &[u8]) -> String {
    ELSE.replace_all(&String::from_utf8_lossy(bytes), "").into_owned()
}

/// The path of a question's page.
fn path_of(town: &Town, question: i64) -> String {
    town.forum.browser().get(&format!("/questions/{question}")).location().to_owned()
}
