//! The language of a text, guessed among those that the forum offers. The writer and whoever may edit can correct it.

use diesel::prelude::*;

use super::events::LanguageCorrected;
use super::kinds::Status;
use super::tables::{posts, questions};
use super::{Rules, limits, subject, text};
use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::i18n::supported;
use crate::ground::refusal::{Refusal, Verdict};

/// `wish` if the forum offers it; else a guess; else `fallback`.
pub fn chosen(wish: &str, written: &str, offered: &[String], fallback: &str) -> String {
    let offers = |code: &str| offered.iter().any(|known| known == code);
    if offers(wish) {
        return wish.to_owned();
    }
    text::detect(written).filter(|code| offers(code)).unwrap_or(fallback).to_owned()
}

/// Corrects the language of a post; true if it was another.
///
/// # Errors
/// `Invalid` for a language that Kiez does not speak, `NotFound`, `Forbidden`.
pub fn correct(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, lang: &str, rules: &Rules, now: Micros) -> Verdict<bool> {
    actor.active(now)?;
    actor.may_speak(now)?;
    let subject = subject::post(tx, actor, post_id)?;
    if subject.post.status == Status::Deleted {
        return Err(Refusal::forbidden("problem-deleted"));
    }
    if !subject.is_authors(actor) {
        may(actor, Act::Edit, &rules.thresholds, false)?;
    }
    limits::all_right([limits::check_lang(lang)])?;
    let lang = supported(lang).unwrap_or(lang);
    let changed = diesel::update(posts::table.find(post_id).filter(posts::lang.ne(lang)))
        .set(posts::lang.eq(lang))
        .execute(tx.conn())?;
    if changed == 0 {
        return Ok(false);
    }
    let question_id = subject.thread.id;
    if post_id == question_id {
        diesel::update(questions::table.find(question_id)).set(questions::lang.eq(lang)).execute(tx.conn())?;
    }
    tx.record(Some(actor.id), &LanguageCorrected { question_id, post_id }, now);
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_counts_more_than_a_guess() {
        let offered = ["de".to_owned(), "en".to_owned()];
        let german = "Mein Router startet jede Nacht neu, was kann ich dagegen tun?";
        assert_eq!(chosen("", german, &offered, "en"), "de");
        assert_eq!(chosen("en", german, &offered, "de"), "en");
        assert_eq!(chosen("fr", german, &offered, "en"), "de");
        assert_eq!(chosen("", "", &offered, "de"), "de");
        assert_eq!(chosen("", german, &["en".to_owned()], "en"), "en");
    }
}
