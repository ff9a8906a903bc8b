//! The mails' words: short, with the link, and why they came.

use super::about::About;
use super::kinds::NoticeKind;
use super::tell::Reader;
use crate::ground::i18n::{Arg, T};
use crate::ground::mail::Mail;

/// The mail for somebody; none if they have no address that is known to be theirs.
pub(super) fn letter(kind: NoticeKind, reader: &Reader, about: &About, site: &str, forum: &str) -> Option<Mail> {
    let to = reader.email.clone().filter(|_| reader.email_verified_at.is_some())?;
    let t = T::new(&reader.lang, reader.formal);
    let say = |part: &str| {
        let values = [("name", &about.actor), ("title", &about.thread.title)];
        t.f(
            &format!("letter-{}-{part}", kind.word()),
            values.into_iter().map(|(name, value)| (name, Arg::from(value))).collect(),
        )
    };
    Some(Mail {
        to,
        lang: t.lang.to_owned(),
        subject: say("subject"),
        paragraphs: vec![say("text")],
        link: Some((t.s("letter-open"), format!("{site}{}", about.path()))),
        footer: format!("{} {}", say("why"), t.a("letter-from", "forum", forum)),
    })
}
