//! Mail is for what matters most, to addresses that were confirmed, in the reader's words.

use kiez::ground::clock::{DAY, MINUTE};
use kiez::notifications::kinds::NoticeKind::{Answered, FollowedAnswered};
use kiez::threads::kinds::WatchKind;
use kiez::threads::{Rules, endorse, join, watch};

use super::Street;
use crate::support::on_both;

#[test]
fn a_mail_has_the_link_and_says_why_it_came() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        let question = street.asks(asker);
        let answer = street.answers(author, question, "Try another channel.");
        street.tell();
        let [mail] = &street.mails()[..] else { panic!("one mail: {:?}", street.mails()) };
        assert_eq!(mail.to, "ada@example.org");
        assert_eq!(mail.subject, "Answer to: The router <b>blinks</b> red at night");
        assert!(mail.paragraphs[0].starts_with("Ben has answered your question “The router"), "{mail:?}");
        assert_eq!(mail.link.as_ref().map(|l| l.1.clone()), Some(format!("https://kiez.example/answers/{answer}")));
        assert!(mail.footer.starts_with("You get this mail because you asked this question."), "{}", mail.footer);
        assert!(mail.footer.contains("from Kiez"), "{}", mail.footer);
    });
}

#[test]
fn answers_to_one_question_are_mailed_every_ten_minutes_at_most() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        let [question, another] = [street.asks(asker), street.asks(asker)];
        for (minutes, question, mails) in
            [(0, question, 1), (6, question, 1), (0, another, 2), (3, question, 2), (1, question, 3), (9, question, 3)]
        {
            street.clock.advance(minutes * MINUTE);
            street.answers(author, question, "Try another channel.");
            street.tell();
            assert_eq!(street.mails().len(), mails, "after {minutes} minutes");
        }
        assert_eq!(street.told(asker), [Answered; 6]);
    });
}

#[test]
fn solutions_and_endorsements_are_mailed_at_once_and_what_is_said_in_the_morning() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author, joiner, watcher, expert] =
            ["Ada", "Ben", "Cem", "Dora", "Eve"].map(|name| street.person(name));
        street.grant(expert, "expert");
        let question = street.asks(asker);
        let now = street.clock.now();
        street.acts(joiner, move |tx, actor| join::join(tx, actor, question, true, now));
        street.acts(watcher, move |tx, actor| watch::watch(tx, actor, WatchKind::Question, question, true, now));
        let answer = street.answers(author, question, "Try another channel, @dora.");
        street.comments(asker, answer, "Thank you, that is it.");
        street.accepts(asker, answer);
        street.acts(expert, move |tx, actor| {
            endorse::endorse(tx, actor, answer, &endorse::Endorsement::default(), &Rules::default(), now)
        });
        street.tell();
        let sent: Vec<(String, String)> = street
            .mails()
            .into_iter()
            .map(|mail| (mail.to, mail.subject.split(':').next().unwrap_or_default().to_owned()))
            .collect();
        let expected = [
            ("ada@example.org", "Answer to"),
            ("ben@example.org", "2 news from Kiez"),
            ("cem@example.org", "Solved"),
            ("dora@example.org", "A question that you watch is solved"),
        ];
        assert_eq!(sent, expected.map(|(to, what)| (to.to_owned(), what.to_owned())));
        street.clock.advance(DAY);
        let later = street.mails().split_off(sent.len());
        let subjects: Vec<(&str, &str)> = later.iter().map(|mail| (mail.to.as_str(), mail.subject.as_str())).collect();
        let title = "The router <b>blinks</b> red at night";
        let expected = [
            ("dora@example.org", format!("Ben mentioned you: {title}")),
            ("cem@example.org", format!("Ben answered a question that you follow: {title}")),
            ("ben@example.org", format!("Ada commented on your post: {title}")),
        ];
        assert_eq!(subjects, expected.each_ref().map(|(to, subject)| (*to, subject.as_str())), "{later:?}");
    });
}

#[test]
fn german_readers_are_addressed_as_they_prefer() {
    on_both(|db| {
        let street = Street::new(db);
        let informal = street.person_with("Lena", |person| person.lang = "de");
        let formal = street.person_with("Herbert", |person| {
            person.lang = "de";
            person.formal = true;
        });
        let author = street.person("Ben");
        for asker in [informal, formal] {
            let question = street.asks(asker);
            street.answers(author, question, "Try another channel.");
        }
        street.tell();
        let mails = street.mails();
        assert!(mails[0].paragraphs[0].contains("hat deine Frage „The router"), "{:?}", mails[0]);
        assert!(mails[0].footer.starts_with("Du bekommst diese Mail, weil du"), "{:?}", mails[0]);
        assert!(mails[1].paragraphs[0].contains("hat Ihre Frage „The router"), "{:?}", mails[1]);
        assert!(mails[1].footer.starts_with("Sie bekommen diese Mail, weil Sie"), "{:?}", mails[1]);
        assert!(mails.iter().all(|mail| mail.lang == "de"));
    });
}

#[test]
fn unconfirmed_addresses_and_old_news_get_no_mail() {
    on_both(|db| {
        let street = Street::new(db);
        let unconfirmed = street.person("Uwe");
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        let question = street.asks(unconfirmed);
        let now = street.clock.now();
        street.acts(asker, move |tx, actor| join::join(tx, actor, question, true, now));
        street.confirm(unconfirmed, false);
        let answer = street.answers(author, question, "Try another channel.");
        street.tell();
        assert_eq!((street.told(unconfirmed), street.told(asker)), (vec![Answered], vec![FollowedAnswered]));
        street.confirm(unconfirmed, true);
        street.accepts(unconfirmed, answer);
        street.clock.advance(DAY + 1);
        street.tell();
        assert_eq!(street.told(author).len(), 1, "told in the forum all the same");
        assert!(street.mails().iter().all(|mail| mail.to == "ada@example.org"), "{:?}", street.mails());
    });
}
