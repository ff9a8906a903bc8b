//! A notice about the account was read.

use actix_web::{HttpResponse, web};

use crate::accounts::{Visit, notices};
use crate::ground::web::{Limit, Problem, see_other};

/// POST /inbox/account/{id}/read
pub async fn read(visit: Visit, id: web::Path<i64>) -> Result<HttpResponse, Problem> {
    let actor = visit.person_or_back_to("/inbox")?;
    visit.limit(Limit::Act).await?;
    let (id, now) = (id.into_inner(), visit.now);
    visit.services.db.write(move |tx| notices::read(tx, actor.id, id, now)).await?;
    Ok(see_other("/inbox"))
}
