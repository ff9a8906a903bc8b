//! Mail about sanctions: what, why, until when, and the way to appeal. It cannot be switched off, and it names no moderator.

use diesel::prelude::*;

use super::kinds::SanctionKind;
use super::rows::{Sanction, why};
use crate::accounts::events::{
    PersonSilenced, PersonSuspended, PersonUnsilenced, PersonUnsuspended, PersonWarned, WarningWithdrawn,
};
use crate::accounts::tables::{people, sanctions};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::events::{DatabaseReader, Event, Stored};
use crate::ground::i18n::{Arg, T};
use crate::ground::mail::{self, Mail};
use crate::ground::refusal::Refusal;
use crate::ground::settings::Shared;
use crate::ground::web::Services;

/// What is older when it is read is told in the inbox only: no program that was updated writes about old times.
const TOO_OLD: i64 = DAY;

/// The reader that turns sanctions into mail; the server starts it with `events::drive`.
pub struct Teller {
    settings: Shared,
    /// The forum's address without a slash at the end.
    site: String,
}

impl Teller {
    /// For a forum with these settings at this address.
    pub fn new(settings: Shared, site: impl Into<String>) -> Self {
        Self { settings, site: site.into() }
    }

    /// For this forum.
    pub fn of(services: &Services) -> Self {
        Self::new(services.settings.clone(), services.public_url.to_string())
    }

    fn mail(&self, to: String, t: T, sanction: &Sanction, ended: bool) -> Mail {
        let forum = self.settings.get().name.clone();
        let word = if ended { "ended" } else { sanction.kind.word() };
        let until = sanction.until.map(|until| t.exact(until)).unwrap_or_default();
        let what = t.s(&format!("sanction-kind-{}", sanction.kind.word()));
        let say = |part: &str| {
            let values = [("forum", &forum), ("until", &until), ("what", &what)];
            t.f(&format!("sanction-mail-{word}-{part}"), values.map(|(name, value)| (name, Arg::from(value))).into())
        };
        let mut paragraphs = vec![t.s("mail-hello"), say("text")];
        let (link, page) = if ended {
            ("sanction-mail-all", "/settings/sanctions".to_owned())
        } else {
            paragraphs.extend([why(t, sanction), t.s("sanction-mail-appeal")]);
            ("sanction-mail-link", format!("/appeals/new?about=person:{}", sanction.person_id))
        };
        Mail {
            to,
            lang: t.lang.to_owned(),
            subject: say("subject"),
            paragraphs,
            link: Some((t.s(link), format!("{}{page}", self.site))),
            footer: t.a("sanction-mail-footer", "forum", &forum),
            ..Mail::default()
        }
    }
}

/// What an event says of whom: the kind of sanction, and whether it has ended.
fn about(event: &Stored) -> Option<(i64, SanctionKind, bool)> {
    use SanctionKind::{Silence, Suspend, Warn};
    match event.kind.as_str() {
        PersonWarned::KIND => event.decode::<PersonWarned>().map(|e| (e.person_id, Warn, false)),
        PersonSilenced::KIND => event.decode::<PersonSilenced>().map(|e| (e.person_id, Silence, false)),
        PersonSuspended::KIND => event.decode::<PersonSuspended>().map(|e| (e.person_id, Suspend, false)),
        WarningWithdrawn::KIND => event.decode::<WarningWithdrawn>().map(|e| (e.person_id, Warn, true)),
        PersonUnsilenced::KIND => event.decode::<PersonUnsilenced>().map(|e| (e.person_id, Silence, true)),
        PersonUnsuspended::KIND => event.decode::<PersonUnsuspended>().map(|e| (e.person_id, Suspend, true)),
        _ => None,
    }
}

/// The sanction of that moment; what was imposed and has ended since needs no letter any more.
fn find(conn: &mut AnyConnection, person: i64, kind: SanctionKind, ended: bool) -> QueryResult<Option<Sanction>> {
    let theirs = sanctions::table.filter(sanctions::person_id.eq(person)).filter(sanctions::kind.eq(kind));
    let latest = theirs.order(sanctions::id.desc()).select(Sanction::as_select()).first(conn).optional()?;
    Ok(latest.filter(|sanction: &Sanction| sanction.ended_at.is_some() == ended))
}

impl DatabaseReader for Teller {
    fn name(&self) -> &'static str {
        "sanction-letters"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Result<(), Refusal> {
        let Some((person, kind, ended)) = about(event) else { return Ok(()) };
        if now.since(event.at) > TOO_OLD {
            return Ok(());
        }
        let reader: Option<(Option<String>, String, bool)> = people::table
            .find(person)
            .filter(people::email_verified_at.is_not_null())
            .filter(people::erased_at.is_null())
            .select((people::email, people::lang, people::formal))
            .first(tx.conn())
            .optional()?;
        let Some((Some(email), lang, formal)) = reader else { return Ok(()) };
        let Some(sanction) = find(tx.conn(), person, kind, ended)? else { return Ok(()) };
        let t = T::new(&lang, formal).in_zone(&self.settings.get().zone);
        mail::queue(tx, &self.mail(email, t, &sanction, ended), now)?;
        Ok(())
    }
}
