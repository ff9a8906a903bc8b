//! Texts that staff start an answer with, with placeholders. Those of a team are for it, its leads edit them.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::acting::works_for;
use super::tables::canned_answers;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::accounts::roles::{Role, Scope};
use crate::accounts::tables::teams;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::i18n::supported;
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::threads::Rules;

/// Characters of a name at most.
pub const NAME: usize = 60;
/// Characters of a text at most.
pub const BODY: usize = 10_000;
/// Canned answers at most.
const MOST: i64 = 500;

/// A canned answer.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = canned_answers)]
#[allow(missing_docs)] // the columns
pub struct Canned {
    pub id: i64,
    pub name: String,
    pub lang: String,
    pub team_id: Option<i64>,
    pub body: String,
    pub used: i64,
    pub changed_at: Micros,
}

/// One as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What staff choose it by.
    pub name: String,
    /// Its language.
    pub lang: String,
    /// Whose it is; every team's with none.
    pub team_id: Option<i64>,
    /// The text, in Markdown, with placeholders.
    pub body: String,
}

/// Whether somebody edits the canned answers of a team, or with none those of all.
pub fn may_edit(actor: &Actor, team: Option<i64>) -> bool {
    actor.grants.iter().any(|grant| match (grant.role, grant.scope) {
        (Role::Admin, _) | (Role::Lead, Scope::Everywhere) => true,
        (Role::Lead, Scope::Team(of)) => team == Some(of),
        _ => false,
    })
}

/// Those that somebody can use, by language and name.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut AnyConnection, actor: &Actor) -> QueryResult<Vec<Canned>> {
    let all: Vec<Canned> = canned_answers::table
        .order((canned_answers::lang, canned_answers::name, canned_answers::id))
        .limit(MOST)
        .select(Canned::as_select())
        .load(conn)?;
    Ok(all.into_iter().filter(|one| works_for(actor, one.team_id)).collect())
}

/// One that somebody can use.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: i64) -> Verdict<Canned> {
    let one: Canned = canned_answers::table.find(id).select(Canned::as_select()).first(conn)?;
    if works_for(actor, one.team_id) { Ok(one) } else { Err(Refusal::NotFound) }
}

/// Adds one. Returns its number.
///
/// # Errors
/// `Forbidden` for all but leads and admins, `Invalid` with what is wrong at which field.
pub fn add(tx: &mut Tx<'_>, actor: &Actor, draft: &Draft, rules: &Rules, now: Micros) -> Verdict<i64> {
    allow(actor, draft.team_id, rules, now)?;
    let name = check(tx, draft, None)?;
    diesel::insert_into(canned_answers::table)
        .values((
            canned_answers::name.eq(name),
            canned_answers::lang.eq(&draft.lang),
            canned_answers::team_id.eq(draft.team_id),
            canned_answers::body.eq(&draft.body),
            canned_answers::changed_by.eq(Some(actor.id)),
            canned_answers::changed_at.eq(now),
        ))
        .returning(canned_answers::id)
        .get_result(tx.conn())
        .map_err(taken)
}

/// Changes one.
///
/// # Errors
/// As `add`, and `NotFound`.
pub fn edit(tx: &mut Tx<'_>, actor: &Actor, id: i64, draft: &Draft, rules: &Rules, now: Micros) -> Verdict<()> {
    let before = find(tx.conn(), actor, id)?;
    allow(actor, before.team_id, rules, now)?;
    allow(actor, draft.team_id, rules, now)?;
    let name = check(tx, draft, Some(id))?;
    diesel::update(canned_answers::table.find(id))
        .set((
            canned_answers::name.eq(name),
            canned_answers::lang.eq(&draft.lang),
            canned_answers::team_id.eq(draft.team_id),
            canned_answers::body.eq(&draft.body),
            canned_answers::changed_by.eq(Some(actor.id)),
            canned_answers::changed_at.eq(now),
        ))
        .execute(tx.conn())
        .map_err(taken)?;
    Ok(())
}

/// Deletes one.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn delete(tx: &mut Tx<'_>, actor: &Actor, id: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    let before = find(tx.conn(), actor, id)?;
    allow(actor, before.team_id, rules, now)?;
    diesel::delete(canned_answers::table.find(id)).execute(tx.conn())?;
    Ok(())
}

/// Counts that an answer began with it; one that was deleted meanwhile counts no more.
///
/// # Errors
/// When the database fails.
pub fn count_use(tx: &mut Tx<'_>, id: i64) -> QueryResult<()> {
    diesel::update(canned_answers::table.find(id))
        .set(canned_answers::used.eq(canned_answers::used + 1))
        .execute(tx.conn())
        .map(|_| ())
}

fn allow(actor: &Actor, team: Option<i64>, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::WorkAtDesk, false, now)?;
    if may_edit(actor, team) { Ok(()) } else { Err(Refusal::forbidden("desk-canned-not-yours")) }
}

/// What is wrong, all at once; else the tidy name.
fn check(tx: &mut Tx<'_>, draft: &Draft, own: Option<i64>) -> Verdict<String> {
    let name = draft.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut errors = Vec::new();
    let mut wrong = |field, message| errors.push(FieldError { field, message, n: 0 });
    if name.is_empty() || name.chars().count() > NAME {
        wrong("name", "desk-canned-name-length");
    } else {
        let same: i64 = canned_answers::table
            .filter(canned_answers::lang.eq(&draft.lang))
            .filter(canned_answers::name.eq(&name))
            .filter(canned_answers::id.ne(own.unwrap_or(-1)))
            .count()
            .get_result(tx.conn())?;
        if same > 0 {
            wrong("name", "desk-canned-name-taken");
        }
    }
    if supported(&draft.lang) != Some(draft.lang.as_str()) {
        wrong("lang", "desk-canned-lang");
    }
    if let Some(team) = draft.team_id {
        let known: i64 = teams::table.filter(teams::id.eq(team)).count().get_result(tx.conn())?;
        if known == 0 {
            wrong("team", "problem-team");
        }
    }
    if draft.body.trim().is_empty() || draft.body.chars().count() > BODY {
        wrong("body", "desk-canned-body-length");
    }
    if errors.is_empty() { Ok(name) } else { Err(Refusal::Invalid(errors)) }
}

/// Another node was faster with the same name.
fn taken(why: Error) -> Refusal {
    match why {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Refusal::field("name", "desk-canned-name-taken"),
        other => other.into(),
    }
}

/// What placeholders stand for.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// `{name}`: the customer.
    pub name: String,
    /// `{question}`: the question's title.
    pub question: String,
    /// `{product}`: what it is about.
    pub product: String,
    /// `{me}`: whoever answers.
    pub me: String,
}

impl Values {
    fn of(&self, word: &str) -> Option<&str> {
        match word {
            "name" => Some(&self.name),
            "question" => Some(&self.question),
            "product" => Some(&self.product),
            "me" => Some(&self.me),
            _ => None,
        }
    }
}

/// Puts in what the placeholders stand for, once: what is put in is not looked at again. Other braces stay.
pub fn fill(body: &str, values: &Values) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(word, tail)| Some((values.of(word)?, tail))) {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once_and_other_braces_stay() {
        let values = Values {
            name: "Lena {me}".into(),
            question: "Red light".into(),
            product: "TannBox".into(),
            me: "Mia".into(),
        };
        let filled = fill("Hi {name}, {question} on {product}: {x} {{me}} { {name", &values);
        assert_eq!(filled, "Hi Lena {me}, Red light on TannBox: {x} {Mia} { {name");
        assert_eq!(fill("", &values), "");
    }
}
