//! POST /triage/{id}/{verb}: what moderators do. The verbs decide; what cannot be done is said on the board.

use actix_web::{HttpResponse, web};
use jiff::civil::DateTime;

use crate::accounts::{Actor, Visit};
use crate::escalation::terms::Book;
use crate::escalation::{claim, prioritise, route, rows, send_back, snooze};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::web::{Flash, Form, Limit, Problem, again};
use crate::threads::Rules;
use crate::threads::similar::Finder;

use super::board::{self, Typed};
use super::faster;
use super::filters::Filters;
use super::words;

/// What can be done from the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the acts
pub enum Verb {
    Claim,
    TakeOver,
    Leave,
    SendBack,
    Route,
    Snooze,
    Prioritise,
}

impl Verb {
    const ALL: [Self; 7] =
        [Self::Claim, Self::TakeOver, Self::Leave, Self::SendBack, Self::Route, Self::Snooze, Self::Prioritise];

    /// As it stands in an address.
    fn word(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::TakeOver => "take-over",
            Self::Leave => "leave",
            Self::SendBack => "send-back",
            Self::Route => "route",
            Self::Snooze => "snooze",
            Self::Prioritise => "prioritise",
        }
    }

    /// What is said when it is done.
    fn done(self) -> &'static str {
        match self {
            Self::Claim => "flash-triage-claimed",
            Self::TakeOver => "flash-triage-taken-over",
            Self::Leave => "flash-triage-left",
            Self::SendBack => "flash-triage-sent-back",
            Self::Route => "flash-triage-routed",
            Self::Snooze => "flash-triage-snoozed",
            Self::Prioritise => "flash-triage-prioritised",
        }
    }

    /// Whether the question is on the board afterwards.
    fn stays(self) -> bool {
        matches!(self, Self::Claim | Self::TakeOver | Self::Leave | Self::Prioritise)
    }

    /// The field of the page at which something is said: every form has its own reason.
    fn field(self, field: &'static str) -> &'static str {
        match (self, field) {
            (Self::SendBack, "reason") => "send-back-reason",
            (Self::Route, "reason") => "route-reason",
            (Self::Route, "team") => "route-team",
            (Self::Snooze, "reason") => "snooze-reason",
            (Self::Snooze, "until") => "snooze-until",
            (_, other) => other,
        }
    }
}

/// Every form of the board; undo says the same in its address.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Acted {
    /// The version that was looked at.
    pub seen: String,
    /// Where to go back to.
    pub back: String,
    reason: String,
    team: String,
    until: String,
    priority: String,
}

/// POST /triage/{id}/{verb}
///
/// # Errors
/// Sends visitors to sign in; `Forbidden`, `NotFound`. What else the verb says stands on the board.
pub async fn act(
    visit: Visit,
    path: web::Path<(i64, String)>,
    query: web::Query<Acted>,
    Form(form): Form<Acted>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let (id, word) = path.into_inner();
    let verb = Verb::ALL.into_iter().find(|verb| verb.word() == word).ok_or(Refusal::NotFound)?;
    let or = |typed: &str, given: &str| if typed.is_empty() { given.to_owned() } else { typed.to_owned() };
    let (filters, _) = Filters::back(&or(&form.back, &query.back));
    let actor = board::moderator(&visit, &filters.href(Some(id)))?;
    visit.limit(Limit::Act).await?;
    let seen = or(&form.seen, &query.seen).parse().unwrap_or_default();
    let (me, rules, now) = (actor.id, Rules::of(&visit.services), visit.now);
    let typed = form.clone();
    let done = visit
        .services
        .db
        .write(move |tx| {
            perform(tx, &actor, verb, (id, seen), &typed, &rules, now)?;
            let step = rows::latest_step(tx.conn(), id)?;
            let undoable = |step: &rows::Step| step.actor_id == Some(me) && step.at == now && step.before.is_some();
            let version = rows::find(tx.conn(), id)?.map(|row| row.version).unwrap_or_default();
            Ok((step.filter(undoable).map(|step| step.id), version))
        })
        .await;
    match done {
        Ok((step, version)) => {
            let back = filters.href(verb.stays().then_some(id));
            let list = filters.href(None);
            let undo = match (verb, step) {
                (Verb::Claim, _) => Some(undo_path(&format!("/triage/{id}/leave"), version, &list)),
                (Verb::Leave, _) => Some(undo_path(&format!("/triage/{id}/claim"), version, &list)),
                (_, Some(step)) => Some(undo_path(&format!("/triage/undo/{step}"), version, &list)),
                (_, None) => None,
            };
            let flash = Flash::of(verb.done());
            Ok(undo.into_iter().fold(flash, Flash::undo).then(&visit.services, &back))
        }
        Err(why) => refused(&visit, me, (id, seen), filters, Some(verb), form, why, finder).await,
    }
}

fn undo_path(path: &str, seen: i64, back: &str) -> String {
    let seen = seen.to_string();
    crate::pages::given::address(path, &[("seen", &seen), ("back", back)])
}

/// Does it.
fn perform(
    tx: &mut Tx<'_>,
    actor: &Actor,
    verb: Verb,
    (id, seen): (i64, i64),
    form: &Acted,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    match verb {
        Verb::Claim => claim::claim(tx, actor, id, seen, false, rules, now),
        Verb::TakeOver => claim::claim(tx, actor, id, seen, true, rules, now),
        Verb::Leave => claim::leave(tx, actor, id, seen, rules, now),
        Verb::SendBack => send_back::send_back(tx, actor, id, seen, &form.reason, rules, now),
        Verb::Route => {
            let team = form.team.parse().map_err(|_| Refusal::field("team", "problem-team"))?;
            route::route(tx, actor, id, seen, team, &form.reason, rules, now)
        }
        Verb::Snooze => {
            let until = moment(tx.conn(), id, &form.until)?;
            snooze::snooze(tx, actor, id, seen, until, &form.reason, rules, now)
        }
        Verb::Prioritise => {
            let priority = form.priority.parse().map_err(|_| Refusal::field("priority", "problem-priority"))?;
            prioritise::prioritise(tx, actor, id, seen, priority, rules, now)
        }
    }
}

/// What was typed as date and time is meant by the wall clock of the moderators' calendar.
fn moment(conn: &mut AnyConnection, id: i64, typed: &str) -> Verdict<Micros> {
    let wrong = || Refusal::field("until", "problem-snooze-until");
    let local: DateTime = typed.trim().parse().map_err(|_| wrong())?;
    let row = rows::find(conn, id)?.ok_or(Refusal::NotFound)?;
    let book = Book::load(conn)?.ok_or(Refusal::NotFound)?;
    let hours = book.hours_of(book.policy(row.policy_id).triage_calendar_id).ok_or(Refusal::NotFound)?;
    Ok(local.to_zoned(words::zone(&hours.zone)).map_err(|_| wrong())?.timestamp().into())
}

/// The board again, with what is wrong or who was faster, and everything that was typed.
///
/// # Errors
/// What another try would not help.
#[allow(clippy::too_many_arguments)] // what was wanted, of what, and why not
pub async fn refused(
    visit: &Visit,
    me: i64,
    (id, seen): (i64, i64),
    filters: Filters,
    verb: Option<Verb>,
    form: Acted,
    why: Refusal,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let conflict = if let Refusal::Conflict(message) = &why { Some(*message) } else { None };
    let (status, mut errors) = again(why, "")?;
    let (t, now) = (visit.t, visit.now);
    let faster = match conflict {
        Some(message) => {
            errors.0.clear();
            let tell = move |conn: &mut AnyConnection| faster::sentence(conn, (id, seen), me, message, &t, now);
            Some(visit.services.db.read(tell).await?)
        }
        None => None,
    };
    let at = |error: &FieldError| FieldError { field: verb.map_or(error.field, |v| v.field(error.field)), ..*error };
    errors.0 = errors.0.iter().map(at).collect();
    let Acted { reason, team, until, .. } = form;
    let typed = Typed { verb, reason, team, until, errors, faster };
    board::render(visit, me, filters, Some(id), typed, status, finder).await
}
