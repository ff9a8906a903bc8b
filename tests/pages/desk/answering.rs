//! Answers and endorsements from the desk; nothing is lost when somebody else is faster.

use kiez::accounts::roles::{Role, Scope};
use kiez::ground::clock::HOUR;

use super::{post, scenes};
use crate::pages::town::{attributes, texts};

#[test]
fn an_answer_is_posted_from_the_desk_and_what_is_wrong_keeps_it() {
    scenes(|scene| {
        let town = scene.town;
        let question = scene.with(scene.net, "The red light blinks");
        scene.ask("An earlier question");
        let mut mia = town.browser_of(scene.mia);
        let seen = scene.row(question).version;
        let short = post(&mut mia, "/desk/answer", question, seen, &[("body", "Hm."), ("key", "k")]);
        assert_eq!(short.status, 422);
        assert_eq!(short.text("#answer").as_deref(), Some("Hm."));
        assert!(short.text("#answer-error").is_some() && short.text(".flash-error a").is_some());
        assert_eq!(texts(&short, "#question .rows a"), ["An earlier question"]);
        let body = "Hold the **button** for ten seconds.";
        let shown = post(&mut mia, "/desk/answer", question, seen, &[("body", body), ("key", "k"), ("preview", "1")]);
        assert_eq!((shown.status, shown.text("#answer-preview strong").as_deref()), (200, Some("button")));
        let done = post(&mut mia, "/desk/answer", question, seen, &[("body", body), ("key", "k"), ("who", "mine")]);
        assert_eq!(done.location(), "/desk?who=mine");
        assert!(!scene.row(question).waits);
        // The same form again is a retry.
        assert_eq!(post(&mut mia, "/desk/answer", question, seen, &[("body", body), ("key", "k")]).status, 303);
        let visitor = town.forum.browser().get(&format!("/questions/{question}"));
        let page = town.forum.browser().get(visitor.location());
        assert_eq!(page.body.matches("for ten seconds.</p>").count(), 1);
        let over = mia.get(&format!("/desk?question={question}"));
        assert!(over.body.contains("Nobody waits for an answer"), "{}", over.body);
    });
}

#[test]
fn nothing_is_lost_when_somebody_else_is_faster() {
    scenes(|scene| {
        let town = scene.town;
        let question = scene.with(scene.net, "The red light blinks");
        let seen = scene.row(question).version;
        let mut mia = town.browser_of(scene.mia);
        let mirko = scene.mirko.to_string();
        let taken = post(&mut town.browser_of(scene.mirko), "/desk/assign", question, seen, &[("person", &mirko)]);
        assert_eq!(taken.status, 303);
        let typed = [("body", "A long answer that nobody wants to type twice."), ("key", "k")];
        let late = post(&mut mia, "/desk/answer", question, seen, &typed);
        assert_eq!(late.status, 409);
        let told = late.text("#errors").expect("what happened");
        assert!(told.contains("Mirko") && told.contains("Taken"), "{told}");
        assert_eq!(late.text("#answer").as_deref(), Some(typed[0].1));
        let me = scene.mia.to_string();
        let late = post(&mut mia, "/desk/assign", question, seen, &[("person", &me)]);
        assert!(late.status == 409 && late.body.contains("Mirko"), "{}", late.body);
        // It went to another team meanwhile: what was typed is still there, with the new version to send it again.
        scene.route(question, scene.home);
        let late = post(&mut mia, "/desk/answer", question, seen, &typed);
        assert_eq!((late.status, late.text("#answer").as_deref()), (409, Some(typed[0].1)));
        assert!(late.text("#errors").is_some_and(|told| told.contains("Ada")));
        let seen: i64 = late.field("seen").parse().expect("a version");
        assert_eq!(post(&mut mia, "/desk/answer", question, seen, &typed).status, 303);
        // What only the clock did surprises nobody.
        let other = scene.with(scene.net, "The green light blinks");
        let seen = scene.row(other).version;
        town.forum.clock.advance(48 * HOUR);
        let now = town.forum.clock.now();
        while town.write(move |tx| kiez::escalation::clock::tick(tx, now)) > 0 {}
        assert!(scene.row(other).version > seen);
        assert_eq!(post(&mut mia, "/desk/assign", other, seen, &[("person", &me)]).status, 303);
    });
}

#[test]
fn a_peer_s_answer_is_marked_and_endorsed_in_one_step() {
    scenes(|scene| {
        let town = scene.town;
        scene.only_helpful_answers_count();
        let question = scene.with(scene.net, "The red light blinks");
        let (gunnar, answered) = (town.person("Gunnar", 1), "peers answered");
        let mut mia = town.browser_of(scene.mia);
        assert!(!mia.get("/desk").body.contains(answered));
        let answer = scene.answer(gunnar, question);
        let page = mia.get(&format!("/desk?question={question}"));
        assert!(page.body.contains(answered) && page.body.contains("Hold the button."));
        assert!(page.text("form[action^='/desk/endorse']").is_none(), "no expert");
        assert!(page.body.contains("An expert of this field"));
        let seen = scene.row(question).version;
        let id = answer.to_string();
        let refused = post(&mut mia, "/desk/endorse", question, seen, &[("answer", &id)]);
        assert_eq!(refused.status, 403);
        town.grant(scene.mia, Role::Expert, Scope::Everywhere);
        let page = mia.get(&format!("/desk?question={question}"));
        assert_eq!(attributes(&page, "form[action^='/desk/endorse'] button", "value"), [id.as_str()]);
        let me = scene.mirko.to_string();
        assert_eq!(post(&mut mia, "/desk/assign", question, seen, &[("person", &me)]).status, 303);
        let done = post(&mut mia, "/desk/endorse", question, seen, &[("answer", &id)]);
        assert_eq!(done.location(), format!("/desk?question={question}"));
        assert!(!scene.row(question).waits);
        // It was Mirko's, and somebody else ended it.
        let page = town.browser_of(scene.mirko).get("/desk?who=mine");
        assert_eq!(texts(&page, "#desk-answered ~ ul a"), ["The red light blinks"]);
        assert!(page.body.contains("by Mia"), "{}", page.body);
        assert_eq!(post(&mut mia, "/desk/endorse", question, seen, &[("answer", "999")]).status, 404);
    });
}
