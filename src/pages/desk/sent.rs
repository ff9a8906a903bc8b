//! What the desk's forms send, and what is said when it cannot be done: everything that was typed stays.

use actix_web::http::StatusCode;
use diesel::QueryResult;

use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::escalation::rows::{self, Step};
use crate::escalation::since;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{FieldError, Refusal, Verdict};
use crate::ground::web::{Errors, Html, Limit, Problem, again};
use crate::pages::lists::{Name, names_of};
use crate::threads::mask::ask::{Chosen, Notice};

use super::place::{Place, Team, Who};

/// The fields of all forms; each form sends some of them.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Sent {
    /// Of the place, as in the address.
    pub team: String,
    /// Of the place, as in the address.
    pub who: String,
    /// Which question.
    pub question: i64,
    /// Its version as it was seen.
    pub seen: i64,
    /// Whose it is to be; nobody's if empty.
    pub person: String,
    /// The team it goes to.
    pub to: String,
    /// Hours until it comes back.
    pub until: String,
    /// Why.
    pub reason: String,
    /// An answer or a note.
    pub body: String,
    /// The form's key.
    pub key: String,
    /// The canned answer that was chosen.
    pub canned: String,
    /// The one that the answer began with.
    pub used: String,
    /// The button that puts it in.
    pub insert: Option<String>,
    /// The button that shows a preview.
    pub preview: Option<String>,
    /// The answer to endorse.
    pub answer: i64,
    /// The ticket system it goes to.
    pub system: String,
    /// What was chosen about personal data in an answer.
    pub mask: String,
    /// What they were shown when they chose.
    pub mask_seen: String,
}

impl Sent {
    /// What was chosen about personal data.
    pub fn chosen(&self) -> Chosen {
        Chosen { choice: self.mask.clone(), seen: self.mask_seen.clone() }
    }

    /// Where the form stood.
    pub fn place(&self) -> Place {
        let (team, who) = (Team::from_word(&self.team), Who::from_word(&self.who));
        Place { team, who, question: Some(self.question), after: None }
    }
}

/// Which form was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// None.
    #[default]
    None,
    /// Whose it is.
    Assign,
    /// To another team.
    Route,
    /// Later.
    Snooze,
    /// To a ticket system.
    HandOver,
    /// Back from there.
    TakeBack,
    /// An answer.
    Answer,
    /// A note.
    Note,
    /// An endorsement.
    Endorse,
}

impl Form {
    /// The id of a field of this form on the page, which holds several forms.
    fn field(self, field: &'static str) -> &'static str {
        match (self, field) {
            (Self::Route, "reason") => "route-reason",
            (Self::Route, "team") => "route-to",
            (Self::Snooze, "reason") => "snooze-reason",
            (Self::Snooze, "until") => "snooze-until",
            (Self::HandOver, "system") => "handover-system",
            (Self::HandOver, "note") => "handover-note",
            (Self::Answer, _) => "answer",
            (Self::Note, _) => "note",
            (Self::Assign, "person") => "person",
            _ => "",
        }
    }
}

/// What another person did before.
#[derive(Clone, Debug)]
pub struct Faster {
    /// Who.
    pub who: Name,
    /// What and when.
    pub step: Step,
}

/// A form that is shown again.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Which one.
    pub form: Form,
    /// What was typed.
    pub sent: Sent,
    /// What is wrong.
    pub errors: Errors,
    /// Who was faster, if that is what is wrong.
    pub faster: Option<Faster>,
    /// How the answer will look.
    pub preview: Option<Html>,
    /// What there is to ask about personal data in it.
    pub mask: Option<Notice>,
}

impl Typed {
    /// What was typed into a field of a form, if it was that form.
    pub fn of(&self, form: Form) -> Option<&Sent> {
        (self.form == form).then_some(&self.sent)
    }

    /// A form that could not be done, with its status; another try must be worth it.
    ///
    /// # Errors
    /// What another try would not help.
    pub fn refused(form: Form, sent: Sent, why: Refusal) -> Result<(StatusCode, Self), Problem> {
        let (status, errors) = again(why, "")?;
        let errors = Errors(errors.0.into_iter().map(|e| FieldError { field: form.field(e.field), ..e }).collect());
        Ok((status, Self { form, sent, errors, ..Self::default() }))
    }
}

/// Whoever works at the desk.
///
/// # Errors
/// Sends visitors to sign in; `Forbidden` for all others.
pub fn staff(visit: &Visit, back: &str) -> Result<Actor, Problem> {
    let actor = visit.actor_or_back_to(back)?;
    may(&actor, Act::WorkAtDesk, &visit.services.settings.get().thresholds, false)?;
    Ok(actor)
}

/// The same for a form, which counts against a limit.
///
/// # Errors
/// As `staff`, and `TooMany`.
pub async fn sender(visit: &Visit, sent: &Sent) -> Result<(Actor, Verdict<()>), Problem> {
    let actor = staff(visit, &sent.place().path())?;
    Ok((actor, visit.limit(Limit::Act).await))
}

/// The version to act on, in the act's own transaction: what only the clock did since is no surprise.
///
/// # Errors
/// When the database fails.
pub fn version(tx: &mut Tx<'_>, sent: &Sent, me: i64) -> Verdict<i64> {
    match rows::find(tx.conn(), sent.question)? {
        Some(row) => Ok(since::version(tx.conn(), &row, sent.seen, me)?),
        None => Ok(sent.seen),
    }
}

/// Who was faster than a form.
///
/// # Errors
/// When the database fails.
pub fn faster(conn: &mut AnyConnection, sent: &Sent, me: i64) -> QueryResult<Option<Faster>> {
    let Some(step) = since::by_others(conn, sent.question, sent.seen, me)? else { return Ok(None) };
    let Some(actor) = step.actor_id else { return Ok(None) };
    let who = names_of(conn, &[actor])?.remove(&actor).unwrap_or_default();
    Ok(Some(Faster { who, step }))
}
