//! Accepting an answer, and taking that back.

use actix_web::{HttpResponse, web};

use crate::accounts::Visit;
use crate::ground::web::{Flash, Limit, Problem};
use crate::threads::{Rules, accept, paths};

/// POST /answers/{id}/accept
///
/// # Errors
/// What the verb says.
pub async fn accept(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&paths::answer(id))?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| accept::accept(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-answer-accepted")
        .undo(format!("/answers/{id}/unaccept"))
        .then(&visit.services, &paths::answer(id)))
}

/// POST /answers/{id}/unaccept
///
/// # Errors
/// What the verb says.
pub async fn unaccept(visit: Visit, path: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let actor = visit.actor_or_back_to(&paths::answer(id))?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| accept::unaccept(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-answer-unaccepted")
        .undo(format!("/answers/{id}/accept"))
        .then(&visit.services, &paths::answer(id)))
}
