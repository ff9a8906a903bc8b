//! The writes that no verb offers: verbs happen now, and a demo needs a past.

use diesel::prelude::*;

use crate::accounts::roles::Scope;
use crate::accounts::tables::{owned_products, people};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::reputation::Cause;
use crate::reputation::badges::Badge;
use crate::reputation::tables::{badges, ledger, tag_points};
use crate::threads::kinds::{Status, SuggestionState, WatchKind};
use crate::threads::tables::{
    also_have, endorsements, posts, questions, revisions, suggested_edits, tag_synonyms, tags, watches,
};

pub fn describe_tag(conn: &mut AnyConnection, tag: i64, de: &str, en: &str) -> QueryResult<()> {
    let json = serde_json::json!({ "de": de, "en": en }).to_string();
    diesel::update(tags::table.find(tag)).set(tags::descriptions.eq(json)).execute(conn).map(drop)
}

/// A name that two tags claim stays with the first.
pub fn add_synonym(conn: &mut AnyConnection, name: &str, tag: i64) -> QueryResult<()> {
    let row = (tag_synonyms::name.eq(name), tag_synonyms::tag_id.eq(tag));
    crate::on_both!(conn, inner => diesel::insert_into(tag_synonyms::table).values(row).on_conflict_do_nothing().execute(inner)).map(drop)
}

pub fn own(conn: &mut AnyConnection, person: i64, product: i64) -> QueryResult<()> {
    diesel::insert_into(owned_products::table)
        .values((owned_products::person_id.eq(person), owned_products::product_id.eq(product)))
        .execute(conn)
        .map(drop)
}

/// A later text of a post, which is the post's from now on; its HTML is stored already.
pub struct Revision<'a> {
    pub post: i64,
    pub number: i64,
    pub author: i64,
    pub title: Option<&'a str>,
    pub body: &'a str,
    pub tags: Option<&'a str>,
    pub reason: &'a str,
    pub at: Micros,
}

pub fn revise(conn: &mut AnyConnection, revision: &Revision<'_>) -> QueryResult<()> {
    diesel::insert_into(revisions::table)
        .values((
            revisions::post_id.eq(revision.post),
            revisions::number.eq(revision.number),
            revisions::author_id.eq(revision.author),
            revisions::title.eq(revision.title),
            revisions::body.eq(revision.body),
            revisions::tags.eq(revision.tags),
            revisions::reason.eq(revision.reason),
            revisions::created_at.eq(revision.at.0),
        ))
        .execute(conn)?;
    diesel::update(posts::table.find(revision.post))
        .set((
            posts::body.eq(revision.body),
            posts::revision.eq(revision.number),
            posts::edited_at.eq(Some(revision.at.0)),
        ))
        .execute(conn)?;
    if let Some(title) = revision.title {
        diesel::update(questions::table.find(revision.post))
            .set((questions::title.eq(title), questions::slug.eq(crate::threads::slug::slug(title))))
            .execute(conn)?;
    }
    Ok(())
}

/// Who took a post out of sight or into review, when and why.
pub fn set_status(
    conn: &mut AnyConnection,
    post: i64,
    status: Status,
    by: Option<i64>,
    reason: &str,
    at: Micros,
) -> QueryResult<()> {
    diesel::update(posts::table.find(post))
        .set((
            posts::status.eq(status),
            posts::status_by.eq(by),
            posts::status_at.eq(Some(at.0)),
            posts::status_reason.eq(Some(reason)),
        ))
        .execute(conn)
        .map(drop)
}

pub fn endorse(
    conn: &mut AnyConnection,
    post: i64,
    expert: i64,
    field: Scope,
    note: &str,
    version: &str,
    at: Micros,
) -> QueryResult<()> {
    diesel::insert_into(endorsements::table)
        .values((
            endorsements::post_id.eq(post),
            endorsements::expert_id.eq(expert),
            endorsements::field.eq(field.word()),
            endorsements::note.eq(note),
            endorsements::version.eq(version),
            endorsements::created_at.eq(at.0),
        ))
        .execute(conn)?;
    diesel::update(posts::table.find(post))
        .set(posts::endorsement_count.eq(posts::endorsement_count + 1))
        .execute(conn)
        .map(drop)
}

pub fn join(conn: &mut AnyConnection, question: i64, person: i64, at: Micros) -> QueryResult<()> {
    diesel::insert_into(also_have::table)
        .values((also_have::question_id.eq(question), also_have::person_id.eq(person), also_have::created_at.eq(at.0)))
        .execute(conn)
        .map(drop)
}

/// Watching twice is watching once.
pub fn watch(conn: &mut AnyConnection, person: i64, kind: WatchKind, subject: i64, at: Micros) -> QueryResult<()> {
    let row = (
        watches::person_id.eq(person),
        watches::kind.eq(kind),
        watches::subject_id.eq(subject),
        watches::created_at.eq(at.0),
    );
    crate::on_both!(conn, inner => diesel::insert_into(watches::table).values(row).on_conflict_do_nothing().execute(inner)).map(drop)
}

/// What a suggestion would make of a post.
pub struct Suggested<'a> {
    pub post: i64,
    pub author: i64,
    pub title: Option<&'a str>,
    pub body: Option<&'a (String, String)>,
    pub reason: &'a str,
    pub at: Micros,
}

pub fn suggest(conn: &mut AnyConnection, suggested: &Suggested<'_>) -> QueryResult<()> {
    let (body, revision): (String, i64) =
        posts::table.find(suggested.post).select((posts::body, posts::revision)).first(conn)?;
    let body = suggested.body.map_or(body.clone(), |(old, new)| body.replace(old, new));
    diesel::insert_into(suggested_edits::table)
        .values((
            suggested_edits::post_id.eq(suggested.post),
            suggested_edits::base_revision.eq(revision),
            suggested_edits::author_id.eq(suggested.author),
            suggested_edits::title.eq(suggested.title),
            suggested_edits::body.eq(body),
            suggested_edits::reason.eq(suggested.reason),
            suggested_edits::state.eq(SuggestionState::Waiting),
            suggested_edits::created_at.eq(suggested.at.0),
        ))
        .execute(conn)
        .map(drop)
}

/// A line of the ledger as it is stored.
pub struct LedgerLine {
    pub person: i64,
    pub cause: Cause,
    pub points: i64,
    pub post: i64,
    pub actor: i64,
    pub at: Micros,
}

pub fn enter(conn: &mut AnyConnection, line: &LedgerLine) -> QueryResult<()> {
    diesel::insert_into(ledger::table)
        .values((
            ledger::person_id.eq(line.person),
            ledger::cause.eq(line.cause),
            ledger::nominal.eq(line.cause.points()),
            ledger::points.eq(line.points),
            ledger::post_id.eq(Some(line.post)),
            ledger::actor_id.eq(Some(line.actor)),
            ledger::day.eq(line.at.day()),
            ledger::at.eq(line.at.0),
        ))
        .execute(conn)
        .map(drop)
}

pub fn set_reputation(conn: &mut AnyConnection, person: i64, total: i64) -> QueryResult<()> {
    diesel::update(people::table.find(person)).set(people::reputation.eq(total)).execute(conn).map(drop)
}

pub fn set_points(conn: &mut AnyConnection, tag: i64, month: i64, person: i64, points: i64) -> QueryResult<()> {
    diesel::insert_into(tag_points::table)
        .values((
            tag_points::tag_id.eq(tag),
            tag_points::month.eq(month),
            tag_points::person_id.eq(person),
            tag_points::points.eq(points),
        ))
        .execute(conn)
        .map(drop)
}

pub fn award(conn: &mut AnyConnection, person: i64, badge: Badge, post: i64, at: Micros) -> QueryResult<()> {
    diesel::insert_into(badges::table)
        .values((
            badges::person_id.eq(person),
            badges::badge.eq(badge),
            badges::post_id.eq(post),
            badges::awarded_at.eq(at.0),
        ))
        .execute(conn)
        .map(drop)
}
