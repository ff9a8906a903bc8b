//! What waits for teams, most overdue first, and what of one's own was answered meanwhile.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::accounts::Actor;
use crate::accounts::teams::{self, Team as Known};
use crate::escalation::kinds::StepKind;
use crate::escalation::stage::Stage;
use crate::escalation::tables::{escalation_steps, escalations};
use crate::escalation::works_for;
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};
use crate::pages::lists::{Backend, Key, Name, all_products, names_of};
use crate::threads::kinds::{PostKind, Status};
use crate::threads::paths;
use crate::threads::tables::{posts, questions};

use super::place::{Place, Team, Who};

/// Questions on a page.
const SIZE: usize = 50;
/// The stages in which staff have a question.
pub const OURS: [Stage; 2] = [Stage::Staff, Stage::HandedOver];
/// What stands for no due time in an address: it comes last.
const NEVER: Micros = Micros(i64::MAX);

/// A question that waits.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Line {
    pub id: i64,
    pub due: Option<Micros>,
    pub title: String,
    pub lang: String,
    pub product: Option<String>,
    pub asker: Name,
    pub assigned: Option<Name>,
    pub mine: bool,
    pub handed_over: bool,
    pub snoozed: Option<Micros>,
    /// Peers have answered, though not so that it counts.
    pub answered: bool,
}

/// A page of them.
#[derive(Debug, Default)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page begins.
    pub next: Option<Key>,
}

/// The teams that somebody works for, and whether those are all there are.
///
/// # Errors
/// When the database fails.
pub fn teams_of(conn: &mut AnyConnection, actor: &Actor) -> QueryResult<(Vec<Known>, bool)> {
    let all = teams::teams(conn)?;
    // No team has this number: only those who work for every team work for it.
    let every = works_for(actor, Some(0));
    Ok((all.into_iter().filter(|team| works_for(actor, Some(team.id))).collect(), every))
}

type Row = ((i64, Option<Micros>, Option<i64>, Stage, Option<Micros>), (String, String, Option<i64>, i64));

/// What waits at a place.
///
/// # Errors
/// `NotFound` for a team that does not exist, `Forbidden` for another one's.
pub fn waiting(
    conn: &mut AnyConnection,
    actor: &Actor,
    place: &Place,
    (own, every): (&[Known], bool),
    lang: &str,
    now: Micros,
) -> Verdict<Lines> {
    let mut query = escalations::table
        .inner_join(questions::table)
        .filter(escalations::waits)
        .filter(escalations::stage.eq_any(OURS))
        .into_boxed::<Backend>();
    match place.team {
        Team::One(id) if own.iter().any(|team| team.id == id) => query = query.filter(escalations::team_id.eq(id)),
        Team::One(id) if teams::teams(conn)?.iter().any(|team| team.id == id) => {
            return Err(Refusal::forbidden("problem-other-team"));
        }
        Team::One(_) => return Err(Refusal::NotFound),
        Team::Nobody => query = query.filter(escalations::team_id.is_null()),
        Team::Any if every => {}
        Team::Any => {
            let ids: Vec<i64> = own.iter().map(|team| team.id).collect();
            query = query.filter(escalations::team_id.eq_any(ids).or(escalations::team_id.is_null()));
        }
    }
    match place.who {
        Who::All => {}
        Who::Free => query = query.filter(escalations::assigned_to.is_null()),
        Who::Mine => query = query.filter(escalations::assigned_to.eq(actor.id)),
    }
    if let Some(Key { at, id }) = place.after {
        let (due, behind) = (escalations::due, escalations::question_id.gt(id));
        query = if at == NEVER {
            query.filter(due.is_null().and(behind))
        } else {
            query.filter(due.gt(at.0).or(due.eq(at.0).and(behind)).or(due.is_null()))
        };
    }
    let mut rows: Vec<Row> = query
        .order((escalations::due.is_null(), escalations::due, escalations::question_id))
        .limit(i64::try_from(SIZE).unwrap_or(50) + 1)
        .select((
            (
                escalations::question_id,
                escalations::due,
                escalations::assigned_to,
                escalations::stage,
                escalations::snoozed_until,
            ),
            (questions::title, questions::lang, questions::product_id, questions::asker_id),
        ))
        .load(conn)?;
    let more = rows.len() > SIZE;
    rows.truncate(SIZE);
    let next = rows.last().filter(|_| more).map(|row| Key { at: row.0.1.unwrap_or(NEVER), id: row.0.0 });
    Ok(Lines { lines: dress(conn, rows, actor.id, lang, now)?, next })
}

fn dress(conn: &mut AnyConnection, rows: Vec<Row>, me: i64, lang: &str, now: Micros) -> QueryResult<Vec<Line>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.0.0).collect();
    let people: Vec<i64> = rows.iter().flat_map(|row| [Some(row.1.3), row.0.2]).flatten().collect();
    let names = names_of(conn, &people)?;
    let answered = answered_meanwhile(conn, &ids)?;
    let products: HashMap<i64, String> = all_products(conn, lang)?.into_iter().map(|p| (p.id, p.name)).collect();
    let line = |((id, due, assigned, stage, snoozed), (title, lang, product, asker)): Row| Line {
        id,
        due,
        title,
        lang,
        product: product.and_then(|id| products.get(&id).cloned()),
        asker: names.get(&asker).cloned().unwrap_or_default(),
        assigned: assigned.and_then(|id| names.get(&id).cloned()),
        mine: assigned == Some(me),
        handed_over: stage == Stage::HandedOver,
        snoozed: snoozed.filter(|until| *until > now),
        answered: answered.contains(&id),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Which of these have answers by others than the asker since the asker needed help: while a question waits, none of
/// them counts yet.
fn answered_meanwhile(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashSet<i64>> {
    let found: Vec<i64> = posts::table
        .inner_join(questions::table.on(posts::question_id.eq(questions::id)))
        .inner_join(escalations::table.on(escalations::question_id.eq(posts::question_id)))
        .filter(posts::question_id.eq_any(ids))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::author_id.ne(questions::asker_id))
        .filter(escalations::asked_again_at.is_null().or(posts::created_at.nullable().gt(escalations::asked_again_at)))
        .select(posts::question_id)
        .distinct()
        .limit(500)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// One of somebody's questions that another person answered.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Answered {
    pub path: String,
    pub title: String,
    pub lang: String,
    pub by: Name,
    pub at: Micros,
}

/// What was somebody's and others have answered within a day.
///
/// # Errors
/// When the database fails.
pub fn answered_for(conn: &mut AnyConnection, me: i64, now: Micros) -> QueryResult<Vec<Answered>> {
    type Found = (i64, String, String, String, Option<i64>, Micros);
    let rows: Vec<Found> = escalation_steps::table
        .inner_join(questions::table)
        .inner_join(escalations::table.on(escalations::question_id.eq(escalation_steps::question_id)))
        .filter(escalation_steps::kind.eq(StepKind::Answered))
        .filter(escalation_steps::at.gt(now.plus(-DAY)))
        .filter(escalation_steps::actor_id.ne(me))
        .filter(escalation_steps::stage.eq_any(OURS))
        .filter(escalations::assigned_to.eq(me))
        .filter(escalations::answered)
        .order((escalation_steps::at.desc(), escalation_steps::id.desc()))
        .select((
            questions::id,
            questions::slug,
            questions::title,
            questions::lang,
            escalation_steps::actor_id,
            escalation_steps::at,
        ))
        .limit(20)
        .load(conn)?;
    let people: Vec<i64> = rows.iter().filter_map(|row| row.4).collect();
    let names = names_of(conn, &people)?;
    let mut seen = HashSet::new();
    let answered = |(id, slug, title, lang, by, at): Found| Answered {
        path: paths::question(id, &slug),
        title,
        lang,
        by: by.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        at,
    };
    Ok(rows.into_iter().filter(|row| seen.insert(row.0)).map(answered).collect())
}
