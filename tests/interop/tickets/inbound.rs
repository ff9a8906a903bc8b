//! What comes back: only what is signed, once each, and an answer only if it says that it may be public.

use diesel::prelude::*;
use kiez::accounts::tables::grants;
use kiez::escalation::kinds::{Outcome, SystemKind, Trouble};
use kiez::ground::clock::{MINUTE, Micros};
use kiez::interop::tickets::sign;
use kiez::threads::Rules;
use kiez::threads::tables::posts;
use serde_json::{Value, json};

use super::Counter;
use crate::support::stage::Stage;
use crate::support::{Database, Forum};

/// A forum over HTTP with a ticket system that signs.
struct Line<'a> {
    forum: &'a Forum,
    counter: Counter<'a>,
    system: i64,
    secret: String,
}

fn lines(kind: SystemKind, play: impl Fn(&Line<'_>)) {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        let forum = Forum::start_with(database, |_| {});
        let services = &forum.services;
        let stage = Stage { db: services.db.clone(), clock: forum.clock.clone(), rules: Rules::of(services) };
        let counter = Counter::within(&stage);
        let address = if kind == SystemKind::Mail { "a@t.example" } else { "http://127.0.0.1:1" };
        let (system, secret) = counter.system(kind, address);
        play(&Line { forum: &forum, counter, system, secret });
    }
}

impl Line<'_> {
    fn send(&self, headers: &[(&str, &str)], body: &str) -> (u16, Value) {
        self.send_to(&self.system.to_string(), headers, body)
    }

    fn send_to(&self, system: &str, headers: &[(&str, &str)], body: &str) -> (u16, Value) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut request = agent
            .post(format!("{}/api/ticket-systems/{system}", self.forum.url))
            .header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = request.send(body).expect("an answer");
        let text = response.body_mut().read_to_string().expect("text");
        (response.status().as_u16(), serde_json::from_str(&text).unwrap_or_else(|_| panic!("JSON, not {text}")))
    }

    /// As Standard Webhooks says.
    fn say(&self, id: &str, body: &Value) -> (u16, Value) {
        self.say_at(id, body, self.counter.stage.now())
    }

    fn say_at(&self, id: &str, body: &Value, at: Micros) -> (u16, Value) {
        let (body, seconds) = (body.to_string(), sign::seconds(at));
        let signature = sign::standard(&self.secret, id, seconds, body.as_bytes());
        let seconds = seconds.to_string();
        let headers =
            [("webhook-id", id), ("webhook-timestamp", seconds.as_str()), ("webhook-signature", signature.as_str())];
        self.send(&headers, &body)
    }

    /// As Zammad does.
    fn zammad(&self, body: &Value) -> (u16, Value) {
        let body = body.to_string();
        self.send(&[("x-hub-signature", &sign::hub(&self.secret, body.as_bytes())), ("x-zammad-delivery", "d1")], &body)
    }

    fn answers(&self, question: i64) -> Vec<(i64, String)> {
        self.counter.stage.read(|conn| {
            posts::table
                .filter(posts::question_id.eq(question))
                .filter(posts::kind.eq("answer"))
                .order(posts::id)
                .select((posts::author_id, posts::body))
                .load(conn)
        })
    }
}

#[test]
fn a_public_answer_ends_the_waiting_and_comes_once() {
    lines(SystemKind::Webhook, |line| {
        let counter = &line.counter;
        let (question, id) = counter.handed_over("Router does not start any more", line.system);
        let (status, said) = line
            .say("m1", &json!({ "hand_over": id, "state": "in progress", "ticket": { "id": 81, "number": "10081" } }));
        assert_eq!((status, &said["answer"]), (200, &"none".into()), "{said}");
        let known = counter.hand_over(question);
        assert_eq!(
            (known.ticket_state.as_deref(), known.ticket_number.as_deref()),
            (Some("in progress"), Some("10081"))
        );
        let (status, said) = line.say("m2", &json!({ "hand_over": id, "answer": "Only for us: line 7." }));
        assert_eq!((status, &said["answer"]), (200, &"not_public".into()));
        assert!(counter.row(question).waits && line.answers(question).is_empty());
        let answer = json!({ "ticket": { "id": "81" }, "state": "closed", "closed": true, "answer": "Line 7 works **again**.", "public": true });
        let (status, said) = line.say("m3", &answer);
        assert_eq!((status, &said["answer"]), (200, &"posted".into()), "{said}");
        assert!(said["url"].as_str().is_some_and(|url| url.starts_with(&line.forum.url)), "{said}");
        assert_eq!(line.answers(question), [(counter.nora, "Line 7 works **again**.".to_owned())]);
        let known = counter.hand_over(question);
        assert_eq!((known.outcome, known.trouble, counter.row(question).waits), (Some(Outcome::Answered), None, false));
        // Replayed: nothing happens.
        assert_eq!(line.say("m3", &answer), (200, json!({ "status": "known" })));
        assert_eq!(line.answers(question).len(), 1);
        let page = line.forum.browser().get(&format!("/questions/{question}/x"));
        let page = if page.status == 200 { page } else { line.forum.browser().follow(&page) };
        assert!(page.body.contains("works <strong>again</strong>"), "{}", page.status);
        // The hand-over is over: another answer comes too late.
        let (status, said) = line.say("m4", &json!({ "hand_over": id, "answer": "One more thing.", "public": true }));
        assert_eq!((status, &said["error"]), (409, &"over".into()));
    });
}

#[test]
fn what_is_not_signed_not_now_or_not_sound_changes_nothing() {
    lines(SystemKind::Webhook, |line| {
        let counter = &line.counter;
        let (question, id) = counter.handed_over("Router does not start any more", line.system);
        let answer = json!({ "hand_over": id, "answer": "Buy at evil.example", "public": true });
        let now = counter.stage.now();
        assert_eq!(line.send(&[], &answer.to_string()).0, 401);
        assert_eq!(line.say_at("m1", &answer, now.plus(-6 * MINUTE)).0, 401, "too old");
        assert_eq!(line.say_at("m1", &answer, now.plus(6 * MINUTE)).0, 401, "from the future");
        let signature = sign::hub(&line.secret, answer.to_string().as_bytes());
        assert_eq!(line.send(&[("x-hub-signature", &signature)], &answer.to_string()).0, 401, "only Zammad signs so");
        let seconds = sign::seconds(now).to_string();
        let other = sign::standard(&line.secret, "m1", sign::seconds(now), b"{}");
        let headers =
            [("webhook-id", "m1"), ("webhook-timestamp", seconds.as_str()), ("webhook-signature", other.as_str())];
        assert_eq!(line.send(&headers, &answer.to_string()).0, 401, "another body");
        assert_eq!(line.send_to("99", &headers, "{}").0, 404);
        assert_eq!(line.send_to("x", &headers, "{}").0, 404);
        assert_eq!(line.say("m2", &json!({ "hand_over": 99 })).0, 404);
        let (other_system, _) = counter.system(SystemKind::Webhook, "http://127.0.0.1:2");
        let (_, elsewhere) = counter.handed_over("Another one's question", other_system);
        assert_eq!(line.say("m3", &json!({ "hand_over": elsewhere })).0, 404, "another system's");
        for bad in [json!([]), json!({}), json!({ "hand_over": "x" }), json!({ "hand_over": id, "pubic": true })] {
            let (status, said) = line.say("m4", &bad);
            assert_eq!((status, &said["error"]), (422, &"invalid".into()), "{bad}");
        }
        let long = json!({ "hand_over": id, "answer": "x".repeat(40_000), "public": true });
        assert_eq!(line.say("m5", &long).0, 422);
        assert_eq!(line.say("m6", &json!({ "hand_over": id, "answer": "x".repeat(300_000) })).0, 413);
        assert!(line.answers(question).is_empty() && counter.row(question).waits);
        assert_eq!(line.say("m5", &json!({ "hand_over": id })).0, 200, "what was refused was not taken");
    });
}

#[test]
fn a_ticket_closed_without_an_answer_waits_for_staff() {
    lines(SystemKind::Mail, |line| {
        let counter = &line.counter;
        let (question, id) = counter.handed_over("Router does not start any more", line.system);
        assert_eq!(line.say("m1", &json!({ "hand_over": id, "state": "closed", "closed": true })).0, 200);
        assert_eq!(counter.hand_over(question).trouble, Some(Trouble::ClosedWithoutAnswer));
        assert!(counter.row(question).waits, "nothing public was said");
        assert_eq!(line.say("m2", &json!({ "hand_over": id, "state": "open" })).0, 200);
        assert_eq!(counter.hand_over(question).trouble, None);
    });
}

#[test]
fn nobody_answers_who_may_not_any_more() {
    lines(SystemKind::Webhook, |line| {
        let counter = &line.counter;
        let (question, id) = counter.handed_over("Router does not start any more", line.system);
        let nora = counter.nora;
        counter
            .stage
            .write(move |tx| Ok(diesel::delete(grants::table.filter(grants::person_id.eq(nora))).execute(tx.conn())?))
            .expect("no role any more");
        let answer = json!({ "hand_over": id, "answer": "Line 7 works again.", "public": true });
        let (status, said) = line.say("m1", &answer);
        assert_eq!((status, &said["error"]), (409, &"refused".into()));
        assert_eq!(counter.hand_over(question).trouble, Some(Trouble::AnswerRefused));
        counter.stage.grant(nora, kiez::accounts::roles::Role::Staff, kiez::accounts::roles::Scope::Everywhere);
        assert_eq!(line.say("m1", &answer).1["answer"], "posted", "the same message may come again");
    });
}

#[test]
fn zammad_posts_its_agents_public_articles() {
    lines(SystemKind::Zammad, |line| {
        let counter = &line.counter;
        let (question, id) = counter.handed_over("Router does not start any more", line.system);
        let title = format!("Router does not start any more [Kiez-{question}-{id}]");
        let body = |state: &str, article: Value, at: &str| json!({ "ticket": { "id": 81, "number": "10081", "title": title, "state": state, "updated_at": at }, "article": article });
        let note =
            json!({ "id": 7, "sender": "Agent", "internal": true, "content_type": "text/html", "body": "Line 7?" });
        assert_eq!(line.zammad(&body("open", note, "2026-03-02T10:01:00Z")).0, 200);
        assert_eq!(counter.hand_over(question).ticket_state.as_deref(), Some("open"));
        assert!(line.answers(question).is_empty());
        let public = json!({ "id": 8, "sender": "Agent", "internal": false, "content_type": "text/html",
                             "body": "Line 7 works <b>again</b>.<script>alert(1)</script>" });
        let wrong = line.send(&[("x-hub-signature", "sha1=00")], &body("open", public.clone(), "x").to_string());
        assert_eq!(wrong.0, 401);
        let (status, said) = line.zammad(&body("open", public.clone(), "2026-03-02T10:02:00Z"));
        assert_eq!((status, &said["answer"]), (200, &"posted".into()), "{said}");
        // Fired twice, as on a recalculation: another body about the same article.
        let (status, said) = line.zammad(&body("closed", public, "2026-03-02T10:03:00Z"));
        assert_eq!((status, &said["answer"]), (200, &"none".into()), "{said}");
        assert_eq!(line.answers(question), [(counter.nora, "Line 7 works **again**.".to_owned())]);
        // A recorded message that is older than what is known changes nothing.
        let old = body("new", json!({}), "2026-03-02T10:00:00Z");
        assert_eq!(line.zammad(&old).0, 200);
        assert_eq!(counter.hand_over(question).ticket_state.as_deref(), Some("closed"));
    });
}
