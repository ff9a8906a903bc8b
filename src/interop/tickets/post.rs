//! The job that delivers. What it says is gathered in one transaction, sent outside of any, and what came of it kept in
//! another; if the process dies between them, the next try has the same id.

use std::sync::Arc;

use super::client::{Client, Fault, Reply};
use super::letter::{self, Letter};
use super::log::{self, Delivery, DeliveryState, Tried};
use super::systems::{self, System};
use super::{webhook, zammad};
use crate::escalation::hand_over::{HandOver, Report, report};
use crate::escalation::kinds::SystemKind;
use crate::ground::clock::{Clock, Micros, Stopwatch};
use crate::ground::db::{Db, Tx};
use crate::ground::i18n::{T, supported};
use crate::ground::jobs::Handler;
use crate::ground::mail::{self, Mail};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Shared;
use crate::ground::web::Services;

/// What a test delivery tells of.
pub const TEST: &str = "test";

/// Delivers; the server hands it to `jobs::drive`.
pub struct Courier {
    db: Db,
    clock: Clock,
    site: Arc<str>,
    settings: Shared,
    client: Client,
}

/// A delivery with all that is needed to make a try.
struct Parcel {
    delivery: Delivery,
    system: System,
    about: Option<(HandOver, Letter)>,
}

impl Courier {
    /// For a forum at this address, without a slash at the end, with these settings; `internal` are the hosts inside the
    /// network that may be called.
    pub fn new(db: Db, clock: Clock, site: Arc<str>, settings: Shared, internal: Vec<String>) -> Self {
        Self { db, clock, site, settings, client: Client::new(internal) }
    }

    /// For this forum.
    pub fn of(services: &Services) -> Self {
        let Services { db, clock, public_url, settings, config, .. } = services.clone();
        Self::new(db, clock, public_url, settings, config.internal_hosts.clone())
    }

    /// Speaks the forum's first language: the ticket system belongs to the company.
    fn words(&self) -> T {
        T::new(self.settings.get().languages.first().and_then(|lang| supported(lang)).unwrap_or("en"), false)
    }

    fn send(&self, parcel: &Parcel, now: Micros) -> Result<(Reply, Option<Report>), Fault> {
        let Parcel { delivery, system, about } = parcel;
        match (system.kind, about) {
            (SystemKind::Zammad, None) => zammad::test(&self.client, system).map(|reply| (reply, None)),
            (SystemKind::Zammad, Some((known, letter))) => {
                let client = zammad::Api { client: &self.client, system };
                client.tell(delivery, known, letter, &self.words())
            }
            (_, None) => {
                let body = serde_json::json!({ "type": TEST, "timestamp": now.rfc3339(), "data": {} });
                webhook::post(&self.client, system, delivery, &body.to_string(), now)
            }
            (_, Some((_, letter))) => {
                let body = serde_json::to_string(letter).map_err(Fault::of)?;
                webhook::post(&self.client, system, delivery, &body, now)
            }
        }
    }
}

impl Handler for Courier {
    fn kind(&self) -> &'static str {
        log::JOB
    }

    fn run(&self, payload: &str) -> anyhow::Result<()> {
        let id: i64 = payload.parse()?;
        let (site, forum, t, now) =
            (self.site.clone(), self.settings.get().name.clone(), self.words(), self.clock.now());
        let parcel = self.db.write_blocking(move |tx| gather(tx, id, &site, &forum, &t, now))?;
        let Some(parcel) = parcel else { return Ok(()) };
        let watch = Stopwatch::start();
        let sent = self.send(&parcel, now);
        let took_ms = i64::try_from(watch.elapsed().as_millis()).unwrap_or(i64::MAX);
        let (tried, said) = match &sent {
            Ok((reply, _)) => {
                let said = reply.body.clone();
                (Tried { taken: true, status: Some(reply.status), said, took_ms }, None)
            }
            Err(fault) => {
                (Tried { taken: false, status: fault.status, said: fault.said.clone(), took_ms }, Some(fault.status))
            }
        };
        let (hand_over, now) = (parcel.delivery.hand_over_id, self.clock.now());
        let told = sent.ok().and_then(|(_, told)| told);
        self.db.write_blocking(move |tx| {
            log::end(tx, id, &tried, now)?;
            if let (Some(hand_over), Some(told)) = (hand_over, told) {
                report(tx, hand_over, &told, now)?;
            }
            Ok::<_, Refusal>(())
        })?;
        match said {
            None => Ok(()),
            Some(Some(status)) => {
                anyhow::bail!("delivery {id} was answered with {status}; the log of deliveries says more")
            }
            Some(None) => anyhow::bail!("delivery {id} was not answered; the log of deliveries says more"),
        }
    }
}

/// Counts the try and gathers what it says; nothing if there is nothing to send any more, or if it is mail, which is
/// queued here and now, once.
fn gather(tx: &mut Tx<'_>, id: i64, site: &str, forum: &str, t: &T, now: Micros) -> Verdict<Option<Parcel>> {
    let Some(delivery) = log::begin(tx, id, now)? else { return Ok(None) };
    let system = systems::find(tx.conn(), delivery.system_id)?;
    let about = match delivery.hand_over_id {
        None => None,
        Some(hand_over) => match telling(tx, &delivery, hand_over, site)? {
            Ok(about) => Some(about),
            Err(why) => {
                log::dropped(tx, id, why)?;
                return Ok(None);
            }
        },
    };
    if system.kind == SystemKind::Mail {
        mail::queue(tx, &as_mail(&system, about.as_ref().map(|(_, letter)| letter), forum, t), now)?;
        log::end(tx, id, &Tried { taken: true, ..Tried::default() }, now)?;
        return Ok(None);
    }
    Ok(Some(Parcel { delivery, system, about }))
}

/// The hand-over and what is said of it, or the word for why nothing is: texts are `handover-dropped-WORD`.
fn telling(
    tx: &mut Tx<'_>,
    delivery: &Delivery,
    hand_over: i64,
    site: &str,
) -> Verdict<Result<(HandOver, Letter), &'static str>> {
    let known = letter::hand_over(tx.conn(), hand_over)?;
    let first = log::first_of(tx.conn(), hand_over)?;
    let is_first = first.as_ref().is_some_and(|first| first.id == delivery.id);
    if is_first && known.ended_at.is_some() && delivery.last_tried_at.is_none() {
        return Ok(Err("over"));
    }
    // What was never tried will tell how things stand by then, or nothing.
    if !is_first && first.is_some_and(|one| one.state == DeliveryState::Dropped || one.last_tried_at.is_none()) {
        return Ok(Err("untold"));
    }
    let letter = letter::load(tx.conn(), &known, &delivery.event, delivery.created_at, site)?;
    Ok(letter.map(|letter| (known, letter)).ok_or("hidden"))
}

fn as_mail(system: &System, letter: Option<&Letter>, forum: &str, t: &T) -> Mail {
    let (subject, paragraphs, link) = match letter {
        Some(letter) => {
            let url = letter.data.question.url.clone();
            (letter.subject(), letter.words(t), Some((t.s("handover-letter-open"), url)))
        }
        None => (t.s("handover-letter-test"), vec![t.s("handover-letter-test-text")], None),
    };
    let footer = t.a("handover-letter-why", "forum", forum);
    Mail {
        to: system.address.clone(),
        lang: t.lang.to_owned(),
        subject,
        paragraphs,
        list: Vec::new(),
        link,
        footer,
        footer_links: Vec::new(),
        unsubscribe: None,
    }
}
