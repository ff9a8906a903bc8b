//! POST: whose a question is, giving it to another team or a ticket system, putting it off.

use actix_web::HttpResponse;

use super::page::again;
use super::sent::{Form as Which, Sent, Typed, sender, version};
use crate::accounts::{Actor, Visit};
use crate::escalation::{assign, hand_over, route, since, snooze};
use crate::ground::clock::{HOUR, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::web::{Flash, Form, Problem};
use crate::threads::{Rules, limits};

/// POST /desk/assign
///
/// # Errors
/// `NotFound`; what cannot be done is said at the desk.
pub async fn assign(visit: Visit, Form(sent): Form<Sent>) -> Result<HttpResponse, Problem> {
    let to: Option<i64> = sent.person.parse().ok();
    let message = match to {
        Some(id) if Some(id) == visit.id() => "flash-desk-taken",
        Some(_) => "flash-desk-given",
        None => "flash-desk-left",
    };
    // A number that is none, as opposed to nobody.
    let sound = to.is_some() || sent.person.is_empty();
    act(&visit, Which::Assign, sent, message, true, move |tx, actor, sent, seen, rules, now| {
        if !sound {
            return Err(Refusal::field("person", "problem-colleague"));
        }
        assign::assign(tx, actor, sent.question, seen, to, rules, now)
    })
    .await
}

/// POST /desk/route
///
/// # Errors
/// As `assign`.
pub async fn route(visit: Visit, Form(sent): Form<Sent>) -> Result<HttpResponse, Problem> {
    act(&visit, Which::Route, sent, "flash-desk-routed", false, |tx, actor, sent, seen, rules, now| {
        let reason = limits::short("reason", &sent.reason, snooze::REASON)?;
        // No team has the number 0.
        let team = sent.to.parse().unwrap_or(0);
        route::route(tx, actor, sent.question, seen, team, &reason, rules, now)
    })
    .await
}

/// POST /desk/snooze
///
/// # Errors
/// As `assign`.
pub async fn snooze(visit: Visit, Form(sent): Form<Sent>) -> Result<HttpResponse, Problem> {
    act(&visit, Which::Snooze, sent, "flash-desk-snoozed", true, |tx, actor, sent, seen, rules, now| {
        let hours: i64 = sent.until.parse().ok().filter(|h| (0..1_000).contains(h)).unwrap_or(0);
        snooze::snooze(tx, actor, sent.question, seen, now.plus(hours * HOUR), &sent.reason, rules, now)
    })
    .await
}

/// POST /desk/hand-over
///
/// # Errors
/// As `assign`.
pub async fn hand_over(visit: Visit, Form(sent): Form<Sent>) -> Result<HttpResponse, Problem> {
    act(&visit, Which::HandOver, sent, "flash-handover-done", true, |tx, actor, sent, seen, rules, now| {
        // No system has the number 0.
        let system = sent.system.parse().unwrap_or(0);
        hand_over::hand_over(tx, actor, sent.question, seen, system, &sent.body, rules, now).map(|_| ())
    })
    .await
}

/// POST /desk/take-back
///
/// # Errors
/// As `assign`.
pub async fn take_back(visit: Visit, Form(sent): Form<Sent>) -> Result<HttpResponse, Problem> {
    act(&visit, Which::TakeBack, sent, "flash-handover-taken-back", true, |tx, actor, sent, seen, rules, now| {
        hand_over::take_back(tx, actor, sent.question, seen, rules, now)
    })
    .await
}

/// Does an act in a transaction, and leads back to the desk with a way to undo it; `stays` says whether the question is
/// still this team's.
async fn act<F>(
    visit: &Visit,
    form: Which,
    sent: Sent,
    message: &str,
    stays: bool,
    verb: F,
) -> Result<HttpResponse, Problem>
where
    F: Fn(&mut Tx<'_>, &Actor, &Sent, i64, &Rules, Micros) -> Verdict<()> + Send + Sync + 'static,
{
    let (actor, allowed) = sender(visit, &sent).await?;
    let (rules, now, me, given) = (Rules::of(&visit.services), visit.now, actor.clone(), sent.clone());
    let done = match allowed {
        Ok(()) => {
            let work = move |tx: &mut Tx<'_>| {
                let seen = version(tx, &given, me.id)?;
                verb(tx, &me, &given, seen, &rules, now)?;
                Ok(since::last_of(tx.conn(), given.question, me.id)?)
            };
            visit.services.db.write(work).await
        }
        Err(why) => Err(why),
    };
    match done {
        Ok(step) => {
            let place = if stays { sent.place() } else { sent.place().closed() };
            let flash = Flash::of(message);
            let flash = match step {
                Some(step) => flash.undo(format!("/desk/undo?step={step}")),
                None => flash,
            };
            Ok(flash.then(&visit.services, &place.path()))
        }
        Err(why) => {
            let (status, typed) = Typed::refused(form, sent, why)?;
            again(visit, actor, status, typed).await
        }
    }
}
