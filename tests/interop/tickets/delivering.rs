//! What goes out: signed, tried again with the same id, every try in the log, and never what not everybody may read.

use std::sync::atomic::{AtomicUsize, Ordering};

use kiez::accounts::roles::{Role, Scope};
use kiez::escalation::kinds::SystemKind;
use kiez::ground::clock::{DAY, HOUR, MINUTE, SECOND};
use kiez::ground::refusal::Refusal;
use kiez::interop::tickets::log::{self, DeliveryState};
use kiez::interop::tickets::sign;
use kiez::threads::kinds::HideReason;
use kiez::threads::{answer, hide};

use super::{SITE, counters};
use crate::support::elsewhere::Elsewhere;
use crate::support::stage::text;

#[test]
fn a_webhook_is_signed_and_says_what_everybody_may_read() {
    counters(|counter| {
        let tickets =
            Elsewhere::start(|_| (200, r#"{"id": 81, "number": "10081", "url": "https://t.example/81"}"#.into()));
        let (system, secret) = counter.system(SystemKind::Webhook, &format!("{}/hook", tickets.url));
        let question = counter.with_team("Router does not start any more");
        counter.stage.answer(counter.asker, question);
        let id = counter.try_hand_over(question, system).expect("handed over");
        counter.work();
        assert!(tickets.asked().is_empty(), "it can still be taken back");
        counter.work_later();
        let asked = tickets.asked();
        assert_eq!(asked.len(), 1);
        let one = &asked[0];
        assert_eq!((one.method.as_str(), one.path.as_str()), ("POST", "/hook"));
        let now = counter.stage.now();
        let (id_header, time) = (one.header("webhook-id"), one.header("webhook-timestamp"));
        let signature = one.header("webhook-signature");
        assert!(sign::is_standard(&secret, id_header, time, signature, one.body.as_bytes(), now), "{one:?}");
        let said = one.json();
        assert_eq!(said["type"], "question.handed_over");
        let (hand_over, asked) = (&said["data"]["hand_over"], &said["data"]["question"]);
        assert_eq!(
            (&hand_over["id"], &hand_over["note"], &hand_over["by"]),
            (&id.into(), &"Line 7 is down.".into(), &"Nora".into())
        );
        assert_eq!(hand_over["reply_to"], format!("{SITE}/api/ticket-systems/{system}"));
        assert_eq!((&asked["title"], &asked["lang"]), (&"Router does not start any more".into(), &"en".into()));
        assert_eq!((&asked["asker"], &asked["tags"]), (&"Lena".into(), &serde_json::json!(["router"])));
        assert!(asked["due"].is_string() && asked["url"].as_str().is_some_and(|url| url.starts_with(SITE)));
        assert_eq!(said["data"]["answers"][0]["text"], "Hold the button for ten seconds.");
        let known = counter.hand_over(question);
        assert_eq!((known.ticket_id.as_deref(), known.ticket_number.as_deref()), (Some("81"), Some("10081")));
        counter.work_later();
        assert_eq!(tickets.asked().len(), 1, "once");
    });
}

#[test]
fn it_is_tried_again_with_the_same_id_and_every_try_is_kept() {
    counters(|counter| {
        let count = AtomicUsize::new(0);
        let tickets = Elsewhere::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
            0 => (500, "no\nroom".into()),
            1 => (302, "http://127.0.0.1:1/elsewhere".into()),
            _ => (204, String::new()),
        });
        let (system, _) = counter.system(SystemKind::Webhook, &tickets.url);
        counter.handed_over("Router does not start any more", system);
        counter.work_later();
        let waiting = counter.deliveries().remove(0);
        assert_eq!((waiting.state, waiting.attempts, waiting.last_status), (DeliveryState::Waiting, 1, Some(500)));
        for _ in 0..3 {
            counter.stage.clock.advance(HOUR);
            counter.work();
        }
        let done = counter.deliveries().remove(0);
        assert_eq!((done.state, done.attempts, done.last_status), (DeliveryState::Delivered, 3, Some(204)));
        let tries = counter.tries(done.id);
        assert_eq!(tries.iter().map(|one| one.status).collect::<Vec<_>>(), [Some(500), Some(302), Some(204)]);
        assert_eq!(tries[0].said, "no room");
        let asked = tickets.asked();
        assert_eq!(asked.len(), 3, "no redirect is followed");
        assert!(asked.iter().all(|one| one.header("webhook-id") == done.message_id));
        // Each try is signed for its own time.
        assert!(asked[0].header("webhook-timestamp") != asked[2].header("webhook-timestamp"));
        counter
            .stage
            .act(counter.admin, move |tx, a, rules, now| log::again(tx, a, done.id, rules, now))
            .expect("once more");
        counter.work();
        let asked = tickets.asked();
        assert_eq!((asked.len(), asked[3].header("webhook-id")), (4, done.message_id.as_str()));
        let stranger = counter.stage.act(counter.nora, move |tx, a, rules, now| log::again(tx, a, done.id, rules, now));
        assert!(matches!(stranger, Err(Refusal::Forbidden(..))));
    });
}

#[test]
fn what_nobody_takes_is_given_up_and_shown() {
    counters(|counter| {
        // Something that hangs up instead of speaking TLS.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("https://{}/nobody", listener.local_addr().expect("an address"));
        std::thread::spawn(move || listener.incoming().for_each(drop));
        let (system, _) = counter.system(SystemKind::Webhook, &address);
        counter.handed_over("Router does not start any more", system);
        counter.work_later();
        for _ in 0..12 {
            counter.stage.clock.advance(DAY);
            counter.work();
        }
        let dead = counter.deliveries().remove(0);
        assert_eq!((dead.state, dead.attempts, dead.last_status), (DeliveryState::Failed, 10, None));
        assert_eq!(counter.tries(dead.id).len(), 10);
        let (_, jobs) = counter.stage.read(kiez::ground::jobs::counts);
        assert_eq!(jobs, 1);
        counter
            .stage
            .act(counter.admin, move |tx, a, rules, now| log::again(tx, a, dead.id, rules, now))
            .expect("again");
        assert_eq!(counter.stage.read(kiez::ground::jobs::counts), (1, 0), "the dead job made way");
        let counts = counter.stage.read(log::counts);
        assert_eq!(counts, [(DeliveryState::Waiting, 1)]);
    });
}

#[test]
fn what_becomes_of_it_is_told_once_each() {
    counters(|counter| {
        let tickets = Elsewhere::start(|_| (200, String::new()));
        let (system, _) = counter.system(SystemKind::Webhook, &tickets.url);
        let told = || tickets.asked().iter().map(|one| one.json()["type"].clone()).collect::<Vec<_>>();
        // Taken back before it was sent: nobody hears anything.
        let (question, _) = counter.handed_over("Router does not start any more", system);
        counter.take_back(question);
        counter.work_later();
        counter.work_later();
        assert_eq!(told(), Vec::<serde_json::Value>::new());
        assert!(counter.deliveries().iter().all(|one| one.state == DeliveryState::Dropped));
        // Later: they hear that, too.
        counter.try_hand_over(question, system).expect("again");
        counter.work_later();
        counter.take_back(question);
        counter.work();
        counter.try_hand_over(question, system).expect("a third time");
        counter.work_later();
        let peer = counter.stage.person("Gunnar", 200);
        counter.stage.answer(peer, question);
        counter.work();
        assert_eq!(
            told(),
            ["question.handed_over", "question.taken_back", "question.handed_over", "question.answered"]
        );
        let last = tickets.asked().pop().expect("it was told").json();
        assert_eq!(
            (&last["data"]["hand_over"]["open"], &last["data"]["hand_over"]["outcome"]),
            (&false.into(), &"answered".into())
        );
        assert!(last["data"]["question"]["due"].is_null());
    });
}

#[test]
fn what_is_hidden_is_not_told() {
    counters(|counter| {
        let tickets = Elsewhere::start(|_| (503, String::new()));
        let (system, _) = counter.system(SystemKind::Webhook, &tickets.url);
        let question = counter.with_team("Router does not start any more");
        let moderator = counter.stage.person("Mo", 1);
        counter.stage.grant(moderator, Role::Moderator, Scope::Everywhere);
        let secret = answer::Answer {
            question_id: question,
            text: text("The admin password is hunter2."),
            lang: "en".into(),
            key: String::new(),
        };
        // The asker's own answer does not count, so the question waits on.
        let posted = counter
            .stage
            .act(counter.asker, move |tx, a, rules, now| answer::answer(tx, a, &secret, rules, now))
            .expect("answered")
            .post_id;
        let hide = |post: i64| {
            counter
                .stage
                .act(moderator, move |tx, a, rules, now| {
                    hide::hide(tx, a, post, HideReason::PersonalData, rules, now).map(|_| ())
                })
                .expect("hidden");
        };
        counter.try_hand_over(question, system).expect("handed over");
        counter.work_later();
        assert!(tickets.asked()[0].body.contains("hunter2"));
        hide(posted);
        counter.stage.clock.advance(HOUR);
        counter.work();
        assert_eq!(tickets.asked().len(), 2);
        assert!(!tickets.asked()[1].body.contains("hunter2"), "each try tells what can be seen at its time");
        hide(question);
        counter.stage.clock.advance(HOUR);
        counter.work();
        assert_eq!(tickets.asked().len(), 2);
        assert!(counter.deliveries().iter().all(|one| one.state == DeliveryState::Dropped));
    });
}

#[test]
fn mail_is_queued_once() {
    counters(|counter| {
        let (system, _) = counter.system(SystemKind::Mail, "tickets@help.example");
        let (question, id) = counter.handed_over("Router does not start any more", system);
        counter.work_later();
        counter.stage.clock.advance(MINUTE);
        counter.work();
        let mails = counter.mails();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, "tickets@help.example");
        assert_eq!(mails[0].subject, format!("Router does not start any more [Kiez-{question}-{id}]"));
        let all = mails[0].paragraphs.join("\n");
        assert!(all.contains("Line 7 is down.") && all.contains("The red light blinks"), "{all}");
        counter.take_back(question);
        counter.stage.clock.advance(SECOND);
        counter.work();
        assert_eq!(counter.mails().len(), 2);
    });
}
