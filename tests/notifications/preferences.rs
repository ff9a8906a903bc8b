//! How soon people hear by mail is theirs to choose, for each topic.

use std::collections::HashMap;

use diesel::prelude::*;
use kiez::accounts::erase;
use kiez::escalation::tables::nudges;
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros};
use kiez::ground::refusal::Refusal;
use kiez::notifications::hours::Quiet;
use kiez::notifications::kinds::NoticeKind::{Accepted, Answered};
use kiez::notifications::nudge::{NudgeState, consent};
use kiez::notifications::preferences::{self, Preferences};
use kiez::notifications::topics::{Pace, Topic};

use super::Street;
use crate::support::on_both;

impl Street {
    /// Chooses how soon somebody hears of some topics, by the clock of a zone, with quiet hours or none.
    pub fn chooses(&self, person: i64, paces: &[(Topic, Pace)], zone: &str, quiet: Option<(i64, i64)>) {
        let chosen = Preferences {
            paces: paces.iter().copied().collect(),
            zone: Some(zone.into()),
            quiet: quiet.map(|(from, to)| Quiet { from: from * 60, to: to * 60 }),
        };
        let now = self.clock.now();
        self.write(move |tx| preferences::choose(tx, person, &chosen, "UTC", now));
    }

    /// Subjects of the mails until now.
    pub fn subjects(&self) -> Vec<String> {
        self.mails().into_iter().map(|mail| mail.subject).collect()
    }

    /// Goes to a time of the first day.
    pub fn clock_to(&self, at: Micros) {
        self.clock.advance(at.since(self.clock.now()));
    }
}

#[test]
fn each_pace_has_its_time_and_the_inbox_shows_all() {
    // It is Monday, 10:00 UTC.
    for (pace, minutes) in
        [(Pace::AtOnce, Some(0)), (Pace::Hourly, Some(60)), (Pace::Daily, Some(22 * 60)), (Pace::Off, None)]
    {
        on_both(|db| {
            let street = Street::new(db);
            let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
            street.chooses(asker, &[(Topic::Answers, pace)], "UTC", None);
            let question = street.asks(asker);
            street.answers(author, question, "Try another channel.");
            street.tell();
            assert_eq!(street.told(asker), [Answered]);
            if let Some(minutes) = minutes {
                if minutes > 0 {
                    street.clock.advance(minutes * MINUTE - 1);
                    assert!(street.mails().is_empty(), "{pace:?}: not earlier");
                    street.clock.advance(1);
                }
                assert_eq!(street.mails().len(), 1, "{pace:?}");
            }
            street.clock.advance(2 * DAY);
            assert_eq!(street.mails().len(), usize::from(minutes.is_some()), "{pace:?}: nothing twice");
        });
    }
}

#[test]
fn what_waits_follows_a_new_choice() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        street.chooses(asker, &[(Topic::Answers, Pace::Daily)], "UTC", None);
        let question = street.asks(asker);
        street.answers(author, question, "Try another channel.");
        street.tell();
        assert!(street.mails().is_empty());
        street.chooses(asker, &[(Topic::Answers, Pace::Hourly)], "UTC", None);
        street.clock.advance(HOUR);
        assert_eq!(street.mails().len(), 1);
        street.answers(author, question, "Or another cable.");
        street.tell();
        street.chooses(asker, &[(Topic::Answers, Pace::Off)], "UTC", None);
        street.clock.advance(2 * DAY);
        assert_eq!(street.mails().len(), 1, "switched off before it went");
        street.chooses(asker, &[(Topic::Answers, Pace::AtOnce)], "UTC", None);
        assert_eq!(street.mails().len(), 1, "what was dropped stays dropped");
    });
}

#[test]
fn a_choice_for_one_topic_leaves_the_others() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        street.chooses(author, &[(Topic::Talk, Pace::Off)], "UTC", None);
        let question = street.asks(asker);
        let answer = street.answers(author, question, "Try another channel.");
        street.accepts(asker, answer);
        street.tell();
        assert_eq!(street.told(author), [Accepted]);
        assert!(street.subjects().contains(&"Your answer is a solution: The router <b>blinks</b> red at night".into()));
    });
}

#[test]
fn odd_zones_and_times_are_refused_at_their_fields() {
    on_both(|db| {
        let street = Street::new(db);
        let ada = street.person("Ada");
        for (zone, quiet, field) in [
            ("Mars/Base", None, "zone"),
            ("", None, "zone"),
            ("UTC", Some(Quiet { from: -1, to: 60 }), "quiet_from"),
            ("UTC", Some(Quiet { from: 60, to: 24 * 60 }), "quiet_from"),
            ("UTC", Some(Quiet { from: 60, to: 60 }), "quiet_to"),
        ] {
            let chosen = Preferences { paces: HashMap::new(), zone: Some(zone.into()), quiet };
            let now = street.clock.now();
            match street.db.write_blocking(move |tx| preferences::choose(tx, ada, &chosen, "UTC", now)) {
                Err(Refusal::Invalid(errors)) => assert_eq!(errors[0].field, field, "{zone}"),
                other => panic!("{zone}: {other:?}"),
            }
        }
    });
}

#[test]
fn whoever_erases_their_account_leaves_nothing_here() {
    on_both(|db| {
        let street = Street::new(db);
        let [asker, author] = ["Ada", "Ben"].map(|name| street.person(name));
        street.chooses(asker, &[(Topic::Answers, Pace::Daily)], "Europe/Berlin", Some((22, 7)));
        let now = street.clock.now();
        street.write(move |tx| consent::set(tx, asker, true, now));
        let question = street.asks(asker);
        street.answers(author, question, "Try another channel.");
        street.tell();
        street.write(move |tx| {
            diesel::insert_into(nudges::table)
                .values((
                    nudges::question_id.eq(question),
                    nudges::person_id.eq(asker),
                    nudges::why.eq("{}"),
                    nudges::state.eq(NudgeState::Asked),
                    nudges::created_at.eq(now.0),
                ))
                .execute(tx.conn())?;
            Ok(())
        });
        street.acts(asker, move |tx, actor| erase::erase(tx, actor, actor.id, now));
        let asked: i64 = street.read(|conn| Ok(nudges::table.count().get_result(conn)?));
        assert_eq!(asked, 0);
        let (chosen, given) = street.read(|conn| Ok((preferences::of(conn, asker)?, consent::of(conn, asker)?)));
        assert_eq!((chosen.paces.len(), chosen.zone, chosen.quiet, given), (0, None, None, None));
        assert!(street.told(asker).is_empty());
        street.clock.advance(2 * DAY);
        assert!(street.mails().is_empty(), "nobody is there to be told");
    });
}
