//! What admins do with tags: synonyms, names, descriptions. Old names always lead somewhere.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Rules;
use super::events::TagChanged;
use super::tables::{question_tags, questions, tag_synonyms, tags};
use super::tags::normalise;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Makes `name` another name of a tag. An existing tag of that name is merged into it, with its questions,
/// watchers, experts and points.
///
/// # Errors
/// `NotFound`, `Invalid`, or `Forbidden` for all but admins.
pub fn add_synonym(tx: &mut Tx<'_>, actor: &Actor, tag_id: i64, name: &str, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Administer, false, now)?;
    let own: String = tags::table.find(tag_id).select(tags::name).first(tx.conn())?;
    let name = normalise(name).ok_or_else(|| Refusal::field_n("name", "problem-tag-bad", 35))?;
    if name == own {
        return Err(Refusal::field("name", "problem-tag-same"));
    }
    let other: Option<i64> = tags::table.filter(tags::name.eq(&name)).select(tags::id).first(tx.conn()).optional()?;
    if let Some(other) = other {
        merge(tx, other, tag_id)?;
        tx.record(Some(actor.id), &TagChanged { tag_id: other }, now);
    }
    name_too(tx, &name, tag_id)?;
    tx.record(Some(actor.id), &TagChanged { tag_id }, now);
    Ok(())
}

/// Points a synonym to a tag, wherever it pointed before.
fn name_too(tx: &mut Tx<'_>, name: &str, tag_id: i64) -> Verdict<()> {
    diesel::delete(tag_synonyms::table.find(name)).execute(tx.conn())?;
    diesel::insert_into(tag_synonyms::table)
        .values((tag_synonyms::name.eq(name), tag_synonyms::tag_id.eq(tag_id)))
        .execute(tx.conn())?;
    Ok(())
}

/// Moves everything that hangs on a tag to another one, and removes it.
fn merge(tx: &mut Tx<'_>, from: i64, to: i64) -> Verdict<()> {
    // Numbers only, so nothing needs binding.
    let moves = [
        format!(
            "INSERT INTO question_tags (question_id, tag_id, created_at) \
             SELECT question_id, {to}, created_at FROM question_tags WHERE tag_id = {from} ON CONFLICT DO NOTHING"
        ),
        format!("DELETE FROM question_tags WHERE tag_id = {from}"),
        format!(
            "INSERT INTO watches (person_id, kind, subject_id, created_at) SELECT person_id, kind, {to}, created_at \
             FROM watches WHERE kind = 'tag' AND subject_id = {from} ON CONFLICT DO NOTHING"
        ),
        format!("DELETE FROM watches WHERE kind = 'tag' AND subject_id = {from}"),
        format!(
            "INSERT INTO tag_points (tag_id, month, person_id, points) SELECT {to}, month, person_id, points \
             FROM tag_points WHERE tag_id = {from} \
             ON CONFLICT (tag_id, month, person_id) DO UPDATE SET points = tag_points.points + excluded.points"
        ),
        format!("DELETE FROM tag_points WHERE tag_id = {from}"),
        format!(
            "INSERT INTO grants (person_id, role, scope, granted_by, granted_at) \
             SELECT person_id, role, 'tag:{to}', granted_by, granted_at FROM grants WHERE scope = 'tag:{from}' \
             ON CONFLICT DO NOTHING"
        ),
        format!("DELETE FROM grants WHERE scope = 'tag:{from}'"),
        format!("UPDATE tag_synonyms SET tag_id = {to} WHERE tag_id = {from}"),
    ];
    for sql in moves {
        crate::on_both!(tx.conn(), inner => diesel::sql_query(sql).execute(inner))?;
    }
    diesel::delete(tags::table.find(from)).execute(tx.conn())?;
    let count: i64 = question_tags::table
        .inner_join(questions::table)
        .filter(question_tags::tag_id.eq(to))
        .filter(questions::shown.eq(true))
        .count()
        .get_result(tx.conn())?;
    diesel::update(tags::table.find(to)).set(tags::question_count.eq(count)).execute(tx.conn())?;
    Ok(())
}

/// Takes a synonym away.
///
/// # Errors
/// `NotFound` when there is none.
pub fn remove_synonym(tx: &mut Tx<'_>, actor: &Actor, name: &str, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Administer, false, now)?;
    let name = normalise(name).ok_or(Refusal::NotFound)?;
    let tag_id: i64 = tag_synonyms::table.find(&name).select(tag_synonyms::tag_id).first(tx.conn())?;
    diesel::delete(tag_synonyms::table.find(&name)).execute(tx.conn())?;
    tx.record(Some(actor.id), &TagChanged { tag_id }, now);
    Ok(())
}

/// Gives a tag another name; the old one becomes a synonym, so that addresses and habits go on working.
///
/// # Errors
/// `Invalid` for a name that cannot be one or is another tag's.
pub fn rename(tx: &mut Tx<'_>, actor: &Actor, tag_id: i64, name: &str, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Administer, false, now)?;
    let old: String = tags::table.find(tag_id).select(tags::name).first(tx.conn())?;
    let name = normalise(name).ok_or_else(|| Refusal::field_n("name", "problem-tag-bad", 35))?;
    if name == old {
        return Ok(());
    }
    let taken: i64 = tags::table.filter(tags::name.eq(&name)).count().get_result(tx.conn())?;
    if taken > 0 {
        return Err(Refusal::field("name", "problem-tag-taken"));
    }
    diesel::delete(tag_synonyms::table.find(&name)).execute(tx.conn())?;
    diesel::update(tags::table.find(tag_id)).set(tags::name.eq(&name)).execute(tx.conn())?;
    name_too(tx, &old, tag_id)?;
    tx.record(Some(actor.id), &TagChanged { tag_id }, now);
    Ok(())
}

/// Says what a tag is for, by language.
///
/// # Errors
/// `NotFound`, or `Invalid` for more than 500 characters.
pub fn describe(
    tx: &mut Tx<'_>,
    actor: &Actor,
    tag_id: i64,
    descriptions: &BTreeMap<String, String>,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    rules.allow(actor, Act::Administer, false, now)?;
    if descriptions.values().any(|d| d.chars().count() > 500) {
        return Err(Refusal::field_n("description", "problem-too-long", 500));
    }
    let json = serde_json::to_string(descriptions).map_err(anyhow::Error::from)?;
    let changed = diesel::update(tags::table.find(tag_id)).set(tags::descriptions.eq(json)).execute(tx.conn())?;
    if changed == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(Some(actor.id), &TagChanged { tag_id }, now);
    Ok(())
}
