//! POST /triage/undo/{step}: taking back what one has just done.

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::accounts::Visit;
use crate::escalation::tables::escalation_steps;
use crate::escalation::undo as verb;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Flash, Form, Limit, Problem};
use crate::threads::similar::Finder;

use super::act::{self, Acted};
use super::board;
use super::filters::Filters;

/// POST /triage/undo/{step}
///
/// # Errors
/// Sends visitors to sign in; `Forbidden`, `NotFound`. That it is too late stands on the board.
pub async fn undo(
    visit: Visit,
    path: web::Path<i64>,
    query: web::Query<Acted>,
    Form(form): Form<Acted>,
    finder: Option<web::Data<Finder>>,
) -> Result<HttpResponse, Problem> {
    let step = path.into_inner();
    let (filters, _) = Filters::back(if form.back.is_empty() { &query.back } else { &form.back });
    let actor = board::moderator(&visit, &filters.href(None))?;
    visit.limit(Limit::Act).await?;
    let (me, now) = (actor.id, visit.now);
    match visit.services.db.write(move |tx| verb::undo(tx, &actor, step, now)).await {
        Ok(question) => {
            let back = filters.href(Some(question));
            Ok(Flash::of("flash-triage-undone").then(&visit.services, &back))
        }
        Err(why @ Refusal::Conflict(_)) => {
            let of = visit.services.db.read(move |conn| {
                let step = escalation_steps::table.find(step);
                Ok::<_, Refusal>(
                    step.select((escalation_steps::question_id, escalation_steps::version))
                        .first::<(i64, i64)>(conn)?,
                )
            });
            let of = of.await?;
            act::refused(&visit, me, of, filters, None, form, why, finder).await
        }
        Err(why) => Err(why.into()),
    }
}
