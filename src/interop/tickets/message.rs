//! What a ticket system may send: our own JSON, or Zammad's default payload.

use serde::Deserialize;
use serde_json::Value;

use super::webhook::word;
use crate::escalation::hand_over::Report;
use crate::ground::clock::Micros;

/// A message, whoever sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The hand-over's number, if it is named.
    pub hand_over: Option<i64>,
    /// What is said of the ticket.
    pub report: Report,
    /// Whether the ticket is closed there.
    pub closed: bool,
    /// An answer in Markdown.
    pub answer: Option<String>,
    /// Whether it may be public.
    pub public: bool,
    /// What makes the answer this one and no other, beyond the message's own id.
    pub answer_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ours {
    hand_over: Option<i64>,
    #[serde(default)]
    ticket: Ticket,
    state: Option<String>,
    #[serde(default)]
    closed: bool,
    answer: Option<String>,
    #[serde(default)]
    public: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ticket {
    id: Option<Value>,
    number: Option<Value>,
    url: Option<String>,
}

/// Our own JSON, as docs/HAND_OVER.md describes it.
///
/// # Errors
/// What is wrong with it.
pub fn ours(body: &[u8]) -> Result<Message, String> {
    let ours: Ours = serde_json::from_slice(body).map_err(|why| why.to_string())?;
    let id = ours.ticket.id.as_ref().and_then(word);
    if ours.hand_over.is_none() && id.is_none() {
        return Err("one of hand_over and ticket.id is needed".into());
    }
    if ours.public && ours.answer.as_deref().is_none_or(|text| text.trim().is_empty()) {
        return Err("public is said of no answer".into());
    }
    let number = ours.ticket.number.as_ref().and_then(word);
    Ok(Message {
        hand_over: ours.hand_over,
        report: Report { id, number, url: ours.ticket.url, state: ours.state, at: None },
        closed: ours.closed,
        answer: ours.answer,
        public: ours.public,
        answer_id: None,
    })
}

/// What Zammad's webhook sends if nobody gave it another payload. Only an agent's article that is not internal is an
/// answer; our own one is a customer's, our notes are internal.
///
/// # Errors
/// What is wrong with it.
pub fn zammads(body: &[u8]) -> Result<Message, String> {
    let all: Value = serde_json::from_slice(body).map_err(|why| why.to_string())?;
    let (ticket, article) = (&all["ticket"], &all["article"]);
    let Some(id) = word(&ticket["id"]) else { return Err("ticket.id is needed".into()) };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    // A name, or the state with its name.
    let state = text(&ticket["state"]).or_else(|| text(&ticket["state"]["name"]));
    let closed = state.as_deref().is_some_and(|state| ["closed", "merged"].iter().any(|end| state.starts_with(end)));
    let at = text(&ticket["updated_at"]).and_then(|at| at.parse::<jiff::Timestamp>().ok()).map(Micros::from);
    let by_agent = text(&article["sender"]).or_else(|| text(&article["sender"]["name"])).as_deref() == Some("Agent");
    let public = by_agent && article["internal"] == Value::Bool(false);
    let html = text(&article["content_type"]).is_some_and(|kind| kind.starts_with("text/html"));
    let answer = text(&article["body"]).filter(|_| public).map(|body| if html { markdown(&body) } else { body });
    let answer = answer.filter(|text| !text.trim().is_empty());
    Ok(Message {
        hand_over: text(&ticket["title"]).as_deref().and_then(referred),
        report: Report { id: Some(id), number: word(&ticket["number"]), url: None, state, at },
        closed,
        public: answer.is_some(),
        answer,
        answer_id: word(&article["id"]).map(|id| format!("article-{id}")),
    })
}

/// The hand-over's number in a title: `… [Kiez-4711-3]`.
fn referred(title: &str) -> Option<i64> {
    let (_, rest) = title.rsplit_once("[Kiez-")?;
    let (numbers, _) = rest.split_once(']')?;
    numbers.split_once('-')?.1.parse().ok()
}

/// Pictures and files stay where they are: nobody here may see them.
fn markdown(html: &str) -> String {
    let converter = htmd::HtmlToMarkdown::builder().skip_tags(vec!["img", "script", "style", "head", "title"]).build();
    converter.convert(html).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_json_is_taken_word_for_word() {
        let body = br#"{"hand_over": 3, "ticket": {"id": 81, "number": "10081"}, "state": "open", "answer": "Try **this**.", "public": true}"#;
        let message = ours(body).expect("sound");
        assert_eq!((message.hand_over, message.public, message.closed), (Some(3), true, false));
        assert_eq!(message.report.id.as_deref(), Some("81"));
        assert_eq!(
            ours(br#"{"hand_over": 3, "answer": "x"}"#).map(|m| m.public),
            Ok(false),
            "only what says so is public"
        );
        for bad in ["", "[]", "{}", r#"{"hand_over": 3, "pubic": true}"#, r#"{"hand_over": 3, "public": true}"#] {
            assert!(ours(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_an_agents_public_article_is_an_answer() {
        let body = |sender: &str, internal: bool| {
            serde_json::json!({
                "ticket": { "id": 81, "number": "10081", "title": "Router [Kiez-4711-3]", "state": "open",
                            "updated_at": "2026-11-22T08:00:00.000Z" },
                "article": { "id": 104, "sender": sender, "internal": internal, "content_type": "text/html",
                             "body": "Hold <b>reset</b> for ten seconds.<img src=\"/api/v1/x\">" },
            })
            .to_string()
        };
        let message = zammads(body("Agent", false).as_bytes()).expect("sound");
        assert_eq!(message.answer.as_deref(), Some("Hold **reset** for ten seconds."));
        assert_eq!((message.hand_over, message.public), (Some(3), true));
        assert_eq!(message.answer_id.as_deref(), Some("article-104"));
        for (sender, internal) in [("Agent", true), ("Customer", false), ("System", false)] {
            assert_eq!(zammads(body(sender, internal).as_bytes()).expect("sound").answer, None, "{sender} {internal}");
        }
        let closed = zammads(br#"{"ticket": {"id": 81, "state": {"name": "closed"}}, "article": {}}"#).expect("sound");
        assert!(closed.closed && !closed.public && closed.hand_over.is_none());
        assert!(zammads(b"{}").is_err() && zammads(b"nonsense").is_err());
        assert_eq!((referred("x [Kiez-1-2] y"), referred("x [Kiez-1] y"), referred("x")), (Some(2), None, None));
    }
}
