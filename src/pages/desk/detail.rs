//! One question with all that staff need to answer it.

use std::collections::HashMap;

use diesel::prelude::*;

use super::crew;
use super::handed::{self, Handed};
use super::list::OURS;
use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::escalation::canned::{self, Canned, Values};
use crate::escalation::hand_over::Choice;
use crate::escalation::note;
use crate::escalation::rows::{self, Escalation, Step};
use crate::escalation::works_for;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;
use crate::ground::web::Html;
use crate::pages::lists::{self, Item, Name, all_products, names_of};
use crate::threads::endorse;
use crate::threads::kinds::{PostKind, Status};
use crate::threads::tables::{endorsements, posts, questions};
use crate::threads::{paths, tags};

/// Answers that are shown; a question that waits has few.
const ANSWERS: i64 = 50;
/// Earlier questions of the customer that are shown.
const EARLIER: i64 = 10;

/// The question.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Detail {
    pub id: i64,
    pub row: Escalation,
    pub path: String,
    pub title: String,
    pub lang: String,
    pub html: Html,
    pub product: Option<String>,
    pub asker: Name,
    pub asked_at: Micros,
    pub assigned: Option<Name>,
    pub mine: bool,
    /// Whether it waits with staff and this person is of its team.
    pub ours: bool,
    /// Whether this person may give it to a team.
    pub may_route: bool,
    /// What is known of it in a ticket system that has it.
    pub handed: Option<Handed>,
    /// The ticket systems that it can be handed over to.
    pub systems: Vec<Choice>,
    pub answers: Vec<Tried>,
    pub earlier: Vec<Item>,
    pub steps: Vec<Happened>,
    pub notes: Vec<Noted>,
    pub crew: Vec<Name>,
    pub canned: Vec<Canned>,
    /// Whether this person is an expert of the field.
    pub expert: bool,
}

/// What a peer tried.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Tried {
    pub id: i64,
    pub path: String,
    pub lang: String,
    pub html: Html,
    pub score: i64,
    pub accepted: bool,
    pub endorsed: bool,
    pub status: Status,
    pub author: Name,
    pub at: Micros,
    /// Whether this person can vouch for it.
    pub can_endorse: bool,
}

/// A step of its way with whoever did it.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Happened {
    pub step: Step,
    pub who: Option<Name>,
}

/// An internal note.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Noted {
    pub id: i64,
    pub html: Html,
    pub author: Name,
    pub at: Micros,
    pub mine: bool,
}

impl Detail {
    /// What placeholders of a canned answer stand for.
    pub fn values(&self, t: &T, lang: &str, me: &Actor) -> Values {
        let words = T::new(lang, false);
        Values {
            name: self.asker.shown(t),
            question: self.title.clone(),
            product: self.product.clone().unwrap_or_else(|| words.s("desk-canned-our-product")),
            me: me.name.clone(),
        }
    }
}

type Asked = (i64, String, String, Option<i64>, String, String, Micros);
type Answer = (i64, i64, String, String, i64, Option<Micros>, i64, Status, Micros);

/// Loads it. Who is neither of its team nor a moderator may still look (`strictly` off) when a form of theirs must be
/// shown again because it went to another team meanwhile.
///
/// # Errors
/// `NotFound`, or `Forbidden` for those of other teams.
pub fn load(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: i64,
    strictly: bool,
    thresholds: &Thresholds,
    lang: &str,
    now: Micros,
) -> Verdict<Detail> {
    let row = rows::find(conn, id)?.ok_or(Refusal::NotFound)?;
    let triages = may(actor, Act::Triage, thresholds, false).is_ok();
    let with_staff = OURS.contains(&row.stage);
    let of_team = works_for(actor, row.team_id);
    if strictly && !(with_staff && of_team) && !triages {
        return Err(Refusal::forbidden(if with_staff { "problem-other-team" } else { "problem-not-with-staff" }));
    }
    let question: Asked = questions::table
        .inner_join(posts::table)
        .filter(questions::id.eq(id))
        .select((
            questions::asker_id,
            questions::title,
            questions::slug,
            questions::product_id,
            questions::lang,
            posts::html,
            questions::created_at,
        ))
        .first(conn)?;
    let (asker_id, title, slug, product_id, post_lang, html, asked_at) = question;
    let tried: Vec<Answer> = posts::table
        .filter(posts::question_id.eq(id))
        .filter(posts::kind.eq(PostKind::Answer))
        .order((posts::created_at, posts::id))
        .limit(ANSWERS)
        .select((
            posts::id,
            posts::author_id,
            posts::lang,
            posts::html,
            posts::score,
            posts::accepted_at,
            posts::endorsement_count,
            posts::status,
            posts::created_at,
        ))
        .load(conn)?;
    let steps = rows::steps(conn, id)?;
    let notes = note::of(conn, id)?;
    let people: Vec<i64> = [asker_id]
        .into_iter()
        .chain(row.assigned_to)
        .chain(tried.iter().map(|answer| answer.1))
        .chain(steps.iter().filter_map(|step| step.actor_id))
        .chain(notes.iter().map(|note| note.author_id))
        .collect();
    let names = names_of(conn, &people)?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let product = match product_id {
        Some(id) => all_products(conn, lang)?.into_iter().find(|p| p.id == id).map(|p| p.name),
        None => None,
    };
    let tags: Vec<i64> = tags::of_question(conn, id)?.into_iter().map(|tag| tag.0).collect();
    let expert = endorse::field(&actor.fields(), product_id, &tags).is_some();
    let vouched = vouched_by(conn, actor.id, &tried)?;
    let mut canned = canned::list(conn, actor)?;
    canned.retain(|one| one.team_id.is_none() || row.team_id.is_none() || one.team_id == row.team_id);
    // Those in the question's language first.
    canned.sort_by_key(|one| one.lang != post_lang);
    let answer = |(id, author, lang, html, score, accepted, endorsed, status, at): Answer| Tried {
        id,
        path: paths::answer(id),
        lang,
        html: Html(html),
        score,
        accepted: accepted.is_some(),
        endorsed: endorsed > 0,
        status,
        author: name(author),
        at,
        can_endorse: expert && status == Status::Visible && author != actor.id && !vouched.contains_key(&id),
    };
    let ours = row.waits && with_staff && of_team;
    Ok(Detail {
        id,
        path: paths::question(id, &slug),
        title,
        lang: post_lang,
        html: Html(html),
        product,
        asker: name(asker_id),
        asked_at,
        assigned: row.assigned_to.map(name),
        mine: row.assigned_to == Some(actor.id),
        handed: handed::of(conn, &row)?,
        systems: handed::systems(conn, &row, ours)?,
        ours,
        may_route: row.waits && ((with_staff && of_team) || triages),
        answers: tried.into_iter().map(answer).collect(),
        earlier: earlier(conn, asker_id, id, lang)?,
        steps: steps.into_iter().map(|step| Happened { who: step.actor_id.map(name), step }).collect(),
        notes: notes
            .into_iter()
            .map(|note| Noted {
                id: note.id,
                html: Html(note.html),
                author: name(note.author_id),
                at: note.created_at,
                mine: note.author_id == actor.id,
            })
            .collect(),
        crew: crew::of(conn, row.team_id, now)?
            .into_iter()
            .filter(|person| Some(person.id) != row.assigned_to)
            .collect(),
        canned,
        expert,
        row,
    })
}

/// Which of these answers somebody has endorsed.
fn vouched_by(conn: &mut AnyConnection, me: i64, tried: &[Answer]) -> QueryResult<HashMap<i64, i64>> {
    let ids: Vec<i64> = tried.iter().map(|answer| answer.0).collect();
    let rows: Vec<(i64, i64)> = endorsements::table
        .filter(endorsements::post_id.eq_any(ids))
        .filter(endorsements::expert_id.eq(me))
        .filter(endorsements::withdrawn_at.is_null())
        .select((endorsements::post_id, endorsements::id))
        .limit(ANSWERS)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The customer's other questions, the newest first.
fn earlier(conn: &mut AnyConnection, asker: i64, id: i64, lang: &str) -> QueryResult<Vec<Item>> {
    let rows: Vec<lists::Row> = questions::table
        .filter(questions::asker_id.eq(asker))
        .filter(questions::id.ne(id))
        .filter(questions::shown)
        .order((questions::created_at.desc(), questions::id.desc()))
        .limit(EARLIER)
        .select(lists::Row::as_select())
        .load(conn)?;
    lists::dress(conn, rows, lang)
}
