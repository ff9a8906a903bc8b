//! Answers that the team shows above the hits of a term. Never more than three; only what everybody may see can be
//! pinned, and what not everybody may see any more is not shown.

use diesel::prelude::*;

use super::fold::fold;
use crate::accounts::Actor;
use crate::accounts::grant::runs_the_forum;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::search::events::WordsChanged;
use crate::search::rows::{self, Question};
use crate::search::tables::search_pins;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::posts;

/// Pins in all.
pub const MOST: i64 = 1_000;
/// Pins of a term.
pub const MOST_OF_A_TERM: usize = 3;

/// A pin as admins see it.
#[derive(Clone, Debug)]
pub struct Pinned {
    /// Its number.
    pub id: i64,
    /// The term.
    pub term: String,
    /// The question's number.
    pub question_id: i64,
    /// The answer that is meant.
    pub answer_id: Option<i64>,
    /// Who set it.
    pub by: Option<i64>,
    /// When.
    pub at: Micros,
    /// The question, if it and the answer can be seen by everybody.
    pub question: Option<Question>,
}

type Row = (i64, String, i64, Option<i64>, Option<i64>, Micros);

/// All pins by term.
///
/// # Errors
/// When the database fails.
pub fn pins(conn: &mut AnyConnection) -> QueryResult<Vec<Pinned>> {
    let lines: Vec<Row> = search_pins::table
        .select((
            search_pins::id,
            search_pins::term,
            search_pins::question_id,
            search_pins::answer_id,
            search_pins::pinned_by,
            search_pins::pinned_at,
        ))
        .order((search_pins::term, search_pins::place))
        .limit(MOST)
        .load(conn)?;
    let answers: Vec<i64> = lines.iter().filter_map(|line| line.3).collect();
    let visible: Vec<i64> = posts::table
        .filter(posts::id.eq_any(&answers))
        .filter(posts::status.eq(Status::Visible))
        .select(posts::id)
        .limit(MOST)
        .load(conn)?;
    let ids: Vec<i64> = lines.iter().map(|line| line.2).collect();
    let questions = rows::visible(conn, &ids)?;
    let pinned = |(id, term, question_id, answer_id, by, at): Row| {
        let there = answer_id.is_none_or(|answer| visible.contains(&answer));
        let question = questions.get(&question_id).filter(|_| there).cloned();
        Pinned { id, term, question_id, answer_id, by, at, question }
    };
    Ok(lines.into_iter().map(pinned).collect())
}

/// Pins a question, or an answer, to a term; `target` is its address or number.
///
/// # Errors
/// `Forbidden` for all but admins; `Invalid` with every field that needs another look.
pub fn add(tx: &mut Tx<'_>, actor: &Actor, term: &str, target: &str, now: Micros) -> Verdict<i64> {
    runs_the_forum(Some(actor))?;
    let term = fold(term);
    let found = match number(target) {
        Some(id) => post(tx.conn(), id)?,
        None => None,
    };
    let mut errors = Vec::new();
    let mut wrong = |field, message, n| errors.push(FieldError { field, message, n });
    if term.is_empty() {
        wrong("term", "learn-problem-term", 0);
    }
    if found.is_none() {
        wrong("target", "learn-problem-target", 0);
    }
    let there: Vec<(i64, i64)> = search_pins::table
        .filter(search_pins::term.eq(&term))
        .select((search_pins::place, search_pins::question_id))
        .limit(10)
        .load(tx.conn())?;
    let free = (1..=MOST_OF_A_TERM as i64).find(|place| there.iter().all(|(taken, _)| taken != place));
    if free.is_none() || search_pins::table.count().get_result::<i64>(tx.conn())? >= MOST {
        wrong("term", "learn-problem-pins", MOST_OF_A_TERM as i64);
    }
    if let Some((question, _)) = found
        && there.iter().any(|(_, pinned)| *pinned == question)
    {
        wrong("target", "learn-problem-pinned", 0);
    }
    let (Some(place), Some((question, answer)), true) = (free, found, errors.is_empty()) else {
        return Err(Refusal::Invalid(errors));
    };
    let row = (
        search_pins::term.eq(&term),
        search_pins::place.eq(place),
        search_pins::question_id.eq(question),
        search_pins::answer_id.eq(answer),
        search_pins::pinned_by.eq(actor.id),
        search_pins::pinned_at.eq(now),
    );
    let id = diesel::insert_into(search_pins::table).values(row).returning(search_pins::id).get_result(tx.conn())?;
    tx.record(Some(actor.id), &WordsChanged {}, now);
    Ok(id)
}

/// Takes a pin away.
///
/// # Errors
/// `Forbidden` for all but admins, `NotFound`.
pub fn remove(tx: &mut Tx<'_>, actor: &Actor, id: i64, now: Micros) -> Verdict<()> {
    runs_the_forum(Some(actor))?;
    if diesel::delete(search_pins::table.find(id)).execute(tx.conn())? == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(Some(actor.id), &WordsChanged {}, now);
    Ok(())
}

/// A post that everybody may see: its question, and itself if it is an answer.
fn post(conn: &mut AnyConnection, id: i64) -> Verdict<Option<(i64, Option<i64>)>> {
    let found: Option<(PostKind, i64)> = posts::table
        .find(id)
        .filter(posts::status.eq(Status::Visible))
        .select((posts::kind, posts::question_id))
        .first(conn)
        .optional()?;
    let Some((kind, question)) = found else {
        return Ok(None);
    };
    let visible = rows::visible(conn, &[question])?.contains_key(&question);
    Ok(visible.then(|| (question, (kind == PostKind::Answer).then_some(id))))
}

/// A post's number from `123`, `#123`, `/questions/123/…`, `/questions/123/…#a456`, `/answers/456` or a whole address.
fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let part = |rest: &str| rest.split(['/', '?', '#']).next().and_then(|digits| digits.parse().ok());
    let answer = text.split_once("#a").and_then(|(_, digits)| digits.parse().ok());
    let id: i64 = match (answer, text.split_once("/answers/"), text.split_once("/questions/")) {
        (Some(id), _, Some(_)) => id,
        (_, Some((_, rest)), _) | (_, None, Some((_, rest))) => part(rest)?,
        (_, None, None) => text.trim_start_matches('#').parse().ok()?,
    };
    (id > 0).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn addresses_and_numbers_name_a_post() {
        for text in [
            "12",
            " #12",
            "/questions/12/wlan",
            "https://f.example/questions/12?a=b",
            "/answers/12",
            "/questions/3/x#a12",
        ] {
            assert_eq!(number(text), Some(12), "{text}");
        }
        for text in ["", "wlan", "-1", "0", "/tags/12", "/questions/", "99999999999999999999"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
