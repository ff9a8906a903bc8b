//! The mails of this room, in the reader's language. None names anybody: whoever signs up chooses
//! the name, and must not be able to write to strangers with it.

use diesel::prelude::*;

use super::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::i18n::{Arg, T};
use crate::ground::mail::{self, Mail};
use crate::ground::refusal::Verdict;
use crate::ground::web::Services;

/// What every mail names: the forum and where it is.
#[derive(Clone, Debug)]
pub struct SiteWords {
    /// The forum's name.
    pub forum: String,
    /// Its address without a slash at the end.
    pub url: String,
}

impl SiteWords {
    /// As they are at this moment.
    pub fn of(services: &Services) -> Self {
        Self { forum: services.settings.get().name.clone(), url: services.public_url.to_string() }
    }
}

/// Which mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// Confirm the address of a new account.
    Verify,
    /// Signed up again before confirming.
    Again,
    /// Signed up, but there is an account already.
    Known,
    /// Set a new password.
    Reset,
    /// The password has changed.
    PasswordChanged,
    /// Confirm the new address.
    NewAddress,
    /// To the old address: somebody asked for a change.
    AddressNotice,
    /// Somebody wants an address that has an account already.
    AddressTaken,
    /// Signed in with a device that was not seen before.
    NewDevice,
    /// A second factor is on.
    FactorOn,
    /// It is off.
    FactorOff,
}

impl Letter {
    fn key(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Again => "again",
            Self::Known => "known",
            Self::Reset => "reset",
            Self::PasswordChanged => "password-changed",
            Self::NewAddress => "new-address",
            Self::AddressNotice => "address-notice",
            Self::AddressTaken => "address-taken",
            Self::NewDevice => "new-device",
            Self::FactorOn => "factor-on",
            Self::FactorOff => "factor-off",
        }
    }
}

/// Queues a mail with a link to `path`.
///
/// # Errors
/// When the database fails.
pub fn send(tx: &mut Tx<'_>, letter: Letter, to: &str, t: T, site: &SiteWords, path: &str, now: Micros) -> Verdict<()> {
    let key = letter.key();
    let say = |part: &str| t.f(&format!("mail-{key}-{part}"), vec![("forum", Arg::from(site.forum.as_str()))]);
    let mail = Mail {
        to: to.to_owned(),
        lang: t.lang.to_owned(),
        subject: say("subject"),
        paragraphs: vec![t.s("mail-hello"), say("body"), say("note")],
        link: Some((say("link"), format!("{}{path}", site.url))),
        footer: t.a("mail-footer", "forum", site.forum.as_str()),
        // Nobody can do without these, so there is nothing to unsubscribe from.
        ..Mail::default()
    };
    mail::queue(tx, &mail, now)?;
    Ok(())
}

/// Queues a mail to somebody with an account, in their language; nothing if their address was never confirmed.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx<'_>, letter: Letter, person: i64, site: &SiteWords, path: &str, now: Micros) -> Verdict<()> {
    let reader: Option<(Option<String>, String, bool)> = people::table
        .find(person)
        .filter(people::email_verified_at.is_not_null())
        .select((people::email, people::lang, people::formal))
        .first(tx.conn())
        .optional()?;
    match reader {
        Some((Some(email), lang, formal)) => send(tx, letter, &email, T::new(&lang, formal), site, path, now),
        _ => Ok(()),
    }
}
