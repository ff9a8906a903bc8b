//! One mail for all work that came within a few minutes: after a weekend of standstill there is one, not a burst.
//! A job with a key of its own, so that any number of events ask for one mail. It looks at what is not mailed yet when
//! it runs, and marks it in the same transaction: if it runs twice, the second time finds nothing.

use std::sync::Arc;

use diesel::prelude::*;

use super::kinds::NoticeKind;
use super::tables::notices;
use super::tell::Reader;
use crate::accounts::tables::people;
use crate::ground::clock::{Clock, DAY, MINUTE, Micros};
use crate::ground::db::{Db, Tx};
use crate::ground::i18n::T;
use crate::ground::jobs::{self, Handler};
use crate::ground::mail::{self, Mail};
use crate::ground::refusal::Verdict;
use crate::ground::settings::Shared;
use crate::ground::web::Services;
use crate::threads::tables::questions;

/// The kind of job.
const JOB: &str = "work_digest";
/// Microseconds for which news are collected.
const COLLECT: i64 = 2 * MINUTE;
/// Lines of a mail; what is beyond stands in the forum.
const LINES: i64 = 30;
/// What is older is news in the forum only.
const TOO_OLD: i64 = 7 * DAY;

/// Asks for a mail to somebody in a moment; a second one asked for before that is the same.
pub(super) fn ask_for(tx: &mut Tx<'_>, person: i64, now: Micros) -> QueryResult<()> {
    let key = format!("{JOB}:{person}:{}", now.0.div_euclid(COLLECT));
    jobs::enqueue(tx, JOB, &person.to_string(), now.plus(COLLECT), Some(&key), now)
}

/// Does those jobs.
pub struct Digest {
    db: Db,
    clock: Clock,
    site: Arc<str>,
    settings: Shared,
}

impl Digest {
    /// For a forum at this address, without a slash at the end, with these settings.
    pub fn new(db: Db, clock: Clock, site: Arc<str>, settings: Shared) -> Self {
        Self { db, clock, site, settings }
    }

    /// For this forum.
    pub fn of(services: &Services) -> Self {
        let Services { db, clock, public_url, settings, .. } = services.clone();
        Self::new(db, clock, public_url, settings)
    }
}

impl Handler for Digest {
    fn kind(&self) -> &'static str {
        JOB
    }

    fn run(&self, payload: &str) -> anyhow::Result<()> {
        let person: i64 = payload.parse()?;
        let (site, forum, now) = (self.site.clone(), self.settings.get().name.clone(), self.clock.now());
        Ok(self.db.write_blocking(move |tx| send(tx, person, &site, &forum, now))?)
    }
}

/// Queues the mail, if there is anything to say to somebody who may still be told.
fn send(tx: &mut Tx<'_>, person: i64, site: &str, forum: &str, now: Micros) -> Verdict<()> {
    let work: Vec<NoticeKind> = NoticeKind::ALL.iter().copied().filter(|kind| kind.is_work()).collect();
    let lines: Vec<(i64, NoticeKind, String)> = notices::table
        .inner_join(questions::table.on(questions::id.eq(notices::question_id)))
        .filter(notices::person_id.eq(person))
        .filter(notices::kind.eq_any(work))
        .filter(notices::mailed_at.is_null())
        .filter(notices::read_at.is_null())
        .filter(notices::created_at.gt(now.plus(-TOO_OLD).0))
        .filter(questions::shown)
        .order(notices::id.desc())
        .limit(LINES)
        .select((notices::id, notices::kind, questions::title))
        .load(tx.conn())?;
    let reader: Option<Reader> = people::table
        .find(person)
        .filter(people::erased_at.is_null())
        .filter(people::suspended_until.is_null().or(people::suspended_until.le(now)))
        .select(Reader::as_select())
        .first(tx.conn())
        .optional()?;
    let (Some(reader), false) = (reader, lines.is_empty()) else { return Ok(()) };
    let Some(to) = reader.email.filter(|_| reader.email_verified_at.is_some()) else { return Ok(()) };
    let t = T::new(&reader.lang, reader.formal);
    let line = |(_, kind, title): &(i64, NoticeKind, String)| {
        t.a2("letter-work-line", "what", t.s(&format!("letter-work-{}", kind.word())), "title", title)
    };
    let letter = Mail {
        to,
        lang: t.lang.to_owned(),
        subject: t.n("letter-work-subject", lines.len()),
        paragraphs: lines.iter().map(line).collect(),
        link: Some((t.s("letter-open"), format!("{site}/inbox"))),
        footer: format!("{} {}", t.s("letter-work-why"), t.a("letter-from", "forum", forum)),
    };
    mail::queue(tx, &letter, now)?;
    let ids: Vec<i64> = lines.iter().map(|line| line.0).collect();
    diesel::update(notices::table.filter(notices::id.eq_any(ids)))
        .set(notices::mailed_at.eq(Some(now.0)))
        .execute(tx.conn())?;
    Ok(())
}
