//! Whoever erases their account takes along how they wanted to be told, what they were told and what they were asked:
//! in the transaction of the erasure, which must not know of this room.

use diesel::prelude::*;

use super::tables::{help_consents, mail_hours, notice_preferences, notices};
use crate::accounts::events::PersonErased;
use crate::accounts::tables::people;
use crate::escalation::tables::nudges;
use crate::ground::db::{Beside, Tx};
use crate::ground::events::{Event, Pending};
use crate::ground::refusal::Refusal;

/// Does it.
pub(super) struct Forgetter;

impl Beside for Forgetter {
    fn beside(&self, tx: &mut Tx<'_>, events: &[Pending]) -> Result<(), Refusal> {
        let erased = |event: &&Pending| event.kind() == PersonErased::KIND;
        let gone: Vec<i64> = events.iter().filter(erased).filter_map(|event| event.number("person_id")).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let conn = tx.conn();
        diesel::delete(notices::table.filter(notices::person_id.eq_any(&gone))).execute(conn)?;
        diesel::delete(notice_preferences::table.filter(notice_preferences::person_id.eq_any(&gone))).execute(conn)?;
        diesel::delete(mail_hours::table.filter(mail_hours::person_id.eq_any(&gone))).execute(conn)?;
        diesel::delete(help_consents::table.filter(help_consents::person_id.eq_any(&gone))).execute(conn)?;
        diesel::delete(nudges::table.filter(nudges::person_id.eq_any(&gone))).execute(conn)?;
        diesel::update(people::table.filter(people::id.eq_any(&gone))).set(people::unread.eq(0)).execute(conn)?;
        Ok(())
    }
}
