//! One question of the board: what is asked, what was tried, what happened, and what can be done.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::tables::products;
use crate::accounts::teams::{Team, teams};
use crate::escalation::rows::{self, Escalation, Step};
use crate::escalation::stage::Stage;
use crate::escalation::terms::Book;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};
use crate::pages::lists::{Name, names_of};
use crate::threads::kinds::{PostKind, Status};
use crate::threads::paths;
use crate::threads::similar::SimilarQuestion;
use crate::threads::tables::{posts, questions};

use super::words;

/// Answers that are shown: the newest.
const ANSWERS: i64 = 5;
/// Steps that are shown: the latest.
const STEPS: usize = 30;

/// An answer that does not count.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Tried {
    pub path: String,
    pub author: Name,
    pub at: Micros,
    pub score: i64,
    pub lang: String,
    pub html: String,
    pub comments: i64,
}

/// A step in words.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Told {
    pub text: String,
    pub at: Micros,
    pub reason: String,
    pub undone: bool,
}

/// The question.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Detail {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub lang: String,
    pub html: String,
    pub asker: Name,
    pub asked_at: Micros,
    pub product: Option<String>,
    pub comments: i64,
    pub row: Escalation,
    pub tried: Vec<Tried>,
    /// Answers that there are beyond those shown.
    pub more_tried: i64,
    pub steps: Vec<Told>,
    pub teams: Vec<Team>,
    pub similar: Vec<SimilarQuestion>,
    /// Who has taken it up, and whether it is the reader.
    pub claimed_by: Option<Name>,
    pub mine: bool,
    /// Whether its policy lets it go back to peers once more.
    pub can_send_back: bool,
    /// The zone of the moderators' calendar.
    pub zone: String,
    /// Its due time by that zone's wall clock.
    pub due_at: String,
}

impl Detail {
    /// Whether it waits for moderators.
    pub fn in_triage(&self) -> bool {
        self.row.waits && self.row.stage == Stage::Triage
    }

    /// The key of where it stands.
    pub fn stands(&self) -> &'static str {
        match self.row.stage {
            _ if self.row.closed => "triage-stands-closed",
            _ if self.row.answered => "triage-stands-answered",
            Stage::Peers => "triage-stands-peers",
            Stage::Triage => "triage-stands-triage",
            Stage::Staff => "triage-stands-staff",
            Stage::HandedOver => "triage-stands-handed-over",
        }
    }

    /// The class of the chip beside it, which is also its icon's name.
    pub fn chip(&self) -> &'static str {
        match self.row.stage {
            _ if self.row.closed => "closed",
            _ if self.row.answered => "answered",
            Stage::Peers => "waiting",
            Stage::Triage => "triage",
            Stage::Staff | Stage::HandedOver => "staff",
        }
    }
}

type Head = (String, String, String, i64, Option<String>, Micros, String, i64);

/// Reads it for somebody.
///
/// # Errors
/// `NotFound` for what never escalates.
pub fn of(conn: &mut AnyConnection, id: i64, me: i64, t: &T, now: Micros) -> Verdict<Detail> {
    let row = rows::find(conn, id)?.ok_or(Refusal::NotFound)?;
    let book = Book::load(conn)?.ok_or(Refusal::NotFound)?;
    let (title, slug, lang, asker, product, asked_at, html, comments): Head = questions::table
        .inner_join(posts::table)
        .left_join(products::table)
        .filter(questions::id.eq(id))
        .select((
            questions::title,
            questions::slug,
            posts::lang,
            questions::asker_id,
            products::name.nullable(),
            questions::created_at,
            posts::html,
            posts::comment_count,
        ))
        .first(conn)?;
    let (answers, more_tried) = answers(conn, id)?;
    let mut steps = rows::steps(conn, id)?;
    let teams = teams(conn)?;
    let claimant = row.claimant(now);
    steps.drain(..steps.len().saturating_sub(STEPS));
    let people: Vec<i64> = answers
        .iter()
        .map(|answer| answer.1)
        .chain(steps.iter().filter_map(|step| step.actor_id))
        .chain(claimant)
        .chain([asker])
        .collect();
    let names = names_of(conn, &people)?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let policy = book.policy(row.policy_id);
    let zone = book.hours_of(policy.triage_calendar_id).map(|hours| hours.zone.clone()).unwrap_or_default();
    Ok(Detail {
        id,
        path: paths::question(id, &slug),
        title,
        lang,
        html,
        asker: name(asker),
        asked_at,
        product,
        comments,
        tried: answers
            .into_iter()
            .map(|(id, author, at, score, lang, html, comments)| Tried {
                path: paths::answer(id),
                author: name(author),
                at,
                score,
                lang,
                html,
                comments,
            })
            .collect(),
        more_tried,
        steps: told(t, &steps, &names, &teams),
        teams,
        similar: Vec::new(),
        claimed_by: claimant.map(name),
        mine: claimant == Some(me),
        can_send_back: row.sent_back < policy.policy.send_backs,
        due_at: row.due.map(|due| words::moment(t, due, &words::zone(&zone))).unwrap_or_default(),
        zone,
        row,
    })
}

/// Steps in words, the latest last.
pub fn told(t: &T, steps: &[Step], names: &HashMap<i64, Name>, teams: &[Team]) -> Vec<Told> {
    let told = |step: &Step| {
        let who = step.actor_id.and_then(|id| names.get(&id)).map(|name| name.shown(t));
        let team = teams.iter().find(|team| Some(team.id) == step.team_id).map(|team| team.name.as_str());
        Told {
            text: words::step(t, step, who, team),
            at: step.at,
            reason: step.reason.clone(),
            undone: step.undone_at.is_some(),
        }
    };
    steps.iter().map(told).collect()
}

type Answer = (i64, i64, Micros, i64, String, String, i64);

/// The newest answers that everybody can see, and how many there are beyond them. None of them counts, or the question
/// would not wait.
fn answers(conn: &mut AnyConnection, id: i64) -> QueryResult<(Vec<Answer>, i64)> {
    let answers: Vec<Answer> = posts::table
        .filter(posts::question_id.eq(id))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .order((posts::created_at.desc(), posts::id.desc()))
        .limit(ANSWERS)
        .select((
            posts::id,
            posts::author_id,
            posts::created_at,
            posts::score,
            posts::lang,
            posts::html,
            posts::comment_count,
        ))
        .load(conn)?;
    let all: i64 = questions::table.find(id).select(questions::answer_count).first(conn)?;
    let shown = i64::try_from(answers.len()).unwrap_or(ANSWERS);
    Ok((answers, (all - shown).max(0)))
}
