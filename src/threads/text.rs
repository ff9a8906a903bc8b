//! What somebody wrote, rendered once: before the transaction that stores it, off the async threads.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::accounts::tables::people;
use crate::ground::i18n::{T, supported};
use crate::ground::markdown::{self, Links, Place, Words};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::Services;
use crate::threads::mask::mark;

/// A rendered text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Markdown, as typed.
    pub source: String,
    /// Cleaned HTML.
    pub html: String,
    /// The words alone.
    pub text: String,
    /// Handles that were mentioned and exist.
    pub mentions: Vec<String>,
    /// Whether it links to another host.
    pub has_links: bool,
}

/// What the renderer asks.
struct Known<'a> {
    host: &'a str,
    known: &'a dyn Fn(&str) -> bool,
}

impl Links for Known<'_> {
    fn mention(&self, handle: &str) -> Option<String> {
        let handle = handle.to_lowercase();
        (self.known)(&handle).then(|| format!("/people/by-handle/{handle}"))
    }

    fn host(&self) -> &str {
        self.host
    }
}

impl Text {
    /// Renders. `prefix` makes ids unique on a page; `known` says whether somebody has a handle (lower case).
    ///
    /// # Errors
    /// `Invalid` for a body that is longer than any text may be.
    pub fn render(source: &str, lang: &str, prefix: &str, host: &str, known: &dyn Fn(&str) -> bool) -> Verdict<Self> {
        let t = T::new(supported(lang).unwrap_or("en"), false);
        let words = [t.s("text-table"), t.s("text-task-done"), t.s("text-task-open"), t.s("text-footnote-back")];
        let place = Place {
            prefix,
            words: Words { table: &words[0], task_done: &words[1], task_open: &words[2], back: &words[3] },
            links: &Known { host, known },
        };
        let shown = mark::shown(source, &t.s("mask-shown"));
        let rendered =
            markdown::render(&shown, &place).map_err(|_| Refusal::field_n("body", "problem-body-long", 30_000))?;
        Ok(Self {
            source: source.to_owned(),
            html: rendered.html,
            text: rendered.text,
            mentions: rendered.mentions,
            has_links: rendered.has_links,
        })
    }
}

/// Renders on a thread that may block, with the handles that exist.
///
/// # Errors
/// As `Text::render`, or that the database failed.
pub async fn render_blocking(services: &Services, source: String, lang: &str, prefix: &str) -> Verdict<Text> {
    let host = services.public_url.split_once("://").map_or("", |(_, host)| host).to_owned();
    let (lang, prefix) = (lang.to_owned(), prefix.to_owned());
    services
        .db
        .read(move |conn| {
            let candidates = candidates(&source);
            let known: HashSet<String> = if candidates.is_empty() {
                HashSet::new()
            } else {
                people::table
                    .filter(people::handle.eq_any(candidates))
                    .filter(people::erased_at.is_null())
                    .select(people::handle)
                    .load(conn)?
                    .into_iter()
                    .collect()
            };
            Text::render(&source, &lang, &prefix, &host, &|handle| known.contains(handle))
        })
        .await
}

/// Everything after an `@` that may be a handle, in lower case; the renderer decides which of them are mentions.
fn candidates(source: &str) -> Vec<String> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut found: Vec<String> = Vec::new();
    for rest in source.split('@').skip(1) {
        let end = rest.find(|c| !part(c)).unwrap_or(rest.len()).min(64);
        let handle = rest.get(..end).unwrap_or_default().trim_end_matches(['.', '-']).to_lowercase();
        if !handle.is_empty() && !found.contains(&handle) {
            found.push(handle);
        }
        if found.len() >= markdown::MAX_MENTIONS * 5 {
            break;
        }
    }
    found
}

/// The language of a text among those that Kiez speaks, if it can be told: the same guess that search makes.
pub fn detect(text: &str) -> Option<&'static str> {
    search_index::detect(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_found_wherever_they_may_stand() {
        assert_eq!(
            candidates("Hi @Lena-Vogt, and @gunnar. Mail a@b.example @Lena-Vogt"),
            ["lena-vogt", "gunnar", "b.example"]
        );
    }

    #[test]
    fn only_known_handles_are_mentions() {
        let text =
            Text::render("@lena and @nobody: see https://example.org/", "en", "p1", "kiez.example", &|h| h == "lena")
                .expect("short");
        assert_eq!(text.mentions, ["lena"]);
        assert!(
            text.html.contains("/people/by-handle/lena") && !text.html.contains("by-handle/nobody"),
            "{}",
            text.html
        );
        assert!(text.has_links);
        let inside = Text::render("see https://kiez.example/questions/1/x", "en", "p1", "kiez.example", &|_| false)
            .expect("short");
        assert!(!inside.has_links);
    }

    #[test]
    fn german_and_english_are_told_apart() {
        assert_eq!(detect("Wie setze ich meinen Router auf die Werkseinstellungen zurück?"), Some("de"));
        assert_eq!(detect("How do I reset my router to its factory settings without losing them?"), Some("en"));
        assert_eq!(detect(""), None);
    }
}
