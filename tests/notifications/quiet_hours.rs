//! In somebody's quiet hours no mail goes to them; it goes when they end, by their own clock.

use kiez::ground::clock::{DAY, HOUR, MINUTE};
use kiez::notifications::kinds::NoticeKind::Overdue;
use kiez::notifications::topics::{Pace, Topic};

use super::Street;
use crate::support::{START, on_both};

#[test]
fn what_comes_at_night_waits_for_the_morning_and_comes_as_one() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        // Berlin is an hour ahead: quiet from 21:00 to 6:00 UTC.
        street.chooses(asker, &[], "Europe/Berlin", Some((22, 7)));
        let questions = [street.asks(asker), street.asks(asker)];
        street.clock_to(START.plus(10 * HOUR + 59 * MINUTE));
        street.answers(author, questions[0], "Try another channel.");
        street.tell();
        assert_eq!(street.mails().len(), 1, "not quiet yet");
        street.clock_to(START.plus(11 * HOUR));
        for question in questions {
            street.answers(author, question, "Or another cable.");
        }
        street.tell();
        street.clock_to(START.plus(20 * HOUR - 1));
        assert_eq!(street.mails().len(), 1);
        street.clock_to(START.plus(20 * HOUR));
        assert_eq!(street.subjects()[1..], ["2 news from Kiez"]);
    });
}

#[test]
fn quiet_hours_that_are_set_later_hold_what_waits() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        street.chooses(asker, &[(Topic::Answers, Pace::Hourly)], "UTC", None);
        let question = street.asks(asker);
        street.answers(author, question, "Try another channel.");
        street.tell();
        street.chooses(asker, &[(Topic::Answers, Pace::Hourly)], "UTC", Some((10, 15)));
        street.clock_to(START.plus(2 * HOUR));
        assert!(street.mails().is_empty());
        street.clock_to(START.plus(5 * HOUR));
        assert_eq!(street.mails().len(), 1);
    });
}

#[test]
fn work_waits_too() {
    on_both(|db| {
        let street = Street::new(db).with_terms();
        let [asker, lead] = ["Ada", "Lea"].map(|name| street.person(name));
        street.grant(lead, "lead");
        street.chooses(lead, &[], "UTC", Some((12, 9)));
        street.asks(asker);
        // Overdue on Tuesday at 16:00.
        street.pass(DAY + 8 * HOUR);
        assert_eq!(street.told(lead), [Overdue]);
        assert!(street.mails().is_empty());
        street.clock_to(START.plus(DAY + 23 * HOUR));
        assert_eq!(street.mails().len(), 1);
    });
}
