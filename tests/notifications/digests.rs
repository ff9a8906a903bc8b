//! One mail for all that is due, and only what is still news when it goes.

use diesel::prelude::*;
use kiez::accounts::tables::{grants, people};
use kiez::ground::clock::{DAY, HOUR};
use kiez::notifications::kinds::NoticeKind::{Answered, Overdue};
use kiez::notifications::read;
use kiez::notifications::topics::{Pace, Topic};
use kiez::threads::{Rules, delete};

use super::Street;
use crate::support::{START, on_both};

#[test]
fn a_digest_lists_what_is_due_with_its_links() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        street.chooses(asker, &[(Topic::Answers, Pace::Daily)], "UTC", None);
        let question = street.asks(asker);
        let answer = street.answers(author, question, "Try another channel.");
        let comment = street.comments(author, question, "Which router is it?");
        street.tell();
        street.clock.advance(DAY);
        let [mail] = &street.mails()[..] else { panic!("one mail: {:?}", street.mails()) };
        assert_eq!(mail.subject, "2 news from Kiez");
        let title = "The router <b>blinks</b> red at night";
        assert_eq!(
            mail.list,
            [
                (format!("Ben answered your question: {title}"), format!("https://kiez.example/answers/{answer}")),
                (format!("Ben commented on your post: {title}"), format!("https://kiez.example/comments/{comment}")),
            ]
        );
        assert_eq!(mail.link.as_ref().map(|link| link.1.as_str()), Some("https://kiez.example/inbox"));
        let unsubscribe = mail.unsubscribe.clone().expect("a way out");
        assert!(unsubscribe.starts_with("https://kiez.example/unsubscribe/answers.talk/"), "{unsubscribe}");
        assert_eq!(mail.footer_links[0].1, unsubscribe);
        assert_eq!(mail.footer_links[1].1, "https://kiez.example/settings/notifications");
    });
}

#[test]
fn what_was_read_or_taken_down_meanwhile_is_no_news() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        street.chooses(asker, &[(Topic::Answers, Pace::Hourly)], "UTC", None);
        let questions = [street.asks(asker), street.asks(asker)];
        let [gone, _] = questions.map(|question| street.answers(author, question, "Try another channel."));
        street.tell();
        let now = street.clock.now();
        street.acts(author, move |tx, actor| delete::delete(tx, actor, gone, &Rules::default(), now));
        street.clock.advance(HOUR);
        assert_eq!(street.mails().len(), 1, "the other one");
        street.answers(author, questions[1], "Or another cable.");
        street.tell();
        street.acts(asker, move |tx, actor| read::read_all(tx, actor, i64::MAX, now));
        street.clock.advance(DAY);
        assert_eq!(street.mails().len(), 1);
    });
}

#[test]
fn whoever_was_suspended_or_lost_the_role_hears_nothing() {
    on_both(|db| {
        let street = Street::new(db).with_terms();
        let [asker, author, lead] = ["Ada", "Ben", "Lea"].map(|name| street.person(name));
        street.grant(lead, "lead");
        street.chooses(asker, &[(Topic::Answers, Pace::Daily)], "UTC", None);
        let waiting = street.asks(asker);
        street.pass(DAY + 8 * HOUR);
        assert_eq!(street.told(lead), [Overdue]);
        street.write(move |tx| {
            diesel::delete(grants::table.filter(grants::person_id.eq(lead))).execute(tx.conn())?;
            Ok(())
        });
        street.answers(author, waiting, "Try another channel.");
        street.tell();
        assert_eq!(street.told(asker), [Answered]);
        street.write(move |tx| {
            diesel::update(people::table.find(asker))
                .set(people::suspended_until.eq(Some(START.plus(30 * DAY))))
                .execute(tx.conn())?;
            Ok(())
        });
        street.clock.advance(2 * DAY);
        assert!(street.mails().is_empty(), "{:?}", street.mails());
    });
}

#[test]
fn overdue_work_that_somebody_dealt_with_meanwhile_is_no_news() {
    on_both(|db| {
        let street = Street::new(db).with_terms();
        let [asker, author, lead] = ["Ada", "Ben", "Lea"].map(|name| street.person(name));
        street.grant(lead, "lead");
        street.chooses(lead, &[(Topic::Work, Pace::Daily)], "UTC", None);
        let question = street.asks(asker);
        street.pass(DAY + 8 * HOUR);
        assert_eq!(street.told(lead), [Overdue]);
        street.answers(author, question, "Try another channel.");
        street.pass(DAY);
        assert!(street.mails().iter().all(|mail| mail.to != "lea@example.org"), "{:?}", street.mails());
    });
}
