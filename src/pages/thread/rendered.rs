//! What of a thread's page is the same for many who are signed in: rendered once for all of them who may do the same and have
//! nothing to do with the thread. Each reader's own token and keys are put in when it is sent.
//!
//! Whoever appears in the thread, has voted, joined, watched or flagged there, is asked to help with it or holds a role gets
//! a page of their own. It must never be given to them, nor hold anything of the reader for whom it was rendered.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use diesel::QueryResult;

use crate::accounts::Actor;
use crate::accounts::permissions::{Rule, TABLE, may};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::random::Random;
use crate::ground::settings::Settings;
use crate::ground::web::cache::{LIFE, Lasting, PageCache};
use crate::ground::web::{Fragment, Head, Page, Placeholders};

use super::load::Wanted;
use super::own;
use super::shared::{self, Shared};
use super::view::Thread;

/// Bytes that are remembered of all threads together.
const ROOM: u64 = 16 * 1024 * 1024;

/// What is remembered.
pub struct Rendered {
    known: Lasting<Key, Ready>,
    placeholders: OnceLock<Placeholders>,
}

impl Default for Rendered {
    fn default() -> Self {
        Self { known: Lasting::new(ROOM, Ready::weight), placeholders: OnceLock::new() }
    }
}

/// Which part of which thread, how it is said, and what its readers may do.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Key {
    part: shared::Key,
    lang: &'static str,
    formal: bool,
    zone: &'static str,
    /// A bit for each rule of the permission table.
    acts: u32,
}

impl Key {
    /// The readers' among whom this one is; none for visitors and for those who hold a role.
    pub fn of(wanted: &Wanted) -> Option<Self> {
        let actor = wanted.actor.as_ref().filter(|actor| actor.grants.is_empty())?;
        let t = wanted.t;
        Some(Self {
            part: shared::key(wanted),
            lang: t.lang,
            formal: t.formal,
            zone: t.zone.iana_name()?,
            acts: acts(actor, &wanted.settings),
        })
    }
}

fn acts(actor: &Actor, settings: &Settings) -> u32 {
    let bit = |rule: &Rule| may(actor, rule.act, &settings.thresholds, false).is_ok();
    TABLE.iter().fold(0, |bits, rule| bits << 1 | u32::from(bit(rule)))
}

/// For whom a thread that was read may be rendered, and who must not be given that.
pub struct Alike {
    key: Key,
    /// The question and the answers that are shown: what the reader may have voted on.
    ids: Vec<i64>,
    /// To whom the thread looks different.
    involved: HashSet<i64>,
    /// Whether somebody may have been asked to help.
    waits: bool,
    /// By which it was decided what they may do.
    settings: Arc<Settings>,
}

impl Alike {
    /// If the reader is one of many.
    pub fn of(wanted: &Wanted, shared: &Shared, own: &own::Own, is_asked: bool) -> Option<Self> {
        let reader = wanted.actor.as_ref()?.id;
        let involved: HashSet<i64> = shared.subject.people.iter().chain(&shared.withheld).copied().collect();
        let is_one_of_many = own.is_nothing() && !is_asked && !involved.contains(&reader);
        let key = Key::of(wanted).filter(|_| is_one_of_many)?;
        let waits = shared.waiting.waits(&shared.question.head);
        Some(Self { key, ids: shared.ids.clone(), involved, waits, settings: wanted.settings.clone() })
    }
}

/// A page without its layout.
pub struct Ready {
    /// As asked.
    pub title: String,
    /// For `<head>`.
    pub head: Head,
    /// The thread's path.
    pub path: String,
    /// What stands in the layout.
    pub fragment: Fragment,
    alike: Alike,
    until: Micros,
}

impl Ready {
    fn weight(&self) -> usize {
        let alike = (self.alike.ids.len() + self.alike.involved.len() * 2) * size_of::<i64>();
        size_of::<Self>() + self.fragment.weight() + alike + self.title.len() * 2 + self.head.description.len()
    }
}

impl Rendered {
    /// Whether a reader like this one has been here lately.
    pub fn holds(&self, key: &Key) -> bool {
        self.known.has(key)
    }

    /// The page for a reader who is one of many, on a connection that sees the log up to `log`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(
        &self,
        conn: &mut AnyConnection,
        (wanted, key): (&Wanted, Option<&Key>),
        pages: &PageCache,
        log: i64,
    ) -> QueryResult<Option<Arc<Ready>>> {
        let reader = wanted.actor.as_ref().map(|actor| actor.id);
        let Some((key, reader)) = key.zip(reader) else { return Ok(None) };
        let found = self.known.get(pages, key, log).filter(|ready| {
            let is_true = wanted.now < ready.until && Arc::ptr_eq(&ready.alike.settings, &wanted.settings);
            is_true && !ready.alike.involved.contains(&reader)
        });
        let Some(ready) = found else { return Ok(None) };
        let own = own::of(conn, Some(reader), wanted.id, &ready.alike.ids)?;
        let is_asked = ready.alike.waits && own::asked(conn, Some(reader), wanted.id, wanted.t)?.is_some();
        Ok((own.is_nothing() && !is_asked).then_some(ready))
    }

    /// The page to render with, which is nobody's.
    pub fn blank(&self, mut page: Page, random: &Random) -> Page {
        self.placeholders(random).put_in(&mut page);
        page
    }

    /// Remembers what was rendered with it, of a thread that was read after the log had come to `log`.
    pub fn keep(
        &self,
        (rendered, blank): (&str, Page),
        (thread, alike): (Thread, Alike),
        log: i64,
        random: &Random,
    ) -> Arc<Ready> {
        let until = blank.now.plus(LIFE);
        let key = alike.key.clone();
        let ready = Arc::new(Ready {
            title: thread.title,
            head: blank.head,
            path: thread.path,
            fragment: self.placeholders(random).fragment(rendered),
            alike,
            until: thread.subject.until.map_or(until, |turns| turns.min(until)),
        });
        self.known.put(key, ready.clone(), thread.subject.marks(), log);
        ready
    }

    fn placeholders(&self, random: &Random) -> &Placeholders {
        self.placeholders.get_or_init(|| Placeholders::new(random))
    }
}
