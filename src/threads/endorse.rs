//! Endorsing: an expert vouches for an answer in a field that they hold. Not acceptance, and never one's own answer.

use diesel::prelude::*;

use super::events::{AnswerEndorsed, EndorsementWithdrawn};
use super::subject;
use super::tables::{endorsements, posts};
use super::{Rules, credit, limits, state, tags};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::accounts::roles::Scope;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::Cause;

/// What an expert adds.
#[derive(Clone, Debug, Default)]
pub struct Endorsement {
    /// A note or correction; may be empty.
    pub note: String,
    /// The product version that it holds for; may be empty.
    pub version: String,
}

/// The field among an expert's that entitles them to speak about a question of this product and these tags.
pub fn field(fields: &[Scope], product: Option<i64>, tags: &[i64]) -> Option<Scope> {
    let of_product = fields.iter().find(|f| matches!(f, Scope::Product(id) if Some(*id) == product));
    let of_tag = || fields.iter().find(|f| matches!(f, Scope::Tag(id) if tags.contains(id)));
    let everywhere = || fields.iter().find(|f| **f == Scope::Everywhere);
    of_product.or_else(of_tag).or_else(everywhere).copied()
}

/// Endorses an answer, or changes one's standing endorsement's note and version. Returns the question.
///
/// # Errors
/// `NotFound`, `Invalid`, or `Forbidden` for one's own answers and those outside of one's field.
pub fn endorse(
    tx: &mut Tx<'_>,
    actor: &Actor,
    answer_id: i64,
    endorsement: &Endorsement,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    let subject = subject::answer(tx, actor, answer_id)?;
    rules.allow(actor, Act::Endorse, false, now)?;
    if subject.is_authors(actor) {
        return Err(Refusal::forbidden("problem-endorse-own"));
    }
    if !subject.is_public() {
        return Err(Refusal::forbidden("problem-not-visible"));
    }
    subject.open()?;
    let question_id = subject.thread.id;
    let tags: Vec<i64> = tags::of_question(tx.conn(), question_id)?.into_iter().map(|t| t.0).collect();
    let Some(field) = field(&actor.fields(), subject.thread.product_id, &tags) else {
        return Err(Refusal::forbidden("problem-endorse-field"));
    };
    let note = limits::short("note", &endorsement.note, limits::NOTE)?;
    let version = limits::short("version", &endorsement.version, limits::VERSION)?;
    if let Some(id) = standing(tx, actor, answer_id)? {
        diesel::update(endorsements::table.find(id))
            .set((endorsements::note.eq(note), endorsements::version.eq(version)))
            .execute(tx.conn())?;
        return Ok(question_id);
    }
    let endorsement_id: i64 = diesel::insert_into(endorsements::table)
        .values((
            endorsements::post_id.eq(answer_id),
            endorsements::expert_id.eq(actor.id),
            endorsements::field.eq(field.word()),
            endorsements::note.eq(note),
            endorsements::version.eq(version),
            endorsements::created_at.eq(now),
        ))
        .returning(endorsements::id)
        .get_result(tx.conn())?;
    count(tx, answer_id, 1)?;
    credit::give(tx, &subject, subject.post.author_id, Cause::AnswerEndorsed, actor.id, now)?;
    state::refresh(tx, question_id, now)?;
    tx.record(Some(actor.id), &AnswerEndorsed { question_id, post_id: answer_id, endorsement_id }, now);
    Ok(question_id)
}

/// Takes one's endorsement back, also where one no longer holds the field. Returns the question.
///
/// # Errors
/// `NotFound` when there is none.
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64, now: Micros) -> Verdict<i64> {
    let subject = subject::answer(tx, actor, answer_id)?;
    actor.active(now)?;
    let question_id = subject.thread.id;
    let Some(endorsement_id) = standing(tx, actor, answer_id)? else {
        return Err(Refusal::NotFound);
    };
    diesel::update(endorsements::table.find(endorsement_id))
        .set(endorsements::withdrawn_at.eq(now))
        .execute(tx.conn())?;
    count(tx, answer_id, -1)?;
    credit::take_back(tx, &subject, subject.post.author_id, Cause::AnswerEndorsed, actor.id, now)?;
    state::refresh(tx, question_id, now)?;
    tx.record(Some(actor.id), &EndorsementWithdrawn { question_id, post_id: answer_id, endorsement_id }, now);
    Ok(question_id)
}

/// Endorses again as one did before one's last withdrawal, with its note and version. Returns the question.
///
/// # Errors
/// As `endorse`, and `NotFound` when there was none.
pub fn endorse_again(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    let (note, version): (String, String) = endorsements::table
        .filter(endorsements::post_id.eq(answer_id))
        .filter(endorsements::expert_id.eq(actor.id))
        .filter(endorsements::withdrawn_at.is_not_null())
        .order(endorsements::id.desc())
        .select((endorsements::note, endorsements::version))
        .first(tx.conn())?;
    endorse(tx, actor, answer_id, &Endorsement { note, version }, rules, now)
}

fn standing(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64) -> Verdict<Option<i64>> {
    Ok(endorsements::table
        .filter(endorsements::post_id.eq(answer_id))
        .filter(endorsements::expert_id.eq(actor.id))
        .filter(endorsements::withdrawn_at.is_null())
        .select(endorsements::id)
        .first(tx.conn())
        .optional()?)
}

fn count(tx: &mut Tx<'_>, answer_id: i64, by: i64) -> Verdict<()> {
    diesel::update(posts::table.find(answer_id))
        .set(posts::endorsement_count.eq(posts::endorsement_count + by))
        .execute(tx.conn())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_product_a_tag_or_everything() {
        let fields = [Scope::Everywhere, Scope::Tag(5), Scope::Product(3)];
        assert_eq!(field(&fields, Some(3), &[5]), Some(Scope::Product(3)));
        assert_eq!(field(&fields, Some(4), &[5]), Some(Scope::Tag(5)));
        assert_eq!(field(&fields, None, &[]), Some(Scope::Everywhere));
        assert_eq!(field(&fields[1..], None, &[6]), None);
        assert_eq!(field(&[Scope::Team(3)], Some(3), &[3]), None);
    }
}
