//! Texts with which moderators say why, in every language. Admins edit them.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::events::ReasonChanged;
use super::kinds::Decision;
use super::tables::review_reasons;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::i18n::LANGUAGES;
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::threads::Rules;
use crate::threads::kinds::HideReason;

/// Characters of a name at most.
pub const NAME: usize = 60;
/// Characters of a text at most.
pub const TEXT: usize = 500;
/// Texts at most.
const MOST: i64 = 200;

/// A text.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = review_reasons)]
#[allow(missing_docs)] // the columns
pub struct Reason {
    pub id: i64,
    pub decision: Decision,
    pub name: String,
    texts: String,
    pub hide_as: Option<HideReason>,
    pub changed_at: Micros,
}

impl Reason {
    /// The text by language.
    pub fn texts(&self) -> BTreeMap<String, String> {
        serde_json::from_str(&self.texts).unwrap_or_default()
    }

    /// All of it, as it is kept with a decision: later changes do not touch what somebody was told.
    pub fn kept(&self) -> String {
        self.texts.clone()
    }

    /// What somebody who reads `lang` is told.
    pub fn text(&self, lang: &str) -> String {
        said(&self.texts, lang)
    }
}

/// What was kept with a decision, for somebody who reads `lang`: a text by language, or own words.
pub fn said(kept: &str, lang: &str) -> String {
    match serde_json::from_str::<BTreeMap<String, String>>(kept) {
        Ok(texts) => texts.get(lang).or_else(|| texts.values().next()).cloned().unwrap_or_default(),
        Err(_) => kept.to_owned(),
    }
}

/// One as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// For which decision.
    pub decision: Option<Decision>,
    /// What admins know it by.
    pub name: String,
    /// What people are told, by language.
    pub texts: BTreeMap<String, String>,
    /// As what a post is hidden.
    pub hide_as: Option<HideReason>,
}

/// All of them, by decision and age.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut AnyConnection) -> QueryResult<Vec<Reason>> {
    review_reasons::table
        .order((review_reasons::decision, review_reasons::id))
        .limit(MOST)
        .select(Reason::as_select())
        .load(conn)
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConnection, id: i64) -> Verdict<Reason> {
    Ok(review_reasons::table.find(id).select(Reason::as_select()).first(conn)?)
}

/// Adds one, or with a number changes it. Returns its number.
///
/// # Errors
/// `Forbidden` for all but admins, `Invalid` with what is wrong at which field, `NotFound`.
pub fn save(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: Option<i64>,
    draft: &Draft,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    rules.allow(actor, Act::Administer, false, now)?;
    let (decision, name) = check(draft)?;
    let texts = serde_json::to_string(&draft.texts).map_err(anyhow::Error::from)?;
    let hide_as = match decision {
        Decision::Hide | Decision::Reject => Some(draft.hide_as.unwrap_or(HideReason::Other)),
        _ => None,
    };
    let values = (
        review_reasons::decision.eq(decision),
        review_reasons::name.eq(name),
        review_reasons::texts.eq(texts),
        review_reasons::hide_as.eq(hide_as),
        review_reasons::changed_by.eq(Some(actor.id)),
        review_reasons::changed_at.eq(now),
    );
    let reason_id = match id {
        Some(id) => {
            let changed =
                diesel::update(review_reasons::table.find(id)).set(values).execute(tx.conn()).map_err(taken)?;
            if changed == 0 {
                return Err(Refusal::NotFound);
            }
            id
        }
        None => {
            let known: i64 = review_reasons::table.count().get_result(tx.conn())?;
            if known >= MOST {
                return Err(Refusal::field_n("name", "problem-reason-many", MOST));
            }
            let new = diesel::insert_into(review_reasons::table).values(values).returning(review_reasons::id);
            crate::on_both!(tx.conn(), inner => new.get_result(inner)).map_err(taken)?
        }
    };
    tx.record(Some(actor.id), &ReasonChanged { reason_id }, now);
    Ok(reason_id)
}

/// Removes one. What was decided with it keeps its text.
///
/// # Errors
/// `Forbidden` for all but admins, `NotFound`.
pub fn remove(tx: &mut Tx<'_>, actor: &Actor, id: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Administer, false, now)?;
    if diesel::delete(review_reasons::table.find(id)).execute(tx.conn())? == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(Some(actor.id), &ReasonChanged { reason_id: id }, now);
    Ok(())
}

/// What is wrong, all at once; else the decision and the tidy name.
fn check(draft: &Draft) -> Verdict<(Decision, String)> {
    let name = draft.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut errors = Vec::new();
    let mut wrong = |field, message, n| errors.push(FieldError { field, message, n });
    if name.is_empty() || name.chars().count() > NAME {
        wrong("name", "problem-reason-name", i64::try_from(NAME).unwrap_or_default());
    }
    for lang in LANGUAGES {
        let length = draft.texts.get(lang).map_or(0, |text| text.trim().chars().count());
        if length == 0 || length > TEXT {
            let field = if lang == "de" { "text-de" } else { "text-en" };
            wrong(field, "problem-reason-text", i64::try_from(TEXT).unwrap_or_default());
        }
    }
    if draft.decision.is_none() {
        wrong("decision", "problem-reason-decision", 0);
    }
    match draft.decision {
        Some(decision) if errors.is_empty() => Ok((decision, name)),
        _ => Err(Refusal::Invalid(errors)),
    }
}

fn taken(why: Error) -> Refusal {
    match why {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Refusal::field("name", "problem-reason-taken"),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_read_in_the_readers_language() {
        let kept = r#"{"de":"Werbung","en":"Advertising"}"#;
        assert_eq!((said(kept, "de"), said(kept, "en")), ("Werbung".into(), "Advertising".into()));
        assert_eq!(said(kept, "fr"), "Werbung", "better than nothing");
        assert_eq!(said("In own words: {", "de"), "In own words: {");
    }
}
