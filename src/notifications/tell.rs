//! Tells people: the notices' rows, the count of unread ones in the same transaction, and when they go by mail.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::about::About;
use super::events::NoticesMade;
use super::kinds::NoticeKind;
use super::schedule;
use super::tables::notices;
use super::topics::Topic;
use crate::accounts::tables::people;
use crate::ground::clock::{DAY, MINUTE, Micros};
use crate::ground::db::Tx;
use crate::ground::events::Stored;
use crate::ground::refusal::Verdict;

/// What is older when it is read is news in the forum only.
const TOO_OLD_FOR_MAIL: i64 = DAY;
/// Time between two mails about answers to one question.
const BETWEEN_ANSWERS: i64 = 10 * MINUTE;

/// One event that people are told of.
pub(super) struct Telling<'a, 'b> {
    pub tx: &'a mut Tx<'b>,
    pub about: &'a About,
    forum_zone: &'a str,
    event: &'a Stored,
    now: Micros,
    /// Whoever need not be told any more; from the start the one whose doing it is.
    done: BTreeSet<i64>,
}

/// Somebody who is told, as far as mail needs to know them.
#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
struct Reader {
    id: i64,
    email_verified_at: Option<i64>,
}

impl<'a, 'b> Telling<'a, 'b> {
    pub fn new(tx: &'a mut Tx<'b>, forum_zone: &'a str, event: &'a Stored, about: &'a About, now: Micros) -> Self {
        Self { tx, about, forum_zone, event, now, done: event.actor.into_iter().collect() }
    }

    /// Tells these people, except those who may not know, need not know or know already.
    pub fn tell(&mut self, kind: NoticeKind, people: &[i64]) -> Verdict<()> {
        let mut fresh = Vec::new();
        for person in people {
            if self.done.insert(*person) && self.about.may_be_told(*person) {
                fresh.push(*person);
            }
        }
        if kind.is_said_once() {
            self.leave_out_told(kind, &mut fresh)?;
        }
        if fresh.is_empty() {
            return Ok(());
        }
        if kind == NoticeKind::Triage {
            self.leave_out_unread(kind, &mut fresh)?;
        }
        let readers: Vec<Reader> = people::table
            .filter(people::id.eq_any(fresh))
            .filter(people::erased_at.is_null())
            .filter(people::suspended_until.is_null().or(people::suspended_until.le(self.now)))
            .order(people::id)
            .select(Reader::as_select())
            .load(self.tx.conn())?;
        let ids: Vec<i64> = readers.iter().map(|reader| reader.id).collect();
        self.insert(kind, &ids)?;
        diesel::update(people::table.filter(people::id.eq_any(&ids)))
            .set(people::unread.eq(people::unread + 1))
            .execute(self.tx.conn())?;
        self.tx.record(None, &NoticesMade { told: self.event.position }, self.now);
        let topic = Topic::of(kind);
        // What is late is still to be done.
        let too_old = if topic.is_work() { schedule::TOO_OLD } else { TOO_OLD_FOR_MAIL };
        if self.now.since(self.event.at) > too_old {
            return Ok(());
        }
        let reachable = |reader: &&Reader| reader.email_verified_at.is_some();
        let reachable: Vec<i64> = readers.iter().filter(reachable).map(|reader| reader.id).collect();
        let not_before = if kind == NoticeKind::Answered { self.not_too_soon(&reachable)? } else { self.now };
        let position = self.event.position;
        schedule::plan(self.tx, topic, position, &reachable, not_before, self.forum_zone, self.now)
    }

    fn leave_out_told(&mut self, kind: NoticeKind, fresh: &mut Vec<i64>) -> Verdict<()> {
        let solved = [NoticeKind::Solved, NoticeKind::WatchedSolved];
        let kinds = if solved.contains(&kind) { solved.to_vec() } else { vec![kind] };
        let mut told = notices::table
            .filter(notices::question_id.eq(self.about.thread.id))
            .filter(notices::kind.eq_any(kinds))
            .filter(notices::person_id.eq_any(fresh.clone()))
            .select(notices::person_id)
            .into_boxed();
        if !solved.contains(&kind) {
            told = told.filter(notices::post_id.eq(self.about.post.id));
        }
        if kind == NoticeKind::Endorsed {
            told = told.filter(notices::actor_id.eq(self.event.actor));
        }
        let told: Vec<i64> = told.load(self.tx.conn())?;
        fresh.retain(|person| !told.contains(person));
        Ok(())
    }

    /// One unread notice of the kind says it for all that came since.
    fn leave_out_unread(&mut self, kind: NoticeKind, fresh: &mut Vec<i64>) -> Verdict<()> {
        let told: Vec<i64> = notices::table
            .filter(notices::person_id.eq_any(fresh.clone()))
            .filter(notices::read_at.is_null())
            .filter(notices::kind.eq(kind))
            .select(notices::person_id)
            .distinct()
            .load(self.tx.conn())?;
        fresh.retain(|person| !told.contains(person));
        Ok(())
    }

    /// One statement for any number of people.
    fn insert(&mut self, kind: NoticeKind, ids: &[i64]) -> Verdict<()> {
        let rows = people::table.filter(people::id.eq_any(ids.to_vec())).select((
            people::id,
            kind.word().into_sql::<Text>(),
            self.about.thread.id.into_sql::<BigInt>(),
            Some(self.about.post.id).into_sql::<Nullable<BigInt>>(),
            self.about.comment.as_ref().map(|comment| comment.id).into_sql::<Nullable<BigInt>>(),
            self.event.actor.into_sql::<Nullable<BigInt>>(),
            self.event.position.into_sql::<BigInt>(),
            self.event.at.0.into_sql::<BigInt>(),
        ));
        let columns = (
            notices::person_id,
            notices::kind,
            notices::question_id,
            notices::post_id,
            notices::comment_id,
            notices::actor_id,
            notices::position,
            notices::created_at,
        );
        crate::on_both!(self.tx.conn(), inner =>
            diesel::insert_into(notices::table).values(rows).into_columns(columns).execute(inner))?;
        Ok(())
    }

    /// Answers to one question that follow each other closely are told together. There is only one asker.
    fn not_too_soon(&mut self, readers: &[i64]) -> Verdict<Micros> {
        let Some(asker) = readers.first() else { return Ok(self.now) };
        let last: Option<i64> = notices::table
            .filter(notices::question_id.eq(self.about.thread.id))
            .filter(notices::kind.eq(NoticeKind::Answered))
            .filter(notices::person_id.eq(asker))
            .select(diesel::dsl::max(notices::mailed_at))
            .first(self.tx.conn())?;
        Ok(last.map_or(self.now, |last| Micros(last).plus(BETWEEN_ANSWERS).max(self.now)))
    }
}
