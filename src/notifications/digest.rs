//! One mail for all that is due to somebody: a letter about a single thing, a list of several. A job with a key of its
//! own asks for it, so that any number of events ask for one mail. It looks at what is not mailed yet when it runs, and
//! marks it in the same transaction: if it runs twice, the second time finds nothing.

use std::collections::HashSet;
use std::sync::Arc;

use diesel::prelude::*;

use super::inbox::{self, Line};
use super::letters::{self, Envelope};
use super::schedule::{self, COLLECT, JOB, TOO_OLD};
use super::tables::notices;
use super::topics::{Pace, Topic};
use super::unsubscribe::Signer;
use super::{preferences, still};
use crate::accounts::{Actor, address};
use crate::ground::clock::{Clock, Micros};
use crate::ground::db::{Db, Tx};
use crate::ground::i18n::T;
use crate::ground::jobs::Handler;
use crate::ground::mail;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Shared;
use crate::ground::web::Services;

/// Lines of a mail; what is beyond stands in the inbox.
const LINES: usize = 30;
/// Notices that one mail stands for at most.
const MOST: i64 = 300;

/// Does those jobs.
pub struct Digest {
    db: Db,
    clock: Clock,
    site: Arc<str>,
    settings: Shared,
    signer: Signer,
}

/// What is the same in every mail.
struct Forum {
    site: Arc<str>,
    name: String,
    zone: String,
    signer: Signer,
}

impl Digest {
    /// For a forum at this address, without a slash at the end, with these settings.
    pub fn new(db: Db, clock: Clock, site: Arc<str>, settings: Shared, signer: Signer) -> Self {
        Self { db, clock, site, settings, signer }
    }

    /// For this forum.
    pub fn of(services: &Services) -> Self {
        let Services { db, clock, public_url, settings, secret, .. } = services.clone();
        Self::new(db, clock, public_url, settings, Signer::new(&secret))
    }
}

impl Handler for Digest {
    fn kind(&self) -> &'static str {
        JOB
    }

    fn run(&self, payload: &str) -> anyhow::Result<()> {
        let person: i64 = payload.parse()?;
        let (settings, now) = (self.settings.get(), self.clock.now());
        let forum = Forum {
            site: self.site.clone(),
            name: settings.name.clone(),
            zone: settings.zone.clone(),
            signer: self.signer.clone(),
        };
        Ok(self.db.write_blocking(move |tx| send(tx, person, &forum, now))?)
    }
}

/// Queues the mail, if there is anything to say to somebody who may still be told, and it is not quiet there.
fn send(tx: &mut Tx<'_>, person: i64, forum: &Forum, now: Micros) -> Verdict<()> {
    let actor = match Actor::load(tx.conn(), person) {
        Ok(actor) if actor.verified && actor.active(now).is_ok() => actor,
        Ok(_) | Err(Refusal::NotFound) => return Ok(()),
        Err(why) => return Err(why),
    };
    let Some(to) = address::of(tx.conn(), person)? else { return Ok(()) };
    let chosen = preferences::of(tx.conn(), person)?;
    let allowed = chosen.hours(&forum.zone).allowed(now);
    if allowed > now {
        return Ok(schedule::ask_for(tx, person, allowed, now)?);
    }
    // What is nearly due goes along: two mails within two minutes are one too many.
    let due = inbox::to_mail(tx.conn(), &actor, now.plus(COLLECT), now.plus(-TOO_OLD), MOST)?;
    if due.is_empty() {
        return Ok(());
    }
    let news = still::news(tx.conn(), &actor, &due)?;
    let wanted = |line: &&Line| news.contains(&line.id) && chosen.pace(Topic::of(line.kind)) != Pace::Off;
    let lines: Vec<&Line> = due.iter().filter(wanted).collect();
    let said: HashSet<i64> = lines.iter().map(|line| line.id).collect();
    if !lines.is_empty() {
        let mut topics: Vec<Topic> = lines.iter().map(|line| Topic::of(line.kind)).collect();
        topics.sort_unstable();
        topics.dedup();
        let envelope = Envelope {
            to,
            t: T::new(&actor.lang, actor.formal),
            site: &forum.site,
            forum: &forum.name,
            unsubscribe: format!("{}{}", forum.site, forum.signer.path(person, &topics)),
        };
        let more = lines.len().saturating_sub(LINES);
        let shown = &lines[..lines.len() - more];
        let letter = letters::write(tx.conn(), shown, more, &topics, envelope)?;
        mail::queue(tx, &letter, now)?;
    }
    let (sent, dropped): (Vec<i64>, Vec<i64>) = due.iter().map(|line| line.id).partition(|id| said.contains(id));
    diesel::update(notices::table.filter(notices::id.eq_any(sent)))
        .set(notices::mailed_at.eq(Some(now.0)))
        .execute(tx.conn())?;
    diesel::update(notices::table.filter(notices::id.eq_any(dropped)))
        .set(notices::mail_at.eq(None::<i64>))
        .execute(tx.conn())?;
    Ok(())
}
