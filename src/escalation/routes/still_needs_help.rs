//! POST /questions/{id}/still-needs-help: the asker's button below an answer that did not do.

use actix_web::{HttpResponse, web};

use crate::accounts::Visit;
use crate::escalation::still_needs_help as verb;
use crate::ground::web::{Flash, Form, Limit, Problem};
use crate::threads::Rules;

/// Nothing but who says it.
#[derive(serde::Deserialize)]
pub struct Said {}

/// POST /questions/{id}/still-needs-help
///
/// # Errors
/// What the verb says.
pub async fn still_needs_help(visit: Visit, path: web::Path<i64>, _: Form<Said>) -> Result<HttpResponse, Problem> {
    let id = path.into_inner();
    let back = format!("/questions/{id}");
    let actor = visit.actor_or_back_to(&back)?;
    visit.limit(Limit::Act).await?;
    let (rules, now) = (Rules::of(&visit.services), visit.now);
    visit.services.db.write(move |tx| verb::still_needs_help(tx, &actor, id, &rules, now)).await?;
    Ok(Flash::of("flash-still-needs-help").then(&visit.services, &back))
}
