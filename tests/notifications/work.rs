//! Who hears of questions in triage and with staff: each once, and by one mail for all that came together.

use kiez::accounts::teams;
use kiez::escalation::{assign, attach, clock, route, rows, setup};
use kiez::ground::clock::{DAY, HOUR, MINUTE};
use kiez::notifications::kinds::NoticeKind::{self, *};
use kiez::threads::Rules;

use super::Street;
use crate::support::on_both;

const NOTHING: [NoticeKind; 0] = [];

impl Street {
    /// Gives the forum its first terms: moderators and staff work from Monday to Friday, 9 to 17 UTC.
    pub fn with_terms(self) -> Self {
        attach(&self.db);
        let now = self.clock.now();
        self.write(move |tx| setup::begin(tx, now));
        self
    }

    /// Lets the time pass, the clock do what is due, and the reader tell of it.
    pub fn pass(&self, micros: i64) {
        self.clock.advance(micros);
        let now = self.clock.now();
        while self.write(move |tx| clock::tick(tx, now)) > 0 {}
        self.tell();
    }

    /// The lines of each mail about work that was written until now.
    fn digests(&self) -> Vec<Vec<String>> {
        let work = |mail: &kiez::ground::mail::Mail| mail.subject.contains("need");
        let lines = |mail: kiez::ground::mail::Mail| mail.list.into_iter().map(|(text, _)| text).collect();
        self.mails().into_iter().filter(work).map(lines).collect()
    }

    fn version(&self, question: i64) -> i64 {
        self.read(|conn| Ok(rows::find(conn, question)?.expect("it stands somewhere").version))
    }
}

#[test]
fn moderators_hear_once_of_what_waits_and_by_one_mail() {
    on_both(|db| {
        let street = Street::new(db).with_terms();
        let [asker, moderator, other] = ["Ada", "Mo", "Cem"].map(|name| street.person(name));
        street.grant(moderator, "moderator");
        for _ in 0..5 {
            street.asks(asker);
        }
        street.pass(4 * HOUR);
        assert_eq!(street.told(moderator), [Triage], "one notice for any number of questions");
        assert_eq!(street.told(asker), NOTHING);
        assert_eq!(street.told(other), NOTHING);
        assert!(street.digests().is_empty(), "news are collected for a moment");
        street.clock.advance(3 * MINUTE);
        let mails = street.digests();
        assert_eq!(mails.len(), 1);
        assert!(mails[0][0].starts_with("In triage"), "{mails:?}");
        street.clock.advance(DAY);
        assert_eq!(street.digests().len(), 1, "nothing twice");
    });
}

#[test]
fn after_a_weekend_of_standstill_there_is_one_mail() {
    on_both(|db| {
        let street = Street::new(db).with_terms();
        let [asker, staff, lead] = ["Ada", "Nora", "Lea"].map(|name| street.person(name));
        street.grant(staff, "staff");
        street.grant(lead, "lead");
        for _ in 0..3 {
            street.asks(asker);
        }
        // From Monday 10:00 over a week: everything became overdue meanwhile.
        street.pass(7 * DAY);
        assert_eq!(street.told(staff).iter().filter(|kind| **kind == Overdue).count(), 3, "each once");
        assert_eq!(street.told(lead), [Overdue, Overdue, Overdue]);
        street.clock.advance(3 * MINUTE);
        let mails = street.digests();
        assert_eq!(mails.len(), 2, "one for each of them, not one for each question: {mails:?}");
        street.pass(7 * DAY);
        assert_eq!(street.told(lead).len(), 3, "overdue once, not every day");
    });
}

#[test]
fn staff_hear_of_what_is_given_to_them_and_the_asker_that_it_is_taken_up() {
    on_both(|db| {
        let street = Street::new(db).with_terms();
        let [asker, nora, pia, moderator] = ["Ada", "Nora", "Pia", "Mo"].map(|name| street.person(name));
        for person in [nora, pia] {
            street.grant(person, "staff");
        }
        street.grant(moderator, "moderator");
        let question = street.asks(asker);
        street.pass(4 * HOUR);
        let (now, seen) = (street.clock.now(), street.version(question));
        street.acts(moderator, move |tx, actor| {
            let team = teams::add(tx, None, "Netz", now)?;
            route::route(tx, actor, question, seen, team, "", &Rules::default(), now)
        });
        for (by, to) in [(nora, nora), (nora, pia)] {
            let (now, seen) = (street.clock.now(), street.version(question));
            street
                .acts(by, move |tx, actor| assign::assign(tx, actor, question, seen, Some(to), &Rules::default(), now));
        }
        street.tell();
        assert_eq!(street.told(nora), NOTHING, "nothing about one's own doings");
        assert_eq!(street.told(pia), [Assigned]);
        assert_eq!(street.told(asker), [TakenUp], "once");
        street.answers(moderator, question, "Hold the button for ten seconds.");
        street.pass(DAY);
        assert_eq!(street.told(pia), [Assigned], "what is answered is neither nearly due nor late");
        assert_eq!(street.told(asker), [TakenUp, Answered]);
    });
}
