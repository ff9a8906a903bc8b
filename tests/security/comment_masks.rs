//! Personal data in comments that are there already, and in what staff write: asked about and hidden as in posts. And what tells
//! people from programs, in every form that writes.

use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::moderation::tables::audit_lines;
use kiez::threads::tables::{comments, posts};

use super::whole::{self, send};
use crate::pages::town::{Town, attributes, towns};
use crate::support::START;

const SECRET: &str = "lena@posteo.example";

fn body_of(town: &Town, comment: i64) -> (String, String) {
    town.read(move |conn| comments::table.find(comment).select((comments::body, comments::html)).first(conn))
}

#[test]
fn what_stands_in_a_comment_can_be_hidden_afterwards() {
    towns(|town| {
        let all = whole::build(town);
        let (mut lena, mut mo) = (town.browser_of(all.lena), town.browser_of(all.mo));
        let text = format!("Write to {SECRET}, please, or to {SECRET}!");
        let form = [("body", text.as_str()), ("mask", "leave"), ("mask_seen", "")];
        let asked = lena.post(&format!("/posts/{}/comments", all.question), &form);
        assert_eq!(asked.status, 200, "it asks first: {}", asked.body);
        let seen = asked.field("mask_seen");
        let form = [("body", text.as_str()), ("mask", "leave"), ("mask_seen", seen.as_str())];
        let at = send(&mut lena, &format!("/posts/{}/comments", all.question), &form);
        let id: i64 = at.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
        let path = format!("/comments/{id}/mask");
        let thread = lena.follow(&lena_get(&mut town.browser_of(all.lena), all.question));
        assert!(attributes(&thread, ".comment a", "href").contains(&path));
        for (person, status) in [(all.sven, 403), (all.karl, 403)] {
            assert_eq!(town.browser_of(person).get(&path).status, status);
            assert_eq!(town.browser_of(person).post(&path, &[("piece", SECRET)]).status, status);
        }
        assert_eq!(town.forum.browser().get(&path).status, 303);
        let page = lena.get(&path);
        assert_eq!(attributes(&page, "input[name=piece]", "value"), [SECRET]);
        let missing = lena.post(&path, &[("other", "not there at all")]);
        assert!(missing.status == 422 && missing.text("#other-error").is_some(), "{}", missing.body);
        assert_eq!(lena.post(&path, &[]).status, 422, "nothing to hide");
        assert_eq!(lena.post(&path, &[("piece", SECRET), ("base", "5")]).status, 409, "another version");
        let base = page.field("base");
        assert_eq!(send(&mut mo, &path, &[("piece", SECRET), ("base", &base)]), format!("/comments/{id}"));
        let (body, html) = body_of(town, id);
        assert!(
            !body.contains("posteo") && !html.contains("posteo") && html.matches("▒▒▒").count() == 2,
            "{body} {html}"
        );
        let hidden = format!("/posts/{}/masked", all.question);
        assert!(lena.get(&hidden).body.contains(SECRET), "its author reads it");
        assert!(mo.post(&hidden, &[]).body.contains(SECRET), "and so does the team");
        assert_eq!(town.browser_of(all.sven).get(&hidden).status, 404);
        // Somebody else's comment: an act that the audit knows. One's own is nobody's business.
        let lines = |act: &str| -> i64 {
            let act = act.to_owned();
            town.read(move |conn| audit_lines::table.filter(audit_lines::act.eq(act)).count().get_result(conn))
        };
        assert_eq!(lines("comment.masked"), 1);
        send(&mut lena, &format!("/comments/{id}/mask"), &[("other", "please"), ("base", &base)]);
        assert_eq!(lines("comment.masked"), 1);
        let mask = [("other", "yesterday"), ("base", "2")];
        send(&mut mo, &format!("/posts/{}/mask", all.question), &mask);
        assert_eq!(lines("post.masked"), 1);
        assert!(town.browser_of(all.ada).get("/admin/audit").body.contains("hid personal data in comment"));
    });
}

fn lena_get(browser: &mut crate::support::Browser, question: i64) -> crate::support::Answer {
    browser.get(&format!("/questions/{question}"))
}

#[test]
fn staff_are_asked_about_personal_data_as_others_are() {
    towns(|town| {
        let all = whole::build(town);
        let mut nele = town.browser_of(all.nele);
        let page = nele.get(&format!("/desk?question={}", all.desk));
        let (question, seen) = (all.desk.to_string(), page.field("seen"));
        let body = format!("We have written to {SECRET} about it.");
        let with = |more: &[(&'static str, &'static str)]| -> Vec<(String, String)> {
            let own = [("question", question.as_str()), ("seen", &seen), ("body", &body), ("key", "k")];
            own.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let mut post = |fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            nele.post("/desk/answer", &fields)
        };
        let written = || -> Vec<String> {
            town.read(move |conn| {
                let of = posts::table.filter(posts::author_id.eq(all.nele));
                of.select(posts::body).load(conn)
            })
        };
        let asked = post(with(&[]));
        assert_eq!(asked.status, 200, "{}", asked.body);
        assert!(asked.text("#mask-h").is_some() && asked.text("#answer").as_deref() == Some(body.as_str()));
        assert!(written().is_empty());
        let done = post(with(&[("mask", "hide"), ("mask_seen", "")]));
        assert_eq!(done.status, 303, "{}", done.body);
        let stored = written();
        assert!(stored.len() == 1 && !stored[0].contains("posteo"), "{stored:?}");
        let answer: i64 =
            town.read(move |conn| posts::table.filter(posts::author_id.eq(all.nele)).select(posts::id).first(conn));
        assert!(nele.get(&format!("/posts/{answer}/masked")).body.contains(SECRET));
    });
}

#[test]
fn every_form_that_writes_tells_people_from_programs() {
    towns(|town| {
        let all = whole::build(town);
        let id = town.person("Jan", 60);
        town.write(move |tx| {
            let row = people::table.find(id);
            diesel::update(row).set((people::created_at.eq(START), people::reputation.eq(49))).execute(tx.conn())?;
            Ok(())
        });
        let mut jan = town.browser_of(id);
        let ask = [("title", "My light blinks in green"), ("body", whole::BODY), ("tags", "light"), ("lang", "en")];
        let own = send(&mut jan, "/ask", &[&ask[..], &[("similar_shown", "1")]].concat());
        let question: i64 = own.split('/').nth(2).and_then(|id| id.parse().ok()).expect("a number");
        let at = send(&mut jan, &format!("/posts/{question}/comments"), &[("body", "I forgot to say when.")]);
        let thread = jan.get(&own);
        let comment = format!("form[action^='/posts/{question}/comments'] input[name=more_about_it]");
        assert_eq!(attributes(&thread, &comment, "name").len(), 1);
        for path in [format!("/posts/{question}/edit"), format!("{at}/edit"), "/ask".into()] {
            let page = jan.get(&path);
            assert!(!page.field("since").is_empty() && page.body.contains("name=\"more_about_it\""), "{path}");
        }
        assert!(town.forum.browser().get("/sign-up").body.contains("name=\"more_about_it\""));
        // Whatever fills in what nobody sees is no person: comments are refused, edits wait.
        let trap = ("more_about_it", "http://x.example");
        let refused = jan.post(&format!("/posts/{question}/comments"), &[("body", "And one more thing."), trap]);
        assert_eq!(refused.status, 422, "{}", refused.body);
        let refused = jan.post(&format!("{at}/edit"), &[("body", "I forgot to say that."), ("base", "0"), trap]);
        assert_eq!(refused.status, 422, "{}", refused.body);
        let edit = [("title", "My light blinks in green"), ("body", "It has changed its mind."), ("base", "1"), trap];
        send(&mut jan, &format!("/posts/{question}/edit"), &edit);
        assert_eq!(town.forum.browser().get(&own).status, 404, "it waits");
        assert_eq!(town.browser_of(all.mo).get(&own).status, 200);
    });
}
