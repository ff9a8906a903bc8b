//! Who is told what, in the forum and by mail.

mod digests;
mod inbox;
mod mailed;
mod nudges;
mod pages;
mod preferences;
mod quiet_hours;
mod told;
mod unsubscribe;
mod work;

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;
use kiez::accounts::Actor;
use kiez::accounts::tables::{grants, people};
use kiez::ground::clock::{Clock, DAY};
use kiez::ground::db::{Db, Tx};
use kiez::ground::events::{DatabaseReader, catch_up};
use kiez::ground::jobs::{Handler, Lane, work_off};
use kiez::ground::mail::Mail;
use kiez::ground::random::Random;
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::ground::settings::Shared;
use kiez::ground::tables::jobs;
use kiez::notifications::kinds::NoticeKind;
use kiez::notifications::tables::notices;
use kiez::notifications::unsubscribe::Signer;
use kiez::notifications::{Digest, Notifier, Nudger};
use kiez::threads::answer::{Answer, answer};
use kiez::threads::ask::{Question, ask};
use kiez::threads::comment::{Comment, comment};
use kiez::threads::text::Text;
use kiez::threads::{Rules, accept};

use crate::support::{START, clock};

/// With these dice nobody of the first few is left out.
const SEED: u64 = 3;

/// A forum without pages: people, verbs, and the reader that tells.
pub struct Street {
    pub db: Db,
    pub clock: Clock,
    readers: [Arc<dyn DatabaseReader>; 2],
    digest: Arc<dyn Handler>,
}

impl Street {
    pub fn new(db: Db) -> Self {
        let clock = clock();
        let notifier: Arc<dyn DatabaseReader> = Arc::new(Notifier::new(Shared::default()));
        let nudger: Arc<dyn DatabaseReader> = Arc::new(Nudger::new(Shared::default(), Random::seeded(SEED)));
        let (site, signer) = ("https://kiez.example".into(), Signer::new("secret"));
        let digest = Arc::new(Digest::new(db.clone(), clock.clone(), site, Shared::default(), signer));
        kiez::notifications::attach(&db);
        Self { db, clock, readers: [notifier, nudger], digest }
    }

    /// Somebody with enough reputation for everything, in English, whose address is confirmed.
    pub fn person(&self, name: &str) -> i64 {
        self.person_with(name, |_| {})
    }

    /// The same with something changed.
    pub fn person_with(&self, name: &str, change: impl FnOnce(&mut NewPerson)) -> i64 {
        let mut person = NewPerson { lang: "en", formal: false };
        change(&mut person);
        let name = name.to_owned();
        self.db
            .write_blocking(move |tx| {
                Ok::<_, Refusal>(
                    diesel::insert_into(people::table)
                        .values((
                            people::handle.eq(name.to_lowercase()),
                            people::name.eq(&name),
                            people::email.eq(format!("{}@example.org", name.to_lowercase())),
                            people::email_verified_at.eq(Some(START)),
                            people::lang.eq(person.lang),
                            people::formal.eq(person.formal),
                            people::reputation.eq(5_000),
                            people::created_at.eq(START.plus(-90 * DAY)),
                        ))
                        .returning(people::id)
                        .get_result(tx.conn())?,
                )
            })
            .expect("a person")
    }

    /// Confirms somebody's address, or takes that back.
    pub fn confirm(&self, person: i64, yes: bool) {
        self.write(move |tx| {
            diesel::update(people::table.find(person))
                .set(people::email_verified_at.eq(yes.then_some(START)))
                .execute(tx.conn())?;
            Ok(())
        });
    }

    /// Grants a role everywhere.
    pub fn grant(&self, person: i64, role: &'static str) {
        self.write(move |tx| {
            diesel::insert_into(grants::table)
                .values((
                    grants::person_id.eq(person),
                    grants::role.eq(role),
                    grants::scope.eq(""),
                    grants::granted_at.eq(START),
                ))
                .execute(tx.conn())?;
            Ok(())
        });
    }

    pub fn write<T: Send + 'static>(&self, work: impl FnOnce(&mut Tx<'_>) -> Verdict<T> + Send + 'static) -> T {
        self.db.write_blocking(work).expect("the write is fine")
    }

    /// Runs a verb as somebody.
    pub fn acts<T: Send + 'static>(
        &self,
        person: i64,
        work: impl FnOnce(&mut Tx<'_>, &Actor) -> Verdict<T> + Send + 'static,
    ) -> T {
        self.write(move |tx| {
            let actor = Actor::load(tx.conn(), person)?;
            work(tx, &actor)
        })
    }

    pub fn asks(&self, person: i64) -> i64 {
        let now = self.clock.now();
        self.acts(person, move |tx, actor| {
            let question = Question {
                title: "The router <b>blinks</b> red at night".into(),
                text: text("It blinks red, then goes dark."),
                lang: "en".into(),
                ..Question::default()
            };
            Ok(ask(tx, actor, &question, &Rules::default(), now)?.question_id)
        })
    }

    pub fn answers(&self, person: i64, question_id: i64, body: &str) -> i64 {
        let (now, text) = (self.clock.now(), text(body));
        self.acts(person, move |tx, actor| {
            let new = Answer { question_id, text, lang: "en".into(), key: String::new() };
            Ok(answer(tx, actor, &new, &Rules::default(), now)?.post_id)
        })
    }

    pub fn comments(&self, person: i64, post_id: i64, body: &str) -> i64 {
        let (now, text) = (self.clock.now(), text(body));
        self.acts(person, move |tx, actor| {
            let new = Comment { post_id, text, key: String::new() };
            Ok(comment(tx, actor, &new, &Rules::default(), now)?.comment_id)
        })
    }

    pub fn accepts(&self, person: i64, answer: i64) {
        let now = self.clock.now();
        self.acts(person, move |tx, actor| accept::accept(tx, actor, answer, &Rules::default(), now));
    }

    /// Lets the readers read what happened; nothing may be set aside.
    pub fn tell(&self) {
        for reader in &self.readers {
            catch_up(&self.db, reader, &self.clock).expect("the reader reads");
        }
        let aside: i64 =
            self.read(|conn| Ok(jobs::table.filter(jobs::kind.like("reader.%")).count().get_result(conn)?));
        assert_eq!(aside, 0, "an event was set aside");
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut kiez::ground::db::AnyConnection) -> Verdict<T>) -> T {
        self.db.read_blocking(work).expect("the read is fine")
    }

    fn due_digests(&self) -> i64 {
        let now = self.clock.now();
        self.read(|conn| {
            let due = jobs::table.filter(jobs::kind.eq("digest")).filter(jobs::run_at.le(now.0));
            Ok(due.count().get_result(conn)?)
        })
    }

    /// What somebody was told, in order; the count of unread ones must agree.
    pub fn told(&self, person: i64) -> Vec<NoticeKind> {
        let (kinds, unread): (Vec<NoticeKind>, i64) = self.read(|conn| {
            let kinds = notices::table
                .filter(notices::person_id.eq(person))
                .order(notices::id)
                .select(notices::kind)
                .load(conn)?;
            Ok((kinds, people::table.find(person).select(people::unread).first(conn)?))
        });
        assert_eq!(i64::try_from(kinds.len()), Ok(unread), "nothing was read yet");
        kinds
    }

    /// The mails that were written until now, in order.
    pub fn mails(&self) -> Vec<Mail> {
        // Mail itself is not sent here, so jobs are left as they were found once no digest is due.
        let handlers = HashMap::from([(self.digest.kind(), self.digest.clone())]);
        while self.due_digests() > 0 {
            work_off(&self.db, &handlers, Lane::All, "worker", &self.clock).expect("jobs");
        }
        let payloads: Vec<String> = self.read(|conn| {
            Ok(jobs::table.filter(jobs::kind.eq("mail")).order(jobs::id).select(jobs::payload).load(conn)?)
        });
        payloads.iter().map(|payload| serde_json::from_str(payload).expect("a mail")).collect()
    }
}

/// What differs between people.
pub struct NewPerson {
    pub lang: &'static str,
    pub formal: bool,
}

/// A text in which every name is known.
pub fn text(source: &str) -> Text {
    Text::render(source, "en", "p", "kiez.example", &|_| true).expect("short enough")
}
