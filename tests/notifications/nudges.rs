//! Peers are asked for help: the right ones, seldom, only if they agreed, and truthfully.

use diesel::prelude::*;
use kiez::accounts::tables::people;
use kiez::escalation::tables::{escalation_steps, nudges};
use kiez::ground::clock::{DAY, HOUR, MINUTE};
use kiez::notifications::kinds::NoticeKind::{Accepted, Nudged};
use kiez::notifications::nudge::why::{Common, Why};
use kiez::notifications::nudge::{self, NudgeState, consent, decline, results};
use kiez::notifications::topics::{Pace, Topic};
use kiez::threads::Rules;
use kiez::threads::ask::{Question, ask};

use super::{Street, text};
use crate::support::on_both;

const NOBODY: [(i64, NudgeState); 0] = [];

impl Street {
    /// Asks a question with a tag.
    fn asks_about(&self, person: i64, tag: &'static str) -> i64 {
        let now = self.clock.now();
        self.acts(person, move |tx, actor| {
            let question = Question {
                title: "The router blinks red at night".into(),
                text: text("It blinks red, then goes dark."),
                lang: "en".into(),
                tags: vec![tag.into()],
                ..Question::default()
            };
            Ok(ask(tx, actor, &question, &Rules::default(), now)?.question_id)
        })
    }

    /// Somebody answers a question with that tag, and it helps.
    fn solves(&self, asker: i64, person: i64, tag: &'static str) {
        let question = self.asks_about(asker, tag);
        let answer = self.answers(person, question, "Try another channel.");
        self.accepts(asker, answer);
    }

    fn consents(&self, person: i64, given: bool) {
        let now = self.clock.now();
        self.write(move |tx| consent::set(tx, person, given, now));
    }

    /// Who was asked about a question, or left out.
    fn nudged(&self, question: i64) -> Vec<(i64, NudgeState)> {
        self.read(|conn| {
            Ok(nudges::table
                .filter(nudges::question_id.eq(question))
                .order(nudges::id)
                .select((nudges::person_id, nudges::state))
                .load(conn)?)
        })
    }

    /// What the question's way says of asking.
    fn steps(&self, question: i64) -> Vec<String> {
        self.read(|conn| {
            Ok(escalation_steps::table
                .filter(escalation_steps::question_id.eq(question))
                .filter(escalation_steps::kind.eq("nudged"))
                .select(escalation_steps::reason)
                .load(conn)?)
        })
    }
}

/// Ada asks, Ben has solved such questions and agreed to be asked.
fn ready(db: kiez::ground::db::Db) -> (Street, i64, i64) {
    let street = Street::new(db).with_terms();
    let [ada, ben] = ["Ada", "Ben"].map(|name| street.person(name));
    street.solves(ada, ben, "router");
    street.solves(ada, ben, "router");
    street.consents(ben, true);
    street.tell();
    street.mails();
    (street, ada, ben)
}

#[test]
fn whoever_solved_such_questions_is_asked_with_the_reason() {
    on_both(|db| {
        let (street, ada, ben) = ready(db);
        let [cem, dora] = ["Cem", "Dora"].map(|name| street.person(name));
        street.solves(ada, cem, "router");
        street.solves(ada, dora, "cables");
        street.consents(dora, true);
        let question = street.asks_about(ada, "router");
        street.pass(HOUR - MINUTE);
        assert_eq!(street.nudged(question), NOBODY, "not before the policy's moment");
        street.pass(MINUTE);
        assert_eq!(street.nudged(question), [(ben, NudgeState::Asked)], "Cem did not agree, Dora knows other things");
        assert_eq!(street.steps(question), ["1"]);
        assert_eq!(street.told(ben), [Accepted, Accepted, Nudged]);
        let ask = street.read(|conn| Ok(nudge::asks(conn, ben, vec![question])?[&question]));
        assert!(matches!(ask.why, Why { about: Common::Tag(_), solved: 2, months: 1 }) && ask.open, "{ask:?}");
        let mail = street.mails().into_iter().rfind(|mail| mail.to == "ben@example.org").expect("a mail");
        assert_eq!(mail.subject, "Can you help? The router blinks red at night");
        assert!(
            mail.paragraphs[0].ends_with("You helped with 2 questions about router in the last month."),
            "{mail:?}"
        );
        assert_eq!(mail.list[0].1, format!("https://kiez.example/inbox/asked/{question}"));
        assert!(mail.unsubscribe.is_some_and(|url| url.contains("/unsubscribe/help/")));
        street.pass(HOUR);
        assert_eq!(street.nudged(question).len(), 1, "nobody twice about one question");
        assert_eq!(street.steps(question), ["1"], "and nothing is claimed when nobody could be asked");
    });
}

#[test]
fn what_is_answered_meanwhile_asks_nobody() {
    on_both(|db| {
        let (street, ada, _) = ready(db);
        let other = street.person("Cem");
        let question = street.asks_about(ada, "router");
        street.answers(other, question, "Or another cable.");
        street.pass(2 * HOUR);
        assert_eq!((street.nudged(question), street.steps(question).len()), (NOBODY.to_vec(), 0));
    });
}

#[test]
fn after_a_standstill_nobody_is_asked_for_what_has_gone_on() {
    on_both(|db| {
        let (street, ada, ben) = ready(db);
        let gone_on = street.asks_about(ada, "router");
        street.pass(5 * HOUR);
        assert_eq!(street.nudged(gone_on), NOBODY, "it is in triage by now");
        let half = street.asks_about(ada, "router");
        street.pass(3 * HOUR);
        assert_eq!(street.nudged(half), [(ben, NudgeState::Asked)], "two moments passed, and it is one request");
        assert_eq!(street.steps(half), ["1"]);
    });
}

#[test]
fn nobody_is_asked_more_than_three_times_a_week_or_when_it_is_quiet_or_without_consent() {
    on_both(|db| {
        let (street, ada, ben) = ready(db);
        for n in 0..5 {
            let question = street.asks_about(ada, "router");
            street.pass(3 * HOUR / 2);
            assert_eq!(street.nudged(question).len(), usize::from(n < 3), "request {n}");
        }
        street.clock.advance(8 * DAY);
        street.chooses(ben, &[], "UTC", Some((0, 23)));
        let quiet = street.asks_about(ada, "router");
        street.pass(HOUR);
        assert_eq!(street.nudged(quiet), NOBODY, "in the quiet hours");
        street.chooses(ben, &[], "UTC", None);
        street.consents(ben, false);
        let withdrawn = street.asks_about(ada, "router");
        street.pass(HOUR);
        assert_eq!(street.nudged(withdrawn), NOBODY, "consent was withdrawn");
    });
}

#[test]
fn only_peers_who_are_here_and_speak_the_language_are_asked() {
    on_both(|db| {
        let (street, ada, ben) = ready(db);
        let staff = street.person("Nora");
        street.solves(ada, staff, "router");
        street.consents(staff, true);
        street.grant(staff, "staff");
        let german = street.person_with("Lena", |person| person.lang = "de");
        street.solves(ada, german, "router");
        street.consents(german, true);
        street.consents(ada, true);
        let suspended = street.person("Uwe");
        street.solves(ada, suspended, "router");
        street.consents(suspended, true);
        let until = street.clock.now().plus(DAY);
        street.write(move |tx| {
            let uwe = people::table.find(suspended);
            diesel::update(uwe).set(people::suspended_until.eq(Some(until))).execute(tx.conn())?;
            Ok(())
        });
        let question = street.asks_about(ada, "router");
        street.pass(HOUR);
        assert_eq!(street.nudged(question), [(ben, NudgeState::Asked)]);
        street.clock.advance(40 * DAY);
        let later = street.asks_about(ada, "router");
        street.pass(HOUR);
        assert_eq!(street.nudged(later), NOBODY, "nobody was here lately");
    });
}

#[test]
fn at_most_three_are_asked_and_the_dice_leave_some_out() {
    on_both(|db| {
        let street = Street::new(db).with_terms();
        let ada = street.person("Ada");
        let crowd: Vec<i64> = (0..40).map(|n| street.person(&format!("Peer{n}"))).collect();
        for person in &crowd {
            street.solves(ada, *person, "router");
            street.consents(*person, true);
        }
        let mut left_out = 0;
        for _ in 0..10 {
            let question = street.asks_about(ada, "router");
            street.pass(HOUR);
            let nudged = street.nudged(question);
            let asked = nudged.iter().filter(|one| one.1 == NudgeState::Asked).count();
            assert!(asked <= 3 && nudged.len() <= 6, "{nudged:?}");
            assert_eq!(street.steps(question), [asked.to_string()]);
            left_out += nudged.len() - asked;
            for (person, state) in nudged {
                let kinds = street.told(person);
                assert_eq!(kinds.contains(&Nudged), state == NudgeState::Asked || kinds.len() > 1, "{kinds:?}");
            }
        }
        assert!((1..12).contains(&left_out), "one in ten or so: {left_out}");
    });
}

#[test]
fn what_came_of_it_is_noted() {
    on_both(|db| {
        let (street, ada, ben) = ready(db);
        let [first, second] = [(); 2].map(|()| street.asks_about(ada, "router"));
        street.pass(HOUR);
        let now = street.clock.now();
        street.acts(ben, move |tx, actor| decline::decline(tx, actor, first, false, now));
        street.acts(ben, move |tx, actor| decline::decline(tx, actor, first, false, now));
        assert_eq!(street.nudged(first), [(ben, NudgeState::Declined)]);
        street.acts(ben, move |tx, actor| decline::decline(tx, actor, first, true, now));
        assert_eq!(street.nudged(first), [(ben, NudgeState::Asked)]);
        street.acts(ben, move |tx, actor| decline::decline(tx, actor, first, false, now));
        street.clock.advance(MINUTE);
        street.answers(ben, second, "Or another cable.");
        street.tell();
        assert_eq!(street.nudged(second), [(ben, NudgeState::Answered)]);
        let now = street.clock.now();
        let found = street.read(|conn| Ok(results::of(conn, now)?));
        let expected = results::Results { asked: 2, answered: 1, in_time: 1, declined: 1, ..Default::default() };
        assert_eq!(found, expected);
        assert_eq!((found.silent(), found.share()), (0, Some(50)));
        let refused = street.db.write_blocking(move |tx| {
            let ada = kiez::accounts::Actor::load(tx.conn(), ada)?;
            decline::decline(tx, &ada, second, false, now)
        });
        assert!(refused.is_err(), "only who was asked can decline");
    });
}

#[test]
fn a_request_that_is_settled_goes_into_no_digest() {
    on_both(|db| {
        let (street, ada, ben) = ready(db);
        let question = street.asks_about(ada, "router");
        street.chooses(ben, &[(Topic::Help, Pace::Hourly)], "UTC", None);
        street.pass(HOUR);
        let now = street.clock.now();
        street.acts(ben, move |tx, actor| decline::decline(tx, actor, question, false, now));
        street.clock.advance(DAY);
        assert!(street.subjects().iter().all(|subject| !subject.starts_with("Can you")), "{:?}", street.subjects());
    });
}
