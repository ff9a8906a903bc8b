//! There and back again with a stand-in that behaves as Zammad's public documentation says: tokens, search, tickets
//! with an id and a number, articles, and its webhook with `X-Hub-Signature`.

use std::sync::{Arc, Mutex};

use kiez::escalation::kinds::SystemKind;
use kiez::ground::clock::HOUR;
use kiez::interop::tickets::log::DeliveryState;
use serde_json::{Value, json};

use super::counters;
use crate::support::elsewhere::{Asked, Elsewhere};

/// What it holds.
#[derive(Default)]
struct Inside {
    /// id, title, articles
    tickets: Vec<(i64, String, Vec<Value>)>,
    /// How many requests fail after they were done, as when the line breaks.
    break_after: usize,
    groups: Vec<&'static str>,
}

fn zammad(inside: &Arc<Mutex<Inside>>) -> Elsewhere {
    let inside = inside.clone();
    Elsewhere::start(move |asked| {
        let mut inside = inside.lock().expect("no panic");
        let before = inside.tickets.iter().map(|ticket| ticket.2.len()).sum::<usize>();
        let answer = answer(&mut inside, asked);
        let after = inside.tickets.iter().map(|ticket| ticket.2.len()).sum::<usize>();
        if after > before && inside.break_after > 0 {
            inside.break_after -= 1;
            return (502, "Bad Gateway".into());
        }
        (answer.0, answer.1.to_string())
    })
}

fn ticket(id: i64, title: &str) -> Value {
    json!({ "id": id, "group_id": 2, "state_id": 1, "number": format!("22{id:03}"), "title": title })
}

fn answer(inside: &mut Inside, asked: &Asked) -> (u16, Value) {
    if asked.header("authorization") != "Token token=zammad-token" {
        return (401, json!({ "error": "Invalid BasicAuth credentials" }));
    }
    let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
    let body = asked.json();
    match (asked.method.as_str(), path) {
        ("GET", "/api/v1/users/me") => (200, json!({ "id": 3, "login": "kiez@forum.example" })),
        ("GET", "/api/v1/tickets/search") => {
            // Finds every ticket that has a part of the words, as a search does.
            let words =
                url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "query").expect("a query").1;
            let has = |title: &str| words.split('-').any(|word| title.contains(word));
            let found: Vec<&(i64, String, Vec<Value>)> = inside.tickets.iter().filter(|one| has(&one.1)).collect();
            let assets: serde_json::Map<String, Value> =
                found.iter().map(|one| (one.0.to_string(), ticket(one.0, &one.1))).collect();
            let ids: Vec<i64> = found.iter().map(|one| one.0).collect();
            (200, json!({ "tickets": ids, "tickets_count": ids.len(), "assets": { "Ticket": assets } }))
        }
        ("POST", "/api/v1/tickets") => {
            if !inside.groups.iter().any(|group| body["group"] == *group) {
                return (422, json!({ "error": "No lookup value found for 'group'", "error_human": "…" }));
            }
            let id = 81 + i64::try_from(inside.tickets.len()).expect("few");
            let title = body["title"].as_str().expect("a title").to_owned();
            inside.tickets.push((id, title.clone(), vec![body["article"].clone()]));
            (201, ticket(id, &title))
        }
        (method, path) => {
            let id: i64 = path.rsplit('/').next().and_then(|id| id.parse().ok()).unwrap_or_default();
            let Some(known) = inside.tickets.iter_mut().find(|one| one.0 == id) else {
                return (404, json!({ "error": "Couldn't find Ticket" }));
            };
            match method {
                "GET" if path.starts_with("/api/v1/ticket_articles/by_ticket/") => (200, json!(known.2)),
                "GET" => (200, ticket(id, &known.1)),
                "PUT" => {
                    known.2.push(body["article"].clone());
                    (200, ticket(id, &known.1))
                }
                _ => (404, json!({})),
            }
        }
    }
}

#[test]
fn one_ticket_for_each_hand_over_even_if_the_line_breaks() {
    counters(|counter| {
        let inside: Arc<Mutex<Inside>> = Arc::default();
        let server = zammad(&inside);
        let (system, _) = counter.system(SystemKind::Zammad, &format!("{}/", server.url));
        let (question, id) = counter.handed_over("Router does not start any more", system);
        counter.work_later();
        let waiting = counter.deliveries().remove(0);
        assert_eq!(waiting.last_status, Some(422), "there is no such group");
        assert!(waiting.last_error.is_some_and(|said| said.contains("No lookup value found for 'group'")));
        {
            let mut inside = inside.lock().expect("no panic");
            inside.groups = vec!["2nd Level"];
            inside.tickets.push((7, format!("Router again [Kiez-{question}-{}]", id + 1), Vec::new()));
            inside.break_after = 1;
        }
        for _ in 0..3 {
            counter.stage.clock.advance(HOUR);
            counter.work();
        }
        let delivery = counter.deliveries().remove(0);
        let statuses: Vec<_> = counter.tries(delivery.id).iter().map(|one| one.status).collect();
        assert_eq!(statuses, [Some(422), Some(502), Some(200)], "made, not heard of, found");
        let known = counter.hand_over(question);
        assert_eq!((known.ticket_id.as_deref(), known.ticket_number.as_deref()), (Some("82"), Some("22082")));
        assert_eq!(known.ticket_url, Some(format!("{}/#ticket/zoom/82", server.url)));
        {
            let inside = inside.lock().expect("no panic");
            assert_eq!(inside.tickets.len(), 2, "one ticket besides the one that was there");
            let (_, title, articles) = &inside.tickets[1];
            assert_eq!(title, &format!("Router does not start any more [Kiez-{question}-{id}]"));
            let article = &articles[0];
            assert_eq!((&article["sender"], &article["internal"]), (&"Customer".into(), &false.into()));
            assert!(article["body"].as_str().is_some_and(|body| body.contains("Line 7 is down.")));
        }
        // What becomes of it is an internal note, once, even if the line breaks again.
        inside.lock().expect("no panic").break_after = 1;
        counter.take_back(question);
        for _ in 0..3 {
            counter.work();
            counter.stage.clock.advance(HOUR);
        }
        let inside = inside.lock().expect("no panic");
        let notes: Vec<&Value> = inside.tickets[1].2.iter().skip(1).collect();
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert_eq!(notes[0]["internal"], true);
        assert!(counter.deliveries().iter().all(|one| one.state == DeliveryState::Delivered));
    });
}
