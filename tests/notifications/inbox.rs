//! The inbox over HTTP.

use std::time::Duration;

use kiez::accounts::sessions;
use kiez::ground::web::cookies;
use kiez::threads::kinds::HideReason;
use kiez::threads::{Rules, hide};

use super::Street;
use crate::support::{Browser, Database, Forum};

pub struct House {
    pub forum: Forum,
    pub street: Street,
}

impl House {
    pub fn on_both(test: impl Fn(&Self)) {
        for database in [Some(Database::sqlite()), Database::postgres()].into_iter().flatten() {
            let forum = Forum::start_with(database, |_| {});
            let mut street = Street::new(forum.services.db.clone());
            street.clock = forum.clock.clone();
            test(&Self { forum, street });
        }
    }

    /// A browser in which somebody is signed in.
    pub fn browser_of(&self, person: i64) -> Browser {
        let token = self.forum.services.random.token();
        let (stored, now) = (token.clone(), self.street.clock.now());
        self.street.write(move |tx| sessions::open(tx, person, &stored, "a test", now));
        let mut browser = self.forum.browser();
        browser.cookies.insert(cookies::SESSION.into(), token);
        browser
    }

    /// Waits until the forum's own reader has told somebody `n` things.
    fn wait_for(&self, person: i64, n: i64) {
        use diesel::prelude::*;
        use kiez::accounts::tables::people::dsl::{people, unread};
        for _ in 0..200 {
            let found: i64 = self.street.read(|conn| Ok(people.find(person).select(unread).first(conn)?));
            if found == n {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("nobody was told");
    }
}

#[test]
fn news_arrive_are_read_and_counted() {
    House::on_both(|house| {
        let street = &house.street;
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        let question = street.asks(asker);
        let answer = street.answers(author, question, "Try another channel.");
        street.answers(author, question, "Or a reset.");
        house.wait_for(asker, 2);
        let mut browser = house.browser_of(asker);
        let page = browser.get("/inbox");
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("Ben answered your question"), "{}", page.body);
        assert!(page.body.contains("The router &#60;b&#62;blinks") || page.body.contains("The router &lt;b&gt;blinks"));
        assert!(page.body.contains(&format!("href=\"/answers/{answer}\"")));
        assert_eq!(page.text(".lead").as_deref(), Some("2 notices are new."));
        assert_eq!(browser.get("/inbox").text(".lead"), page.text(".lead"), "looking changes nothing");

        let newest = page.field("up_to");
        street.answers(author, question, "Or wait for the update.");
        house.wait_for(asker, 3);
        let done = browser.post("/inbox/read", &[("up_to", &newest)]);
        assert_eq!((done.status, done.location()), (303, "/inbox"));
        let page = browser.follow(&done);
        assert!(page.body.contains("2 notices marked as read."), "{}", page.body);
        assert_eq!(page.text(".lead").as_deref(), Some("One notice is new."), "what came later is still new");

        let form = page.body.split("action=\"/inbox/").find(|part| part.contains("/read\" class=\"inline"));
        let id = form.and_then(|part| part.split('/').next()).expect("one notice is unread").to_owned();
        let mut stranger = house.browser_of(author);
        assert_eq!(stranger.post(&format!("/inbox/{id}/read"), &[]).status, 404, "not theirs");
        for _ in 0..2 {
            assert_eq!(browser.post(&format!("/inbox/{id}/read"), &[]).location(), "/inbox");
        }
        assert_eq!(browser.get("/inbox").text(".lead"), None);
        house.wait_for(asker, 0);
    });
}

#[test]
fn long_inboxes_have_pages() {
    House::on_both(|house| {
        let street = &house.street;
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        let question = street.asks(asker);
        let answers: Vec<i64> =
            (0..31).map(|n| street.answers(author, question, &format!("Try channel number {n}."))).collect();
        house.wait_for(asker, 31);
        let mut browser = house.browser_of(asker);
        let first = browser.get("/inbox");
        assert!(first.body.contains(&format!("/answers/{}\"", answers[30])));
        assert!(!first.body.contains(&format!("/answers/{}\"", answers[0])));
        let next = first.body.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let second = browser.get(next.expect("there are older ones"));
        assert!(second.body.contains(&format!("/answers/{}\"", answers[0])));
        assert!(!second.body.contains("rel=\"next\"") && second.body.contains("rel=\"prev\" href=\"/inbox\""));
        assert_eq!(browser.get("/inbox?before=0").status, 200);
        assert_eq!(browser.get("/inbox?before=x").status, 400, "refused, not broken");
    });
}

#[test]
fn what_was_hidden_since_is_not_named() {
    House::on_both(|house| {
        let street = &house.street;
        let [asker, author, moderator] = ["Ada", "Ben", "Mo"].map(|name| street.person(name));
        street.grant(moderator, "moderator");
        let question = street.asks(asker);
        let answer = street.answers(author, question, "Something rude.");
        house.wait_for(asker, 1);
        let now = street.clock.now();
        street
            .acts(moderator, move |tx, actor| hide::hide(tx, actor, answer, HideReason::Rude, &Rules::default(), now));
        let page = house.browser_of(asker).get("/inbox");
        assert!(page.body.contains("This post is not there any more."), "{}", page.body);
        assert!(!page.body.contains("blinks") && !page.body.contains(&format!("/answers/{answer}")));
        house.wait_for(author, 1);
        let page = house.browser_of(author).get("/inbox");
        assert!(
            page.body.contains("A moderator took your post down") && page.body.contains(&format!("/answers/{answer}"))
        );
    });
}

#[test]
fn visitors_sign_in_first_and_an_empty_inbox_says_what_to_expect() {
    House::on_both(|house| {
        let mut visitor = house.forum.browser();
        assert_eq!(visitor.get("/inbox").location(), "/sign-in?next=%2Finbox");
        assert_eq!(visitor.post("/inbox/read", &[("up_to", "1")]).location(), "/sign-in?next=%2Finbox");
        let somebody = house.street.person_with("Lena", |person| person.lang = "de");
        let mut browser = house.browser_of(somebody);
        browser.language = "de".into();
        let page = browser.get("/inbox");
        assert!(page.body.contains("Sobald jemand deine Frage beantwortet"), "{}", page.body);
        assert_eq!(page.field("up_to"), "");
    });
}
