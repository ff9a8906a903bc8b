//! What search engines are told: a QAPage of schema.org, and a summary in plain words.

use serde_json::{Value, json};

use crate::ground::markdown::excerpt;

use super::view::{Post, Thread};

/// Characters of a text in structured data.
const LENGTH: usize = 400;
/// Answers that are named beside the accepted ones.
const SUGGESTED: usize = 10;

/// The words of cleaned HTML on one line, at most `max` characters.
pub fn summary(html: &str, max: usize) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(rest.get(..open).unwrap_or_default());
        let tag = rest.get(open..).unwrap_or_default();
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        // Words of neighbouring blocks must not grow together; inline marks may stand inside a word.
        let inline =
            ["<a", "</a", "<em", "</em", "<strong", "</strong", "<code", "</code", "<span", "</span", "<del", "</del"];
        if !inline.iter().any(|mark| tag.starts_with(mark)) {
            text.push(' ');
        }
        rest = tag.get(end..).unwrap_or_default();
        if text.len() > max * 6 {
            break;
        }
    }
    text.push_str(rest.get(..rest.len().min(max * 6)).unwrap_or(""));
    let plain = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    excerpt(&plain, max)
}

/// The thread as JSON-LD, safe inside `<script>`.
pub fn qa_page(thread: &Thread, site: &str) -> String {
    let accepted: Vec<Value> =
        thread.answers.iter().filter(|a| a.accepted.is_some()).map(|a| answer(a, site)).collect();
    let suggested: Vec<Value> =
        thread.answers.iter().filter(|a| a.accepted.is_none()).take(SUGGESTED).map(|a| answer(a, site)).collect();
    let mut question = post(&thread.question, "Question", site);
    if let Some(fields) = question.as_object_mut() {
        fields.insert("name".into(), thread.title.clone().into());
        fields.insert("answerCount".into(), thread.answer_count.into());
        if !accepted.is_empty() {
            fields.insert("acceptedAnswer".into(), accepted.into());
        }
        if !suggested.is_empty() {
            fields.insert("suggestedAnswer".into(), suggested.into());
        }
    }
    let page = json!({ "@context": "https://schema.org", "@type": "QAPage", "inLanguage": thread.lang, "mainEntity": question });
    page.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn answer(view: &Post, site: &str) -> Value {
    post(view, "Answer", site)
}

fn post(view: &Post, kind: &str, site: &str) -> Value {
    json!({
        "@type": kind,
        "text": summary(&view.html.0, LENGTH),
        "url": format!("{site}{}", view.path),
        "upvoteCount": view.score,
        "datePublished": view.created_at.rfc3339(),
        "author": { "@type": "Person", "name": view.author.name, "url": format!("{site}{}", view.author.path) },
    })
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
    }
}
