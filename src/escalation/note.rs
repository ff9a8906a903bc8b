//! What staff say among themselves about a question. Never public, never in search, never in mail to customers.

use diesel::prelude::*;

use super::events::NoteWritten;
use super::tables::internal_notes;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;
use crate::threads::tables::questions;
use crate::threads::text::Text;

/// Characters of a note at most.
pub const LENGTH: usize = 5_000;
/// Notes of a question that are shown.
const MOST: i64 = 200;

/// A note.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = internal_notes)]
#[allow(missing_docs)] // the columns
pub struct Note {
    pub id: i64,
    pub question_id: i64,
    pub author_id: i64,
    pub html: String,
    pub created_at: Micros,
}

/// Notes something. The text was rendered before the transaction. Returns its number.
///
/// # Errors
/// `NotFound`, `Forbidden` for all but staff and those who keep order, `Invalid` for a text that will not do.
pub fn write(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    text: &Text,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    rules.allow(actor, Act::SeeNotes, false, now)?;
    let known: i64 = questions::table.filter(questions::id.eq(question_id)).count().get_result(tx.conn())?;
    if known == 0 {
        return Err(Refusal::NotFound);
    }
    if text.source.trim().is_empty() {
        return Err(Refusal::field("note", "desk-note-empty"));
    }
    if text.source.chars().count() > LENGTH {
        return Err(Refusal::field("note", "desk-note-long"));
    }
    let note_id: i64 = diesel::insert_into(internal_notes::table)
        .values((
            internal_notes::question_id.eq(question_id),
            internal_notes::author_id.eq(actor.id),
            internal_notes::body.eq(&text.source),
            internal_notes::html.eq(&text.html),
            internal_notes::created_at.eq(now),
        ))
        .returning(internal_notes::id)
        .get_result(tx.conn())?;
    tx.record(Some(actor.id), &NoteWritten { question_id, note_id }, now);
    Ok(note_id)
}

/// Takes one's own note back. Returns its question.
///
/// # Errors
/// `NotFound` for those of others and what is gone already, `Forbidden`.
pub fn delete(tx: &mut Tx<'_>, actor: &Actor, note_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    change(tx, actor, note_id, Some(now), rules, now)
}

/// Brings it back. Returns its question.
///
/// # Errors
/// As `delete`.
pub fn restore(tx: &mut Tx<'_>, actor: &Actor, note_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    change(tx, actor, note_id, None, rules, now)
}

fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    note_id: i64,
    deleted_at: Option<Micros>,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    rules.allow(actor, Act::SeeNotes, false, now)?;
    let (question_id, author_id, gone): (i64, i64, bool) = internal_notes::table
        .find(note_id)
        .select((internal_notes::question_id, internal_notes::author_id, internal_notes::deleted_at.is_not_null()))
        .first(tx.conn())?;
    if author_id != actor.id || gone == deleted_at.is_some() {
        return Err(Refusal::NotFound);
    }
    diesel::update(internal_notes::table.find(note_id))
        .set(internal_notes::deleted_at.eq(deleted_at))
        .execute(tx.conn())?;
    Ok(question_id)
}

/// The notes of a question and of those that went into it, the oldest first. Whoever asks makes sure that the reader
/// may see notes.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, question_id: i64) -> QueryResult<Vec<Note>> {
    let merged = questions::table.filter(questions::merged_into.eq(question_id)).select(questions::id);
    internal_notes::table
        .filter(internal_notes::question_id.eq(question_id).or(internal_notes::question_id.eq_any(merged)))
        .filter(internal_notes::deleted_at.is_null())
        .order(internal_notes::id)
        .limit(MOST)
        .select(Note::as_select())
        .load(conn)
}
