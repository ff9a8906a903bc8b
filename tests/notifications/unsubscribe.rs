//! Links in mails end them, for whoever holds them, without signing in; looking at them changes nothing.

use std::sync::Arc;

use kiez::ground::jobs::Handler;
use kiez::ground::mail::{Mail, Sender};
use kiez::ground::random::Random;
use kiez::notifications::preferences;
use kiez::notifications::topics::{Pace, Topic};
use kiez::notifications::unsubscribe::Signer;

use super::Street;
use super::inbox::House;
use crate::support::on_both;

impl House {
    fn link(&self, person: i64, topics: &[Topic]) -> String {
        Signer::new(&self.forum.services.secret).path(person, topics)
    }

    fn pace(&self, person: i64, topic: Topic) -> Pace {
        self.street.read(|conn| Ok(preferences::of(conn, person)?.pace(topic)))
    }
}

#[test]
fn a_mail_program_ends_it_with_one_click() {
    House::on_both(|house| {
        let ada = house.street.person("Ada");
        let path = house.link(ada, &[Topic::Answers, Topic::Talk]);
        let mut program = house.forum.browser();
        // No cookie, no origin; or that of some other site.
        let answer = program.post_with(&path, &[("List-Unsubscribe", "One-Click")], &[]);
        assert_eq!((answer.status, answer.header("location")), (200, None), "{}", answer.body);
        assert_eq!((house.pace(ada, Topic::Answers), house.pace(ada, Topic::Talk)), (Pace::Off, Pace::Off));
        assert_eq!(house.pace(ada, Topic::Credit), Pace::AtOnce, "nothing else");
        let again = program.post_with(
            &path,
            &[("List-Unsubscribe", "One-Click")],
            &[("origin", "https://mail.example"), ("sec-fetch-site", "cross-site")],
        );
        assert_eq!(again.status, 200);
        assert!(!program.cookies.contains_key("kiez-session"), "it signs nobody in");
    });
}

#[test]
fn looking_changes_nothing_and_a_button_does_and_can_be_taken_back() {
    House::on_both(|house| {
        let ada = house.street.person("Ada");
        house.street.chooses(ada, &[(Topic::Answers, Pace::Daily)], "UTC", None);
        let path = house.link(ada, &[Topic::Answers]);
        let mut browser = house.forum.browser();
        let page = browser.get(&path);
        assert_eq!((page.status, house.pace(ada, Topic::Answers)), (200, Pace::Daily), "a scanner looks");
        assert!(page.body.contains("noindex") && page.body.contains("Answers to my questions"), "{}", page.body);
        let done = browser.post(&path, &[]);
        assert_eq!((done.status, house.pace(ada, Topic::Answers)), (303, Pace::Off));
        let page = browser.follow(&done);
        assert_eq!(page.text("form.form button").as_deref(), Some("Undo: send me such mail again"));
        let undone = browser.post(&format!("{path}/undo"), &[("was", &page.field("was"))]);
        assert_eq!((undone.status, house.pace(ada, Topic::Answers)), (303, Pace::Daily), "as it was");
        browser.post(&path, &[]);
        browser.post(&format!("{path}/undo"), &[("was", "nonsense")]);
        assert_eq!(house.pace(ada, Topic::Answers), Pace::AtOnce, "as usual, if nobody knows");
    });
}

#[test]
fn other_links_are_not_there() {
    House::on_both(|house| {
        let [ada, ben] = ["Ada", "Ben"].map(|name| house.street.person(name));
        let path = house.link(ada, &[Topic::Answers]);
        let (front, proof) = path.rsplit_once('/').expect("a path");
        let others = [
            format!("{front}/{}", "0".repeat(40)),
            format!("/unsubscribe/answers/{ben}/{proof}"),
            format!("/unsubscribe/talk/{ada}/{proof}"),
            format!("/unsubscribe/answers/0/{proof}"),
            house.link(4711, &[Topic::Answers]),
        ];
        let mut browser = house.forum.browser();
        for path in others {
            assert_eq!(browser.get(&path).status, 404, "{path}");
            assert_eq!(browser.post_with(&path, &[("List-Unsubscribe", "One-Click")], &[]).status, 404, "{path}");
            assert_eq!(browser.post(&format!("{path}/undo"), &[("was", "off")]).status, 404, "{path}");
        }
        assert_eq!(house.pace(ada, Topic::Answers), Pace::AtOnce);
    });
}

#[test]
fn the_headers_are_those_of_the_standard() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        let question = street.asks(asker);
        street.answers(author, question, "Try another channel.");
        street.tell();
        let [mail] = &street.mails()[..] else { panic!("one mail") };
        let sent = written(mail);
        let url = mail.unsubscribe.clone().expect("a way out");
        assert!(sent.contains(&format!("List-Unsubscribe: <{url}>")), "{sent}");
        assert!(sent.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{sent}");
        let must = written(&Mail { unsubscribe: None, ..mail.clone() });
        assert!(!must.contains("List-Unsubscribe"), "what must be has no way out");
    });
}

/// A mail as it is sent, with folded lines put together.
fn written(mail: &Mail) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let from = "Kiez <kiez@example.org>".parse().expect("an address");
    let sender = Sender::new(from, None, folder.path().to_path_buf(), Random::seeded(1)).expect("a sender");
    let sender: Arc<dyn Handler> = Arc::new(sender);
    sender.run(&serde_json::to_string(mail).expect("JSON")).expect("it is written");
    let file = std::fs::read_dir(folder.path()).expect("a folder").next().expect("a file").expect("a file");
    std::fs::read_to_string(file.path()).expect("text").replace("\r\n ", " ")
}
