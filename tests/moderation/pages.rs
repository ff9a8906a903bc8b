//! Flagging, appeals and the texts of decisions over HTTP.

use kiez::accounts::roles::{Role, Scope};
use kiez::ground::refusal::Refusal;
use kiez::moderation::figures;
use kiez::threads::hide;
use kiez::threads::kinds::{HideReason, Status};

use crate::pages::town::{asked, attributes, texts, towns};

#[test]
fn a_member_flags_sees_it_and_takes_it_back() {
    towns(|town| {
        let (lena, gunnar, ava) = (town.person("Lena", 1), town.person("Gunnar", 1), town.person("Ava", 20));
        let question = town.ask(lena, asked("The red light"));
        let answer = town.answer(question, gunnar, Status::Visible, false);
        let mut browser = town.browser_of(ava);
        let form = format!("/posts/{answer}/flag");
        let thread = format!("/questions/{question}/the-red-light");
        assert!(attributes(&browser.get(&thread), ".menu-list a", "href").contains(&form));
        let page = browser.get(&form);
        assert_eq!((page.status, texts(&page, "input[type=radio]").len()), (200, 6));
        let none = browser.post(&form, &[("note", "See for yourself")]);
        assert_eq!((none.status, none.text("#reason-error").is_some()), (422, true));
        assert_eq!(none.text("#note").as_deref(), Some("See for yourself"), "what was typed is kept");
        let empty = browser.post(&form, &[("reason", "other"), ("note", " ")]);
        assert_eq!((empty.status, empty.text("#note-error").is_some()), (422, true));
        let done = browser.post(&form, &[("reason", "spam"), ("note", "")]);
        assert_eq!((done.status, done.location()), (303, format!("/answers/{answer}").as_str()));
        assert!(browser.get(&form).body.contains("You flagged this"));
        assert!(browser.get(&thread).body.contains("You flagged this"));
        let own = browser.get("/account/flags");
        assert_eq!(texts(&own, ".rows li a"), ["The red light"]);
        assert_eq!(browser.post(&format!("/posts/{answer}/unflag"), &[]).status, 303);
        assert!(browser.get("/account/flags").text(".empty").is_some());
        // Who may not is told so, and where there is nothing there is nothing.
        assert_eq!(town.browser_of(lena).post(&form, &[("reason", "spam")]).status, 403);
        assert!(town.browser_of(lena).get(&form).text(".notice").is_some());
        assert_eq!(browser.get("/posts/99999/flag").status, 404);
        assert_eq!(browser.post("/comments/99999/flag", &[("reason", "spam")]).status, 404);
        assert_eq!(town.forum.browser().get(&form).status, 303);
    });
}

#[test]
fn what_is_hidden_is_as_if_it_never_was_for_who_would_flag_it() {
    towns(|town| {
        let (lena, ava) = (town.person("Lena", 1), town.person("Ava", 20));
        let mo = town.person("Mo", 1);
        town.grant(mo, Role::Moderator, Scope::Everywhere);
        let question = town.ask(lena, asked("A secret title"));
        let answer = town.answer(question, lena, Status::Visible, false);
        let form = format!("/posts/{question}/flag");
        let mut browser = town.browser_of(ava);
        assert_eq!(browser.post(&format!("/posts/{answer}/flag"), &[("reason", "spam")]).status, 303);
        town.act(mo, move |tx, actor, rules, now| hide::hide(tx, actor, question, HideReason::Wrong, rules, now));
        for path in [form.as_str(), "/posts/424242/flag"] {
            assert_eq!((browser.get(path).status, browser.post(path, &[("reason", "spam")]).status), (404, 404));
        }
        let own = browser.get("/account/flags");
        assert!(own.status == 200 && !own.body.contains("A secret title"), "nor is it named in their own list");
        assert_eq!(browser.post(&format!("/posts/{answer}/unflag"), &[]).status, 303);
    });
}

#[test]
fn from_flags_to_an_appeal_and_back() {
    towns(|town| {
        let (lena, gunnar) = (town.person("Lena", 1), town.person("Gunnar", 1));
        let (mo, karl) = (town.person("Mo", 1), town.person("Karl", 1));
        for keeper in [mo, karl] {
            town.grant(keeper, Role::Moderator, Scope::Everywhere);
        }
        let question = town.ask(lena, asked("The red light"));
        let answer = town.answer(question, gunnar, Status::Visible, false);
        for name in ["Ava", "Ben", "Cem"] {
            let person = town.person(name, 20);
            let done = town.browser_of(person).post(&format!("/posts/{answer}/flag"), &[("reason", "rude")]);
            assert_eq!(done.status, 303);
        }
        assert_eq!(town.forum.browser().get(&format!("/answers/{answer}")).status, 404);
        let mut author = town.browser_of(gunnar);
        let thread = author.get(&format!("/questions/{question}/the-red-light"));
        assert!(thread.body.contains("several people flagged it"));
        let link = format!("/appeals/new?about=post:{answer}");
        assert!(attributes(&thread, ".verdict a", "href").contains(&link));
        assert_eq!(town.browser_of(lena).get(&link).status, 404, "it is not hers");
        let mut keeper = town.browser_of(mo);
        let page = keeper.get("/review");
        let item = attributes(&page, ".rows li a", "href").remove(0);
        let detail = keeper.get(&item);
        assert_eq!(texts(&detail, "button[data-key]").len(), 3, "take up, hide, nothing wrong");
        let id = item.rsplit('=').next().expect("a number");
        assert_eq!(keeper.post(&format!("/review/{id}/hide"), &[("words", "Please be kind.")]).status, 303);
        let short = author.post("/appeals", &[("about", &format!("post:{answer}")), ("text", "No!")]);
        assert_eq!((short.status, short.text("#text").as_deref()), (422, Some("No!")));
        let text = "I have been kind all the time.";
        let done = author.post("/appeals", &[("about", &format!("post:{answer}")), ("text", text)]);
        assert_eq!((done.status, done.location()), (303, link.as_str()));
        let page = author.get(&link);
        assert!(page.body.contains("Please be kind.") && page.body.contains(text));
        let item = attributes(&keeper.get("/review?kind=appeal"), ".rows li a", "href").remove(0);
        assert!(keeper.get(&item).body.contains("You made this decision yourself"));
        let id = item.rsplit('=').next().expect("a number");
        assert_eq!(keeper.post(&format!("/review/{id}/overturn"), &[]).status, 403);
        let mut other = town.browser_of(karl);
        assert_eq!(other.post(&format!("/review/{id}/overturn"), &[("words", "Sorry.")]).status, 303);
        assert_eq!(town.forum.browser().get(&format!("/answers/{answer}")).status, 302);
        assert!(author.get(&link).body.contains("Sorry."));
        let waiting = town.forum.services.db.read_blocking(|conn| Ok::<_, Refusal>(figures::waiting(conn)?));
        assert!(waiting.expect("figures").is_empty());
        let (agreed, judged) = town.read(|conn| figures::judged(conn, crate::support::START));
        assert_eq!((agreed, judged), (3, 3));
        assert!(keeper.get("/reports").body.contains("Nothing waits for review"));
    });
}

#[test]
fn admins_edit_the_texts_that_moderators_choose_from() {
    towns(|town| {
        let (lena, ines) = (town.person("Lena", 1), town.person("Ines", 1));
        town.grant(ines, Role::Admin, Scope::Everywhere);
        assert_eq!(town.browser_of(lena).get("/admin/reasons").status, 403);
        let mut browser = town.browser_of(ines);
        let before = texts(&browser.get("/admin/reasons"), ".rows li").len();
        assert!(before > 5, "there are some to begin with");
        let fields = [("decision", "hide"), ("name", "Off"), ("text-en", "Not here."), ("text-de", "")];
        let refused = browser.post("/admin/reasons", &fields);
        assert_eq!((refused.status, refused.text("#text-de-error").is_some()), (422, true));
        assert_eq!(refused.text("#text-en").as_deref(), Some("Not here."));
        let fields = [("decision", "hide"), ("name", "Off"), ("text-en", "Not here."), ("text-de", "Nicht hier.")];
        assert_eq!(browser.post("/admin/reasons", &fields).status, 303);
        let page = browser.get("/admin/reasons");
        assert_eq!(texts(&page, ".rows li").len(), before + 1);
        let links = attributes(&page, ".rows li a", "href");
        let path = links.iter().max_by_key(|link| link.rsplit('/').next().and_then(|n| n.parse::<i64>().ok()));
        let path = path.expect("a text").clone();
        let fields = [("decision", "keep"), ("name", "Fine"), ("text-en", "All is well."), ("text-de", "Alles gut.")];
        assert_eq!(browser.post(&path, &fields).status, 303);
        assert_eq!(browser.get(&path).field("name"), "Fine");
        assert_eq!(browser.post(&format!("{path}/delete"), &[]).status, 303);
        assert_eq!((browser.get(&path).status, browser.post(&path, &fields).status), (404, 404));
    });
}
