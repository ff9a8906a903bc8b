//! The pages for admins and the desk, over HTTP.

use kiez::escalation::kinds::SystemKind;
use kiez::ground::clock::{MINUTE, SECOND};
use kiez::interop::tickets::log::DeliveryState;
use kiez::threads::Rules;

use super::Counter;
use crate::pages::town::{Town, texts, towns};
use crate::support::elsewhere::Elsewhere;
use crate::support::stage::Stage;

fn counters(play: impl Fn(&Town, &Counter<'_>)) {
    towns(|town| {
        let services = &town.forum.services;
        let stage = Stage { db: services.db.clone(), clock: town.forum.clock.clone(), rules: Rules::of(services) };
        play(town, &Counter::within(&stage));
    });
}

/// Waits for the forum's own reader and worker.
fn until(what: &str, done: impl Fn() -> bool) {
    let deadline = kiez::ground::clock::Stopwatch::deadline(std::time::Duration::from_secs(20));
    while !done() {
        #[allow(clippy::disallowed_methods)] // giving up, not deciding what is due
        let late = std::time::Instant::now() > deadline;
        assert!(!late, "{what}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn admins_set_systems_up_and_see_what_was_sent() {
    counters(|town, counter| {
        let tickets = Elsewhere::start(|_| (500, "no room <b>here</b>".into()));
        let mut admin = town.browser_of(counter.admin);
        let page = admin.get("/admin/ticket-systems");
        assert_eq!((page.status, page.text("h1").as_deref()), (200, Some("Ticket systems")));
        for (path, status) in
            [("/admin/ticket-systems", 403), ("/admin/deliveries", 403), ("/admin/ticket-systems/1", 403)]
        {
            assert_eq!(town.browser_of(counter.nora).get(path).status, status, "{path}");
            assert_eq!(town.forum.browser().get(path).status, 303, "{path}");
        }
        let bad = admin.post("/admin/ticket-systems", &[("name", ""), ("kind", "zammad"), ("address", "ftp://x<y")]);
        assert_eq!(bad.status, 422);
        assert!(bad.text("#address").is_some() && bad.body.contains("ftp://x&#60;y"), "what was typed is kept");
        assert_eq!(
            bad.text("#address-error").as_deref().map(|said| said.contains("https://")),
            Some(true),
            "{}",
            bad.body
        );
        let address = format!("{}/hook", tickets.url);
        let added =
            admin.post("/admin/ticket-systems", &[("name", "Tickets"), ("kind", "webhook"), ("address", &address)]);
        let home = added.location().to_owned();
        let page = admin.follow(&added);
        assert!(page.body.contains("/api/ticket-systems/") && page.text("#secret").is_none(), "no secret in passing");
        let made = admin.post(&format!("{home}/secret"), &[]);
        let secret = made.text("#secret").expect("the secret, once");
        assert!(made.status == 200 && secret.starts_with("whsec_"));
        assert!(!admin.get(&home).body.contains(&secret) && !admin.get("/admin/ticket-systems").body.contains(&secret));
        let other = admin.post(&format!("{home}/secret"), &[]).text("#secret").expect("another one");
        assert_ne!(secret, other);
        // A test goes the same way.
        let tested = admin.post(&format!("{home}/test"), &[]);
        until("it was tried", || !tickets.asked().is_empty());
        assert_eq!(tickets.asked()[0].json()["type"], "test");
        let log = tested.location().to_owned();
        until("the try is kept", || admin_sees(&mut town.browser_of(counter.admin), &log, "500"));
        let page = admin.get(&log);
        assert!(page.body.contains("no room &#60;b&#62;here"), "{}", page.body);
        assert_eq!(texts(&admin.get("/admin/deliveries?state=failed"), "ol.rows li").len(), 0);
        assert_eq!(texts(&admin.get("/admin/deliveries"), "ol.rows li").len(), 1);
        assert_eq!(admin.post(&format!("{log}/again"), &[]).status, 303);
        until("it was sent once more", || tickets.asked().len() == 2);
        let ids: Vec<String> = tickets.asked().iter().map(|asked| asked.header("webhook-id").to_owned()).collect();
        assert_eq!(ids[0], ids[1]);
        assert_eq!(admin.get("/admin/deliveries/999").status, 404);
        // Changed, retired, in use again.
        let changed =
            admin.post(&home, &[("name", "Service desk"), ("address", &address), ("team", &counter.team.to_string())]);
        assert_eq!(changed.status, 303, "{}", changed.body);
        assert_eq!(admin.post(&home, &[("name", "Service desk"), ("address", "")]).status, 422);
        assert_eq!(admin.post(&format!("{home}/retire"), &[]).status, 303);
        assert!(admin.get("/admin/ticket-systems").body.contains("retired"));
        assert_eq!(admin.post(&format!("{home}/use"), &[]).status, 303);
        assert_eq!(town.browser_of(counter.nora).post(&format!("{home}/secret"), &[]).status, 403);
        let log = admin.get("/admin/audit");
        assert!(log.body.contains("changed ticket system 1") && log.body.contains("sent once more"), "{}", log.body);
        let metrics = town.forum.browser().get("/metrics").body;
        assert!(metrics.contains("kiez_figure{name=\"deliveries_waiting\"} 1"), "{metrics}");
    });
}

fn admin_sees(admin: &mut crate::support::Browser, path: &str, what: &str) -> bool {
    admin.get(path).body.contains(what)
}

#[test]
fn staff_hand_over_at_the_desk_and_everybody_reads_where_it_is() {
    counters(|town, counter| {
        let tickets =
            Elsewhere::start(|_| (200, r#"{"number": "10081", "url": "https://t.example/81", "state": "new"}"#.into()));
        let question = counter.with_team("Router does not start any more");
        let mut nora = town.browser_of(counter.nora);
        let desk = format!("/desk?question={question}");
        assert!(nora.get(&desk).text("#handover-system").is_none(), "there is nowhere to");
        let (system, _) = counter.system(SystemKind::Webhook, &tickets.url);
        let page = nora.get(&desk);
        assert!(page.text("#handover-system").is_some());
        let (question_field, seen) = (question.to_string(), page.field("seen"));
        let send = |browser: &mut crate::support::Browser, system: &str, note: &str| {
            let fields =
                [("question", question_field.as_str()), ("seen", seen.as_str()), ("system", system), ("body", note)];
            browser.post("/desk/hand-over", &fields)
        };
        let bad = send(&mut nora, "99", "Line 7 is <down>.");
        assert_eq!(bad.status, 422);
        assert_eq!(bad.text("#handover-note").as_deref(), Some("Line 7 is <down>."), "what was typed is kept");
        let long = send(&mut nora, &system.to_string(), &"x".repeat(2_001));
        assert!(long.status == 422 && long.text("#handover-note-error").is_some(), "{}", long.body);
        assert_eq!(send(&mut town.browser_of(counter.asker), &system.to_string(), "").status, 403);
        let done = send(&mut nora, &system.to_string(), "Line 7 is down.");
        assert_eq!(done.status, 303, "{}", done.body);
        let page = nora.follow(&done);
        let box_ = page.text("section[aria-labelledby=desk-handed]").expect("where it is");
        assert!(
            box_.contains("Tickets (webhook)") && box_.contains("Nora") && box_.contains("waits to be sent"),
            "{box_}"
        );
        assert!(page.body.contains("/desk/undo?step="), "it can be taken back");
        town.forum.clock.advance(10 * SECOND);
        until("it was delivered", || {
            let all = counter.deliveries();
            !all.is_empty() && all.iter().all(|one| one.state == DeliveryState::Delivered)
        });
        let page = nora.get(&desk);
        let box_ = page.text("section[aria-labelledby=desk-handed]").expect("where it is");
        assert!(box_.contains("10081") && box_.contains("new") && box_.contains("delivered"), "{box_}");
        assert!(page.body.contains("href=\"https://t.example/81\""));
        let mut visitor = town.forum.browser();
        let thread = visitor.get(&format!("/questions/{question}"));
        let thread = if thread.status == 200 { thread } else { visitor.follow(&thread) };
        assert!(thread.body.contains("In our ticket system"), "the public timeline says it");
        assert!(thread.body.contains("answers here by"), "and until when");
        assert!(!thread.body.contains("Line 7") && !thread.body.contains("10081"), "notes and tickets are ours");
        // Taken back; then closed with a public reason.
        let seen = page.field("seen");
        let back = nora.post("/desk/take-back", &[("question", &question_field), ("seen", &seen)]);
        assert_eq!(back.status, 303, "{}", back.body);
        assert!(nora.follow(&back).text("#handover-system").is_some());
        town.forum.clock.advance(MINUTE);
        counter.try_hand_over(question, system).expect("once more");
        assert_eq!(nora.post(&format!("/questions/{question}/close"), &[]).status, 422, "not without a reason");
        let closed = nora.post(&format!("/questions/{question}/close"), &[("reason", "private")]);
        assert_eq!(closed.status, 303, "{}", closed.body);
        let thread = visitor.get(&format!("/questions/{question}"));
        let thread = if thread.status == 200 { thread } else { visitor.follow(&thread) };
        assert!(thread.body.contains("given it to the asker in person"), "everybody reads why");
    });
}
