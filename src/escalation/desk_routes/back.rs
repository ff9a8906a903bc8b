//! Taking back what was done at the desk.

use actix_web::{HttpResponse, web};

use crate::accounts::Visit;
use crate::escalation::{note, undo as steps};
use crate::ground::web::{Flash, Limit, Problem};
use crate::threads::Rules;

/// Which step.
#[derive(serde::Deserialize)]
pub struct Which {
    step: i64,
}

fn desk(question: i64) -> String {
    format!("/desk?question={question}")
}

/// POST /desk/undo?step=
///
/// # Errors
/// What the verb says.
pub async fn undo(visit: Visit, which: web::Query<Which>) -> Result<HttpResponse, Problem> {
    let actor = visit.actor_or_back_to("/desk")?;
    visit.limit(Limit::Act).await?;
    let (step, now) = (which.step, visit.now);
    let question = visit.services.db.write(move |tx| steps::undo(tx, &actor, step, now)).await?;
    Ok(Flash::of("flash-desk-undone").then(&visit.services, &desk(question)))
}

/// POST /desk/notes/{id}/delete
///
/// # Errors
/// What the verb says.
pub async fn delete_note(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to("/desk")?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let question = visit.services.db.write(move |tx| note::delete(tx, &actor, id, &rules, now)).await?;
    let flash = Flash::of("flash-desk-note-deleted").undo(format!("/desk/notes/{id}/restore"));
    Ok(flash.then(&visit.services, &desk(question)))
}

/// POST /desk/notes/{id}/restore
///
/// # Errors
/// What the verb says.
pub async fn restore_note(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to("/desk")?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    let question = visit.services.db.write(move |tx| note::restore(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-desk-noted").then(&visit.services, &desk(question)))
}
