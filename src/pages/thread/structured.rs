//! What search engines are told: a QAPage of schema.org, and a summary in plain words.

use serde::Serialize;

use crate::ground::markdown::excerpt;

use super::view::{Post, Thread};

/// Characters of a text in structured data.
const LENGTH: usize = 400;
/// Answers that are named beside the accepted ones.
const SUGGESTED: usize = 10;

/// The words of cleaned HTML on one line, at most `max` characters.
pub fn summary(html: &str, max: usize) -> String {
    let mut text = String::with_capacity(max * 2);
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']).filter(|_| text.len() <= max * 6) {
        let (before, special) = rest.split_at(at);
        text.push_str(before);
        rest = if special.starts_with('<') {
            let end = special.find('>').map_or(special.len(), |end| end + 1);
            let (tag, after) = special.split_at(end);
            // Words of neighbouring blocks must not grow together; inline marks may stand inside a word.
            if !is_inline(tag) {
                text.push(' ');
            }
            after
        } else {
            let (c, length) = entity(special);
            text.push(c);
            special.get(length..).unwrap_or_default()
        };
    }
    text.push_str(rest.get(..rest.floor_char_boundary(max * 6)).unwrap_or_default());
    excerpt(&text, max)
}

fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).split(['>', ' ', '/']).next().unwrap_or_default();
    matches!(name, "a" | "em" | "strong" | "code" | "span" | "del")
}

/// The character of an entity that the cleaner writes, and the entity's length; anything else is an ampersand.
fn entity(text: &str) -> (char, usize) {
    let known = [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' '), ("&amp;", '&')];
    let found = known.into_iter().find(|(name, _)| text.starts_with(name));
    found.map_or(('&', 1), |(name, c)| (c, name.len()))
}

/// The thread as JSON-LD, safe inside `<script>`.
pub fn qa_page<'t>(thread: &'t Thread, site: &str) -> String {
    let (accepted, others): (Vec<&'t Post>, Vec<&'t Post>) =
        thread.answers.iter().partition(|post| post.accepted.is_some());
    let answer = |post: &'t Post| item(post, "Answer", site);
    let question = Asked {
        item: item(&thread.question, "Question", site),
        name: &thread.title,
        answer_count: thread.answer_count,
        accepted_answer: accepted.into_iter().map(answer).collect(),
        suggested_answer: others.into_iter().take(SUGGESTED).map(answer).collect(),
    };
    let page =
        QaPage { context: "https://schema.org", kind: "QAPage", in_language: &thread.lang, main_entity: question };
    serde_json::to_string(&page).map(|json| safe(&json)).unwrap_or_default()
}

/// JSON without characters that mean something in HTML.
fn safe(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    let mut rest = json;
    while let Some(at) = rest.find(['<', '>', '&']) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match special.as_bytes().first() {
            Some(b'<') => "\\u003c",
            Some(b'>') => "\\u003e",
            _ => "\\u0026",
        });
        rest = special.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QaPage<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    in_language: &'a str,
    main_entity: Asked<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Asked<'a> {
    #[serde(flatten)]
    item: Item<'a>,
    name: &'a str,
    answer_count: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accepted_answer: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggested_answer: Vec<Item<'a>>,
}

/// A question or an answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: String,
    url: String,
    upvote_count: i64,
    date_published: String,
    author: Author<'a>,
}

#[derive(Serialize)]
struct Author<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
}

fn item<'a>(view: &'a Post, kind: &'static str, site: &str) -> Item<'a> {
    Item {
        kind,
        text: summary(&view.html.0, LENGTH),
        url: format!("{site}{}", view.path),
        upvote_count: view.score,
        date_published: view.created_at.rfc3339(),
        author: Author { kind: "Person", name: &view.author.name, url: format!("{site}{}", view.author.path) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_marks() {
        assert_eq!(
            summary("<p>Meine <strong>Tann</strong>Box</p><ul><li>a &lt; b</li><li>c</li></ul>", 99),
            "Meine TannBox a < b c"
        );
        assert_eq!(summary("<p>eins zwei drei</p>", 9), "eins…");
        assert_eq!(summary("kein Ende <b", 99), "kein Ende");
        assert_eq!(summary("a &amp;lt; b &weiß; <br>&#39;c&quot;", 99), "a &lt; b &weiß; 'c\"");
        assert_eq!(summary(&"ä".repeat(10_000), 9), "ääääääää…");
    }
}
