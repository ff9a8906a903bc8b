//! The signed webhook: one POST of JSON as Standard Webhooks says, and what the receiver may tell of its ticket.

use super::client::{Client, Fault, Reply};
use super::log::Delivery;
use super::sign;
use super::systems::System;
use crate::escalation::hand_over::Report;
use crate::ground::clock::Micros;

/// What a receiver may answer with; whoever answers something else is not asked for it.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Ticket {
    id: Option<serde_json::Value>,
    number: Option<serde_json::Value>,
    url: Option<String>,
    state: Option<String>,
}

/// A word or a number, as a word.
pub(super) fn word(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Posts a body.
///
/// # Errors
/// Anything but a status of 2xx.
pub fn post(
    client: &Client,
    system: &System,
    delivery: &Delivery,
    body: &str,
    now: Micros,
) -> Result<(Reply, Option<Report>), Fault> {
    let seconds = sign::seconds(now);
    let signature = sign::standard(&system.secret, &delivery.message_id, seconds, body.as_bytes());
    let seconds = seconds.to_string();
    let headers = [
        ("webhook-id", delivery.message_id.as_str()),
        ("webhook-timestamp", seconds.as_str()),
        ("webhook-signature", signature.as_str()),
    ];
    let reply = client.ask("POST", &system.address, &headers, Some(body))?;
    if !reply.is_good() {
        return Err(reply.into());
    }
    let ticket: Option<Ticket> = serde_json::from_str(&reply.body).ok();
    let report = ticket.map(|ticket| Report {
        id: ticket.id.as_ref().and_then(word),
        number: ticket.number.as_ref().and_then(word),
        url: ticket.url,
        state: ticket.state,
        at: None,
    });
    Ok((reply, report))
}
