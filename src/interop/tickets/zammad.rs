//! Zammad by its own API, as its documentation describes it: a ticket for each hand-over, and an internal note for what
//! becomes of the question. Looks for what an earlier try has made before it makes anything.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::client::{Client, Fault, Reply};
use super::letter::Letter;
use super::log::Delivery;
use super::systems::System;
use super::webhook::word;
use crate::escalation::hand_over::{HandOver, Report};
use crate::ground::i18n::T;

/// Tickets that a search for a reference returns at most; there is one.
const FOUND: usize = 10;

/// Asks who the token belongs to: works whenever a ticket could be made, and makes none.
///
/// # Errors
/// What Zammad says.
pub fn test(client: &Client, system: &System) -> Result<Reply, Fault> {
    Api { client, system }.ask("GET", "/api/v1/users/me", None).map(|(reply, _)| short(reply))
}

/// A Zammad.
pub struct Api<'a> {
    /// Asks it.
    pub client: &'a Client,
    /// Where it is.
    pub system: &'a System,
}

impl Api<'_> {
    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<(Reply, Value), Fault> {
        let url = format!("{}{path}", self.system.address);
        let token = format!("Token token={}", self.system.token);
        let body = body.map(Value::to_string);
        let reply = self.client.ask(method, &url, &[("authorization", &token)], body.as_deref())?;
        if !reply.is_good() {
            return Err(reply.into());
        }
        let said = serde_json::from_str(&reply.body).unwrap_or_default();
        Ok((reply, said))
    }

    /// Tells of a hand-over, or of what became of it.
    ///
    /// # Errors
    /// What Zammad says.
    pub fn tell(
        &self,
        delivery: &Delivery,
        known: &HandOver,
        letter: &Letter,
        t: &T,
    ) -> Result<(Reply, Option<Report>), Fault> {
        let there = match &known.ticket_id {
            Some(id) => Some(id.clone()),
            None => self.find(&letter.data.hand_over.reference)?,
        };
        match there {
            Some(id) if letter.is_first() => {
                let (reply, ticket) = self.ask("GET", &format!("/api/v1/tickets/{}", number(&id)), None)?;
                Ok((short(reply), Some(self.report(&ticket))))
            }
            None if letter.is_first() => {
                let (reply, ticket) = self.ask("POST", "/api/v1/tickets", Some(&self.ticket(letter, t)))?;
                Ok((short(reply), Some(self.report(&ticket))))
            }
            Some(id) => self.note(delivery, &id, letter, t).map(|reply| (reply, None)),
            None => Err(Fault::of("there is no ticket yet")),
        }
    }

    /// The ticket that an earlier try has made. The search finds too much rather than too little.
    fn find(&self, reference: &str) -> Result<Option<String>, Fault> {
        let path = format!("/api/v1/tickets/search?query={reference}&limit={FOUND}");
        let (_, found) = self.ask("GET", &path, None)?;
        // Tickets themselves, or their numbers with the tickets beside them.
        let tickets: Vec<&Value> = match (&found, found.pointer("/assets/Ticket")) {
            (Value::Array(list), _) => list.iter().collect(),
            (_, Some(Value::Object(by_id))) => by_id.values().collect(),
            _ => Vec::new(),
        };
        let mark = format!("[{reference}]");
        let ours = |ticket: &&&Value| ticket["title"].as_str().is_some_and(|title| title.contains(&mark));
        Ok(tickets.iter().find(ours).and_then(|ticket| word(&ticket["id"])))
    }

    fn ticket(&self, letter: &Letter, t: &T) -> Value {
        json!({
            "title": letter.subject(),
            "group": self.system.group_name,
            "customer_id": format!("guess:{}", self.system.customer),
            "article": {
                "subject": letter.data.question.title,
                "body": body(letter, t),
                "content_type": "text/plain",
                "type": "note",
                // Without this it would count as an agent's.
                "sender": "Customer",
                "internal": false,
            },
        })
    }

    /// An internal note, unless an earlier try has left it there.
    fn note(&self, delivery: &Delivery, id: &str, letter: &Letter, t: &T) -> Result<Reply, Fault> {
        let (id, mark) = (number(id), format!("({})", delivery.message_id));
        if delivery.last_tried_at.is_some() {
            let (reply, articles) = self.ask("GET", &format!("/api/v1/ticket_articles/by_ticket/{id}"), None)?;
            let is_there = |article: &Value| article["body"].as_str().is_some_and(|body| body.contains(&mark));
            if articles.as_array().is_some_and(|all| all.iter().any(is_there)) {
                return Ok(short(reply));
            }
        }
        let note = json!({ "article": {
            "subject": letter.subject(),
            "body": format!("{}\n\n{mark}", body(letter, t)),
            "content_type": "text/plain",
            "type": "note",
            "internal": true,
        } });
        self.ask("PUT", &format!("/api/v1/tickets/{id}"), Some(&note)).map(|(reply, _)| short(reply))
    }

    fn report(&self, ticket: &Value) -> Report {
        let id = word(&ticket["id"]);
        Report {
            url: id.as_ref().map(|id| format!("{}/#ticket/zoom/{id}", self.system.address)),
            number: word(&ticket["number"]),
            state: ticket["state"].as_str().map(str::to_owned),
            id,
            at: None,
        }
    }
}

/// An id for a path: digits, whatever somebody sent us as one.
fn number(id: &str) -> Cow<'_, str> {
    if id.chars().all(|c| c.is_ascii_digit()) { Cow::Borrowed(id) } else { Cow::Borrowed("0") }
}

/// The status says it all; a ticket with everything about it is not for the log.
fn short(reply: Reply) -> Reply {
    Reply { body: String::new(), ..reply }
}

fn body(letter: &Letter, t: &T) -> String {
    let mut words = letter.words(t);
    words.push(letter.data.question.url.clone());
    words.join("\n\n")
}
