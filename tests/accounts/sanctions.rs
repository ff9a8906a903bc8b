//! Sanctions: what those who keep order can do to whom, what their subject sees of it, and that all of it can be taken back.

use std::time::Duration;

use diesel::prelude::*;
use kiez::accounts::sanctions::{Measure, Posts, Reason, SanctionKind, impose};
use kiez::accounts::tables::sanctions;
use kiez::ground::clock::DAY;
use kiez::ground::tables::jobs;
use kiez::moderation::purge;
use kiez::threads::hide;
use kiez::threads::kinds::{HideReason, Status};
use kiez::threads::tables::{comments, posts, questions};

use super::*;
use crate::pages::town::{Town, asked, towns};

pub fn measure(kind: SanctionKind) -> Measure {
    Measure { kind, days: 7, reason: Reason::Spam, note: "Please stop that".into() }
}

/// A member, two moderators and an admin.
pub struct Cast {
    pub lena: i64,
    pub mo: i64,
    pub mia: i64,
    pub ada: i64,
}

pub fn cast(town: &Town) -> Cast {
    let cast = Cast {
        lena: town.person("Lena", 500),
        mo: town.person("Mo", 1),
        mia: town.person("Mia", 1),
        ada: town.person("Ada", 1),
    };
    town.grant(cast.mo, Role::Moderator, Scope::Everywhere);
    town.grant(cast.mia, Role::Moderator, Scope::Everywhere);
    town.grant(cast.ada, Role::Admin, Scope::Everywhere);
    cast
}

fn form<'a>(kind: &'a str, posts: &'a str) -> [(&'a str, &'a str); 5] {
    [("kind", kind), ("days", "7"), ("reason", "spam"), ("note", "Please stop that"), ("posts", posts)]
}

#[test]
fn a_warning_is_on_every_page_until_it_was_read() {
    towns(|town| {
        let cast = cast(town);
        let (mut lena, mut mo) = (town.browser_of(cast.lena), town.browser_of(cast.mo));
        let page = mo.get(&format!("/people/{}/moderate", cast.lena));
        assert_eq!(page.status, 200);
        let done = mo.post(&format!("/people/{}/sanctions", cast.lena), &form("warn", "kept"));
        assert_eq!(done.status, 303, "{}", done.body);
        for path in ["/", "/people", "/settings", "/help"] {
            let page = lena.get(path);
            assert!(page.body.contains("You have been warned"), "{path}");
            assert!(page.body.contains("Advertising – “Please stop that”"), "{path}");
            assert!(page.body.contains(&format!("/appeals/new?about=person:{}", cast.lena)), "{path}");
        }
        assert_eq!(lena.get("/ask").status, 200, "a warning forbids nothing");
        assert!(lena.get("/inbox").body.contains("Moderation has warned you."));
        let id: i64 = town.read(|conn| sanctions::table.select(sanctions::id).first(conn));
        let read = format!("/settings/sanctions/{id}/read");
        assert_eq!(mo.post(&read, &[]).status, 404, "only they can have read it");
        assert_eq!(lena.post(&read, &[]).status, 303);
        let _ = lena.get("/");
        assert!(!lena.get("/").body.contains("You have been warned"));
        assert!(lena.get("/settings/sanctions").body.contains("Please stop that"), "it stays in their own history");
        let history = mo.get(&format!("/people/{}/moderate", cast.lena)).body;
        assert!(history.contains("Please stop that") && history.contains("by Mo"), "{history}");
    });
}

#[test]
fn a_silenced_person_reads_but_writes_and_votes_nothing() {
    towns(|town| {
        let cast = cast(town);
        let question = town.ask(cast.mia, asked("The red light"));
        let answer = town.answer(question, cast.mia, Status::Visible, false);
        let own = town.ask(cast.lena, asked("My own question"));
        let mut lena = town.browser_of(cast.lena);
        assert_eq!(lena.get("/ask").status, 200);
        town.act(cast.mo, move |tx, actor, _, now| impose(tx, actor, cast.lena, &measure(SanctionKind::Silence), now));
        let body = "It works again after I pulled the plug.";
        for (path, fields) in [
            (
                "/ask".to_owned(),
                // Whether similar ones are shown first depends on how far the index is.
                vec![("title", "Another question here"), ("body", body), ("lang", "en"), ("similar_shown", "1")],
            ),
            (format!("/questions/{question}/answers"), vec![("body", body)]),
            (format!("/posts/{question}/comments"), vec![("body", body)]),
            (format!("/answers/{answer}/vote"), vec![("vote", "up")]),
            (format!("/posts/{own}/edit"), vec![("base", "1"), ("title", "Mine"), ("body", body), ("tags", "dns")]),
            (
                format!("/posts/{question}/edit"),
                vec![("base", "1"), ("title", "Mine"), ("body", body), ("tags", "dns")],
            ),
            ("/settings".to_owned(), vec![("name", "Lena V"), ("lang", "en"), ("bio", "advertising")]),
        ] {
            let answered = lena.post(&path, &fields);
            assert_eq!(answered.status, 403, "{path}: {}", answered.body);
            assert!(answered.body.contains("silenced"), "{path}");
        }
        let page = lena.get("/");
        assert!(page.body.contains("You are silenced until") && page.body.contains("9 Mar 2026"), "{}", page.body);
        assert_eq!(lena.get("/settings/sanctions").status, 200);
        town.forum.clock.advance(8 * DAY);
        let mut lena = town.browser_of(cast.lena);
        assert!(!lena.get("/").body.contains("silenced"));
        assert_eq!(lena.post(&format!("/answers/{answer}/vote"), &[("vote", "up")]).status, 303, "it ended by itself");
    });
}

#[test]
fn a_suspension_is_shown_with_its_end_and_the_way_to_appeal() {
    towns(|town| {
        let cast = cast(town);
        let mut lena = town.browser_of(cast.lena);
        let mut mo = town.browser_of(cast.mo);
        let path = format!("/people/{}/sanctions", cast.lena);
        let bad = mo.post(&path, &[("kind", "suspend"), ("days", "0"), ("reason", "other"), ("posts", "kept")]);
        assert_eq!(bad.status, 422);
        assert!(bad.text("#days-error").is_some());
        let bad = mo.post(&path, &[("kind", "warn"), ("days", "x"), ("reason", "other"), ("posts", "kept")]);
        assert!(bad.text("#note-error").is_some(), "{}", bad.body);
        let long = "x".repeat(501);
        let bad = mo.post(&path, &[("kind", "warn"), ("reason", "spam"), ("note", &long), ("posts", "kept")]);
        assert!(bad.status == 422 && bad.body.contains(&long), "what was typed is kept");
        for odd in [("kind", "shadow"), ("reason", "mood"), ("posts", "back")] {
            let mut fields = form("warn", "kept").to_vec();
            fields.retain(|(name, _)| *name != odd.0);
            fields.push(odd);
            assert_eq!(mo.post(&path, &fields).status, 422, "{odd:?}");
        }
        assert_eq!(mo.post(&path, &form("suspend", "kept")).status, 303);
        let refused = lena.get("/ask");
        assert_eq!(refused.status, 403);
        for part in ["You are suspended until", "Please stop that", "/appeals/new?about=person:"] {
            assert!(refused.body.contains(part), "{part}");
        }
        let id: i64 = town.read(|conn| sanctions::table.select(sanctions::id).first(conn));
        assert_eq!(lena.post(&format!("/sanctions/{id}/end"), &[]).status, 403);
        let ended = mo.post(&format!("/sanctions/{id}/end"), &[]);
        assert_eq!(ended.status, 303, "{}", ended.body);
        assert_eq!(mo.post(&format!("/sanctions/{id}/end"), &[]).status, 409, "somebody was faster");
        assert_eq!(lena.get("/ask").status, 200);
        assert!(lena.get("/inbox").body.contains("has ended"));
    });
}

/// Who acts, on whom, and whether they may: by every route there is.
#[test]
fn no_lower_role_acts_on_a_higher_one_by_any_route() {
    towns(|town| {
        let cast = cast(town);
        let (staff, expert) = (town.person("Nele", 1), town.person("Mirko", 1));
        let sven = town.person("Sven", 1);
        town.grant(staff, Role::Staff, Scope::Everywhere);
        town.grant(expert, Role::Expert, Scope::Everywhere);
        let pairs = [
            ("a member", cast.lena, "a moderator", cast.mo),
            ("a member", cast.lena, "staff", staff),
            ("an expert", expert, "a moderator", cast.mo),
            ("an expert", expert, "an admin", cast.ada),
            ("staff", staff, "a moderator", cast.mo),
            ("staff", staff, "an admin", cast.ada),
            ("a moderator", cast.mo, "another", cast.mia),
            ("a moderator", cast.mo, "an admin", cast.ada),
        ];
        let question_of = |author: i64| town.ask(author, asked("Something of mine"));
        let mut questions_of = std::collections::BTreeMap::new();
        for (_, _, _, whom) in pairs {
            questions_of.entry(whom).or_insert_with(|| {
                let question = question_of(whom);
                let answer = town.answer(question, whom, Status::Visible, false);
                let comment: i64 = town.write(move |tx| {
                    Ok(diesel::insert_into(comments::table)
                        .values((
                            comments::post_id.eq(answer),
                            comments::question_id.eq(question),
                            comments::author_id.eq(whom),
                            comments::body.eq("So it is."),
                            comments::html.eq("<p>So it is.</p>"),
                            comments::status.eq(Status::Visible),
                            comments::created_at.eq(START),
                        ))
                        .returning(comments::id)
                        .get_result(tx.conn())?)
                });
                let held = town.answer(question, whom, Status::Held, false);
                let by_ada = town.act(cast.ada, move |tx, actor, _, now| {
                    impose(tx, actor, sven, &measure(SanctionKind::Silence), now)
                });
                (question, answer, comment, held, by_ada)
            });
        }
        for (who, by, them, whom) in pairs {
            let (question, answer, comment, held, sanction) = questions_of[&whom];
            let mut browser = town.browser_of(by);
            let before = picture_of(town, whom, question);
            let sanctioning = form("suspend", "deleted").to_vec();
            let routes: Vec<(String, Vec<(&str, &str)>)> = vec![
                (format!("/people/{whom}/sanctions"), sanctioning.clone()),
                (format!("/people/{whom}/sanctions"), form("silence", "hidden").to_vec()),
                (format!("/people/{whom}/sanctions"), form("warn", "kept").to_vec()),
                (format!("/sanctions/{sanction}/end"), vec![]),
                (format!("/sanctions/{sanction}/posts"), vec![("how", "hidden")]),
                (format!("/sanctions/{sanction}/give-back"), vec![]),
                (format!("/admin/people/{whom}/suspend"), vec![("days", "3"), ("reason", "spam")]),
                (format!("/admin/people/{whom}/unsuspend"), vec![]),
                (format!("/admin/people/{whom}/erase"), vec![]),
                (format!("/admin/people/{whom}/reset-factor"), vec![]),
                (format!("/admin/people/{whom}/grant"), vec![("role", "expert"), ("scope", "")]),
                (format!("/admin/people/{whom}/revoke"), vec![("role", "moderator"), ("scope", "")]),
                (format!("/posts/{question}/hide"), vec![("reason", "spam")]),
                (format!("/posts/{answer}/hide"), vec![("reason", "spam")]),
                (format!("/posts/{answer}/delete"), vec![]),
                (format!("/comments/{comment}/delete"), vec![]),
                (format!("/comments/{comment}/edit"), vec![("body", "So it is not.")]),
                (format!("/review/held/{held}"), vec![("do", "reject"), ("reason", "spam")]),
            ];
            for (path, fields) in routes {
                let status = browser.post(&path, &fields).status;
                assert!((400..500).contains(&status), "{who} on {them}: {path} {status}");
            }
            assert_eq!(picture_of(town, whom, question), before, "{who} on {them}: something changed");
        }
    });
}

/// What must not change: their row, their roles, their posts and comments.
fn picture_of(town: &Town, person: i64, question: i64) -> String {
    let grants = actor(&town.forum.services.db, person).grants.len();
    town.read(move |conn| {
        use kiez::accounts::tables::people;
        let row: (Option<i64>, Option<i64>, Option<i64>, Option<i64>) = people::table
            .find(person)
            .select((people::suspended_until, people::silenced_until, people::warning_id, people::erased_at))
            .first(conn)?;
        let written: Vec<(i64, Status, String)> = posts::table
            .filter(posts::question_id.eq(question))
            .order(posts::id)
            .select((posts::id, posts::status, posts::body))
            .load(conn)?;
        let said: Vec<(i64, Status, String)> = comments::table
            .filter(comments::question_id.eq(question))
            .select((comments::id, comments::status, comments::body))
            .load(conn)?;
        let standing: i64 = sanctions::table.filter(sanctions::ended_at.is_null()).count().get_result(conn)?;
        Ok(format!("{row:?} {grants} {written:?} {said:?} {standing}"))
    })
}

#[test]
fn posts_go_together_and_come_back_exactly_as_they_were() {
    towns(|town| {
        let cast = cast(town);
        let mut ids = Vec::new();
        for n in 0..4 {
            ids.push(town.ask(cast.lena, asked(&format!("Question number {n}"))));
        }
        let other = town.ask(cast.mia, asked("Somebody else’s"));
        let answer = town.answer(other, cast.lena, Status::Visible, true);
        let held = town.answer(other, cast.lena, Status::Held, false);
        let hidden_before = ids[0];
        town.act(cast.mia, move |tx, actor, rules, now| {
            hide::hide(tx, actor, hidden_before, HideReason::Rude, rules, now)
        });
        let stand = || -> Vec<(i64, Status, Option<i64>, Option<i64>, Option<String>)> {
            town.read(|conn| {
                posts::table
                    .order(posts::id)
                    .select((posts::id, posts::status, posts::status_by, posts::status_at, posts::status_reason))
                    .load(conn)
            })
        };
        let before = stand();
        let answers =
            || town.read(move |conn| questions::table.find(other).select(questions::answer_count).first::<i64>(conn));
        assert_eq!(answers(), 1);
        for how in ["hidden", "deleted"] {
            town.forum.clock.advance(DAY);
            let mut mo = town.browser_of(cast.mo);
            let done = mo.post(&format!("/people/{}/sanctions", cast.lena), &form("suspend", how));
            assert_eq!(done.status, 303, "{}", done.body);
            let gone = stand();
            let status = Status::from_word(how).expect("a status");
            for id in ids[1..].iter().chain([&answer, &held]) {
                assert!(gone.iter().any(|row| row.0 == *id && row.1 == status), "{how} {id}");
            }
            assert_eq!(answers(), 0);
            assert_eq!(gone[0].4, before[0].4, "what was hidden before stays what it was");
            assert_eq!(town.forum.browser().get(&format!("/questions/{}", ids[1])).status, 404);
            let id: i64 =
                town.read(|conn| sanctions::table.order(sanctions::id.desc()).select(sanctions::id).first(conn));
            if how == "deleted" {
                // What a moderator deleted its author does not bring back.
                town.forum.clock.advance(8 * DAY);
                let mut lena = town.browser_of(cast.lena);
                assert_eq!(lena.post(&format!("/posts/{}/restore", ids[1]), &[]).status, 403);
            }
            let mut mo = town.browser_of(cast.mo);
            assert_eq!(mo.post(&format!("/sanctions/{id}/give-back"), &[]).status, 303);
            assert_eq!(stand(), before, "{how}");
            assert_eq!(answers(), 1);
            assert_eq!(mo.post(&format!("/sanctions/{id}/give-back"), &[]).status, 409);
        }
    });
}

#[test]
fn many_posts_are_a_job_and_what_was_decided_since_stays() {
    towns(|town| {
        let cast = cast(town);
        let thread = town.ask(cast.mia, asked("A long thread"));
        let answers: Vec<i64> = (0..60).map(|_| town.answer(thread, cast.lena, Status::Visible, false)).collect();
        let sanction = town.act(cast.mo, move |tx, actor, rules, now| {
            let id = impose(tx, actor, cast.lena, &measure(SanctionKind::Silence), now)?;
            assert_eq!(purge::begin(tx, actor, id, Posts::Hidden, rules, now)?, purge::ROUND);
            Ok(id)
        });
        let hidden = || -> i64 {
            town.read(move |conn| {
                posts::table
                    .filter(posts::author_id.eq(cast.lena))
                    .filter(posts::status.eq(Status::Hidden))
                    .count()
                    .get_result(conn)
            })
        };
        wait_for(|| hidden() == 60);
        wait_for(|| {
            let left = town.read(|conn| jobs::table.filter(jobs::kind.eq(purge::JOB)).count().get_result::<i64>(conn));
            left == 0
        });
        // One of them is looked at again meanwhile, and hidden for another reason: that stays.
        let again = answers[7];
        town.forum.clock.advance(DAY);
        town.act(cast.mia, move |tx, actor, rules, now| hide::show(tx, actor, again, rules, now));
        town.act(cast.mia, move |tx, actor, rules, now| hide::hide(tx, actor, again, HideReason::Rude, rules, now));
        let mut mo = town.browser_of(cast.mo);
        assert_eq!(mo.post(&format!("/sanctions/{sanction}/end"), &[]).status, 303, "ending it gives back, too");
        wait_for(|| hidden() == 1);
    });
}

fn wait_for(what: impl Fn() -> bool) {
    let patience = Stopwatch::start();
    while !what() {
        assert!(patience.elapsed() < Duration::from_secs(15), "it did not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}
