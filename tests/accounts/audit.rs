//! The audit: every act leaves its line, nobody changes one, and whence is forgotten in time.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use kiez::accounts::sanctions::{Measure, Reason, SanctionKind, impose};
use kiez::ground::clock::DAY;
use kiez::moderation::audit;
use kiez::moderation::tables::{audit_lines, audit_origins};
use kiez::threads::close;
use kiez::threads::hide;
use kiez::threads::kinds::{CloseReason, HideReason, Status};

use super::*;
use crate::pages::town::{Town, asked, texts, towns};

fn keepers(town: &Town) -> (i64, i64, i64) {
    let (lena, mo, ada) = (town.person("Lena", 1), town.person("Mo", 1), town.person("Ada", 1));
    town.grant(mo, Role::Moderator, Scope::Everywhere);
    town.grant(ada, Role::Admin, Scope::Everywhere);
    (lena, mo, ada)
}

#[test]
fn acts_leave_their_line_with_reason_and_origin() {
    towns(|town| {
        let (lena, mo, ada) = keepers(town);
        let question = town.ask(lena, asked("A question about advertising"));
        let mut browser = town.browser_of(mo);
        assert_eq!(browser.post(&format!("/posts/{question}/hide"), &[("reason", "spam")]).status, 303);
        assert_eq!(browser.post(&format!("/posts/{question}/show"), &[]).status, 303);
        assert_eq!(browser.post(&format!("/questions/{question}/close"), &[("reason", "off_topic")]).status, 303);
        let sanction =
            [("kind", "silence"), ("days", "3"), ("reason", "rude"), ("note", "No such words"), ("posts", "kept")];
        assert_eq!(browser.post(&format!("/people/{lena}/sanctions"), &sanction).status, 303);
        type Line = (String, Option<i64>, String, Option<i64>, String, String);
        let lines: Vec<Line> = town.read(|conn| {
            audit_lines::table
                .order(audit_lines::id)
                .select((
                    audit_lines::act,
                    audit_lines::actor_id,
                    audit_lines::role,
                    audit_lines::person_id,
                    audit_lines::subject,
                    audit_lines::reason,
                ))
                .load(conn)
        });
        let line = |act: &str, subject: String, reason: &str| {
            (act.to_owned(), Some(mo), "moderator".to_owned(), Some(lena), subject, reason.to_owned())
        };
        let post = format!("post:{question}");
        assert_eq!(
            lines,
            [
                line("post.hidden", post.clone(), "spam"),
                line("post.shown", post.clone(), ""),
                line("question.closed", post.clone(), "off_topic"),
                line("person.silenced", format!("person:{lena}"), "rude"),
            ]
        );
        let origins: Vec<(String, String)> =
            town.read(|conn| audit_origins::table.select((audit_origins::network, audit_origins::device)).load(conn));
        assert_eq!(origins.len(), 4);
        assert!(origins.iter().all(|(network, _)| network == "127.0.0.0/24"), "{origins:?}");
        // The page: admins all of it, moderators their own kind's, members nothing.
        let mut admin = town.browser_of(ada);
        let page = admin.get("/admin/audit");
        for words in ["hid post", "Advertising", "closed question", "silenced Lena", "127.0.0.0/24"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert!(!page.body.contains("No such words"), "own words are between them and moderation");
        assert_eq!(town.browser_of(lena).get("/admin/audit").status, 403);
        assert_eq!(town.forum.browser().get("/admin/audit").status, 303);
        assert_eq!(admin.get("/admin/log").location(), "/admin/audit");
        let count = |answer: &crate::support::Answer| texts(answer, "main ol.rows li").len();
        assert_eq!(count(&admin.get("/admin/audit?act=post.hidden")), 1);
        assert_eq!(count(&admin.get(&format!("/admin/audit?subject={post}"))), 3);
        assert_eq!(count(&admin.get("/admin/audit?by=nobody-at-all")), 0);
        assert_eq!(count(&admin.get(&format!("/admin/audit?person={lena}"))), 4);
        assert_eq!(count(&admin.get("/admin/audit?from=2026-03-03")), 0);
        assert_eq!(count(&admin.get("/admin/audit?from=2026-03-02&to=2026-03-02")), 4);
        for odd in ["from=x&to=%00", "act=nonsense&before=x", "by=%27%3B--", "person=99999999999999999999"] {
            assert_eq!(admin.get(&format!("/admin/audit?{odd}")).status, 200, "{odd}");
        }
        let csv = admin.get("/admin/audit.csv?act=post.hidden");
        assert!(csv.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")));
        assert_eq!(csv.body.lines().count(), 2, "{}", csv.body);
        let json: serde_json::Value = serde_json::from_str(&admin.get("/admin/audit.json").body).expect("JSON");
        assert_eq!(json.as_array().map(Vec::len), Some(4));
        assert_eq!(json[0]["reason"], "rude");
        for path in ["/admin/audit.csv", "/admin/audit.json"] {
            assert_eq!(town.browser_of(lena).get(path).status, 403, "{path}");
        }
    });
}

#[test]
fn moderators_see_what_moderators_did() {
    towns(|town| {
        let (lena, mo, ada) = keepers(town);
        let (one, two) = (town.ask(lena, asked("The first one")), town.ask(lena, asked("The second one")));
        town.act(mo, move |tx, actor, rules, now| hide::hide(tx, actor, one, HideReason::Spam, rules, now));
        town.act(ada, move |tx, actor, rules, now| hide::hide(tx, actor, two, HideReason::Wrong, rules, now));
        let seen = |person: i64| texts(&town.browser_of(person).get("/admin/audit"), "main ol.rows li").len();
        assert_eq!((seen(mo), seen(ada)), (1, 2));
    });
}

#[test]
fn nobody_changes_or_deletes_a_line() {
    towns(|town| {
        let (lena, mo, _) = keepers(town);
        let question = town.ask(lena, asked("Something hidden"));
        town.act(mo, move |tx, actor, rules, now| hide::hide(tx, actor, question, HideReason::Spam, rules, now));
        for sql in [
            "UPDATE audit_lines SET actor_id = NULL",
            "DELETE FROM audit_lines",
            "DELETE FROM audit_lines WHERE id = 1",
        ] {
            let refused =
                town.forum.services.db.write_blocking(move |tx| Ok::<_, Refusal>(tx.conn().batch_execute(sql)?));
            assert!(refused.is_err(), "{sql}");
        }
        assert_eq!(town.read(|conn| audit_lines::table.count().get_result::<i64>(conn)), 1);
    });
}

#[test]
fn a_refused_act_leaves_nothing() {
    towns(|town| {
        let (lena, mo, ada) = keepers(town);
        let question = town.ask(ada, asked("An admin’s question"));
        let mut browser = town.browser_of(mo);
        assert_eq!(browser.post(&format!("/posts/{question}/hide"), &[("reason", "spam")]).status, 403);
        assert_eq!(town.browser_of(lena).post(&format!("/posts/{question}/hide"), &[("reason", "spam")]).status, 403);
        assert_eq!(town.read(|conn| audit_lines::table.count().get_result::<i64>(conn)), 0);
    });
}

#[test]
fn whence_is_forgotten_after_ninety_days_and_the_act_is_not() {
    towns(|town| {
        let (lena, mo, _) = keepers(town);
        let question = town.ask(lena, asked("Something hidden"));
        let mut browser = town.browser_of(mo);
        assert_eq!(browser.post(&format!("/posts/{question}/hide"), &[("reason", "spam")]).status, 303);
        let forget = || {
            let now = town.forum.clock.now();
            town.write(move |tx| audit::forget(tx, now))
        };
        town.forum.clock.advance(90 * DAY);
        assert_eq!(forget(), 0);
        town.forum.clock.advance(DAY);
        assert_eq!((forget(), forget()), (1, 0));
        assert_eq!(town.read(|conn| audit_lines::table.count().get_result::<i64>(conn)), 1);
        let lines = town.read(|conn| audit::lines(conn, &audit::Filter { by: Some(mo), ..Default::default() }, 10));
        assert!(lines.len() == 1 && lines[0].act == "post.hidden" && lines[0].origin.is_none(), "{lines:?}");
    });
}

#[test]
fn everybody_may_know_what_is_done_but_not_by_and_to_whom() {
    towns(|town| {
        let (lena, mo, _) = keepers(town);
        let karl = town.person("Karl", 3_000);
        let question = town.ask(lena, asked("A telling title"));
        let answer = town.answer(question, lena, Status::Visible, false);
        town.act(mo, move |tx, actor, rules, now| hide::hide(tx, actor, answer, HideReason::Spam, rules, now));
        town.act(mo, move |tx, actor, _, now| {
            let measure =
                Measure { kind: SanctionKind::Suspend, days: 3, reason: Reason::Rude, note: "secret words".into() };
            impose(tx, actor, lena, &measure, now)
        });
        town.act(karl, move |tx, actor, rules, now| {
            close::close(tx, actor, question, CloseReason::Unclear, rules, now)
        });
        let page = town.forum.browser().get("/moderation-log");
        assert_eq!(page.status, 200);
        assert!(page.body.contains("A moderator hid an answer: Advertising"), "{}", page.body);
        assert!(page.body.contains("A moderator suspended somebody: Hurts others"), "{}", page.body);
        assert!(page.body.contains("2 Mar 2026"));
        assert!(!page.body.contains("closed a question"), "a member’s act is no moderator’s");
        let main = page.text("main").expect("a page");
        for secret in ["Mo ", "Lena", "secret words", "telling", "10:00"] {
            assert!(!main.contains(secret), "{secret}: {main}");
        }
    });
}

/// Requirement 24: an edit of somebody else's post, each deletion, and all that moderators do.
#[test]
fn every_edit_and_moderation_act_leaves_revision_and_audit() {
    towns(|town| {
        let (lena, mo, _) = keepers(town);
        let question = town.ask(lena, asked("A question to be edited"));
        let mut browser = town.browser_of(mo);
        let form = browser.get(&format!("/posts/{question}/edit"));
        let edited = browser.post(
            &format!("/posts/{question}/edit"),
            &[
                ("base", &form.field("base")),
                ("title", "A question that was edited"),
                ("body", "The red light blinks, and here is what a moderator adds."),
                ("tags", "dns"),
                ("reason", "clearer"),
            ],
        );
        assert_eq!(edited.status, 303, "{}", edited.body);
        assert!(browser.get(&format!("/posts/{question}/revisions")).body.contains("clearer"));
        let acts = || -> Vec<String> {
            town.read(|conn| audit_lines::table.order(audit_lines::id).select(audit_lines::act).load(conn))
        };
        assert!(acts().contains(&"post.revised".to_owned()), "{:?}", acts());
        for (path, act) in [
            (format!("/posts/{question}/hide?reason=rude"), "post.hidden"),
            (format!("/posts/{question}/show"), "post.shown"),
            (format!("/questions/{question}/close?"), "question.closed"),
            (format!("/questions/{question}/reopen"), "question.reopened"),
        ] {
            let before = acts().len();
            assert_eq!(
                browser.post(&path, &[("reason", "unclear")][..usize::from(act == "question.closed")]).status,
                303
            );
            assert_eq!(acts()[before..], [act.to_owned()], "{path}");
        }
        // One's own comes without a line.
        let own = town.browser_of(lena).post(&format!("/posts/{question}/delete"), &[]).status;
        assert_eq!((own, acts().len()), (303, acts().iter().filter(|act| *act != "post.deleted").count()));
    });
}
